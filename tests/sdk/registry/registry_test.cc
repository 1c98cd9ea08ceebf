#include "kontrakt/sdk/registry/registry.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status_matchers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/sdk/kafka/producer.h"
#include "kontrakt/sdk/testing/embedded_broker.h"
#include "kontrakt/sdk/testing/read_all.h"

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::IsOkAndHolds;
using ::absl_testing::StatusIs;
using ::kontrakt::testing::EmbeddedBroker;
using ::kontrakt::testing::ReadAll;
using ::kontrakt::testing::ReadRecord;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr absl::Duration kLong = absl::Seconds(30);
constexpr char kTopic[] = "p.__schema__Content";
constexpr char kA[] = R"({"$id":"Content:1","type":"object"})";
constexpr char kB[] = R"({"$id":"Content:1","type":"array"})";
const SchemaId kContent1{"Content", 1};
const SchemaId kContent2{"Content", 2};

class RegistryTest : public ::testing::Test {
 protected:
  void SetUp() override {
    broker_ = EmbeddedBroker::Start().value();
    connection_ = broker_->connection();
  }

  std::unique_ptr<Registry> NewRegistry() {
    return Registry::Create(connection_, {.topic_prefix = "p.", .replication_factor = 0}).value();
  }

  // What a start of a process with this schema gets.
  absl::StatusOr<int> Start(const SchemaId& id, const std::string& document) {
    absl::StatusOr<Registry::Published> published = NewRegistry()->Publish({{id, document}}, kLong);
    if (!published.ok()) return published.status();
    return published->written;
  }

  // Somebody who does not know the rules.
  void Write(std::optional<std::string_view> key, std::optional<std::string_view> value) {
    auto producer = kafka::Producer::Create(connection_).value();
    ASSERT_THAT(producer->Produce({.topic = kTopic, .key = key, .value = value}, nullptr, kLong),
                IsOk());
    ASSERT_THAT(producer->Close(kLong), IsOk());
  }

  std::vector<std::string> Values() {
    const std::vector<ReadRecord> records = ReadAll(connection_, kTopic).value();
    std::vector<std::string> values;
    for (const ReadRecord& record : records) {
      values.push_back(record.value.value_or("(tombstone)"));
    }
    return values;
  }

  std::unique_ptr<EmbeddedBroker> broker_;
  kafka::Connection connection_;
};

TEST_F(RegistryTest, TheFirstStartWritesAndTheSecondDoesNot) {
  EXPECT_THAT(Start(kContent1, " { \"type\": \"object\", \"$id\": \"Content:1\" } "),
              IsOkAndHolds(1));
  EXPECT_THAT(Start(kContent1, kA), IsOkAndHolds(0));
  const std::vector<ReadRecord> records = ReadAll(connection_, kTopic).value();
  ASSERT_EQ(records.size(), 1);
  EXPECT_EQ(records[0].key, "1");
  EXPECT_EQ(records[0].value, kA);
  EXPECT_THAT(records[0].headers, ElementsAre());
  EXPECT_EQ(connection_.admin->Configs({kTopic}, kLong).value()[kTopic]["cleanup.policy"],
            "compact");
}

TEST_F(RegistryTest, VersionsStandSideBySide) {
  EXPECT_THAT(Start(kContent1, kA), IsOkAndHolds(1));
  const std::unique_ptr<Registry> registry = NewRegistry();
  EXPECT_THAT(registry->Publish({{kContent1, kA}, {kContent2, "{}"}, {{"Other", 1}, "{}"}}, kLong),
              IsOkAndHolds(Field(&Registry::Published::written, 2)));
  EXPECT_THAT(registry->Document(kContent1, kLong), IsOkAndHolds(kA));
  EXPECT_THAT(registry->Document(kContent2, kLong), IsOkAndHolds("{}"));
}

TEST_F(RegistryTest, AnotherDocumentUnderOurVersionIsRefusedWithTheDifference) {
  EXPECT_THAT(Start(kContent1, kA), IsOkAndHolds(1));
  EXPECT_THAT(Start({"Content", 5}, "{}"), IsOkAndHolds(1));
  const std::unique_ptr<Registry> registry = NewRegistry();
  EXPECT_THAT(registry->Publish({{kContent1, kB}, {{"Other", 1}, "{}"}}, kLong),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("Content:1"), HasSubstr("-   \"type\": \"object\"\n"),
                             HasSubstr("+   \"type\": \"array\"\n"), HasSubstr("version 6"))));
  EXPECT_THAT(Values(), ElementsAre(kA, "{}"));
  // Nothing of a start that fails is published, and what is published can be asked for.
  EXPECT_THAT(registry->Document({"Other", 1}, kLong), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(registry->Document(kContent1, kLong), IsOkAndHolds(kA));
}

TEST_F(RegistryTest, AllConflictsAreTold) {
  EXPECT_THAT(Start(kContent1, kA), IsOkAndHolds(1));
  EXPECT_THAT(Start({"Other", 3}, "{}"), IsOkAndHolds(1));
  EXPECT_THAT(NewRegistry()->Publish({{kContent1, kB}, {{"Other", 3}, R"({"x":1})"}}, kLong),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("Content:1"), HasSubstr("Other:3"))));
}

// A loser that was killed before it could restore the winner: the next start does, whichever it is.
TEST_F(RegistryTest, AStartRepairsWhatAKilledLoserLeft) {
  for (const bool winner_starts : {true, false}) {
    SCOPED_TRACE(winner_starts ? "the winner starts" : "the loser starts");
    SetUp();
    EXPECT_THAT(Start(kContent1, kA), IsOkAndHolds(1));
    Write("1", kB);
    if (winner_starts) {
      EXPECT_THAT(Start(kContent1, kA), IsOkAndHolds(1));
    } else {
      EXPECT_THAT(Start(kContent1, kB), StatusIs(absl::StatusCode::kFailedPrecondition));
    }
    const std::vector<ReadRecord> records = ReadAll(connection_, kTopic).value();
    ASSERT_EQ(records.size(), 3);
    EXPECT_EQ(records[2].key, "1");
    EXPECT_EQ(records[2].value, kA);
    EXPECT_THAT(records[2].headers, ElementsAre(::testing::Pair("kontrakt.restores", "0")));
    EXPECT_THAT(Start(kContent1, kA), IsOkAndHolds(0));
    EXPECT_THAT(NewRegistry()->Document(kContent1, kLong), IsOkAndHolds(kA));
  }
}

TEST_F(RegistryTest, WhatIsNoSchemaIsIgnoredAndTold) {
  ASSERT_THAT(connection_.admin->Create({{kTopic, 1, 1, {{"cleanup.policy", "compact"}}}}, kLong),
              IsOk());
  Write("1", "garbage");
  Write("x", kB);
  Write(std::nullopt, kB);
  const std::unique_ptr<Registry> registry = NewRegistry();
  const absl::StatusOr<Registry::Published> published = registry->Publish({{kContent1, kA}}, kLong);
  ASSERT_THAT(published, IsOk());
  EXPECT_EQ(published->written, 1);
  EXPECT_THAT(published->warnings,
              ElementsAre(HasSubstr("offset 0"), HasSubstr("offset 1"), HasSubstr("offset 2")));
  EXPECT_THAT(registry->Document(kContent1, kLong), IsOkAndHolds(kA));

  // Compaction would keep the tombstone and drop the schema.
  Write("1", std::nullopt);
  EXPECT_THAT(Start(kContent1, kA), IsOkAndHolds(1));
  EXPECT_EQ(Values().back(), kA);
}

TEST_F(RegistryTest, RefusesWhatCannotBePublished) {
  const std::string too_long = absl::StrCat(R"({"a":")", std::string(300 << 10, 'x'), R"("})");
  const struct {
    const char* name;
    std::vector<Registry::Schema> schemas;
    const char* what;
  } kCases[] = {
      {"no JSON", {{kContent1, "{"}}, "Content:1"},
      {"no object", {{kContent1, "true"}}, "not an object"},
      {"too long", {{kContent1, too_long}}, "Content:1"},
      {"twice", {{kContent1, kA}, {kContent1, kA}}, "given twice"},
      {"version 0", {{{"Content", 0}, kA}}, "no schema id"},
      {"a name that breaks topics", {{{"../x", 1}, kA}}, "no schema id"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(NewRegistry()->Publish(c.schemas, kLong),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.what)));
  }
  EXPECT_THAT(connection_.admin->Describe(kLong)->topics, ElementsAre());
}

TEST_F(RegistryTest, RefusesOptionsThatCannotWork) {
  EXPECT_THAT(Registry::Create(connection_, {.topic_prefix = "a/b", .replication_factor = 0}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("prefix")));
  EXPECT_THAT(Registry::Create(connection_, {.topic_prefix = "", .replication_factor = -1}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("replication factor of -1")));
}

TEST_F(RegistryTest, PublishingNothingAsksNobody) {
  broker_->SetDown(true);
  EXPECT_THAT(NewRegistry()->Publish({}, kLong), IsOk());
}

TEST_F(RegistryTest, AnUnfitTopicIsRefused) {
  ASSERT_THAT(connection_.admin->Create({{kTopic, 2, 1, {{"cleanup.policy", "compact"}}}}, kLong),
              IsOk());
  EXPECT_THAT(Start(kContent1, kA),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("2 partitions")));
}

TEST_F(RegistryTest, WithoutABrokerItEndsInTimeAndNamesIt) {
  const std::unique_ptr<Registry> registry = NewRegistry();
  broker_->SetDown(true);
  const absl::Time start = absl::Now();
  EXPECT_THAT(registry->Publish({{kContent1, kA}}, absl::Seconds(1)),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr(connection_.servers[0])));
  EXPECT_THAT(registry->Document(kContent1, absl::Seconds(1)),
              StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_LT(absl::Now() - start, absl::Seconds(8));
}

TEST_F(RegistryTest, ADocumentThatIsPublishedLaterIsFoundASecondLater) {
  const std::unique_ptr<Registry> registry = NewRegistry();
  EXPECT_THAT(registry->Document(kContent1, kLong),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("Content:1")));
  EXPECT_THAT(Start(kContent1, kA), IsOkAndHolds(1));
  EXPECT_THAT(registry->Document(kContent1, kLong), StatusIs(absl::StatusCode::kNotFound));
  absl::SleepFor(absl::Milliseconds(1100));
  EXPECT_THAT(registry->Document(kContent1, kLong), IsOkAndHolds(kA));
  // Now it is known without asking.
  broker_->SetDown(true);
  EXPECT_THAT(registry->Document(kContent1, absl::Milliseconds(100)), IsOkAndHolds(kA));
  EXPECT_THAT(registry->Document({"no name", 1}, kLong), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(RegistryTest, ManyThreadsAskAtOnce) {
  EXPECT_THAT(Start(kContent1, kA), IsOkAndHolds(1));
  const std::unique_ptr<Registry> registry = NewRegistry();
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      EXPECT_THAT(registry->Document(kContent1, kLong), IsOkAndHolds(kA));
      EXPECT_THAT(registry->Document({absl::StrCat("Unknown", i), 1}, kLong),
                  StatusIs(absl::StatusCode::kNotFound));
    });
  }
  for (std::thread& thread : threads) thread.join();
}

// The race of R3, in one process; tests/kafka has it with eight, and with kills.
TEST_F(RegistryTest, OneOfManyFirstStartersWins) {
  for (int round = 0; round < 10; ++round) {
    SetUp();
    std::atomic<bool> go = false;
    std::vector<absl::Status> results(8);
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&, i] {
        while (!go) std::this_thread::yield();
        results[i] = Start(kContent1, i % 2 == 0 ? kA : kB).status();
      });
    }
    go = true;
    for (std::thread& thread : threads) thread.join();

    const std::vector<std::string> values = Values();
    const std::string winner = values.front();
    EXPECT_EQ(values.back(), winner);
    for (int i = 0; i < 8; ++i) {
      if ((i % 2 == 0 ? kA : kB) == winner) {
        EXPECT_THAT(results[i], IsOk());
      } else {
        EXPECT_THAT(results[i],
                    StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("\"type\"")));
      }
    }
    EXPECT_THAT(NewRegistry()->Document(kContent1, kLong), IsOkAndHolds(winner));
    EXPECT_THAT(Start(kContent1, winner), IsOkAndHolds(0));
    EXPECT_THAT(Values(), ::testing::SizeIs(values.size()));
  }
}

TEST_F(RegistryTest, HundredsOfSchemasAreOneStart) {
  std::vector<Registry::Schema> schemas;
  for (int i = 0; i < 300; ++i) schemas.push_back({{absl::StrCat("S", i), 1}, kA});
  EXPECT_THAT(NewRegistry()->Publish(schemas, kLong),
              IsOkAndHolds(Field(&Registry::Published::written, 300)));
  EXPECT_THAT(NewRegistry()->Publish(schemas, kLong),
              IsOkAndHolds(Field(&Registry::Published::written, 0)));
}

}  // namespace
}  // namespace kontrakt
