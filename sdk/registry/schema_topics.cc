#include "kontrakt/sdk/registry/schema_topics.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "kontrakt/sdk/kafka/deadline.h"

namespace kontrakt {
namespace {

using kafka::Deadline;

constexpr int kMostCopies = 3;
constexpr absl::Duration kPause = absl::Milliseconds(50);

// Compaction may not touch a record for this long, so that every process that starts meanwhile sees
// a lost race as it happened. A schema topic holds a few KB: keeping them longer costs nothing.
constexpr absl::Duration kCompactionLag = absl::Hours(24 * 7);

kafka::TopicSpec SpecOf(const std::string& topic, int replication_factor) {
  return {.name = topic,
          .partitions = 1,
          .replication_factor = replication_factor,
          .configs = {
              {"cleanup.policy", "compact"},
              {"min.compaction.lag.ms", absl::StrCat(absl::ToInt64Milliseconds(kCompactionLag))}}};
}

absl::Status CheckPartitions(const kafka::TopicInfo& topic, std::string_view servers) {
  if (topic.partitions == 1) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("schema topic \"", topic.name, "\" has ", topic.partitions,
                   " partitions, so it has no order of versions; it must have 1. Partitions cannot "
                   "be taken away: "
                   "delete it and publish its schemas again: kafka-topics.sh --bootstrap-server ",
                   servers, " --delete --topic ", topic.name));
}

absl::Status CheckPolicy(const std::string& topic, const std::string& policy,
                         std::string_view servers) {
  if (policy == "compact") return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "schema topic \"", topic, "\" has cleanup.policy=", policy,
      ", so Kafka would delete old schemas; it must be compact. Mend it with: kafka-configs.sh "
      "--bootstrap-server ",
      servers, " --alter --entity-type topics --entity-name ", topic,
      " --add-config cleanup.policy=compact"));
}

// A topic that was created a moment ago may still be unknown to the broker that is asked.
absl::StatusOr<kafka::TopicConfigs> ConfigsOnceKnown(kafka::TopicAdmin& admin,
                                                     absl::Span<const std::string> topics,
                                                     const Deadline& deadline) {
  while (true) {
    absl::StatusOr<kafka::TopicConfigs> configs = admin.Configs(topics, deadline.left());
    if (!absl::IsNotFound(configs.status()) || deadline.passed()) return configs;
    absl::SleepFor(std::min(kPause, deadline.left()));
  }
}

absl::Status CheckPolicies(kafka::TopicAdmin& admin, absl::Span<const std::string> topics,
                           std::string_view servers, const Deadline& deadline) {
  if (topics.empty()) return absl::OkStatus();
  absl::StatusOr<kafka::TopicConfigs> configs = ConfigsOnceKnown(admin, topics, deadline);
  if (!configs.ok()) return configs.status();
  for (const auto& [topic, values] : *configs) {
    const auto policy = values.find("cleanup.policy");
    absl::Status status =
        CheckPolicy(topic, policy == values.end() ? "(unknown)" : policy->second, servers);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace

std::string SchemaTopic(std::string_view topic_prefix, std::string_view schema_name) {
  return absl::StrCat(topic_prefix, "__schema__", schema_name);
}

absl::Status EnsureSchemaTopics(kafka::TopicAdmin& admin, absl::Span<const std::string> topics,
                                int replication_factor, const std::vector<std::string>& servers,
                                absl::Duration timeout) {
  const Deadline deadline(timeout);
  const std::string bootstrap = absl::StrJoin(servers, ",");
  absl::StatusOr<kafka::Cluster> cluster = admin.Describe(deadline.left());
  if (!cluster.ok()) return cluster.status();
  std::map<std::string_view, const kafka::TopicInfo*> existing;
  for (const kafka::TopicInfo& topic : cluster->topics) existing[topic.name] = &topic;
  if (replication_factor == 0) replication_factor = std::min(kMostCopies, cluster->brokers);

  std::vector<std::string> found;
  std::vector<std::string> created;
  std::vector<kafka::TopicSpec> missing;
  for (const std::string& topic : topics) {
    const auto info = existing.find(topic);
    if (info == existing.end()) {
      missing.push_back(SpecOf(topic, replication_factor));
      created.push_back(topic);
      continue;
    }
    if (absl::Status status = CheckPartitions(*info->second, bootstrap); !status.ok())
      return status;
    found.push_back(topic);
  }
  absl::Status status = CheckPolicies(admin, found, bootstrap, deadline);
  if (!status.ok() || missing.empty()) return status;
  status = admin.Create(missing, deadline.left());
  if (!status.ok()) return status;
  // Somebody else may have created it first, and otherwise.
  return CheckPolicies(admin, created, bootstrap, deadline);
}

}  // namespace kontrakt
