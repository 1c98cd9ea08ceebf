#include "kontrakt/sdk/kafka/polling_consumer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "kontrakt/sdk/kafka/errors.h"
#include "kontrakt/sdk/kafka/message_source.h"
#include "kontrakt/sdk/kafka/partitions.h"

namespace kontrakt::kafka {
namespace {

absl::Status Closed() { return absl::FailedPreconditionError("consuming: the consumer is closed"); }

}  // namespace

void ConsumerEvents::OnError(rd_kafka_t* client, rd_kafka_resp_err_t error,
                             std::string_view reason) {
  if (consumer != nullptr) consumer->TakeError(error, reason);
  rd_kafka_yield(client);  // The poll under way returns, so that its caller learns of it now.
}

void ConsumerEvents::OnRebalance(rd_kafka_t* client, rd_kafka_resp_err_t event,
                                 rd_kafka_topic_partition_list_t* partitions) {
  if (consumer != nullptr) consumer->Rebalance(event, partitions);
  rd_kafka_yield(client);
}

PollingConsumer::PollingConsumer(std::unique_ptr<Client> client,
                                 std::shared_ptr<ConsumerEvents> events, QueueHandle queue)
    : client_(std::move(client)), events_(std::move(events)), queue_(std::move(queue)) {
  events_->consumer = this;
}

absl::StatusOr<std::unique_ptr<Client>> PollingConsumer::NewClient(
    const Connection& connection, std::shared_ptr<ConsumerEvents> events, Settings defaults,
    Settings kept) {
  const Properties& properties = connection.properties;
  absl::StatusOr<ConfHandle> conf =
      NewConf(connection.servers, properties, *events, Callbacks::kAll, defaults, kept);
  if (!conf.ok()) return conf.status();
  return Client::New(RD_KAFKA_CONSUMER, *std::move(conf), std::move(events));
}

rd_kafka_queue_t* PollingConsumer::queue() {
  absl::MutexLock lock(&mutex_);
  return queue_.get();
}

absl::StatusOr<PollResult> PollingConsumer::Poll(absl::Duration timeout, std::size_t max_records) {
  rd_kafka_queue_t* const queue = this->queue();
  if (queue == nullptr) return Closed();
  if (!fatal_.ok()) return fatal_;
  // One record at a time, although librdkafka can hand out batches: a rebalance can come between
  // any two, and then Drop() must be able to take back those before it.
  int wait_ms = Deadline(timeout).left_ms();
  while (result_.records.size() < max_records) {
    MessageHandle message(rd_kafka_consume_queue(queue, wait_ms));
    if (message == nullptr) break;
    Take(std::move(message));
    wait_ms = 0;  // Take what is there as well, and wait for no more.
  }
  if (!fatal_.ok()) return fatal_;
  return std::exchange(result_, {});
}

void PollingConsumer::Take(MessageHandle message) {
  switch (message->err) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
      result_.records.emplace_back(std::make_unique<MessageSource>(std::move(message)));
      return;
    case RD_KAFKA_RESP_ERR__PARTITION_EOF:
      result_.ends.push_back({rd_kafka_topic_name(message->rkt), message->partition});
      return;
    default:
      TakeConsumerError(*message);
  }
}

void PollingConsumer::TakeConsumerError(const rd_kafka_message_t& message) {
  if (message.err == RD_KAFKA_RESP_ERR__FATAL) {
    TakeError(message.err, rd_kafka_message_errstr(&message));
    return;
  }
  std::string doing = "consuming";
  if (message.rkt != nullptr) {
    absl::StrAppend(&doing, " from \"", rd_kafka_topic_name(message.rkt), "\"");
    if (message.partition >= 0) absl::StrAppend(&doing, " partition ", message.partition);
  }
  Tell(ToStatus(message.err, doing, rd_kafka_message_errstr(&message)));
}

void PollingConsumer::TakeError(rd_kafka_resp_err_t error, std::string_view reason) {
  if (error != RD_KAFKA_RESP_ERR__FATAL) {
    Tell(ToStatus(error, "consuming", reason));
    return;
  }
  char fatal_reason[512] = "";
  rd_kafka_fatal_error(client(), fatal_reason, sizeof(fatal_reason));
  fatal_ = ToStatus(error, "consuming", fatal_reason);
}

void PollingConsumer::Hold(absl::Span<const TopicPartition> partitions) {
  absl::MutexLock lock(&mutex_);
  held_.insert(partitions.begin(), partitions.end());
}

void PollingConsumer::Drop(absl::Span<const TopicPartition> partitions) {
  const std::set<TopicPartition> dropped(partitions.begin(), partitions.end());
  std::erase_if(result_.records, [&](const Record& record) {
    return dropped.contains({std::string(record.topic()), record.partition()});
  });
  absl::MutexLock lock(&mutex_);
  // librdkafka would remember the pause, and apply it when the partition comes back.
  const std::vector<TopicPartition> paused = ToChange(partitions, /*paused=*/false);
  if (!paused.empty()) rd_kafka_resume_partitions(client(), ToList(paused).get());
  for (const TopicPartition& partition : partitions) {
    held_.erase(partition);
    paused_.erase(partition);
  }
}

std::vector<TopicPartition> PollingConsumer::held() {
  absl::MutexLock lock(&mutex_);
  return {held_.begin(), held_.end()};
}

std::vector<TopicPartition> PollingConsumer::ToChange(absl::Span<const TopicPartition> partitions,
                                                      bool paused) {
  std::vector<TopicPartition> to_change;
  for (const TopicPartition& partition : partitions) {
    if (held_.contains(partition) && paused_.contains(partition) != paused) {
      to_change.push_back(partition);
    }
  }
  return to_change;
}

absl::Status PollingConsumer::Pause(absl::Span<const TopicPartition> partitions) {
  absl::MutexLock lock(&mutex_);
  if (queue_ == nullptr) return Closed();
  const std::vector<TopicPartition> to_pause = ToChange(partitions, /*paused=*/true);
  if (to_pause.empty()) return absl::OkStatus();
  paused_.insert(to_pause.begin(), to_pause.end());
  return ToStatus(rd_kafka_pause_partitions(client(), ToList(to_pause).get()),
                  "pausing partitions");
}

absl::Status PollingConsumer::Resume(absl::Span<const TopicPartition> partitions) {
  absl::MutexLock lock(&mutex_);
  if (queue_ == nullptr) return Closed();
  // Never one that is not paused: librdkafka would throw away what it has fetched of it.
  const std::vector<TopicPartition> to_resume = ToChange(partitions, /*paused=*/false);
  if (to_resume.empty()) return absl::OkStatus();
  for (const TopicPartition& partition : to_resume) paused_.erase(partition);
  return ToStatus(rd_kafka_resume_partitions(client(), ToList(to_resume).get()),
                  "resuming partitions");
}

void PollingConsumer::Wake() {
  absl::MutexLock lock(&mutex_);
  if (queue_ != nullptr) rd_kafka_queue_yield(queue_.get());
}

absl::Status PollingConsumer::Close(absl::Duration timeout) {
  const Deadline deadline(timeout);
  if (queue() == nullptr) return absl::OkStatus();
  absl::Status status = Leave(deadline);
  events_->consumer = nullptr;
  result_ = {};  // Records that were polled and never handed out: the client waits for them.
  {
    absl::MutexLock lock(&mutex_);
    held_.clear();
    paused_.clear();
    queue_.reset();
  }
  status.Update(client_->Destroy(deadline.left()));
  return status;
}

}  // namespace kontrakt::kafka
