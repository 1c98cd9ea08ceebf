// Topic names, as Kafka allows them.
#ifndef KONTRAKT_SDK_KAFKA_TOPIC_NAME_H_
#define KONTRAKT_SDK_KAFKA_TOPIC_NAME_H_

#include <string_view>

#include "absl/status/status.h"

namespace kontrakt::kafka {

// kInvalidArgument: not 1 to 249 of the characters a-z A-Z 0-9 . _ - , or "." or "..".
absl::Status CheckTopicName(std::string_view name);

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_TOPIC_NAME_H_
