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
    {"topic.metadata.propagation.max.ms", "0"},  // A topic that is missing is told at once.
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
      new Reader(connection, *std::move(client), std::move(events), std::move(queue)));
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
  Stop();
  for (const TopicPartitionOffset& from : partitions) {
    if (absl::Status status = CheckTopicName(from.where.topic); !status.ok()) return status;
    TopicHandle topic(rd_kafka_topic_new(client(), from.where.topic.c_str(), nullptr));
    if (topic == nullptr) return ToStatus(rd_kafka_last_error(), "assigning partitions");
    started_.push_back({std::move(topic), from.where.partition});
  }
  if (absl::Status status = LearnLeaders(); !status.ok()) return status;
  for (std::size_t i = 0; i < partitions.size(); ++i) {
    const auto& [where, offset] = partitions[i];
    if (rd_kafka_consume_start_queue(started_[i].topic.get(), where.partition, offset, queue()) !=
        0) {
      return ToStatus(rd_kafka_last_error(),
                      absl::StrCat("reading \"", where.topic, "\" partition ", where.partition));
    }
    Hold({where});
  }
  return absl::OkStatus();
}

// librdkafka would find them out by itself, but would look at a partition that it has started
// without a leader only every 500 ms.
absl::Status Reader::LearnLeaders() {
  const rd_kafka_metadata_t* metadata = nullptr;
  const rd_kafka_resp_err_t error = rd_kafka_metadata(
      client(), /*all_topics=*/0, /*only_rkt=*/nullptr, &metadata, Deadline(timeout_).left_ms());
  const MetadataHandle owner(metadata);
  if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return absl::OkStatus();
  if (!IsTransient(error) && error != RD_KAFKA_RESP_ERR__TIMED_OUT) {
    return ToStatus(error, "asking for the leaders of partitions");
  }
  return NoBrokerStatus(servers_, timeout_, last_complaint());
}

void Reader::Stop() {
  for (const Started& started : std::exchange(started_, {})) {
    // Fails only for a partition that does not exist, of which there is nothing to stop.
    rd_kafka_consume_stop(started.topic.get(), started.partition);
  }
  Drop(held());
}

absl::Status Reader::Leave(const Deadline& /*deadline*/) {
  // The end of the client ends all fetching at once; each Stop() would be a wait of its own.
  started_.clear();
  return absl::OkStatus();
}

}  // namespace kontrakt::kafka
