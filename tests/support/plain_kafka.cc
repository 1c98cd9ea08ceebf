#include "kontrakt/tests/support/plain_kafka.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "kontrakt/tests/support/plain_client.h"

namespace kontrakt::tests {
namespace {

absl::StatusOr<Metadata> FetchMetadata(rd_kafka_t* client, absl::Duration timeout) {
  const rd_kafka_metadata_t* metadata = nullptr;
  const rd_kafka_resp_err_t error =
      rd_kafka_metadata(client, /*all_topics=*/1, nullptr, &metadata, Milliseconds(timeout));
  if (absl::Status failed = Failure(error, "metadata"); !failed.ok()) return failed;
  return Metadata(metadata);
}

// Runs one admin request and hands its answer to `use`.
absl::Status Administer(
    const std::string& servers, absl::Duration timeout,
    absl::FunctionRef<void(rd_kafka_t*, rd_kafka_AdminOptions_t*, rd_kafka_queue_t*)> request,
    absl::FunctionRef<absl::Status(rd_kafka_event_t*)> use) {
  absl::StatusOr<Handle> client = NewClient(RD_KAFKA_PRODUCER, servers);
  if (!client.ok()) return client.status();
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

std::vector<std::pair<std::string, std::string>> HeadersOf(const rd_kafka_message_t* message) {
  std::vector<std::pair<std::string, std::string>> all;
  rd_kafka_headers_t* headers = nullptr;
  if (rd_kafka_message_headers(message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return all;
  const char* name = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  for (std::size_t i = 0;
       rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR;
       ++i) {
    all.emplace_back(name, std::string(static_cast<const char*>(value), size));
  }
  return all;
}

std::optional<std::string> Bytes(const void* data, std::size_t size) {
  if (data == nullptr) return std::nullopt;
  return std::string(static_cast<const char*>(data), size);
}

PlainRecord RecordOf(const rd_kafka_message_t* message, const std::string& topic) {
  return {.topic = topic,
          .partition = message->partition,
          .offset = message->offset,
          .key = Bytes(message->key, message->key_len),
          .value = Bytes(message->payload, message->len),
          .headers = HeadersOf(message)};
}

// Repeats a call while it fails: a broker that has just come back knows no leaders and has not
// loaded its groups, which passes.
rd_kafka_resp_err_t Patiently(absl::Time deadline,
                              absl::FunctionRef<rd_kafka_resp_err_t(int timeout_ms)> call) {
  rd_kafka_resp_err_t error = call(Milliseconds(deadline - absl::Now()));
  while (error != RD_KAFKA_RESP_ERR_NO_ERROR && absl::Now() < deadline) {
    absl::SleepFor(absl::Milliseconds(50));
    error = call(Milliseconds(deadline - absl::Now()));
  }
  return error;
}

absl::StatusOr<std::map<int, int64_t>> EndsOf(rd_kafka_t* client, const std::string& topic,
                                              int partitions, absl::Time deadline) {
  std::map<int, int64_t> ends;
  for (int partition = 0; partition < partitions; ++partition) {
    int64_t low = 0;
    const rd_kafka_resp_err_t error = Patiently(deadline, [&](int timeout_ms) {
      return rd_kafka_query_watermark_offsets(client, topic.c_str(), partition, &low,
                                              &ends[partition], timeout_ms);
    });
    absl::Status failed = Failure(error, absl::StrCat("offsets of ", topic, "-", partition));
    if (!failed.ok()) return failed;
  }
  return ends;
}

bool MayPass(rd_kafka_resp_err_t error) {
  return error == RD_KAFKA_RESP_ERR__TRANSPORT || error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN;
}

// Reads from an assigned client what is below `ends`. A partition's end shows itself as an event
// (RD_KAFKA_RESP_ERR__PARTITION_EOF), for compaction may have taken its last record away.
absl::StatusOr<std::vector<PlainRecord>> ReadUntilEnds(rd_kafka_t* client, const std::string& topic,
                                                       const std::map<int, int64_t>& ends,
                                                       absl::Time deadline) {
  std::vector<PlainRecord> records;
  std::set<int> finished;
  while (finished.size() < ends.size()) {
    if (absl::Now() > deadline) return absl::DeadlineExceededError("reading " + topic);
    const Message message(rd_kafka_consumer_poll(client, 100));
    if (message == nullptr || MayPass(message->err)) continue;
    if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
      if (message->offset >= ends.at(message->partition)) finished.insert(message->partition);
      continue;
    }
    if (absl::Status failed = Failure(message->err, "reading " + topic); !failed.ok())
      return failed;
    const int64_t end = ends.at(message->partition);
    if (message->offset < end) records.push_back(RecordOf(message.get(), topic));
    if (message->offset + 1 >= end) finished.insert(message->partition);
  }
  std::ranges::sort(records, {},
                    [](const PlainRecord& r) { return std::tuple(r.partition, r.offset); });
  return records;
}

Partitions AllPartitions(const std::string& topic, int count, int64_t offset) {
  Partitions list(rd_kafka_topic_partition_list_new(count));
  for (int partition = 0; partition < count; ++partition) {
    rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition)->offset = offset;
  }
  return list;
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
    absl::StatusOr<Metadata> metadata = FetchMetadata(client->get(), absl::Milliseconds(500));
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
  absl::StatusOr<Metadata> metadata = FetchMetadata(client->get(), timeout_);
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

absl::Status PlainKafka::Produce(absl::Span<const PlainRecord> records) const {
  Acknowledgements acknowledgements;
  absl::StatusOr<Handle> client =
      NewClient(RD_KAFKA_PRODUCER, servers_,
                {{"enable.idempotence", "true"},
                 {"partitioner", "murmur2_random"},
                 {"message.timeout.ms", absl::StrCat(Milliseconds(timeout_))}},
                CountDelivery);
  if (!client.ok()) return client.status();
  for (const PlainRecord& record : records) {
    absl::Status failed = Failure(Send(client->get(), record, &acknowledgements), record.topic);
    if (!failed.ok()) return failed;
  }
  // message.timeout.ms bounds the wait: every record gets its answer.
  while (acknowledgements.arrived < records.size()) rd_kafka_poll(client->get(), 50);
  return Failure(acknowledgements.error, "producing");
}

absl::StatusOr<std::map<int, int64_t>> PlainKafka::EndOffsets(const std::string& topic) const {
  absl::StatusOr<std::map<std::string, PlainTopic>> topics = Topics();
  if (!topics.ok()) return topics.status();
  if (!topics->contains(topic)) return absl::NotFoundError(absl::StrCat("no topic ", topic));
  absl::StatusOr<Handle> client = NewClient(RD_KAFKA_CONSUMER, servers_);
  if (!client.ok()) return client.status();
  return EndsOf(client->get(), topic, topics->at(topic).partitions, absl::Now() + timeout_);
}

absl::StatusOr<std::vector<PlainRecord>> PlainKafka::ReadTopic(const std::string& topic) const {
  absl::StatusOr<std::map<int, int64_t>> ends = EndOffsets(topic);
  if (!ends.ok()) return ends.status();
  absl::StatusOr<Handle> client = NewClient(RD_KAFKA_CONSUMER, servers_,
                                            {{"group.id", "plain-kafka-never-commits"},
                                             {"enable.auto.commit", "false"},
                                             {"enable.partition.eof", "true"},
                                             {"isolation.level", "read_uncommitted"},
                                             {"auto.offset.reset", "error"}});
  if (!client.ok()) return client.status();
  const Partitions all =
      AllPartitions(topic, static_cast<int>(ends->size()), RD_KAFKA_OFFSET_BEGINNING);
  rd_kafka_poll_set_consumer(client->get());
  absl::Status failed = Failure(rd_kafka_assign(client->get(), all.get()), topic);
  if (!failed.ok()) return failed;
  absl::StatusOr<std::vector<PlainRecord>> records =
      ReadUntilEnds(client->get(), topic, *ends, absl::Now() + timeout_);
  rd_kafka_consumer_close(client->get());
  return records;
}

absl::StatusOr<std::map<int, int64_t>> PlainKafka::CommittedOffsets(
    const std::string& group, const std::string& topic) const {
  absl::StatusOr<std::map<std::string, PlainTopic>> topics = Topics();
  if (!topics.ok()) return topics.status();
  if (!topics->contains(topic)) return absl::NotFoundError(absl::StrCat("no topic ", topic));
  absl::StatusOr<Handle> client = NewClient(RD_KAFKA_CONSUMER, servers_, {{"group.id", group}});
  if (!client.ok()) return client.status();
  const Partitions all =
      AllPartitions(topic, topics->at(topic).partitions, RD_KAFKA_OFFSET_INVALID);
  const rd_kafka_resp_err_t error = Patiently(absl::Now() + timeout_, [&](int timeout_ms) {
    return rd_kafka_committed(client->get(), all.get(), timeout_ms);
  });
  absl::Status failed = Failure(error, absl::StrCat("offsets of group ", group));
  if (!failed.ok()) return failed;
  std::map<int, int64_t> committed;
  for (int i = 0; i < all->cnt; ++i) {
    if (all->elems[i].offset >= 0) committed[all->elems[i].partition] = all->elems[i].offset;
  }
  return committed;
}

}  // namespace kontrakt::tests
