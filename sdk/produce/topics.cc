#include "kontrakt/sdk/produce/topics.h"

#include <algorithm>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/sdk/produce/topic_name.h"

namespace kontrakt {
namespace {

constexpr absl::Duration kPerTopic = absl::Milliseconds(50);

}  // namespace

Topics::Topics(std::shared_ptr<kafka::TopicAdmin> admin, TopicsOptions options)
    : admin_(std::move(admin)), options_(std::move(options)) {}

absl::Status Topics::Ensure(absl::Span<const StreamTopic> topics) {
  std::vector<StreamTopic> unknown;
  for (const StreamTopic& topic : topics) {
    if (known_.Find(topic.name) != nullptr) continue;
    if (absl::Status status = CheckTopicName(options_.prefix, topic.name); !status.ok()) {
      return status;
    }
    unknown.push_back(topic);
  }
  if (unknown.empty()) return absl::OkStatus();

  const kafka::Deadline deadline(options_.timeout + unknown.size() * kPerTopic);
  const auto is_free = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return !busy_; };
  {
    absl::MutexLock lock(&mutex_);
    if (!mutex_.AwaitWithTimeout(absl::Condition(&is_free), deadline.left())) {
      return absl::DeadlineExceededError(absl::StrCat(
          "topic ", unknown.front().name, ": the cluster did not say in ",
          absl::FormatDuration(options_.timeout), " which topics it has; try again later"));
    }
    busy_ = true;
  }
  absl::Cleanup free = [this] {
    absl::MutexLock lock(&mutex_);
    busy_ = false;
  };
  return Make(unknown, deadline);
}

absl::StatusOr<const std::string*> Topics::FullName(std::string_view name) {
  if (const std::string* full_name = known_.Find(name); full_name != nullptr) return full_name;
  if (absl::Status status = Ensure({{.name = std::string(name)}}); !status.ok()) {
    return status;
  }
  return known_.Find(name);
}

absl::Status Topics::Make(absl::Span<const StreamTopic> topics, kafka::Deadline deadline) {
  absl::StatusOr<kafka::Cluster> cluster = admin_->Describe(deadline.left());
  if (!cluster.ok()) return cluster.status();
  absl::flat_hash_set<std::string> present;
  for (const kafka::TopicInfo& topic : cluster->topics) present.insert(topic.name);

  std::vector<kafka::TopicSpec> absent;
  for (const StreamTopic& topic : topics) {
    kafka::TopicSpec spec = SpecOf(topic, cluster->brokers);
    if (present.insert(spec.name).second) absent.push_back(std::move(spec));
  }
  if (!absent.empty()) {
    absl::Status status = admin_->Create(absent, deadline.left());
    if (!status.ok()) return status;
  }
  for (const StreamTopic& topic : topics) {
    known_.Add(topic.name, absl::StrCat(options_.prefix, topic.name));
  }
  return absl::OkStatus();
}

kafka::TopicSpec Topics::SpecOf(const StreamTopic& topic, int brokers) const {
  kafka::TopicSpec spec{.name = absl::StrCat(options_.prefix, topic.name),
                        .partitions = kPartitions,
                        .replication_factor = options_.replication_factor,
                        .configs = {}};
  if (spec.replication_factor == 0) spec.replication_factor = std::clamp(brokers, 1, 3);
  if (topic.retention.has_value()) {
    spec.configs["retention.ms"] = absl::StrCat(topic.retention->milliseconds());
  }
  return spec;
}

}  // namespace kontrakt
