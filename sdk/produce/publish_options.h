// PublishOptions: what a publish may say besides topic and message; Position: where the message
// went.
#ifndef KONTRAKT_SDK_PRODUCE_PUBLISH_OPTIONS_H_
#define KONTRAKT_SDK_PRODUCE_PUBLISH_OPTIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "kontrakt/sdk/kafka/producer.h"
#include "kontrakt/sdk/kafka/record.h"

namespace kontrakt {

// Every view need be valid only until the publishing function returns.
struct PublishOptions {
  // Messages of one key keep their order and share a partition; unset: any partition.
  std::optional<std::string_view> key = {};
  // Names and values are UTF-8; names that begin with "kontrakt." are reserved.
  std::vector<HeaderView> headers = {};
  // The record's time, kept to the millisecond; unset: now.
  std::optional<absl::Time> timestamp = {};
  // The id in the `kontrakt.id` header, 1 to 200 bytes of UTF-8; unset: 128 random bits. Repeat a
  // publish whose outcome was unknown with the id that it had, so that its readers can tell.
  std::optional<std::string_view> id = {};
  // Learns what became of the message, once, on a thread of the producer's: it must be short and
  // must call neither Flush(), Stop() nor PublishAndWait(). Not called when the publish itself
  // returned an error.
  kafka::DeliveryCallback on_delivery = {};
};

// Where a message stands.
struct Position {
  std::string topic;  // Full name.
  std::int32_t partition = -1;
  std::int64_t offset = -1;
};

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_PRODUCE_PUBLISH_OPTIONS_H_
