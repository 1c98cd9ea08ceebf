#include "kontrakt/tests/kafka/broker/real_broker.h"

#include <csignal>
#include <cstdlib>

#include "absl/status/status_matchers.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/tests/kafka/broker/kafka_test.h"
#include "kontrakt/tests/support/plain_kafka.h"

namespace kontrakt::tests {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::IsOkAndHolds;
using ::absl_testing::StatusIs;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

std::vector<PlainRecord> Numbered(const std::string& topic, int first, int count) {
  std::vector<PlainRecord> records;
  for (int i = first; i < first + count; ++i) {
    records.push_back({.topic = topic, .key = std::to_string(i), .value = "value"});
  }
  return records;
}

class RealBrokerTest : public KafkaTest {};

TEST_F(RealBrokerTest, KeepsWhatPlainKafkaWrites) {
  const std::string topic = NewPrefix() + "bytes";
  ASSERT_THAT(kafka().CreateTopic(topic, 2, {{"retention.ms", "86400000"}}), IsOk());
  const std::string binary("\0\xff", 2);
  ASSERT_THAT(kafka().Produce({{{.topic = topic, .partition = 1, .key = "", .value = std::nullopt},
                                {.topic = topic,
                                 .partition = 0,
                                 .key = std::nullopt,
                                 .value = binary,
                                 .headers = {{"a", binary}, {"a", ""}}}}}),
              IsOk());
  const auto records = kafka().ReadTopic(topic);
  ASSERT_THAT(records.status(), IsOk());
  ASSERT_EQ(records->size(), 2);
  EXPECT_EQ((*records)[0].value, binary);
  EXPECT_EQ((*records)[0].key, std::nullopt);
  EXPECT_THAT((*records)[0].headers, ElementsAre(Pair("a", binary), Pair("a", "")));
  EXPECT_EQ((*records)[1].value, std::nullopt);
  EXPECT_EQ((*records)[1].key, "");
  EXPECT_THAT(kafka().EndOffsets(topic), IsOkAndHolds(ElementsAre(Pair(0, 1), Pair(1, 1))));
  EXPECT_THAT(kafka().CommittedOffsets("nobody", topic), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(kafka().Configs(topic), IsOkAndHolds(Contains(Pair("retention.ms", "86400000"))));
}

TEST_F(RealBrokerTest, MakesNoTopicByItself) {
  const std::string topic = NewPrefix() + "absent";
  EXPECT_THAT(kafka().ReadTopic(topic), StatusIs(absl::StatusCode::kNotFound, HasSubstr(topic)));
  EXPECT_THAT(PlainKafka(servers(), absl::Seconds(2)).Produce(Numbered(topic, 0, 1)),
              ::testing::Not(IsOk()));
}

TEST_F(RealBrokerTest, KeepsItsDataAndPortOverKillAndRestart) {
  const std::string topic = NewPrefix() + "kept";
  const std::string before = servers();
  ASSERT_THAT(kafka().CreateTopic(topic, 7), IsOk());
  ASSERT_THAT(kafka().Produce(Numbered(topic, 0, 100)), IsOk());
  cluster().Kill(0);
  EXPECT_THAT(PlainKafka(servers(), absl::Seconds(2)).Brokers(1),
              StatusIs(absl::StatusCode::kDeadlineExceeded, HasSubstr(before)));
  ASSERT_THAT(cluster().Restart(0), IsOk());
  EXPECT_EQ(servers(), before);
  ASSERT_THAT(kafka().Produce(Numbered(topic, 100, 1)), IsOk());
  const auto records = kafka().ReadTopic(topic);
  ASSERT_THAT(records.status(), IsOk());
  EXPECT_EQ(records->size(), 101);
}

TEST_F(RealBrokerTest, FrozenBrokerAnswersNothingUntilItThaws) {
  cluster().Freeze(0);
  EXPECT_THAT(PlainKafka(servers(), absl::Seconds(2)).Brokers(1),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  cluster().Thaw(0);
  EXPECT_THAT(kafka().Brokers(1), IsOkAndHolds(1));
}

TEST_F(RealBrokerTest, DiesWithItsObject) {
  pid_t pid = 0;
  {
    auto own = RealCluster::Start();
    ASSERT_THAT(own.status(), IsOk());
    pid = (*own)->pid(0);
    EXPECT_EQ(kill(pid, 0), 0);
    EXPECT_NE((*own)->servers(), servers());
  }
  EXPECT_NE(kill(pid, 0), 0);
}

TEST_F(RealBrokerTest, SaysWhyItDoesNotStart) {
  EXPECT_THAT(RealCluster::Start({.properties = {{"num.io.threads", "many"}}}),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("num.io.threads"), HasSubstr("many"))))
      << "refused while formatting";
  EXPECT_THAT(RealCluster::Start({.properties = {{"log.cleaner.dedupe.buffer.size", "1"}}}),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("log.cleaner.dedupe")))
      << "refused while starting";
  const std::string jars = std::getenv("KONTRAKT_KAFKA_JARS");
  setenv("KONTRAKT_KAFKA_JARS", "/no/such/folder", 1);
  EXPECT_THAT(RealCluster::Start(),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("/no/such/folder"), HasSubstr("tools/setup test"))));
  setenv("KONTRAKT_KAFKA_JARS", jars.c_str(), 1);
}

TEST(RealClusterTest, ThreeBrokersOutliveOneAndAllOfThem) {
  auto cluster = RealCluster::Start({.brokers = 3});
  ASSERT_THAT(cluster.status(), IsOk());
  const PlainKafka kafka((*cluster)->servers(), absl::Seconds(60));
  ASSERT_THAT(kafka.CreateTopic("three", 3), IsOk());
  EXPECT_EQ(kafka.Topics()->at("three").replicas, 3);
  ASSERT_THAT(kafka.Produce(Numbered("three", 0, 50)), IsOk());
  (*cluster)->Kill(1);
  ASSERT_THAT(kafka.Produce(Numbered("three", 50, 50)), IsOk());
  ASSERT_THAT((*cluster)->Restart(1), IsOk());
  for (int node = 0; node < 3; ++node) (*cluster)->Kill(node);
  for (int node = 0; node < 3; ++node) ASSERT_THAT((*cluster)->Launch(node), IsOk());
  ASSERT_THAT((*cluster)->AwaitReady(), IsOk());
  const auto records = kafka.ReadTopic("three");
  ASSERT_THAT(records.status(), IsOk());
  EXPECT_EQ(records->size(), 100);
}

}  // namespace
}  // namespace kontrakt::tests
