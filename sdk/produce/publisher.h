// Publisher: the only way of a message to Kafka; what breaks its schema does not pass.
#ifndef KONTRAKT_SDK_PRODUCE_PUBLISHER_H_
#define KONTRAKT_SDK_PRODUCE_PUBLISHER_H_

#include <memory>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "kontrakt/schemas/codec/buffer.h"
#include "kontrakt/schemas/codec/encode.h"
#include "kontrakt/schemas/declare/register.h"
#include "kontrakt/sdk/kafka/producer.h"
#include "kontrakt/sdk/produce/delivery_waiter.h"
#include "kontrakt/sdk/produce/publish_options.h"
#include "kontrakt/sdk/produce/published_validators.h"
#include "kontrakt/sdk/produce/topics.h"
#include "kontrakt/sdk/produce/undelivered.h"

namespace kontrakt {

namespace internal {

// The calling thread's buffer for one encoded message, empty and warm; one at a time.
class EncodeBuffer {
 public:
  EncodeBuffer();
  ~EncodeBuffer();  // Gives the memory of an unusually large message back.
  EncodeBuffer(const EncodeBuffer&) = delete;
  EncodeBuffer& operator=(const EncodeBuffer&) = delete;

  Buffer& bytes() { return bytes_; }

 private:
  Buffer& bytes_;
};

}  // namespace internal

// Thread-safe. Every publishing function returns
//   kInvalidArgument     the message breaks its schema (the status carries every violation,
//   schemas/violation.h), it is too
//                        large, or topic, header or id are malformed: mend the data, a retry cannot
//                        help.
//   kResourceExhausted   the local queue stayed full for `back_pressure`: the broker is slower than
//   the caller; retry later. kFailedPrecondition  closed. kAborted             the producer is of
//   no use any more: restart the application. kUnavailable, kDeadlineExceeded, kPermissionDenied
//                        the topic was not known yet, and asking the cluster for it or making it
//                        failed.
// and after an error nothing was sent and `on_delivery` is not called. OK means queued: what became
// of the message is told to `on_delivery`, or, without one, counted for Flush().
class Publisher {
 public:
  // `producer` tells `undelivered` of the messages that it was given no callback for. `topics` must
  // outlive the publisher. `back_pressure`: how long to wait for room in the local queue.
  Publisher(std::unique_ptr<kafka::Producer> producer, std::shared_ptr<Undelivered> undelivered,
            Topics* topics, std::shared_ptr<PublishedValidators> validators,
            absl::Duration back_pressure);

  // T: a struct with REGISTER_SCHEMA.
  template <class T>
  absl::Status Publish(std::string_view topic, const T& message, const PublishOptions& options) {
    static_assert(
        Registered<T>,
        "Publish() takes a struct that has a schema: write SCHEMA_FIELDS(...) below it and "
        "REGISTER_SCHEMA(TheStruct, 1) below that, in its namespace, and include them here");
    if constexpr (Registered<T>) {
      internal::EncodeBuffer buffer;
      absl::Status status = EncodeEnvelope(message, buffer.bytes());
      return status.ok() ? Send(topic, buffer.bytes().view(), options) : status;
    }
  }

  // `json` is the message itself, without envelope; it is checked against the published schema `id`
  // and sent as it is.
  //   kNotFound: nobody has published that schema.
  absl::Status PublishJson(std::string_view topic, const SchemaId& id, std::string_view json,
                           const PublishOptions& options);

  // As above, but waits for the broker's acknowledgement, `timeout` at most.
  //   kDeadlineExceeded: queued, no answer yet: whether it was or will be stored is unknown.
  //   Others: as the delivery report says.
  template <class T>
  absl::StatusOr<Position> PublishAndWait(std::string_view topic, const T& message,
                                          const PublishOptions& options, absl::Duration timeout) {
    DeliveryWaiter waiter;
    absl::Status status = Publish(topic, message, Waiting(options, waiter));
    return status.ok() ? waiter.Wait(timeout) : status;
  }
  absl::StatusOr<Position> PublishJsonAndWait(std::string_view topic, const SchemaId& id,
                                              std::string_view json, const PublishOptions& options,
                                              absl::Duration timeout);

  // Waits until every message so far has its answer.
  //   kDeadlineExceeded: some had none within `timeout`; they stay queued.
  //   kDataLoss: since the last call messages without `on_delivery` failed; says how many were not
  //   sent and how many are unknown.
  absl::Status Flush(absl::Duration timeout);

  // Flushes, then closes within `timeout`, whatever the broker does. Errors as Flush(). Idempotent.
  absl::Status Close(absl::Duration timeout);

 private:
  static PublishOptions Waiting(const PublishOptions& options, const DeliveryWaiter& waiter);
  absl::Status Send(std::string_view topic, std::string_view bytes, const PublishOptions& options);

  Topics* const topics_;
  const std::shared_ptr<PublishedValidators> validators_;
  const absl::Duration back_pressure_;
  const std::shared_ptr<Undelivered> undelivered_;
  const std::unique_ptr<kafka::Producer> producer_;
};

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_PRODUCE_PUBLISHER_H_
