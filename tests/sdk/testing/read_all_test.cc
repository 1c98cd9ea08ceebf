#include "kontrakt/sdk/testing/read_all.h"

#include <memory>

#include "absl/status/status_matchers.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/sdk/kafka/producer.h"
#include "kontrakt/sdk/testing/embedded_broker.h"

namespace kontrakt::testing {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::IsOkAndHolds;
using ::absl_testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr absl::Duration kLong = absl::Seconds(30);

TEST(ReadAllTest, GivesEveryRecordInOrderOfPartitionAndOffset) {
  const auto broker = EmbeddedBroker::Start().value();
  const kafka::Connection connection = broker->connection();
  ASSERT_THAT(connection.admin->Create({{"a", 3, 1, {}}, {"empty", 2, 1, {}}}, kLong), IsOk());
  auto producer = kafka::Producer::Create(connection).value();
  for (int i = 0; i < 300; ++i) {
    const std::string key = absl::StrCat("key", i);
    ASSERT_THAT(producer->Produce({.topic = "a", .key = key, .value = key}, nullptr, kLong),
                IsOk());
  }
  const HeaderView headers[] = {{"h", "1"}};
  ASSERT_THAT(
      producer->Produce({.topic = "a", .key = "tombstone", .headers = headers}, nullptr, kLong),
      IsOk());
  ASSERT_THAT(producer->Close(kLong), IsOk());

  const std::vector<ReadRecord> records = ReadAll(connection, "a").value();
  ASSERT_EQ(records.size(), 301);
  int64_t next = 0;
  int partition = 0;
  int tombstones = 0;
  for (const ReadRecord& record : records) {
    if (record.partition != partition) next = 0;
    EXPECT_GE(record.partition, partition);
    partition = record.partition;
    EXPECT_EQ(record.offset, next++);
    EXPECT_EQ(record.topic, "a");
    if (record.key != "tombstone") {
      EXPECT_EQ(record.value, record.key);
      continue;
    }
    ++tombstones;
    EXPECT_EQ(record.value, std::nullopt);
    EXPECT_THAT(record.headers, ElementsAre(Pair("h", "1")));
  }
  EXPECT_EQ(partition, 2);
  EXPECT_EQ(tombstones, 1);
  EXPECT_THAT(ReadAll(connection, "empty"), IsOkAndHolds(IsEmpty()));
}

TEST(ReadAllTest, ATopicThatIsMissingIsNotFound) {
  const auto broker = EmbeddedBroker::Start().value();
  EXPECT_THAT(ReadAll(broker->connection(), "missing"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("\"missing\"")));
}

}  // namespace
}  // namespace kontrakt::testing
