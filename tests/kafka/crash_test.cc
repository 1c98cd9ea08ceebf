// A worker is killed with SIGKILL inside its handler, again and again: what it was working on comes
// again after the restart, and nothing is committed past it. Judged from the handler's own ledger
// and from the committed offsets as a plain Kafka client reads them.
#include <csignal>
#include <iostream>
#include <random>

#include "absl/status/status_matchers.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/tests/kafka/broker/kafka_test.h"
#include "kontrakt/tests/kafka/consumption.h"
#include "kontrakt/tests/kafka/programs/program.h"

namespace kontrakt::tests {
namespace {

using ::absl_testing::IsOk;
using ::testing::IsEmpty;

constexpr int kBatch = 300;
constexpr absl::Duration kPause = absl::Milliseconds(5);      // Of the handler.
constexpr absl::Duration kCommitInterval = absl::Seconds(1);  // SubscriptionOptions' default.
constexpr absl::Duration kPatience = absl::Seconds(60);

int Crashes() { return IsLong() ? 20 : 4; }

class CrashTest : public KafkaTest {
 protected:
  // Adds kBatch messages to the topic.
  void PublishBatch() {
    auto publisher = StartProgram(
        "publisher", {.servers = servers(),
                      .prefix = prefix_,
                      .flags = {"--topic=content.created", "--ledger=" + ledger_ + ".published",
                                absl::StrCat("--first=", published_),
                                absl::StrCat("--count=", kBatch), "--rate=100000"}});
    ASSERT_EQ(publisher->End(kPatience), "exit code 0") << publisher->Errors();
    published_ += kBatch;
  }

  std::unique_ptr<Process> StartWorker(const std::string& crash_at) {
    return StartProgram(
        "worker",
        {.servers = servers(),
         .prefix = prefix_,
         .flags = {absl::StrCat("--kafka-settings=", kQuickGroups)},
         .environment = {{"TEST_LEDGER", ledger_},
                         {"TEST_GROUP", prefix_ + "workers"},
                         {"TEST_PAUSE_MS", absl::StrCat(absl::ToInt64Milliseconds(kPause))},
                         {"TEST_CRASH_AT", crash_at}}});
  }

  std::map<int, std::int64_t> Committed() {
    auto committed = kafka().CommittedOffsets(prefix_ + "workers", prefix_ + "content.created");
    EXPECT_THAT(committed.status(), IsOk());
    return committed.value_or(std::map<int, std::int64_t>{});
  }

  Consumption Consumed() const { return Consumption(ReadLedger(ledger_)); }

  // I5: nothing is committed past a record that the handler has not finished.
  void ExpectNothingCommittedPastUnfinished() {
    const std::map<int, std::int64_t> committed = Committed();
    Consumption consumed = Consumed();
    for (const auto& [partition, offset] : committed) {
      const auto unfinished = consumed.unfinished().find(partition);
      EXPECT_LE(offset, unfinished == consumed.unfinished().end() ? 0 : unfinished->second)
          << "partition " << partition;
    }
  }

  const std::string prefix_ = NewPrefix();
  const std::string ledger_ = TestFolder() + "/crash.ledger";
  int published_ = 0;
};

TEST_F(CrashTest, WhatWasInTheHandlerComesAgain) {
  std::mt19937 random(20240229);
  for (int crash = 0; crash < Crashes(); ++crash) {
    PublishBatch();
    const std::string id = absl::StrCat(published_ - 1 - random() % kBatch);
    SCOPED_TRACE(absl::StrCat("crash in message ", id));
    auto worker = StartWorker(id);
    ASSERT_EQ(worker->End(kPatience), "signal 9") << worker->Errors();
    EXPECT_EQ(Consumed().begun(id), 1);
    EXPECT_EQ(Consumed().finished(id), 0);
    ExpectNothingCommittedPastUnfinished();
    std::cout << "ledger: killed in message " << id << "; " << Consumed().finished_messages()
              << " of " << published_ << " finished" << std::endl;
  }
  auto worker = StartWorker("");
  EXPECT_TRUE(WaitUntil([&] { return Consumed().finished_messages() == published_; }, kPatience));
  worker->Signal(SIGTERM);
  EXPECT_EQ(worker->End(kPatience), "exit code 0") << worker->Errors();
  const Consumption consumed = Consumed();
  EXPECT_THAT(consumed.faults(), IsEmpty());
  auto ends = kafka().EndOffsets(prefix_ + "content.created");
  ASSERT_THAT(ends.status(), IsOk());
  std::erase_if(*ends, [](const auto& end) { return end.second == 0; });  // Never written to.
  EXPECT_EQ(Committed(), *ends) << "after a clean stop";
  // What a crash repeats is what was finished since the last commit, a second ago.
  const int repeated = consumed.finished_times() - published_;
  EXPECT_LE(repeated, Crashes() * (kCommitInterval / kPause + 100));
  std::cout << "ledger: all of " << consumed.finished_messages() << " messages finished, "
            << repeated << " once more, after " << Crashes() << " crashes" << std::endl;
}

}  // namespace
}  // namespace kontrakt::tests
