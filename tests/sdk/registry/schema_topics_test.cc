#include "kontrakt/sdk/registry/schema_topics.h"

#include <string>
#include <vector>

#include "absl/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr absl::Duration kLong = absl::Seconds(10);

// A cluster in memory that counts what it is asked.
class FakeAdmin final : public kafka::TopicAdmin {
 public:
  absl::StatusOr<kafka::Cluster> Describe(absl::Duration) override {
    ++describes;
    kafka::Cluster cluster{.brokers = brokers, .topics = {}};
    for (const kafka::TopicSpec& topic : topics) {
      cluster.topics.push_back({topic.name, topic.partitions});
    }
    return cluster;
  }
  absl::Status Create(absl::Span<const kafka::TopicSpec> specs, absl::Duration) override {
    ++creates;
    created.assign(specs.begin(), specs.end());
    if (create_status.ok()) topics.insert(topics.end(), specs.begin(), specs.end());
    return create_status;
  }
  absl::StatusOr<kafka::TopicConfigs> Configs(absl::Span<const std::string> names,
                                              absl::Duration) override {
    if (unknown_for > 0) {
      --unknown_for;
      return absl::NotFoundError("not yet");
    }
    kafka::TopicConfigs configs;
    for (const std::string& name : names) {
      for (const kafka::TopicSpec& topic : topics) {
        if (topic.name == name) configs[name] = topic.configs;
      }
    }
    return configs;
  }

  int brokers = 1;
  std::vector<kafka::TopicSpec> topics;
  std::vector<kafka::TopicSpec> created;
  absl::Status create_status;
  int unknown_for = 0;  // So many times Configs() does not know the topics yet.
  int describes = 0;
  int creates = 0;
};

absl::Status Ensure(FakeAdmin& admin, const std::vector<std::string>& topics, int copies = 0) {
  return EnsureSchemaTopics(admin, topics, copies, {"host:1", "host:2"}, kLong);
}

TEST(SchemaTopicTest, IsNamedByPrefixAndSchema) {
  EXPECT_EQ(SchemaTopic("", "Content"), "__schema__Content");
  EXPECT_EQ(SchemaTopic("team1.", "Content"), "team1.__schema__Content");
}

TEST(EnsureSchemaTopicsTest, CreatesWhatIsMissingInOneRequest) {
  FakeAdmin admin;
  admin.brokers = 5;
  admin.topics = {{"b", 1, 1, {{"cleanup.policy", "compact"}}}};
  EXPECT_THAT(Ensure(admin, {"a", "b", "c"}), IsOk());
  EXPECT_EQ(admin.creates, 1);
  EXPECT_EQ(admin.describes, 1);
  ASSERT_EQ(admin.created.size(), 2);
  for (const kafka::TopicSpec& spec : admin.created) {
    EXPECT_EQ(spec.partitions, 1);
    EXPECT_EQ(spec.replication_factor, 3);
    EXPECT_EQ(spec.configs.at("cleanup.policy"), "compact");
    EXPECT_EQ(spec.configs.at("min.compaction.lag.ms"), "604800000");
  }
}

TEST(EnsureSchemaTopicsTest, CreatesNothingWhenAllIsThere) {
  FakeAdmin admin;
  admin.topics = {{"a", 1, 1, {{"cleanup.policy", "compact"}}}};
  EXPECT_THAT(Ensure(admin, {"a"}), IsOk());
  EXPECT_EQ(admin.creates, 0);
}

TEST(EnsureSchemaTopicsTest, ReplicatesAsTheClusterAllows) {
  const struct {
    const char* name;
    int brokers;
    int asked;
    int made;
  } kCases[] = {{"one broker", 1, 0, 1}, {"two", 2, 0, 2},        {"three", 3, 0, 3},
                {"many", 100, 0, 3},     {"as asked", 100, 5, 5}, {"asked for one", 3, 1, 1}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    FakeAdmin admin;
    admin.brokers = c.brokers;
    EXPECT_THAT(Ensure(admin, {"a"}, c.asked), IsOk());
    ASSERT_EQ(admin.created.size(), 1);
    EXPECT_EQ(admin.created[0].replication_factor, c.made);
  }
}

TEST(EnsureSchemaTopicsTest, RefusesWhatCannotKeepSchemas) {
  const struct {
    const char* name;
    kafka::TopicSpec topic;
    const char* what;
    const char* mend;
  } kCases[] = {
      {"partitions",
       {"a", 3, 1, {{"cleanup.policy", "compact"}}},
       "\"a\" has 3 partitions",
       "kafka-topics.sh --bootstrap-server host:1,host:2 --delete --topic a"},
      {"deletes",
       {"a", 1, 1, {{"cleanup.policy", "delete"}}},
       "\"a\" has cleanup.policy=delete",
       "kafka-configs.sh --bootstrap-server host:1,host:2 --alter --entity-type topics "
       "--entity-name a --add-config cleanup.policy=compact"},
      {"deletes as well",
       {"a", 1, 1, {{"cleanup.policy", "compact,delete"}}},
       "\"a\" has cleanup.policy=compact,delete",
       "--add-config cleanup.policy=compact"},
      {"nobody knows", {"a", 1, 1, {}}, "\"a\" has cleanup.policy=(unknown)", "kafka-configs.sh"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    FakeAdmin admin;
    admin.topics = {c.topic};
    EXPECT_THAT(Ensure(admin, {"a", "missing"}),
                StatusIs(absl::StatusCode::kFailedPrecondition,
                         AllOf(HasSubstr(c.what), HasSubstr(c.mend))));
    EXPECT_THAT(admin.created, IsEmpty());
  }
}

TEST(EnsureSchemaTopicsTest, WaitsUntilNewTopicsAreKnown) {
  FakeAdmin admin;
  admin.unknown_for = 2;
  EXPECT_THAT(Ensure(admin, {"a"}), IsOk());
  EXPECT_EQ(admin.unknown_for, 0);
}

TEST(EnsureSchemaTopicsTest, ChecksWhatSomebodyElseMadeMeanwhile) {
  class OthersAreFirst final : public kafka::TopicAdmin {
   public:
    absl::StatusOr<kafka::Cluster> Describe(absl::Duration) override {
      return kafka::Cluster{.brokers = 1, .topics = {}};
    }
    absl::Status Create(absl::Span<const kafka::TopicSpec>, absl::Duration) override {
      return absl::OkStatus();  // It exists already: no error.
    }
    absl::StatusOr<kafka::TopicConfigs> Configs(absl::Span<const std::string>,
                                                absl::Duration) override {
      return kafka::TopicConfigs{{"a", {{"cleanup.policy", "delete"}}}};
    }
  } admin;
  EXPECT_THAT(EnsureSchemaTopics(admin, {"a"}, 0, {"host:1"}, kLong),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("cleanup.policy=delete")));
}

TEST(EnsureSchemaTopicsTest, PassesOnWhatTheClusterSays) {
  FakeAdmin admin;
  admin.create_status = absl::PermissionDeniedError("no");
  EXPECT_THAT(Ensure(admin, {"a"}), StatusIs(absl::StatusCode::kPermissionDenied, "no"));
}

}  // namespace
}  // namespace kontrakt
