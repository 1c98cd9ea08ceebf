#include "kontrakt/sdk/app/settings.h"

#include <limits>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "kontrakt/sdk/produce/topic_name.h"

namespace kontrakt {
namespace {

constexpr int kMaxReplicationFactor = std::numeric_limits<short>::max();  // Kafka's own: an int16.

absl::Status CheckWait(std::string_view name, absl::Duration wait) {
  if (wait > absl::ZeroDuration()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(name, " is ", absl::FormatDuration(wait),
                   "; use more than 0, for example absl::Seconds(10)"));
}

}  // namespace

Settings Settings::For(const kafka::Connection& connection) {
  Settings settings;
  settings.kafka_servers = connection.servers;
  settings.kafka_settings = connection.properties;
  settings.start_timeout = connection.timeout;
  settings.admin = connection.admin;
  return settings;
}

absl::Status Check(const Settings& settings) {
  if (settings.kafka_servers.empty()) {
    return absl::InvalidArgumentError(
        "no Kafka servers are given; set --kafka-servers HOST:PORT, or Settings::kafka_servers");
  }
  if (settings.replication_factor < 0 || settings.replication_factor > kMaxReplicationFactor) {
    return absl::InvalidArgumentError(
        absl::StrCat("replication factor ", settings.replication_factor, ": use 1 to ",
                     kMaxReplicationFactor, ", or 0 for min(3, brokers)"));
  }
  absl::Status status = CheckTopicPrefix(settings.topic_prefix);
  status.Update(CheckWait("start_timeout", settings.start_timeout));
  status.Update(CheckWait("stop_timeout", settings.stop_timeout));
  status.Update(CheckWait("publish_wait", settings.publish_wait));
  status.Update(kafka::Check(ConnectionOf(settings)));
  return status;
}

kafka::Connection ConnectionOf(const Settings& settings) {
  return {.servers = settings.kafka_servers,
          .properties = settings.kafka_settings,
          .timeout = settings.start_timeout,
          .admin = settings.admin};
}

}  // namespace kontrakt
