#include "kontrakt/sdk/registry/history.h"

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/status/status_matchers.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

using ::absl_testing::IsOkAndHolds;
using ::absl_testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct LogRecord {
  int64_t offset = 0;
  std::optional<std::string> key;
  std::optional<std::string> value;
  std::optional<std::string> restores;
};
using Log = std::vector<LogRecord>;

constexpr char kA[] = R"({"a":1})";
constexpr char kB[] = R"({"b":1})";

SchemaHistory Fold(const Log& log) {
  SchemaHistory history("T");
  for (const LogRecord& record : log) {
    history.Add({record.offset, record.key, record.value, record.restores});
  }
  return history;
}

// The records at offsets 0, 1, 2, ...
Log Numbered(Log log) {
  int64_t offset = 0;
  for (LogRecord& record : log) record.offset = offset++;
  return log;
}

void Append(Log& log, LogRecord record) {
  record.offset = log.empty() ? 0 : log.back().offset + 1;
  log.push_back(std::move(record));
}

// What a registry writes when it finds `log`.
Log Repaired(Log log) {
  for (const auto& [number, version] : Fold(log).versions()) {
    if (version.clean) continue;
    Append(log, {0, absl::StrCat(number), version.document, absl::StrCat(version.stands_at)});
  }
  return log;
}

// As the broker's cleaner leaves it: of the records before `end`, the last of each key.
Log Compacted(const Log& log, int64_t end) {
  std::map<std::optional<std::string>, int64_t> last;
  for (const LogRecord& record : log) {
    if (record.offset < end) last[record.key] = record.offset;
  }
  Log compacted;
  for (const LogRecord& record : log) {
    if (record.offset >= end || last[record.key] == record.offset) compacted.push_back(record);
  }
  return compacted;
}

std::map<int, std::string> Winners(const Log& log) {
  std::map<int, std::string> winners;
  for (const auto& [number, version] : Fold(log).versions()) winners[number] = version.document;
  return winners;
}

bool IsClean(const Log& log) {
  const auto versions = Fold(log).versions();
  return std::ranges::all_of(versions, [](const auto& entry) { return entry.second.clean; });
}

TEST(SchemaHistoryTest, WhoWinsAndWhatIsClean) {
  const struct {
    const char* name;
    Log log;  // At offsets 0, 1, 2, ...
    std::map<int, std::string> winners;
    bool clean;
  } kCases[] = {
      {"nothing", {}, {}, true},
      {"one", {{0, "1", kA, {}}}, {{1, kA}}, true},
      {"two versions", {{0, "1", kA, {}}, {0, "2", kB, {}}}, {{1, kA}, {2, kB}}, true},
      {"the same twice", {{0, "1", kA, {}}, {0, "1", kA, {}}}, {{1, kA}}, true},
      {"spelt otherwise", {{0, "1", kA, {}}, {0, "1", " { \"a\" : 1 } ", {}}}, {{1, kA}}, true},
      {"a loser behind", {{0, "1", kA, {}}, {0, "1", kB, {}}}, {{1, kA}}, false},
      {"a loser, restored",
       {{0, "1", kA, {}}, {0, "1", kB, {}}, {0, "1", kA, "0"}},
       {{1, kA}},
       true},
      // A cleaner that stops before the last record would leave B and A, and B stood first.
      {"a loser, repeated but not restored",
       {{0, "1", kA, {}}, {0, "1", kB, {}}, {0, "1", kA, {}}},
       {{1, kA}},
       false},
      {"only what the cleaner left of a restored race",
       {{0, "x", kA, {}}, {0, "1", kB, {}}, {0, "1", kA, "0"}},
       {{1, kA}},
       true},
      {"a restoration of what is not earlier counts as it stands",
       {{0, "1", kA, {}}, {0, "1", kB, "1"}, {0, "1", kB, "-1"}, {0, "1", kB, "x"}},
       {{1, kA}},
       false},
      {"tombstone behind", {{0, "1", kA, {}}, {0, "1", {}, {}}}, {{1, kA}}, false},
      {"tombstone in front", {{0, "1", {}, {}}, {0, "1", kA, {}}}, {{1, kA}}, true},
      {"garbage behind", {{0, "1", kA, {}}, {0, "1", "garbage", {}}}, {{1, kA}}, false},
      {"garbage between",
       {{0, "1", kA, {}}, {0, "1", "[]", {}}, {0, "1", kA, {}}},
       {{1, kA}},
       true},
      {"garbage alone", {{0, "1", "garbage", {}}}, {}, true},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const Log log = Numbered(c.log);
    EXPECT_EQ(Winners(log), c.winners);
    EXPECT_EQ(IsClean(log), c.clean);
    EXPECT_EQ(Winners(Repaired(log)), c.winners);
    EXPECT_TRUE(IsClean(Repaired(log)));
  }
}

TEST(SchemaHistoryTest, IgnoresWhatIsNoSchemaAndSaysWhy) {
  const std::string too_long =
      absl::StrCat(R"({"a":")", std::string(kMaxSchemaBytes, 'x'), R"("})");
  std::string too_deep = "{}";
  for (int i = 0; i < 64; ++i) too_deep = absl::StrCat(R"({"a":)", too_deep, "}");
  const struct {
    const char* name;
    LogRecord record;
    const char* why;
  } kCases[] = {
      {"no key", {0, {}, kA, {}}, "its key is not a version"},
      {"empty key", {0, "", kA, {}}, "its key is not a version"},
      {"version 0", {0, "0", kA, {}}, "its key is not a version"},
      {"negative", {0, "-1", kA, {}}, "its key is not a version"},
      {"leading zero", {0, "01", kA, {}}, "its key is not a version"},
      {"blank", {0, " 1", kA, {}}, "its key is not a version"},
      {"too large a number", {0, "99999999999", kA, {}}, "its key is not a version"},
      {"tombstone", {0, "1", {}, {}}, "tombstone"},
      {"empty", {0, "1", "", {}}, "its value is no schema"},
      {"no JSON", {0, "1", "{", {}}, "its value is no schema"},
      {"no object", {0, "1", "[]", {}}, "not an object"},
      {"more after it", {0, "1", "{}{}", {}}, "its value is no schema"},
      {"two members of one name", {0, "1", R"({"a":1,"a":2})", {}}, "its value is no schema"},
      {"not UTF-8", {0, "1", "{\"a\":\"\xFF\"}", {}}, "its value is no schema"},
      {"too long", {0, "1", too_long, {}}, "its value is no schema"},
      {"too deep", {0, "1", too_deep, {}}, "its value is no schema"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    Log log = {c.record};
    log[0].offset = 17;
    const SchemaHistory history = Fold(log);
    EXPECT_THAT(history.versions(), IsEmpty());
    EXPECT_THAT(history.warnings(), ElementsAre(HasSubstr(c.why)));
    EXPECT_THAT(history.warnings(), ElementsAre(HasSubstr("\"T\": the record at offset 17")));
    EXPECT_EQ(history.end(), 18);
  }
}

TEST(SchemaHistoryTest, AFloodOfGarbageMakesFewWarnings) {
  Log log;
  for (int i = 0; i < 1000; ++i) Append(log, {0, "garbage", "garbage", {}});
  const std::vector<std::string> warnings = Fold(log).warnings();
  ASSERT_THAT(warnings, SizeIs(11));
  EXPECT_THAT(warnings.back(), HasSubstr("990 more"));
}

// I11 on every log of up to four of these records: whatever a cleaner has done to it, and whatever
// was doubled, a repaired history has the same winners.
TEST(SchemaHistoryTest, RepairedHistoriesKeepTheirWinners) {
  const std::vector<LogRecord> kRecords = {{0, "1", kA, {}},        {0, "1", kB, {}},
                                           {0, "1", kA, "0"},       {0, "1", std::nullopt, {}},
                                           {0, "1", "garbage", {}}, {0, "2", kB, {}}};
  int logs = 0;
  for (int length = 1; length <= 4; ++length) {
    std::vector<int> choice(length, 0);
    while (true) {
      Log log;
      for (int i : choice) Append(log, kRecords[i]);
      ++logs;
      // Only a registry restores, and it restores what is there.
      for (LogRecord& record : log) {
        if (log[0].value != kA) record.restores.reset();
      }
      const std::map<int, std::string> winners = Winners(log);
      const Log repaired = Repaired(log);
      ASSERT_EQ(Winners(repaired), winners);
      ASSERT_TRUE(IsClean(repaired));
      ASSERT_EQ(Repaired(repaired).size(), repaired.size());  // Nothing more to write.
      for (int64_t end = 0; end <= static_cast<int64_t>(repaired.size()); ++end) {
        const Log compacted = Compacted(repaired, end);
        ASSERT_EQ(Winners(compacted), winners);
        ASSERT_TRUE(IsClean(compacted));
      }
      // The next log, as an odometer counts.
      std::size_t digit = 0;
      while (digit < choice.size() && ++choice[digit] == static_cast<int>(kRecords.size())) {
        choice[digit++] = 0;
      }
      if (digit == choice.size()) break;
    }
  }
  EXPECT_EQ(logs, 6 + 36 + 216 + 1296);
}

TEST(SchemaHistoryTest, RandomLogsAgreeAfterDuplicatesAndCompactions) {
  std::mt19937 random(7);
  const auto below = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
  for (int round = 0; round < 2000; ++round) {
    Log log;
    for (int i = 0, n = 1 + below(12); i < n; ++i) {
      const std::string key = absl::StrCat(1 + below(2));
      switch (below(6)) {
        case 0:
          Append(log, {0, key, std::nullopt, {}});
          break;
        case 1:
          Append(log, {0, key, "garbage", {}});
          break;
        default:
          Append(log, {0, key, absl::StrCat("{\"v\":", below(3), "}"), {}});
      }
      if (below(4) == 0) log = Repaired(log);  // Somebody starts in between.
    }
    const std::map<int, std::string> winners = Winners(log);
    Log doubled = log;
    for (int i = 0; i < 3; ++i) {
      const LogRecord& again = log[below(static_cast<int>(log.size()))];
      if (again.value && again.value != "garbage") Append(doubled, again);
    }
    ASSERT_EQ(Winners(doubled), winners);
    const Log repaired = Repaired(doubled);
    const int64_t end = below(static_cast<int>(repaired.size()) + 1);
    ASSERT_EQ(Winners(Compacted(repaired, end)), winners);
    ASSERT_EQ(Winners(Compacted(Compacted(repaired, end), end + 2)), winners);
  }
}

TEST(CanonicalSchemaTest, IsOneTextForOneDocument) {
  EXPECT_THAT(CanonicalSchema(" { \"b\" : [1, 2] , \"a\" : \"\\u00e4\" } "),
              IsOkAndHolds("{\"a\":\"ä\",\"b\":[1,2]}"));
  EXPECT_THAT(CanonicalSchema("true"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("not an object")));
  EXPECT_THAT(CanonicalSchema("{"), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace kontrakt
