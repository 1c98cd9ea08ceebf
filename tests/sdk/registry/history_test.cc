#include "kontrakt/sdk/registry/history.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct LogRecord {
  std::optional<std::string> key;
  std::optional<std::string> value;
};
using Log = std::vector<LogRecord>;

History Fold(const Log& log) {
  History history("__schema__X");
  for (std::size_t i = 0; i < log.size(); ++i) {
    history.Add(static_cast<std::int64_t>(i), log[i].key, log[i].value);
  }
  return history;
}

std::map<int, std::string> Winners(const History& history) {
  std::map<int, std::string> winners;
  for (const auto& [number, version] : history.versions()) winners[number] = version.document;
  return winners;
}

bool IsClean(const History& history) {
  return std::all_of(history.versions().begin(), history.versions().end(),
                     [](const auto& v) { return v.second.clean; });
}

// As the broker's cleaner does it: the last record of each key stays.
Log Compact(const Log& log) {
  Log compacted;
  for (std::size_t i = 0; i < log.size(); ++i) {
    const bool is_last = std::none_of(log.begin() + static_cast<std::ptrdiff_t>(i) + 1, log.end(),
                                      [&](const LogRecord& r) { return r.key == log[i].key; });
    if (is_last || !log[i].key.has_value()) compacted.push_back(log[i]);
  }
  return compacted;
}

TEST(HistoryTest, TheFirstRecordOfAVersionWins) {
  const History history = Fold({{"1", "{\"a\":1}"}, {"2", "{}"}, {"1", "{\"a\":2}"}});
  EXPECT_EQ(Winners(history), (std::map<int, std::string>{{1, "{\"a\":1}"}, {2, "{}"}}));
  EXPECT_FALSE(history.Find(1)->clean);
  EXPECT_TRUE(history.Find(2)->clean);
  EXPECT_EQ(history.Find(3), nullptr);
}

TEST(HistoryTest, AVersionIsCleanWhenItsWinnerIsAlsoItsLastRecord) {
  EXPECT_TRUE(IsClean(Fold({{"1", "{\"a\":1}"}, {"1", "{\"a\":2}"}, {"1", " {\"a\" : 1} "}})));
}

TEST(HistoryTest, SpellingDoesNotMatter) {
  const History history = Fold({{"1", "{\"b\":1, \"a\":2.0}"}});
  EXPECT_EQ(history.Find(1)->document, "{\"a\":2.0,\"b\":1}");
}

TEST(HistoryTest, IgnoresWhatIsNoSchemaAndSaysWhere) {
  const History history = Fold({{std::nullopt, "{}"},
                                {"x", "{}"},
                                {"0", "{}"},
                                {"01", "{}"},
                                {"-1", "{}"},
                                {"1", std::nullopt},
                                {"1", "not JSON"},
                                {"1", "[]"},
                                {"1", "{\"a\":1}"},
                                {"99999999999", "{}"}});
  EXPECT_EQ(Winners(history), (std::map<int, std::string>{{1, "{\"a\":1}"}}));
  EXPECT_EQ(history.warnings().size(), 9u);
  EXPECT_THAT(history.warnings()[0], HasSubstr("__schema__X, offset 0: ignored, because its key"));
  EXPECT_THAT(history.warnings()[5], HasSubstr("offset 5: ignored, because it is a tombstone"));
  EXPECT_TRUE(IsClean(history));
}

TEST(HistoryTest, WhatCompactionWouldKeepInsteadOfTheWinnerMakesItUnclean) {
  for (const LogRecord& last : {LogRecord{"1", std::nullopt}, LogRecord{"1", "not JSON"}}) {
    const History history = Fold({{"1", "{}"}, last});
    EXPECT_EQ(Winners(history), (std::map<int, std::string>{{1, "{}"}}));
    EXPECT_FALSE(history.Find(1)->clean);
  }
}

// I11: fold(log) = fold(compact(log)) for every clean log, and duplicates change nothing.
TEST(HistoryTest, EveryShortLogReadsTheSameAfterCompactionWhenItIsClean) {
  const std::vector<LogRecord> kRecords = {{"1", "{\"a\":1}"}, {"1", "{\"a\":2}"},
                                           {"2", "{\"b\":1}"}, {"1", std::nullopt},
                                           {"2", "broken"},    {"x", "{}"}};
  constexpr int kLength = 5;
  int clean = 0;
  for (int code = 0, end = 7776; code < end; ++code) {  // 6^5
    Log log;
    for (int i = 0, rest = code; i < kLength; ++i, rest /= 6) {
      log.push_back(kRecords[static_cast<std::size_t>(rest % 6)]);
    }
    const History history = Fold(log);
    Log doubled;
    for (const LogRecord& record : log) doubled.insert(doubled.end(), 2, record);
    ASSERT_EQ(Winners(Fold(doubled)), Winners(history));
    // The repair: write every winner again.
    Log repaired = log;
    for (const auto& [number, version] : history.versions()) {
      if (!version.clean) repaired.push_back({std::to_string(number), version.document});
    }
    ASSERT_EQ(Winners(Fold(repaired)), Winners(history));
    ASSERT_TRUE(IsClean(Fold(repaired)));
    ASSERT_EQ(Winners(Fold(Compact(repaired))), Winners(history));
    if (!IsClean(history)) continue;
    ++clean;
    ASSERT_EQ(Winners(Fold(Compact(log))), Winners(history));
  }
  EXPECT_GT(clean, 1000);
}

}  // namespace
}  // namespace kontrakt
