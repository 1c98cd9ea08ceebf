#include "kontrakt/sdk/testing/embedded_broker.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status_matchers.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/sdk/kafka/producer.h"
#include "kontrakt/sdk/testing/read_all.h"

namespace kontrakt::testing {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::IsOkAndHolds;
using ::absl_testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::Duration kLong = absl::Seconds(30);

absl::Status Send(const kafka::Connection& connection, std::string_view topic,
                  std::string_view value, int count) {
  auto producer = kafka::Producer::Create(connection).value();
  absl::Status status;
  for (int i = 0; i < count && status.ok(); ++i) {
    status = producer->Produce(
        {.topic = topic, .value = value},
        [](const kafka::DeliveryReport& report) { EXPECT_THAT(report.status, IsOk()); }, kLong);
  }
  status.Update(producer->Close(kLong));
  return status;
}

TEST(EmbeddedBrokerTest, HasAsManyBrokersAsAsked) {
  for (const int brokers : {1, 3}) {
    const auto broker = EmbeddedBroker::Start({.brokers = brokers}).value();
    const kafka::Connection connection = broker->connection();
    EXPECT_THAT(kafka::Check(connection), IsOk());
    EXPECT_THAT(connection.servers, SizeIs(brokers));
    EXPECT_EQ(connection.admin->Describe(kLong)->brokers, brokers);
  }
  for (const int brokers : {-1, 0, 17}) {
    EXPECT_THAT(EmbeddedBroker::Start({.brokers = brokers}),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("1 to 16")));
  }
}

TEST(EmbeddedBrokerTest, TopicsKeepTheirConfigs) {
  const auto broker = EmbeddedBroker::Start({.brokers = 2}).value();
  const auto admin = broker->connection().admin;
  ASSERT_THAT(admin->Create({{"a", 2, 2, {{"cleanup.policy", "compact"}}}, {"b", 1, 1, {}}}, kLong),
              IsOk());
  // What exists stays as it is.
  ASSERT_THAT(admin->Create({{"a", 5, 1, {{"cleanup.policy", "delete"}}}}, kLong), IsOk());
  kafka::TopicConfigs configs = admin->Configs({"a", "b"}, kLong).value();
  EXPECT_EQ(configs["a"]["cleanup.policy"], "compact");
  EXPECT_EQ(configs["b"]["cleanup.policy"], "delete");
  const kafka::Cluster cluster = admin->Describe(kLong).value();
  ASSERT_THAT(cluster.topics, SizeIs(2));
  EXPECT_EQ(cluster.topics[0].partitions, 2);
  EXPECT_THAT(admin->Configs({"a", "missing"}, kLong),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("\"missing\"")));
}

TEST(EmbeddedBrokerTest, RefusesTopicsThatKafkaRefuses) {
  const auto broker = EmbeddedBroker::Start().value();
  const auto admin = broker->connection().admin;
  const struct {
    const char* name;
    kafka::TopicSpec topic;
    const char* what;
  } kCases[] = {
      {"name", {"a b", 1, 1, {}}, "topic name"},
      {"no partition", {"a", 0, 1, {}}, "at least one partition"},
      {"more copies than brokers", {"a", 1, 3, {}}, "there are 1 brokers"},
      {"no copies", {"a", 1, 0, {}}, "replication factor of 0"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(admin->Create({c.topic}, kLong),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.what)));
  }
  EXPECT_THAT(admin->Describe(kLong)->topics, IsEmpty());
}

// A partition keeps 5 MiB of batches; what went before was acknowledged, and is gone.
TEST(EmbeddedBrokerTest, TellsWhenItHasDroppedRecords) {
  const auto broker = EmbeddedBroker::Start().value();
  kafka::Connection connection = broker->connection();
  ASSERT_THAT(connection.admin->Create({{"small", 3, 1, {}}, {"large", 1, 1, {}}}, kLong), IsOk());
  connection.properties["compression.type"] = "none";
  ASSERT_THAT(Send(connection, "small", "v", 10), IsOk());
  ASSERT_THAT(Send(connection, "large", std::string(500'000, 'x'), 8), IsOk());
  EXPECT_THAT(broker->CheckLimits(), IsOk());
  ASSERT_THAT(Send(connection, "large", std::string(500'000, 'x'), 8), IsOk());
  EXPECT_THAT(broker->CheckLimits(),
              StatusIs(absl::StatusCode::kDataLoss,
                       AllOf(HasSubstr("\"large\" partition 0"), HasSubstr("of 16 records"))));
  EXPECT_LT(ReadAll(connection, "large")->size(), 16);
}

TEST(EmbeddedBrokerTest, GoesDownAndComesBack) {
  const auto broker = EmbeddedBroker::Start().value();
  const kafka::Connection connection = broker->connection();
  ASSERT_THAT(connection.admin->Create({{"a", 1, 1, {}}}, kLong), IsOk());
  ASSERT_THAT(Send(connection, "a", "before", 1), IsOk());
  broker->SetDown(true);
  EXPECT_THAT(connection.admin->Describe(absl::Milliseconds(300)),
              StatusIs(absl::StatusCode::kUnavailable));
  broker->SetDown(false);
  ASSERT_THAT(Send(connection, "a", "after", 1), IsOk());
  EXPECT_THAT(*ReadAll(connection, "a"), SizeIs(2));
}

TEST(EmbeddedBrokerTest, FailsAsOftenAsAsked) {
  const auto broker = EmbeddedBroker::Start().value();
  const kafka::Connection connection = broker->connection();
  ASSERT_THAT(connection.admin->Create({{"a", 1, 1, {}}}, kLong), IsOk());
  ASSERT_THAT(broker->FailNext(Request::kProduce, "INVALID_RECORD", 2), IsOk());
  auto producer = kafka::Producer::Create(connection).value();
  std::vector<absl::StatusCode> codes;
  for (int i = 0; i < 3; ++i) {
    ASSERT_THAT(
        producer->Produce(
            {.topic = "a", .value = "v"},
            [&](const kafka::DeliveryReport& report) { codes.push_back(report.status.code()); },
            kLong),
        IsOk());
    ASSERT_THAT(producer->Flush(kLong), IsOk());
  }
  ASSERT_THAT(producer->Close(kLong), IsOk());
  EXPECT_THAT(codes,
              ::testing::ElementsAre(absl::StatusCode::kInvalidArgument,
                                     absl::StatusCode::kInvalidArgument, absl::StatusCode::kOk));
  EXPECT_THAT(broker->FailNext(Request::kProduce, "NO_SUCH_ERROR"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("NO_SUCH_ERROR")));
}

TEST(EmbeddedBrokerTest, TheBannerSaysWhatItIsNot) {
  const auto broker = EmbeddedBroker::Start().value();
  EXPECT_THAT(broker->banner(),
              AllOf(HasSubstr(broker->connection().servers[0]), HasSubstr("no Kafka"),
                    HasSubstr("5 MiB"), HasSubstr("compaction"), HasSubstr("--kafka-servers")));
}

TEST(EmbeddedBrokerTest, EndsAtOnceAndMayBeOutlivedByItsConnection) {
  auto broker = EmbeddedBroker::Start().value();
  const kafka::Connection connection = broker->connection();
  const absl::Time start = absl::Now();
  broker.reset();
  EXPECT_LT(absl::Now() - start, absl::Seconds(8));
  EXPECT_THAT(connection.admin->Describe(kLong), IsOk());
}

}  // namespace
}  // namespace kontrakt::testing
