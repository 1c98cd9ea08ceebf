#include <algorithm>
#include <set>
#include <tuple>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "kontrakt/tests/support/plain_client.h"
#include "kontrakt/tests/support/plain_kafka.h"

// The functions of PlainKafka that read offsets and records.
namespace kontrakt::tests {
namespace {

// Which offsets a partition holds: from `low`, up to and without `high`.
struct Extent {
  int64_t low = 0;
  int64_t high = 0;
};
using Extents = std::map<int, Extent>;

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

absl::StatusOr<Extents> ExtentsOf(const TopicClient& from, const std::string& topic,
                                  absl::Time deadline) {
  Extents extents;
  for (int partition = 0; partition < from.partitions; ++partition) {
    Extent& extent = extents[partition];
    const rd_kafka_resp_err_t error = Patiently(deadline, [&](int timeout_ms) {
      return rd_kafka_query_watermark_offsets(from.client.get(), topic.c_str(), partition,
                                              &extent.low, &extent.high, timeout_ms);
    });
    absl::Status failed = Failure(error, absl::StrCat("offsets of ", topic, "-", partition));
    if (!failed.ok()) return failed;
  }
  return extents;
}

bool MayPass(rd_kafka_resp_err_t error) {
  return error == RD_KAFKA_RESP_ERR__TRANSPORT || error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN;
}

// Reads what `extents`, none of them empty, hold. A partition's end shows itself as an event
// (RD_KAFKA_RESP_ERR__PARTITION_EOF), for compaction may have taken its last record away.
absl::StatusOr<std::vector<PlainRecord>> ReadExtents(rd_kafka_t* client, const std::string& topic,
                                                     const Extents& extents, absl::Time deadline) {
  std::vector<PlainRecord> records;
  std::set<int> finished;
  while (finished.size() < extents.size()) {
    if (absl::Now() > deadline) return absl::DeadlineExceededError("reading " + topic);
    const Message message(rd_kafka_consumer_poll(client, 100));
    if (message == nullptr || MayPass(message->err)) continue;
    const bool is_end = message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF;
    absl::Status failed = Failure(message->err, "reading " + topic);
    if (!failed.ok() && !is_end) return failed;
    const int64_t high = extents.at(message->partition).high;
    if (!is_end && message->offset < high) records.push_back(RecordOf(message.get(), topic));
    if (message->offset + (is_end ? 0 : 1) >= high) finished.insert(message->partition);
  }
  std::ranges::sort(records, {},
                    [](const PlainRecord& r) { return std::tuple(r.partition, r.offset); });
  return records;
}

Partitions Beginnings(const std::string& topic, const Extents& extents) {
  Partitions list(rd_kafka_topic_partition_list_new(static_cast<int>(extents.size())));
  for (const auto& [partition, extent] : extents) {
    rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition)->offset = extent.low;
  }
  return list;
}

}  // namespace

absl::StatusOr<std::map<int, int64_t>> PlainKafka::EndOffsets(const std::string& topic) const {
  const absl::StatusOr<TopicClient> from = Connect(RD_KAFKA_CONSUMER, servers_, topic, timeout_);
  if (!from.ok()) return from.status();
  const absl::StatusOr<Extents> extents = ExtentsOf(*from, topic, absl::Now() + timeout_);
  if (!extents.ok()) return extents.status();
  std::map<int, int64_t> ends;
  for (const auto& [partition, extent] : *extents) ends[partition] = extent.high;
  return ends;
}

absl::StatusOr<std::vector<PlainRecord>> PlainKafka::ReadTopic(const std::string& topic) const {
  const absl::StatusOr<TopicClient> from = Connect(RD_KAFKA_CONSUMER, servers_, topic, timeout_,
                                                   {{"group.id", "plain-kafka-never-commits"},
                                                    {"enable.auto.commit", "false"},
                                                    {"enable.partition.eof", "true"},
                                                    {"isolation.level", "read_uncommitted"},
                                                    {"auto.offset.reset", "error"}});
  if (!from.ok()) return from.status();
  absl::StatusOr<Extents> extents = ExtentsOf(*from, topic, absl::Now() + timeout_);
  if (!extents.ok()) return extents.status();
  std::erase_if(*extents, [](const auto& e) { return e.second.low == e.second.high; });
  rd_kafka_t* const client = from->client.get();
  rd_kafka_poll_set_consumer(client);
  absl::Status failed = Failure(rd_kafka_assign(client, Beginnings(topic, *extents).get()), topic);
  if (!failed.ok()) return failed;
  absl::StatusOr<std::vector<PlainRecord>> records =
      ReadExtents(client, topic, *extents, absl::Now() + timeout_);
  rd_kafka_consumer_close(client);
  return records;
}

absl::StatusOr<std::map<int, int64_t>> PlainKafka::CommittedOffsets(
    const std::string& group, const std::string& topic) const {
  const absl::StatusOr<TopicClient> from =
      Connect(RD_KAFKA_CONSUMER, servers_, topic, timeout_, {{"group.id", group}});
  if (!from.ok()) return from.status();
  const Partitions all(rd_kafka_topic_partition_list_new(from->partitions));
  rd_kafka_topic_partition_list_add_range(all.get(), topic.c_str(), 0, from->partitions - 1);
  const rd_kafka_resp_err_t error = Patiently(absl::Now() + timeout_, [&](int timeout_ms) {
    return rd_kafka_committed(from->client.get(), all.get(), timeout_ms);
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
