// Properties: librdkafka's own settings, and which of them a user may set.
#ifndef KONTRAKT_SDK_KAFKA_PROPERTIES_H_
#define KONTRAKT_SDK_KAFKA_PROPERTIES_H_

#include <map>
#include <string>

#include "absl/status/status.h"

namespace kontrakt::kafka {

// librdkafka properties by name, e.g. {"compression.type", "lz4"}.
using Properties = std::map<std::string, std::string>;

// Checks every property without the network. Values never appear in the message.
//   kInvalidArgument: librdkafka does not know the name (the nearest known one is suggested),
//   refuses the value (what it takes is named), or kontrakt sets it itself because its guarantees
//   rest on it (the message names what to use instead).
absl::Status CheckProperties(const Properties& properties);

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_PROPERTIES_H_
