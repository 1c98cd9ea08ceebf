// Producer: the idempotent librdkafka producer, and nothing weaker.
#ifndef KONTRAKT_SDK_KAFKA_PRODUCER_H_
#define KONTRAKT_SDK_KAFKA_PRODUCER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "kontrakt/sdk/kafka/connection.h"
#include "kontrakt/sdk/kafka/record.h"

namespace kontrakt::kafka {

struct OutgoingRecord {
  std::string_view topic;                // Full name.
  std::optional<std::string_view> key;   // Same key, same partition (murmur2, as Java's clients).
  std::optional<std::string_view> value; // nullopt: a tombstone.
  absl::Span<const HeaderView> headers;  // Values are UTF-8.
  std::optional<absl::Time> timestamp;   // nullopt: now.
};

// What became of a record.
enum class Outcome {
  kDelivered,  // Every in-sync replica has it.
  kNotSent,    // It never left this process, or the broker said no: it is not in the topic.
  kUnknown,    // It was sent and no answer came in time: it may be in the topic. Never taken for "not sent".
};

struct DeliveryReport {
  Outcome outcome = Outcome::kUnknown;
  absl::Status status;     // OK exactly when kDelivered.
  std::string_view topic;  // Valid during the callback.
  int32_t partition = -1;
  int64_t offset = -1;     // -1 unless kDelivered.
};

// Runs on the producer's own thread: keep it short, and never call Flush() or Close() from it.
using DeliveryCallback = std::function<void(const DeliveryReport&)>;

// Thread-safe. The destructor closes with a deadline of ten seconds.
class Producer {
 public:
  // `connection` must have passed Check(). Does not wait for the cluster.
  static absl::StatusOr<std::unique_ptr<Producer>> Create(const Connection& connection);
  virtual ~Producer() = default;

  // Copies the record into the local queue; the broker's answer comes through `on_delivery` (may be null).
  // When the queue is full it waits, for `wait` at most.
  //   kResourceExhausted   still full after `wait`: the broker is slower than the caller; call again later.
  //   kInvalidArgument     too large for message.max.bytes (limit and size are named), or a bad topic name.
  //   kFailedPrecondition  closed.
  //   kAborted             a fatal producer error: this producer is of no use any more.
  // After an error `on_delivery` is not called.
  virtual absl::Status Produce(const OutgoingRecord& record, DeliveryCallback on_delivery,
                               absl::Duration wait) = 0;

  // Waits until every record so far has its answer. kDeadlineExceeded: some had none; they stay queued.
  virtual absl::Status Flush(absl::Duration timeout) = 0;

  // Flushes, then frees the client within `timeout`, whatever the broker does; records without an
  // answer by then are reported kUnknown/kNotSent. Idempotent. kDeadlineExceeded: some had no answer.
  virtual absl::Status Close(absl::Duration timeout) = 0;
};

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_PRODUCER_H_
