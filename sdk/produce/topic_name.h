// Topic names: what kontrakt accepts as the name of a data topic.
//
// Names are given without the application's prefix; the full name is prefix + name. Pure; any
// thread.
#ifndef KONTRAKT_SDK_PRODUCE_TOPIC_NAME_H_
#define KONTRAKT_SDK_PRODUCE_TOPIC_NAME_H_

#include <cstddef>
#include <string_view>

#include "absl/status/status.h"

namespace kontrakt {

// Kafka's own limit, of the full name.
inline constexpr std::size_t kMaxTopicNameLength = 249;

// Marks the topics that hold schemas: reserved, wherever it stands in a name.
inline constexpr std::string_view kSchemaTopicMark = "__schema__";

// OK for a prefix: empty, or what may stand before a topic's name.
//   kInvalidArgument: the message says what is allowed.
absl::Status CheckTopicPrefix(std::string_view prefix);

// OK when `name` may name a data topic below `prefix`: 1 to 249 characters (with the prefix) of
// [a-zA-Z0-9._-], neither "." nor "..", not beginning with "__" and without "__schema__"
// (reserved).
//   kInvalidArgument: the message says what is allowed.
absl::Status CheckTopicName(std::string_view prefix, std::string_view name);

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_PRODUCE_TOPIC_NAME_H_
