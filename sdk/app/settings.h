// Settings: what an application must know about its surroundings.
#ifndef KONTRAKT_SDK_APP_SETTINGS_H_
#define KONTRAKT_SDK_APP_SETTINGS_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "kontrakt/sdk/kafka/connection.h"
#include "kontrakt/sdk/kafka/topic_admin.h"

namespace kontrakt {

struct Settings {
  // "host:port" of at least one broker; the others are found through it.
  std::vector<std::string> kafka_servers = {};

  // Properties of librdkafka, for every client: {"compression.type": "lz4"}. Those that our
  // guarantees rest on (acks, idempotence, group.id, commits, ...) are refused. Values never appear
  // in a message of ours.
  std::map<std::string, std::string> kafka_settings = {};

  // Stands before the name of every topic, data and schemas: applications with different prefixes
  // do not see each other. Groups have no prefix.
  std::string topic_prefix = {};

  // Of topics that are made; 0: min(3, brokers). More survives more broken brokers, and costs disk
  // and time.
  int replication_factor = 0;

  // Longest wait for the broker in each step of Start() (finding it, schemas, topics; 50 ms longer
  // for each schema and topic), and for a topic that is published to for the first time.
  absl::Duration start_timeout = absl::Seconds(10);

  // Longest wait of Stop() for handlers, commits and unsent messages.
  absl::Duration stop_timeout = absl::Seconds(30);

  // How long a publish waits for room in the local queue before it returns kResourceExhausted.
  // Longer rides out a longer pause of the broker.
  absl::Duration publish_wait = absl::Seconds(30);

  // Topic administration; null (the usual case): the cluster's own. The embedded broker brings one.
  std::shared_ptr<kafka::TopicAdmin> admin = {};

  // For tests on the embedded broker: Settings::For(broker->connection()).
  static Settings For(const kafka::Connection& connection);
};

// Checks without touching the network.
//   kInvalidArgument names the setting, why it is refused and the mend.
absl::Status Check(const Settings& settings);

// The part of `settings` that a client of Kafka needs.
kafka::Connection ConnectionOf(const Settings& settings);

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_APP_SETTINGS_H_
