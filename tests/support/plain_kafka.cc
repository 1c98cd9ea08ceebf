#include "kontrakt/tests/support/plain_kafka.h"

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "kontrakt/tests/support/plain_client.h"

namespace kontrakt::tests {
namespace {

// Runs one admin request and hands its answer to `use`.
absl::Status Administer(
    const std::string& servers, absl::Duration timeout,
    absl::FunctionRef<void(rd_kafka_t*, rd_kafka_AdminOptions_t*, rd_kafka_queue_t*)> request,
    absl::FunctionRef<absl::Status(rd_kafka_event_t*)> use) {
  absl::StatusOr<Handle> client = NewClient(RD_KAFKA_PRODUCER, servers);
  if (!client.ok()) return client.status();
  // Without a look at the cluster the request would wait a second for librdkafka's own.
  absl::StatusOr<Metadata> metadata = FetchMetadata(client->get(), /*topic=*/"", timeout);
  if (!metadata.ok()) return metadata.status();
  char reason[256];
  const Options options(rd_kafka_AdminOptions_new(client->get(), RD_KAFKA_ADMIN_OP_ANY));
  rd_kafka_AdminOptions_set_request_timeout(options.get(), Milliseconds(timeout), reason,
                                            sizeof reason);
  rd_kafka_AdminOptions_set_operation_timeout(options.get(), Milliseconds(timeout), reason,
                                              sizeof reason);
  const Queue queue(rd_kafka_queue_new(client->get()));
  request(client->get(), options.get(), queue.get());
  const Event event(rd_kafka_queue_poll(queue.get(), Milliseconds(timeout) + 1000));
  if (event == nullptr) return absl::DeadlineExceededError("no answer to an admin request");
  if (rd_kafka_event_error(event.get()) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return Failure(rd_kafka_event_error(event.get()), rd_kafka_event_error_string(event.get()));
  }
  return use(event.get());
}

struct Acknowledgements {
  std::size_t arrived = 0;
  rd_kafka_resp_err_t error = RD_KAFKA_RESP_ERR_NO_ERROR;
};

void CountDelivery(rd_kafka_t*, const rd_kafka_message_t* message, void*) {
  auto* const acknowledgements = static_cast<Acknowledgements*>(message->_private);
  ++acknowledgements->arrived;
  if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) acknowledgements->error = message->err;
}

// rd_kafka_producev() takes ownership of the headers only when it succeeds.
rd_kafka_resp_err_t Send(rd_kafka_t* client, const PlainRecord& record, void* opaque) {
  rd_kafka_headers_t* const headers = rd_kafka_headers_new(record.headers.size());
  for (const auto& [name, value] : record.headers) {
    rd_kafka_header_add(headers, name.data(), static_cast<ssize_t>(name.size()), value.data(),
                        static_cast<ssize_t>(value.size()));
  }
  // An empty text is not the same as no text at all: for librdkafka only the pointer tells.
  const char* const key = record.key ? record.key->c_str() : nullptr;
  char* const value = record.value ? const_cast<char*>(record.value->c_str()) : nullptr;
  const rd_kafka_resp_err_t error = rd_kafka_producev(
      client, RD_KAFKA_V_TOPIC(record.topic.c_str()),
      RD_KAFKA_V_PARTITION(record.partition < 0 ? RD_KAFKA_PARTITION_UA : record.partition),
      RD_KAFKA_V_KEY(key, key ? record.key->size() : 0),
      RD_KAFKA_V_VALUE(value, value ? record.value->size() : 0),
      RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_HEADERS(headers),
      RD_KAFKA_V_OPAQUE(opaque), RD_KAFKA_V_END);
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) rd_kafka_headers_destroy(headers);
  return error;
}

}  // namespace

PlainKafka::PlainKafka(std::string servers, absl::Duration timeout)
    : servers_(std::move(servers)), timeout_(timeout) {}

absl::StatusOr<int> PlainKafka::Brokers(int at_least) const {
  absl::StatusOr<Handle> client = NewClient(RD_KAFKA_PRODUCER, servers_);
  if (!client.ok()) return client.status();
  const absl::Time deadline = absl::Now() + timeout_;
  int seen = 0;
  while (absl::Now() < deadline) {
    absl::StatusOr<Metadata> metadata =
        FetchMetadata(client->get(), /*topic=*/"", absl::Milliseconds(500));
    if (metadata.ok()) seen = (*metadata)->broker_cnt;
    if (seen >= at_least) return seen;
    absl::SleepFor(absl::Milliseconds(50));
  }
  return absl::DeadlineExceededError(
      absl::StrCat(seen, " of ", at_least, " brokers answer at ", servers_));
}

absl::StatusOr<std::map<std::string, PlainTopic>> PlainKafka::Topics() const {
  absl::StatusOr<Handle> client = NewClient(RD_KAFKA_PRODUCER, servers_);
  if (!client.ok()) return client.status();
  absl::StatusOr<Metadata> metadata = FetchMetadata(client->get(), /*topic=*/"", timeout_);
  if (!metadata.ok()) return metadata.status();
  std::map<std::string, PlainTopic> topics;
  for (int i = 0; i < (*metadata)->topic_cnt; ++i) {
    const rd_kafka_metadata_topic& topic = (*metadata)->topics[i];
    topics[topic.topic] = {
        .partitions = topic.partition_cnt,
        .replicas = topic.partition_cnt > 0 ? topic.partitions[0].replica_cnt : 0};
  }
  return topics;
}

absl::StatusOr<std::map<std::string, std::string>> PlainKafka::Configs(
    const std::string& topic) const {
  std::map<std::string, std::string> configs;
  absl::Status done = Administer(
      servers_, timeout_,
      [&](rd_kafka_t* client, rd_kafka_AdminOptions_t* options, rd_kafka_queue_t* queue) {
        const Resource resource(
            rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.c_str()));
        rd_kafka_ConfigResource_t* one = resource.get();
        rd_kafka_DescribeConfigs(client, &one, 1, options, queue);
      },
      [&](rd_kafka_event_t* event) {
        std::size_t count = 0;
        const rd_kafka_ConfigResource_t** found = rd_kafka_DescribeConfigs_result_resources(
            rd_kafka_event_DescribeConfigs_result(event), &count);
        absl::Status failed = Failure(rd_kafka_ConfigResource_error(found[0]), topic);
        if (!failed.ok()) return failed;
        const rd_kafka_ConfigEntry_t** entries = rd_kafka_ConfigResource_configs(found[0], &count);
        for (std::size_t i = 0; i < count; ++i) {
          const char* value = rd_kafka_ConfigEntry_value(entries[i]);
          configs[rd_kafka_ConfigEntry_name(entries[i])] = value == nullptr ? "" : value;
        }
        return absl::OkStatus();
      });
  if (!done.ok()) return done;
  return configs;
}

absl::Status PlainKafka::CreateTopic(const std::string& topic, int partitions,
                                     const std::map<std::string, std::string>& configs) const {
  return Administer(
      servers_, timeout_,
      [&](rd_kafka_t* client, rd_kafka_AdminOptions_t* options, rd_kafka_queue_t* queue) {
        char reason[256];
        // Replication -1: the broker's default.
        const NewTopic wanted(
            rd_kafka_NewTopic_new(topic.c_str(), partitions, -1, reason, sizeof reason));
        for (const auto& [name, value] : configs) {
          rd_kafka_NewTopic_set_config(wanted.get(), name.c_str(), value.c_str());
        }
        rd_kafka_NewTopic_t* one = wanted.get();
        rd_kafka_CreateTopics(client, &one, 1, options, queue);
      },
      [&](rd_kafka_event_t* event) {
        std::size_t count = 0;
        const rd_kafka_topic_result_t** made =
            rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count);
        return Failure(rd_kafka_topic_result_error(made[0]), topic);
      });
}

absl::Status PlainKafka::SetConfigs(const std::string& topic,
                                    const std::map<std::string, std::string>& configs) const {
  return Administer(
      servers_, timeout_,
      [&](rd_kafka_t* client, rd_kafka_AdminOptions_t* options, rd_kafka_queue_t* queue) {
        const Resource resource(
            rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.c_str()));
        for (const auto& [name, value] : configs) {
          rd_kafka_error_destroy(rd_kafka_ConfigResource_add_incremental_config(
              resource.get(), name.c_str(), RD_KAFKA_ALTER_CONFIG_OP_TYPE_SET, value.c_str()));
        }
        rd_kafka_ConfigResource_t* one = resource.get();
        rd_kafka_IncrementalAlterConfigs(client, &one, 1, options, queue);
      },
      [&](rd_kafka_event_t* event) {
        std::size_t count = 0;
        const rd_kafka_ConfigResource_t** changed =
            rd_kafka_IncrementalAlterConfigs_result_resources(
                rd_kafka_event_IncrementalAlterConfigs_result(event), &count);
        return Failure(rd_kafka_ConfigResource_error(changed[0]), topic);
      });
}

absl::Status PlainKafka::Produce(absl::Span<const PlainRecord> records) const {
  if (records.empty()) return absl::OkStatus();
  Acknowledgements acknowledgements;
  absl::StatusOr<TopicClient> to =
      Connect(RD_KAFKA_PRODUCER, servers_, records.front().topic, timeout_,
              {{"max.in.flight", "1"},
               {"partitioner", "murmur2_random"},
               {"message.timeout.ms", absl::StrCat(Milliseconds(timeout_))}},
              CountDelivery);
  if (!to.ok()) return to.status();
  for (const PlainRecord& record : records) {
    absl::Status failed = Failure(Send(to->client.get(), record, &acknowledgements), record.topic);
    if (!failed.ok()) return failed;
  }
  // message.timeout.ms bounds the wait: every record gets its answer.
  while (acknowledgements.arrived < records.size()) rd_kafka_poll(to->client.get(), 50);
  return Failure(acknowledgements.error, "producing");
}

}  // namespace kontrakt::tests
