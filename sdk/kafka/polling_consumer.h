// PollingConsumer: what a group member and a reader have in common: a client and one queue to poll.
#ifndef KONTRAKT_SDK_KAFKA_POLLING_CONSUMER_H_
#define KONTRAKT_SDK_KAFKA_POLLING_CONSUMER_H_

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "kontrakt/sdk/kafka/client.h"
#include "kontrakt/sdk/kafka/conf.h"
#include "kontrakt/sdk/kafka/consumer.h"
#include "kontrakt/sdk/kafka/deadline.h"
#include "kontrakt/sdk/kafka/handles.h"

namespace kontrakt::kafka {

class PollingConsumer;

// Passes on what librdkafka calls back from inside a poll. It outlives the consumer, which lets go
// of it at Close().
class ConsumerEvents final : public ClientEvents {
 public:
  ConsumerEvents() : ClientEvents(Complaints::kTold) {}
  void OnError(rd_kafka_t* client, rd_kafka_resp_err_t error, std::string_view reason) override;
  void OnRebalance(rd_kafka_t* client, rd_kafka_resp_err_t event,
                   rd_kafka_topic_partition_list_t* partitions) override;

  PollingConsumer* consumer = nullptr;  // Only the polling thread looks at it.
};

class PollingConsumer : public Consumer {
 public:
  absl::StatusOr<PollResult> Poll(absl::Duration timeout, std::size_t max_records) override;
  absl::Status Pause(absl::Span<const TopicPartition> partitions) override;
  absl::Status Resume(absl::Span<const TopicPartition> partitions) override;
  void Wake() override;
  absl::Status Close(absl::Duration timeout) override;

  // Called back from inside Poll() and Close(), on their thread.
  void TakeError(rd_kafka_resp_err_t error, std::string_view reason);
  virtual void Rebalance(rd_kafka_resp_err_t event, rd_kafka_topic_partition_list_t* list) = 0;

 protected:
  PollingConsumer(std::unique_ptr<Client> client, std::shared_ptr<ConsumerEvents> events,
                  QueueHandle queue);

  // The configuration of every consumer, `defaults` being the user's to change.
  static absl::StatusOr<std::unique_ptr<Client>> NewClient(const Connection& connection,
                                                           std::shared_ptr<ConsumerEvents> events,
                                                           Settings defaults, Settings kept);

  rd_kafka_t* client() const { return client_->get(); }
  std::string last_complaint() const { return events_->last_complaint(); }
  // Null: closed. The queue lives until Close(), which is on the same thread as the caller.
  rd_kafka_queue_t* queue();

  // What is assigned, and so may be paused. Drop() also takes the partitions' records out of the
  // Poll() under way.
  void Hold(absl::Span<const TopicPartition> partitions);
  void Drop(absl::Span<const TopicPartition> partitions);
  std::vector<TopicPartition> held();

  // Tells the caller of the Poll() under way.
  void Tell(absl::Status error) { result_.errors.push_back(std::move(error)); }

  // Stops what librdkafka does for us, so that the client can be freed.
  virtual absl::Status Leave(const Deadline& deadline) = 0;

 private:
  void Take(MessageHandle message);
  void TakeConsumerError(const rd_kafka_message_t& message);
  // Those of `partitions` that are held and whose being paused is not yet `paused`.
  std::vector<TopicPartition> ToChange(absl::Span<const TopicPartition> partitions, bool paused)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::unique_ptr<Client> client_;
  const std::shared_ptr<ConsumerEvents> events_;
  PollResult result_;   // Of the Poll() under way.
  absl::Status fatal_;  // Once it is not OK it stays so.

  absl::Mutex mutex_;
  QueueHandle queue_ ABSL_GUARDED_BY(mutex_);
  std::set<TopicPartition> held_ ABSL_GUARDED_BY(mutex_);
  std::set<TopicPartition> paused_ ABSL_GUARDED_BY(mutex_);  // A part of held_.
};

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_POLLING_CONSUMER_H_
