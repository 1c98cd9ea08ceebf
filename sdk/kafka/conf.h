// NewConf: the configuration of a librdkafka client.
#ifndef KONTRAKT_SDK_KAFKA_CONF_H_
#define KONTRAKT_SDK_KAFKA_CONF_H_

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "kontrakt/sdk/kafka/client.h"
#include "kontrakt/sdk/kafka/handles.h"
#include "kontrakt/sdk/kafka/properties.h"

namespace kontrakt::kafka {

using Settings = std::initializer_list<std::pair<const char*, const char*>>;

// What a client says to its ClientEvents.
enum class Callbacks {
  kLog,  // OnLog only; errors are log lines.
  kAll,  // OnError and OnRebalance as well: for a client that is polled.
};

// `defaults` (and a few that suit every client), then the user's `properties`, then `kept`: what
// our guarantees rest on.
//   kInvalidArgument: `properties` were not checked (CheckProperties).
absl::StatusOr<ConfHandle> NewConf(const std::vector<std::string>& servers,
                                   const Properties& properties, ClientEvents& events,
                                   Callbacks callbacks, Settings defaults, Settings kept);

// The value of a property in `conf`; empty if librdkafka does not know it.
std::string ValueOf(const rd_kafka_conf_t& conf, const char* name);

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_CONF_H_
