// Connection: how to reach a Kafka cluster; checked before it is used.
#ifndef KONTRAKT_SDK_KAFKA_CONNECTION_H_
#define KONTRAKT_SDK_KAFKA_CONNECTION_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "kontrakt/sdk/kafka/properties.h"
#include "kontrakt/sdk/kafka/topic_admin.h"

namespace kontrakt::kafka {

struct Connection {
  // "host:port" of at least one broker.
  std::vector<std::string> servers;
  // Raw librdkafka properties, for every client that is made from this connection.
  Properties properties;
  // Longest wait for a broker's answer at start and in topic administration.
  absl::Duration timeout = absl::Seconds(10);
  // Topic administration; null (the usual case): the cluster's own. The embedded broker sets it.
  std::shared_ptr<TopicAdmin> admin;
};

// Checks without touching the network.
//   kInvalidArgument: no servers or one that is not host:port; a property librdkafka does not know
//   (the nearest known name is suggested); a value it refuses; or a property that kontrakt sets
//   itself because its guarantees rest on it (enable.idempotence, acks, group.id,
//   enable.auto.commit, ...: the message names what to use instead). Values of properties never
//   appear in the message.
absl::Status Check(const Connection& connection);

// `connection.admin`, or a new one for the cluster. Does not wait for the cluster.
absl::StatusOr<std::shared_ptr<TopicAdmin>> AdminOf(const Connection& connection);

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_CONNECTION_H_
