// Producer: the idempotent librdkafka producer, and nothing weaker.
#ifndef KONTRAKT_SDK_KAFKA_PRODUCER_H_
#define KONTRAKT_SDK_KAFKA_PRODUCER_H_

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "kontrakt/sdk/kafka/connection.h"
#include "kontrakt/sdk/kafka/outgoing.h"

namespace kontrakt::kafka {

// Thread-safe. The destructor closes with a deadline of ten seconds.
class Producer {
 public:
  // `connection` must have passed Check(). Does not wait for the cluster. `unattended` is told of
  // every record that was produced without a callback and was not delivered; null: it is logged.
  static absl::StatusOr<std::unique_ptr<Producer>> Create(const Connection& connection,
                                                          DeliveryCallback unattended = nullptr);
  virtual ~Producer() = default;

  // Copies the record into the local queue; the broker's answer comes through `on_delivery`. When
  // the queue is full it waits, for `wait` at most. Without `on_delivery` (null) it allocates
  // nothing of its own but for headers.
  //   kResourceExhausted   still full after `wait`: the broker is slower than the caller; call
  //   again
  //                        later.
  //   kInvalidArgument     too large for message.max.bytes (limit and size are named), or a bad
  //                        topic name.
  //   kFailedPrecondition  closed.
  //   kAborted             a fatal producer error: this producer is of no use any more.
  // After an error `on_delivery` is not called.
  virtual absl::Status Produce(const OutgoingRecord& record, DeliveryCallback on_delivery,
                               absl::Duration wait) = 0;

  // Sends what is queued without lingering, and waits until every record has its answer (those that
  // other threads produce meanwhile too).
  //   kDeadlineExceeded    some had none; they stay queued.
  //   kAborted             as above.
  //   kFailedPrecondition  closed, or called from a delivery callback.
  virtual absl::Status Flush(absl::Duration timeout) = 0;

  // Flushes, then frees the client within `timeout`, whatever the broker does. Idempotent.
  //   kDeadlineExceeded    records had no answer, and were reported kUnknown or kNotSent; or a
  //                        delivery callback did not return, and then their reports come when it
  //                        does.
  //   kFailedPrecondition  called from a delivery callback.
  virtual absl::Status Close(absl::Duration timeout) = 0;
};

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_PRODUCER_H_
