// The topics that kontrakt makes and finds, judged from the cluster's own metadata and configs.
#include <atomic>
#include <iostream>

#include "absl/status/status_matchers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/declare/declare.h"
#include "kontrakt/sdk/app/application.h"
#include "kontrakt/sdk/kafka/connection.h"
#include "kontrakt/tests/kafka/broker/kafka_test.h"
#include "kontrakt/tests/support/process.h"

namespace kontrakt::tests {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::IsOkAndHolds;
using ::absl_testing::StatusIs;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::Not;
using ::testing::Pair;

struct Event {
  std::string id;
};
SCHEMA_FIELDS(Event, FIELD(id, MinLength(1)));
REGISTER_SCHEMA(Event, 1, {.streams = {"event.made"}, .retention = absl::Hours(36)});

class TopicsTest : public KafkaTest {
 protected:
  Settings settings() { return {.kafka_servers = {servers()}, .topic_prefix = prefix_}; }

  absl::Status StartAndStop() {
    Application app(settings());
    absl::Status started = app.Start();
    return started.ok() ? app.Stop() : started;
  }

  std::map<std::string, std::string> ConfigsOf(const std::string& topic) {
    auto configs = kafka().Configs(prefix_ + topic);
    EXPECT_THAT(configs.status(), IsOk());
    return configs.value_or(std::map<std::string, std::string>{});
  }

  int PartitionsOf(const std::string& topic) {
    auto topics = kafka().Topics();
    EXPECT_THAT(topics.status(), IsOk());
    const auto found = topics->find(prefix_ + topic);
    return found == topics->end() ? 0 : found->second.partitions;
  }

  const std::string prefix_ = NewPrefix();
};

TEST_F(TopicsTest, AbsentOnesAreMadeAsPromised) {
  ASSERT_THAT(StartAndStop(), IsOk());
  EXPECT_EQ(PartitionsOf("__schema__Event"), 1);
  EXPECT_THAT(ConfigsOf("__schema__Event"), Contains(Pair("cleanup.policy", "compact")));
  EXPECT_GT(std::stoll(ConfigsOf("__schema__Event")["min.compaction.lag.ms"]), 0);
  EXPECT_EQ(PartitionsOf("event.made"), 7);
  EXPECT_THAT(ConfigsOf("event.made"),
              AllOf(Contains(Pair("cleanup.policy", "delete")),
                    Contains(Pair("retention.ms", absl::StrCat(36 * 3600 * 1000)))));
}

TEST_F(TopicsTest, TopicOfThePublishIsMadeOnFirstUse) {
  Application app(settings());
  ASSERT_THAT(app.Start(), IsOk());
  EXPECT_THAT(app.PublishAndWait("elsewhere", Event{.id = "1"}).status(), IsOk());
  EXPECT_EQ(PartitionsOf("elsewhere"), 7);
  EXPECT_THAT(app.PublishAndWait("__schema__Event", Event{.id = "1"}).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("__schema__Event")));
  EXPECT_THAT(app.PublishAndWait("../etc", Event{.id = "1"}).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("../etc")));
}

TEST_F(TopicsTest, StreamThatExistsIsNeverAltered) {
  ASSERT_THAT(kafka().CreateTopic(prefix_ + "event.made", 3, {{"retention.ms", "1234567"}}),
              IsOk());
  ASSERT_THAT(StartAndStop(), IsOk());
  EXPECT_EQ(PartitionsOf("event.made"), 3);
  EXPECT_THAT(ConfigsOf("event.made"), Contains(Pair("retention.ms", "1234567")));
}

// What makes a schema topic useless as a registry is refused, with the mend, and left alone.
TEST_F(TopicsTest, UnfitSchemaTopicIsAHardError) {
  const struct {
    const char* name;
    int partitions;
    std::map<std::string, std::string> configs;
    std::vector<std::string> said;
  } kCases[] = {
      {"not compacted",
       1,
       {{"cleanup.policy", "delete"}},
       {"cleanup.policy", "compact", "kafka-configs"}},
      {"also deleted",
       1,
       {{"cleanup.policy", "compact,delete"}},
       {"cleanup.policy", "kafka-configs"}},
      {"two partitions", 2, {{"cleanup.policy", "compact"}}, {"2 partitions", "kafka-topics"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const std::string prefix = NewPrefix();
    const std::string topic = prefix + "__schema__Event";
    ASSERT_THAT(kafka().CreateTopic(topic, c.partitions, c.configs), IsOk());
    Application app(Settings{.kafka_servers = {servers()}, .topic_prefix = prefix});
    const absl::Status started = app.Start();
    EXPECT_THAT(started, StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr(topic)));
    for (const std::string& said : c.said) EXPECT_THAT(started.message(), HasSubstr(said));
    EXPECT_THAT(kafka().ReadTopic(topic), IsOkAndHolds(IsEmpty()));
    EXPECT_EQ(kafka().Topics()->at(topic).partitions, c.partitions);
    EXPECT_THAT(*kafka().Configs(topic),
                Contains(Pair("cleanup.policy", c.configs.at("cleanup.policy"))));
    EXPECT_THAT(*kafka().Topics(), Not(Contains(Key(prefix + "event.made")))) << "started half";
  }
}

// A broker whose heartbeat is late is fenced until the next one; a cluster without another makes no
// topic in the meantime. OutageTest met one after a freeze, and its worker gave up at once.
TEST(FencedBrokerTest, IsWaitedFor) {
  const auto cluster = RealCluster::Start(
      {.properties = {{"broker.session.timeout.ms", "700"},
                      {"broker.heartbeat.interval.ms", "1500"}}});  // Fenced half of the time.
  ASSERT_THAT(cluster.status(), IsOk());
  kafka::Connection connection;
  connection.servers = {(*cluster)->servers()};
  const absl::Time begin = absl::Now();
  int made = 0;
  int asked = 0;
  for (; made == 0 || absl::Now() - begin < absl::Seconds(5); ++asked) {
    ASSERT_LT(absl::Now() - begin, absl::Seconds(120));
    const auto admin = kafka::AdminOf(connection);  // As a process that starts.
    ASSERT_THAT(admin.status(), IsOk());
    const absl::Status created =
        (*admin)->Create({{.name = absl::StrCat("made.", asked)}}, absl::Seconds(15));
    // A broker that stays fenced for longer is not there; it is never "too few for the replicas".
    EXPECT_THAT(created, AnyOf(IsOk(), StatusIs(absl::StatusCode::kUnavailable)));
    if (created.ok()) ++made;
  }
  std::cout << "ledger: " << made << " of " << asked << " topics made\n";
}

// Waiting is for what passes: brokers that are not there at all are not waited for.
TEST_F(TopicsTest, MoreReplicasThanBrokersIsRefusedAtOnce) {
  Settings greedy = settings();
  greedy.replication_factor = 3;
  Application app(greedy);
  const absl::Time begin = absl::Now();
  EXPECT_THAT(app.Start(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("__schema__Event"), HasSubstr("--replication-factor"))));
  EXPECT_LT(absl::Now() - begin, absl::Seconds(10));
}

// A second application, with a prefix of its own, sees nothing of the first one.
TEST_F(TopicsTest, PrefixesDoNotMeet) {
  ASSERT_THAT(StartAndStop(), IsOk());
  const std::string other = NewPrefix();
  Application app(Settings{.kafka_servers = {servers()}, .topic_prefix = other});
  std::vector<std::string> seen;  // Read when the handler has ended.
  std::atomic<int> calls = 0;
  app.Subscribe("*", {.group = other + "all"}, [&](const Record& record) {
    seen.emplace_back(record.topic());
    ++calls;
  });
  ASSERT_THAT(app.Start(), IsOk());
  ASSERT_THAT(kafka().Produce({{{.topic = prefix_ + "event.made", .value = "{}"}}}), IsOk());
  ASSERT_THAT(app.PublishAndWait("event.made", Event{.id = "1"}).status(), IsOk());
  EXPECT_TRUE(WaitUntil([&] { return calls > 0; }, absl::Seconds(60)));
  absl::SleepFor(absl::Seconds(1));  // For what must not come.
  EXPECT_THAT(app.Stop(), IsOk());
  EXPECT_THAT(seen, ElementsAre(other + "event.made")) << "and never a __schema__ topic";
}

}  // namespace
}  // namespace kontrakt::tests
