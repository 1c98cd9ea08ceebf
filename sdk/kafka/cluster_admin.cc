#include "kontrakt/sdk/kafka/cluster_admin.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "kontrakt/sdk/kafka/client.h"
#include "kontrakt/sdk/kafka/conf.h"
#include "kontrakt/sdk/kafka/deadline.h"
#include "kontrakt/sdk/kafka/errors.h"
#include "kontrakt/sdk/kafka/handles.h"

namespace kontrakt::kafka {
namespace {

constexpr absl::Duration kPause = absl::Milliseconds(50);  // Between two tries of the same thing.
// Longest wait for one answer: librdkafka, once told of no live broker, sends an admin request only
// after metadata that somebody else asked for.
constexpr absl::Duration kTry = absl::Seconds(5);

void Pause(const Deadline& deadline) { absl::SleepFor(std::min(kPause, deadline.left())); }

// Whether the same request may succeed later. All of them here are safe to repeat.
bool MayPass(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status);
}

class ClusterAdmin final : public TopicAdmin {
 public:
  ClusterAdmin(std::vector<std::string> servers, std::unique_ptr<Client> client)
      : servers_(std::move(servers)), client_(std::move(client)) {}

  absl::StatusOr<Cluster> Describe(absl::Duration timeout) override;
  absl::Status Create(absl::Span<const TopicSpec> topics, absl::Duration timeout) override;
  absl::StatusOr<TopicConfigs> Configs(absl::Span<const std::string> topics,
                                       absl::Duration timeout) override;

 private:
  struct Wait {
    Deadline deadline;
    absl::Duration timeout;  // What the caller gave, for messages.
  };

  absl::StatusOr<MetadataHandle> Metadata(const Wait& wait) const;
  // Asks for `pending` and takes out what is there; what is left is to be asked for again.
  absl::Status CreateOnce(std::vector<const TopicSpec*>& pending, const Wait& wait) const;
  absl::StatusOr<TopicConfigs> ConfigsOnce(absl::Span<const std::string> topics,
                                           const Wait& wait) const;
  absl::Status WaitUntilVisible(absl::Span<const TopicSpec> topics, const Wait& wait) const;
  AdminOptionsHandle Options(rd_kafka_admin_op_t operation, const Wait& wait) const;
  // The answer that comes to `queue`; kUnavailable when nobody answers.
  absl::StatusOr<EventHandle> Answer(rd_kafka_queue_t* queue, const Wait& wait,
                                     std::string_view doing) const;
  absl::Status NoBroker(const Wait& wait) const {
    return NoBrokerStatus(servers_, wait.timeout, client_->events().last_complaint());
  }

  const std::vector<std::string> servers_;
  const std::unique_ptr<Client> client_;
};

absl::StatusOr<MetadataHandle> ClusterAdmin::Metadata(const Wait& wait) const {
  while (true) {
    const rd_kafka_metadata_t* metadata = nullptr;
    const rd_kafka_resp_err_t error = rd_kafka_metadata(
        client_->get(), /*all_topics=*/1, /*only_rkt=*/nullptr, &metadata, wait.deadline.left_ms());
    MetadataHandle owned(metadata);
    const absl::Status status = ToStatus(error, "listing the cluster's topics");
    if (status.ok() && owned->broker_cnt > 0) return owned;  // None: all of them are fenced.
    if (!status.ok() && !MayPass(status)) return status;
    if (wait.deadline.passed()) return NoBroker(wait);
    Pause(wait.deadline);
  }
}

absl::StatusOr<Cluster> ClusterAdmin::Describe(absl::Duration timeout) {
  absl::StatusOr<MetadataHandle> metadata = Metadata({Deadline(timeout), timeout});
  if (!metadata.ok()) return metadata.status();
  Cluster cluster;
  cluster.brokers = (*metadata)->broker_cnt;
  cluster.topics.reserve((*metadata)->topic_cnt);
  for (int i = 0; i < (*metadata)->topic_cnt; ++i) {
    const rd_kafka_metadata_topic_t& topic = (*metadata)->topics[i];
    if (topic.err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      cluster.topics.push_back({topic.topic, topic.partition_cnt});
    }
  }
  return cluster;
}

AdminOptionsHandle ClusterAdmin::Options(rd_kafka_admin_op_t operation, const Wait& wait) const {
  AdminOptionsHandle options(rd_kafka_AdminOptions_new(client_->get(), operation));
  const int ms = std::max(1, wait.deadline.left_ms(kTry));
  rd_kafka_AdminOptions_set_request_timeout(options.get(), ms, nullptr, 0);
  return options;
}

absl::StatusOr<EventHandle> ClusterAdmin::Answer(rd_kafka_queue_t* queue, const Wait& wait,
                                                 std::string_view doing) const {
  EventHandle event(rd_kafka_queue_poll(queue, wait.deadline.left_ms()));
  if (event == nullptr) return NoBroker(wait);
  const rd_kafka_resp_err_t error = rd_kafka_event_error(event.get());
  if (error == RD_KAFKA_RESP_ERR__TIMED_OUT || error == RD_KAFKA_RESP_ERR__TRANSPORT) {
    return NoBroker(wait);
  }
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return ToStatus(error, doing, rd_kafka_event_error_string(event.get()));
  }
  return event;
}

absl::Status ClusterAdmin::Create(absl::Span<const TopicSpec> topics, absl::Duration timeout) {
  if (topics.empty()) return absl::OkStatus();
  const Wait wait{Deadline(timeout), timeout};
  std::vector<const TopicSpec*> pending;
  for (const TopicSpec& topic : topics) pending.push_back(&topic);
  while (true) {
    absl::Status status = Metadata(wait).status();
    if (status.ok()) status = CreateOnce(pending, wait);
    if (pending.empty()) break;
    if (!MayPass(status) || wait.deadline.passed()) return status;
    Pause(wait.deadline);
  }
  return WaitUntilVisible(topics, wait);
}

absl::StatusOr<NewTopicHandle> NewTopic(const TopicSpec& spec) {
  char reason[512] = "it needs at least one partition";
  if (spec.partitions < 1) {
    return ToStatus(RD_KAFKA_RESP_ERR_INVALID_PARTITIONS,
                    absl::StrCat("creating topic \"", spec.name, "\""), reason);
  }
  NewTopicHandle topic(rd_kafka_NewTopic_new(spec.name.c_str(), spec.partitions,
                                             spec.replication_factor, reason, sizeof(reason)));
  if (topic == nullptr) {
    return ToStatus(RD_KAFKA_RESP_ERR__INVALID_ARG,
                    absl::StrCat("creating topic \"", spec.name, "\""), reason);
  }
  for (const auto& [name, value] : spec.configs) {
    rd_kafka_NewTopic_set_config(topic.get(), name.c_str(), value.c_str());
  }
  return topic;
}

std::string_view ReasonOf(const rd_kafka_topic_result_t* result) {
  return absl::NullSafeStringView(rd_kafka_topic_result_error_string(result));
}

// While no broker's heartbeat is in time, KRaft (StripedReplicaPlacer) gives the code of a
// replication factor that is too high; the next heartbeat ends it.
rd_kafka_resp_err_t ErrorOf(const rd_kafka_topic_result_t* result) {
  const rd_kafka_resp_err_t error = rd_kafka_topic_result_error(result);
  const bool fenced = error == RD_KAFKA_RESP_ERR_INVALID_REPLICATION_FACTOR &&
                      absl::StrContains(ReasonOf(result), "fenced");
  return fenced ? RD_KAFKA_RESP_ERR_BROKER_NOT_AVAILABLE : error;
}

absl::Status ClusterAdmin::CreateOnce(std::vector<const TopicSpec*>& pending,
                                      const Wait& wait) const {
  std::vector<NewTopicHandle> owners;
  std::vector<rd_kafka_NewTopic_t*> request;
  for (const TopicSpec* spec : pending) {
    absl::StatusOr<NewTopicHandle> topic = NewTopic(*spec);
    if (!topic.ok()) return topic.status();
    request.push_back(topic->get());
    owners.push_back(*std::move(topic));
  }
  QueueHandle queue(rd_kafka_queue_new(client_->get()));
  const AdminOptionsHandle options = Options(RD_KAFKA_ADMIN_OP_CREATETOPICS, wait);
  rd_kafka_CreateTopics(client_->get(), request.data(), request.size(), options.get(), queue.get());
  absl::StatusOr<EventHandle> answer = Answer(queue.get(), wait, "creating topics");
  if (!answer.ok()) return answer.status();

  std::size_t count = 0;
  const rd_kafka_topic_result_t** results = rd_kafka_CreateTopics_result_topics(
      rd_kafka_event_CreateTopics_result(answer->get()), &count);
  absl::Status passing;
  std::set<std::string_view> again;
  for (const rd_kafka_topic_result_t* result : absl::MakeSpan(results, count)) {
    const char* name = rd_kafka_topic_result_name(result);
    absl::Status status =
        ToStatus(ErrorOf(result), absl::StrCat("creating topic \"", name, "\""), ReasonOf(result));
    if (status.ok() || absl::IsAlreadyExists(status)) continue;
    if (!MayPass(status)) return status;
    passing.Update(status);
    again.insert(name);
  }
  std::erase_if(pending, [&](const TopicSpec* spec) { return !again.contains(spec->name); });
  return passing;
}

// A leader for each of its partitions.
bool IsServed(const rd_kafka_metadata_topic_t& topic) {
  const absl::Span<const rd_kafka_metadata_partition_t> partitions(topic.partitions,
                                                                   topic.partition_cnt);
  return topic.err == RD_KAFKA_RESP_ERR_NO_ERROR && !partitions.empty() &&
         std::ranges::all_of(partitions, [](const auto& p) { return p.leader >= 0; });
}

absl::Status ClusterAdmin::WaitUntilVisible(absl::Span<const TopicSpec> topics,
                                            const Wait& wait) const {
  while (true) {
    absl::StatusOr<MetadataHandle> metadata = Metadata(wait);
    if (!metadata.ok()) return metadata.status();
    std::set<std::string_view> served;
    for (const rd_kafka_metadata_topic_t& topic :
         absl::MakeSpan((*metadata)->topics, (*metadata)->topic_cnt)) {
      if (IsServed(topic)) served.insert(topic.topic);
    }
    const auto missing = std::ranges::find_if(
        topics, [&](const TopicSpec& topic) { return !served.contains(topic.name); });
    if (missing == topics.end()) return absl::OkStatus();
    if (wait.deadline.passed()) {
      return absl::DeadlineExceededError(absl::StrCat(
          "creating topic \"", missing->name, "\": created, but without a leader after ",
          absl::FormatDuration(wait.timeout), "; check that all brokers run, and try again"));
    }
    Pause(wait.deadline);
  }
}

absl::StatusOr<TopicConfigs> ClusterAdmin::Configs(absl::Span<const std::string> topics,
                                                   absl::Duration timeout) {
  if (topics.empty()) return TopicConfigs();
  const Wait wait{Deadline(timeout), timeout};
  while (true) {
    absl::StatusOr<TopicConfigs> configs = ConfigsOnce(topics, wait);
    if (configs.ok() || !MayPass(configs.status()) || wait.deadline.passed()) return configs;
    Pause(wait.deadline);
  }
}

absl::StatusOr<TopicConfigs> ClusterAdmin::ConfigsOnce(absl::Span<const std::string> topics,
                                                       const Wait& wait) const {
  std::vector<ConfigResourceHandle> owners;
  std::vector<rd_kafka_ConfigResource_t*> request;
  for (const std::string& topic : topics) {
    owners.emplace_back(rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.c_str()));
    request.push_back(owners.back().get());
  }
  QueueHandle queue(rd_kafka_queue_new(client_->get()));
  const AdminOptionsHandle options = Options(RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, wait);
  rd_kafka_DescribeConfigs(client_->get(), request.data(), request.size(), options.get(),
                           queue.get());
  absl::StatusOr<EventHandle> answer = Answer(queue.get(), wait, "reading topics' configs");
  if (!answer.ok()) return answer.status();

  std::size_t count = 0;
  const rd_kafka_ConfigResource_t** resources = rd_kafka_DescribeConfigs_result_resources(
      rd_kafka_event_DescribeConfigs_result(answer->get()), &count);
  TopicConfigs configs;
  for (const rd_kafka_ConfigResource_t* resource : absl::MakeSpan(resources, count)) {
    const char* topic = rd_kafka_ConfigResource_name(resource);
    const char* reason = rd_kafka_ConfigResource_error_string(resource);
    absl::Status status = ToStatus(rd_kafka_ConfigResource_error(resource),
                                   absl::StrCat("reading the config of topic \"", topic, "\""),
                                   reason == nullptr ? "" : reason);
    if (!status.ok()) return status;
    std::size_t entry_count = 0;
    const rd_kafka_ConfigEntry_t** entries =
        rd_kafka_ConfigResource_configs(resource, &entry_count);
    std::map<std::string, std::string>& values = configs[topic];
    for (const rd_kafka_ConfigEntry_t* entry : absl::MakeSpan(entries, entry_count)) {
      const char* value = rd_kafka_ConfigEntry_value(entry);  // Null: secret.
      values[rd_kafka_ConfigEntry_name(entry)] = value == nullptr ? "" : value;
    }
  }
  return configs;
}

}  // namespace

absl::StatusOr<std::shared_ptr<TopicAdmin>> NewClusterAdmin(const std::vector<std::string>& servers,
                                                            const Properties& properties) {
  auto events = std::make_shared<ClientEvents>(Complaints::kTold);
  absl::StatusOr<ConfHandle> conf =
      NewConf(servers, properties, *events, Callbacks::kLog, /*defaults=*/{}, /*kept=*/{});
  if (!conf.ok()) return conf.status();
  absl::StatusOr<std::unique_ptr<Client>> client =
      Client::New(RD_KAFKA_PRODUCER, *std::move(conf), std::move(events));
  if (!client.ok()) return client.status();
  return std::make_shared<ClusterAdmin>(servers, *std::move(client));
}

}  // namespace kontrakt::kafka
