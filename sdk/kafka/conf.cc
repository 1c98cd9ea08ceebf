#include "kontrakt/sdk/kafka/conf.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace kontrakt::kafka {
namespace {

ClientEvents* EventsOf(const rd_kafka_t* client) {
  return static_cast<ClientEvents*>(rd_kafka_opaque(client));
}

void OnLog(const rd_kafka_t* client, int level, const char* facility, const char* text) {
  if (client != nullptr) EventsOf(client)->OnLog(level, facility, text);
}

void OnError(rd_kafka_t* client, int error, const char* reason, void* /*opaque*/) {
  EventsOf(client)->OnError(client, static_cast<rd_kafka_resp_err_t>(error), reason);
}

void OnRebalance(rd_kafka_t* client, rd_kafka_resp_err_t event,
                 rd_kafka_topic_partition_list_t* partitions, void* /*opaque*/) {
  EventsOf(client)->OnRebalance(client, event, partitions);
}

absl::Status Set(rd_kafka_conf_t* conf, const std::string& name, const std::string& value) {
  if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), nullptr, 0) == RD_KAFKA_CONF_OK) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("Kafka property \"", name, "\": librdkafka does not take this value"));
}

}  // namespace

absl::StatusOr<ConfHandle> NewConf(const std::vector<std::string>& servers,
                                   const Properties& properties, ClientEvents& events,
                                   Callbacks callbacks, Settings defaults, Settings kept) {
  const Settings common = {
      {"client.id", "kontrakt"},
      {"socket.nagle.disable", "true"},      // Waiting to fill packets costs up to 40 ms a request.
      {"enable.metrics.push", "false"},      // Nobody asked for it, and Close() would wait for it.
      {"log.connection.close", "false"},     // Brokers close idle connections: no news.
      {"reconnect.backoff.max.ms", "2000"},  // So soon it goes on after an outage; else 10 seconds.
  };
  const std::string brokers = absl::StrJoin(servers, ",");

  // In this order and not merged by name, as a property can have two names.
  ConfHandle conf(rd_kafka_conf_new());
  absl::Status status;
  for (const auto& [name, value] : common) status.Update(Set(conf.get(), name, value));
  for (const auto& [name, value] : defaults) status.Update(Set(conf.get(), name, value));
  for (const auto& [name, value] : properties) status.Update(Set(conf.get(), name, value));
  for (const auto& [name, value] : kept) status.Update(Set(conf.get(), name, value));
  status.Update(Set(conf.get(), "bootstrap.servers", brokers));
  if (!status.ok()) return status;

  rd_kafka_conf_set_opaque(conf.get(), &events);
  rd_kafka_conf_set_log_cb(conf.get(), OnLog);
  if (callbacks == Callbacks::kAll) {
    rd_kafka_conf_set_error_cb(conf.get(), OnError);
    rd_kafka_conf_set_rebalance_cb(conf.get(), OnRebalance);
  }
  return conf;
}

std::string ValueOf(const rd_kafka_conf_t& conf, const char* name) {
  char value[512] = "";
  std::size_t size = sizeof(value);
  if (rd_kafka_conf_get(&conf, name, value, &size) != RD_KAFKA_CONF_OK) return "";
  return value;
}

}  // namespace kontrakt::kafka
