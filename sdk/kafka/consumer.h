// Consumer: one member of a consumer group, or a reader of partitions that it was told.
#ifndef KONTRAKT_SDK_KAFKA_CONSUMER_H_
#define KONTRAKT_SDK_KAFKA_CONSUMER_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "kontrakt/sdk/kafka/connection.h"
#include "kontrakt/sdk/kafka/record.h"
#include "kontrakt/sdk/kafka/topic_partition.h"

namespace kontrakt::kafka {

// Called from inside Poll() and Close(), on their thread.
class RebalanceListener {
 public:
  virtual ~RebalanceListener() = default;
  virtual void OnAssigned(absl::Span<const TopicPartition> partitions) = 0;
  // The last moment at which offsets of these partitions can be committed.
  virtual void OnRevoked(absl::Span<const TopicPartition> partitions) = 0;
  // They belong to another member already: a commit would fail.
  virtual void OnLost(absl::Span<const TopicPartition> partitions) = 0;
};

struct ConsumerOptions {
  std::string group = {};     // Empty: no group; only Assign() may be used.
  bool from_earliest = true;  // Where a group without committed offset starts; false: latest.
};

struct PollResult {
  std::vector<Record> records;
  std::vector<TopicPartition> ends;  // Partitions of an Assign() that were read to their end.
  std::vector<absl::Status>
      errors;  // What went wrong and may pass; fatal errors end Poll() itself.
};

// Not thread-safe, but for Pause(), Resume() and Wake(). Must be closed before the listener dies.
class Consumer {
 public:
  // `connection` must have passed Check(); `listener` may be null and must outlive the consumer.
  static absl::StatusOr<std::unique_ptr<Consumer>> Create(const Connection& connection,
                                                          const ConsumerOptions& options,
                                                          RebalanceListener* listener);
  virtual ~Consumer() = default;

  // Joins the group for exactly these topics (full names); a further call replaces the list.
  virtual absl::Status Subscribe(absl::Span<const std::string> topics) = 0;

  // Reads these partitions from these offsets (kOffsetBeginning is one), outside any group. Waits
  // for the brokers' names of the leaders, Connection::timeout at most.
  //   kUnavailable: no broker answered.
  virtual absl::Status Assign(absl::Span<const TopicPartitionOffset> partitions) = 0;

  // Waits until something is there, `timeout` at most, and takes at most `max_records`. Must be
  // called at least every max.poll.interval.ms, or the group drops this member.
  //   kAborted: a fatal error; close this consumer.
  virtual absl::StatusOr<PollResult> Poll(absl::Duration timeout, std::size_t max_records) = 0;

  // Waits for the coordinator's answer, `timeout` at most.
  //   kFailedPrecondition: the partitions are no longer ours.
  virtual absl::Status Commit(absl::Span<const TopicPartitionOffset> offsets,
                              absl::Duration timeout) = 0;

  // Stops and restarts fetching of partitions that are assigned; others are ignored. A paused one
  // delivers nothing, and resuming what was not paused does nothing.
  virtual absl::Status Pause(absl::Span<const TopicPartition> partitions) = 0;
  virtual absl::Status Resume(absl::Span<const TopicPartition> partitions) = 0;

  // Makes a Poll() under way (or the next one) return early. Any thread.
  virtual void Wake() = 0;

  // Leaves the group and frees the client within `timeout`, whatever the broker does. Idempotent.
  virtual absl::Status Close(absl::Duration timeout) = 0;
};

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_CONSUMER_H_
