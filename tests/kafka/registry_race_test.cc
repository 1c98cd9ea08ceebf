// Eight processes register Content:1 at one moment, four of them with another struct.
//
// What must hold afterwards, judged from the topic's own history and from what the processes say:
// - The first record of the version is what everybody takes for published, and also the last one.
// - The processes that registered it exited with 0; the others did not, and said what differs.
// - A further start of the winner writes nothing.
#include <algorithm>
#include <iostream>
#include <random>
#include <set>

#include "absl/status/status_matchers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/tests/kafka/broker/kafka_test.h"
#include "kontrakt/tests/kafka/programs/program.h"

namespace kontrakt::tests {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::IsOkAndHolds;
using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;

constexpr int kRacers = 8;
constexpr absl::Duration kPatience = absl::Seconds(60);
// How a racer may end.
constexpr char kWon[] = "exit code 0";
constexpr char kRefused[] = "exit code 1";
constexpr char kKilled[] = "signal 9";

// One process, once it has ended.
struct Racer {
  std::string program;
  std::string end;        // "exit code 0"
  std::string own;        // The document that it registers.
  std::string published;  // The one that it takes for published; empty if it could not say.
  std::string complaint;
};

// What stands behind the word in the line that begins with it.
std::string LineOf(const std::string& output, const std::string& word) {
  for (std::string_view line : absl::StrSplit(output, '\n')) {
    if (absl::ConsumePrefix(&line, word + " ")) return std::string(line);
  }
  return "";
}

class RegistryRaceTest : public KafkaTest {
 protected:
  // Starts `count` registrars, a and b in turn, lets all of them go at one moment and, where
  // `kill_after` has something for one, kills it that much later.
  std::vector<Racer> Race(const std::string& prefix, int count,
                          const std::vector<std::optional<absl::Duration>>& kill_after = {}) {
    std::vector<std::unique_ptr<Process>> processes;
    for (int i = 0; i < count; ++i) {
      processes.push_back(StartProgram(i % 2 == 0 ? "registrar_a" : "registrar_b",
                                       {.servers = servers(), .prefix = prefix, .input = true}));
    }
    for (const auto& process : processes) process->CloseInput();
    const absl::Time go = absl::Now();
    for (std::size_t i = 0; i < kill_after.size(); ++i) {
      if (!kill_after[i].has_value()) continue;
      absl::SleepFor(go + *kill_after[i] - absl::Now());
      processes[i]->Kill();
    }
    std::vector<Racer> racers;
    for (std::size_t i = 0; i < processes.size(); ++i) {
      racers.push_back(Judge(i % 2 == 0 ? "a" : "b", *processes[i]));
    }
    return racers;
  }

  Racer RunAlone(const std::string& prefix, const std::string& variant) {
    auto process = StartProgram("registrar_" + variant, {.servers = servers(), .prefix = prefix});
    return Judge(variant, *process);
  }

  std::vector<PlainRecord> History(const std::string& prefix) {
    auto history = kafka().ReadTopic(prefix + "__schema__Content");
    EXPECT_THAT(history.status(), IsOk());
    return history.value_or(std::vector<PlainRecord>{});
  }

  // The winner starts again, and the loser: neither may write.
  void ExpectSettled(const std::string& prefix, const std::string& winner) {
    const auto before = kafka().EndOffsets(prefix + "__schema__Content");
    ASSERT_THAT(before.status(), IsOk());
    EXPECT_EQ(RunAlone(prefix, winner).end, kWon) << "restart of the winner";
    EXPECT_NE(RunAlone(prefix, winner == "a" ? "b" : "a").end, kWon) << "restart of a loser";
    EXPECT_THAT(kafka().EndOffsets(prefix + "__schema__Content"), IsOkAndHolds(*before))
        << "a restart wrote";
  }

  static void ExpectOneWinner(const std::vector<Racer>& racers,
                              const std::vector<PlainRecord>& history) {
    ASSERT_FALSE(history.empty());
    const std::string winner = history.front().value.value_or("");
    EXPECT_EQ(history.back().value, winner) << "compaction would make a loser the winner";
    for (const PlainRecord& record : history) EXPECT_EQ(record.key, "1");
    for (const Racer& racer : racers) {
      SCOPED_TRACE(racer.complaint);
      if (racer.end == kKilled) continue;
      EXPECT_EQ(racer.published, winner);
      EXPECT_EQ(racer.end, racer.own == winner ? kWon : kRefused);
      if (racer.own == winner) continue;
      EXPECT_THAT(racer.complaint, AllOf(HasSubstr("Content:1"), HasSubstr("maxLength"),
                                         ContainsRegex("[-+].*100"), ContainsRegex("[-+].*200")));
    }
  }

  static std::string WinnerOf(const std::vector<PlainRecord>& history,
                              const std::vector<Racer>& racers) {
    for (const Racer& racer : racers) {
      if (!history.empty() && racer.own == history.front().value) return racer.program;
    }
    return "";
  }

 private:
  static Racer Judge(const std::string& variant, Process& process) {
    const std::string end = process.End(kPatience);  // First: the rest is what it left.
    return {.program = variant,
            .end = end,
            .own = LineOf(process.Output(), "own"),
            .published = LineOf(process.Output(), "published"),
            .complaint = process.Errors()};
  }
};

int Rounds() { return IsLong() ? 100 : 8; }

std::string Summary(const std::vector<Racer>& racers, std::size_t records) {
  int won = 0, lost = 0, killed = 0;
  for (const Racer& racer : racers) {
    ++(racer.end == kWon ? won : racer.end == kKilled ? killed : lost);
  }
  return absl::StrCat(racers.size(), " started, ", won, " won, ", lost, " refused, ", killed,
                      " killed, ", records, " records in the history");
}

TEST_F(RegistryRaceTest, EverybodyAgreesOnOneWinner) {
  std::multiset<std::string> winners;
  for (int round = 1; round <= Rounds() && !HasFailure(); ++round) {
    SCOPED_TRACE(absl::StrCat("round ", round));
    const std::string prefix = NewPrefix();
    const std::vector<Racer> racers = Race(prefix, kRacers);
    const std::vector<PlainRecord> history = History(prefix);
    ExpectOneWinner(racers, history);
    const std::string winner = WinnerOf(history, racers);
    winners.insert(winner);
    ExpectSettled(prefix, winner);
    std::cout << "ledger: round " << round << ": " << Summary(racers, history.size()) << ", winner "
              << winner << std::endl;
  }
  std::cout << "ledger: a won " << winners.count("a") << " times, b " << winners.count("b") << "\n";
}

TEST_F(RegistryRaceTest, KilledRacersLeaveNothingThatTheNextStartDoesNotMend) {
  std::mt19937 random(20240229);
  std::uniform_int_distribution<int> milliseconds(0, 150);
  for (int round = 1; round <= Rounds() && !HasFailure(); ++round) {
    SCOPED_TRACE(absl::StrCat("round ", round));
    const std::string prefix = NewPrefix();
    std::vector<int> moments = {milliseconds(random), milliseconds(random), milliseconds(random),
                                milliseconds(random)};
    std::ranges::sort(moments);
    std::vector<std::optional<absl::Duration>> kill_after(kRacers);
    for (int i = 0; i < 4; ++i) kill_after[2 * i + i % 2] = absl::Milliseconds(moments[i]);
    std::vector<Racer> racers = Race(prefix, kRacers, kill_after);
    // The survivors decided it; whatever a killed one left behind is mended by one more start.
    const std::string winner = WinnerOf(History(prefix), racers);
    racers.push_back(RunAlone(prefix, winner));
    const std::vector<PlainRecord> history = History(prefix);
    ExpectOneWinner(racers, history);
    ExpectSettled(prefix, winner);
    std::cout << "ledger: round " << round << ": " << Summary(racers, history.size()) << ", winner "
              << winner << std::endl;
  }
}

// A loser that was killed after its write leaves its document behind, and compaction keeps only the
// last record of a version. It must be the winner's.
TEST_F(RegistryRaceTest, CompactionKeepsTheWinner) {
  const std::string prefix = NewPrefix();
  const std::string topic = prefix + "__schema__Content";
  ASSERT_EQ(RunAlone(prefix, "a").end, kWon);
  const Racer loser = RunAlone(prefix, "b");
  ASSERT_THAT(kafka().Produce({{{.topic = topic, .partition = 0, .key = "1", .value = loser.own}}}),
              IsOk());
  ASSERT_EQ(RunAlone(prefix, "a").end, kWon);
  const std::vector<PlainRecord> before = History(prefix);
  ASSERT_THAT(kafka().SetConfigs(topic, {{"segment.ms", "100"},
                                         {"min.cleanable.dirty.ratio", "0.01"},
                                         {"min.compaction.lag.ms", "0"}}),
              IsOk());
  const auto is_compacted = [&] {
    // The next record closes the segment in which the others lie.
    EXPECT_THAT(kafka().Produce({{{.topic = topic, .partition = 0, .key = "x", .value = "{}"}}}),
                IsOk());
    return History(prefix).front().offset > before.front().offset;
  };
  ASSERT_TRUE(WaitUntil(is_compacted, kPatience, absl::Milliseconds(200)));
  std::vector<PlainRecord> after = History(prefix);
  std::erase_if(after, [](const PlainRecord& record) { return record.key != "1"; });
  ASSERT_EQ(after.size(), 1);
  EXPECT_EQ(after.front().value, before.front().value);
  ExpectSettled(prefix, "a");
  std::cout << "ledger: " << before.size() << " records before compaction, " << after.size()
            << " after, and a is still the winner\n";
}

}  // namespace
}  // namespace kontrakt::tests
