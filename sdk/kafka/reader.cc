#include "kontrakt/sdk/kafka/reader.h"

#include <utility>

#include "absl/log/log.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/sdk/kafka/errors.h"
#include "kontrakt/sdk/kafka/topic_name.h"

namespace kontrakt::kafka {
namespace {

// It wants the end soon, and learns of it from a fetch that finds nothing.
constexpr Settings kDefaults = {
    {"check.crcs", "true"},
    {"queued.max.messages.kbytes", "16384"},
    {"fetch.queue.backoff.ms", "10"},
    {"fetch.wait.max.ms", "10"},
};

absl::Status NoGroup(std::string_view what) {
  return absl::FailedPreconditionError(
      absl::StrCat(what, " needs a consumer with a group (ConsumerOptions::group)"));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Consumer>> Reader::Create(const Connection& connection) {
  auto events = std::make_shared<ConsumerEvents>();
  absl::StatusOr<std::unique_ptr<Client>> client =
      NewClient(connection, events, kDefaults,
                {{"enable.partition.eof", "true"},
                 {"auto.offset.reset", "earliest"},
                 {"enable.auto.commit", "false"},
                 {"enable.auto.offset.store", "false"},
                 {"allow.auto.create.topics", "false"}});
  if (!client.ok()) return client.status();
  QueueHandle queue(rd_kafka_queue_new((*client)->get()));
  // Errors come to the same queue as records.
  const QueueHandle main(rd_kafka_queue_get_main((*client)->get()));
  rd_kafka_queue_forward(main.get(), queue.get());
  return std::unique_ptr<Consumer>(
      new Reader(*std::move(client), std::move(events), std::move(queue)));
}

Reader::~Reader() {
  if (absl::Status status = Close(absl::Seconds(10)); !status.ok()) LOG(WARNING) << status;
}

absl::Status Reader::Subscribe(absl::Span<const std::string> /*topics*/) {
  return NoGroup("Consumer::Subscribe()");
}

absl::Status Reader::Commit(absl::Span<const TopicPartitionOffset> /*offsets*/,
                            absl::Duration /*timeout*/) {
  return NoGroup("Consumer::Commit()");
}

void Reader::Rebalance(rd_kafka_resp_err_t /*event*/, rd_kafka_topic_partition_list_t* /*list*/) {
  // No group, no rebalance.
}

absl::Status Reader::Assign(absl::Span<const TopicPartitionOffset> partitions) {
  if (queue() == nullptr) return absl::FailedPreconditionError("assigning: closed");
  if (absl::Status status = Stop(); !status.ok()) return status;
  for (const TopicPartitionOffset& from : partitions) {
    if (absl::Status status = Start(from); !status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status Reader::Start(const TopicPartitionOffset& from) {
  const std::string& name = from.where.topic;
  if (absl::Status status = CheckTopicName(name); !status.ok()) return status;
  const std::string doing = absl::StrCat("reading \"", name, "\" partition ", from.where.partition);
  TopicHandle topic(rd_kafka_topic_new(client(), name.c_str(), nullptr));
  if (topic == nullptr) return ToStatus(rd_kafka_last_error(), doing);
  if (rd_kafka_consume_start_queue(topic.get(), from.where.partition, from.offset, queue()) != 0) {
    return ToStatus(rd_kafka_last_error(), doing);
  }
  started_.push_back({std::move(topic), from.where.partition});
  Hold({from.where});
  return absl::OkStatus();
}

absl::Status Reader::Stop() {
  absl::Status status;
  for (const Started& started : std::exchange(started_, {})) {
    if (rd_kafka_consume_stop(started.topic.get(), started.partition) == 0) continue;
    status.Update(ToStatus(rd_kafka_last_error(), absl::StrCat("stopping to read \"",
                                                               rd_kafka_topic_name(
                                                                   started.topic.get()),
                                                               "\"")));
  }
  Drop(held());
  return status;
}

absl::Status Reader::Leave(const Deadline& /*deadline*/) { return Stop(); }

}  // namespace kontrakt::kafka
