// What goes out, and what comes back about it.
#ifndef KONTRAKT_SDK_KAFKA_OUTGOING_H_
#define KONTRAKT_SDK_KAFKA_OUTGOING_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "kontrakt/sdk/kafka/record.h"

namespace kontrakt::kafka {

struct OutgoingRecord {
  std::string_view topic = {};  // Full name.
  // Same key, same partition (murmur2, as Java's clients); nullopt: any partition.
  std::optional<std::string_view> key = std::nullopt;
  std::optional<std::string_view> value = std::nullopt;  // nullopt: a tombstone.
  absl::Span<const HeaderView> headers = {};             // Values are UTF-8.
  std::optional<absl::Time> timestamp = std::nullopt;    // nullopt: now.
};

// What became of a record.
enum class Outcome {
  kDelivered,  // Every in-sync replica has it.
  kNotSent,    // It never left this process, or the broker said no: it is not in the topic.
  kUnknown,  // It was sent and no answer came in time: it may be in the topic. Never taken for "not
             // sent".
};

struct DeliveryReport {
  Outcome outcome = Outcome::kUnknown;
  absl::Status status;     // OK exactly when kDelivered.
  std::string_view topic;  // Valid during the callback.
  int32_t partition = -1;
  int64_t offset = -1;  // -1 unless kDelivered.
};

// Runs on the producer's own thread: keep it short, and never call Flush() or Close() from it.
using DeliveryCallback = std::function<void(const DeliveryReport&)>;

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_OUTGOING_H_
