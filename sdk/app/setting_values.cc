#include "kontrakt/sdk/app/setting_values.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/sdk/kafka/nearest.h"
#include "nlohmann/json.hpp"

namespace kontrakt::internal {
namespace {

constexpr SettingName kNames[] = {
    {"kafka-servers", "HOST:PORT,...", "brokers to begin with"},
    {"topic-prefix", "PREFIX", "stands before the name of every topic"},
    {"kafka-settings", "JSON", "librdkafka properties, e.g. '{\"compression.type\":\"lz4\"}'"},
    {"replication-factor", "N", "of topics that are made (default: min(3, brokers))"},
};

absl::Status Refuse(std::string_view name, std::string_view mend) {
  return absl::InvalidArgumentError(absl::StrCat(name, ": ", mend));
}

absl::Status SetServerList(std::vector<std::string> servers, Settings& settings) {
  for (std::string& server : servers) {
    absl::StripAsciiWhitespace(&server);
    if (server.empty()) return Refuse("kafka-servers", "write host:port[,host:port...]");
  }
  settings.kafka_servers = std::move(servers);
  return absl::OkStatus();
}

absl::Status SetReplication(std::optional<std::int64_t> number, Settings& settings) {
  constexpr std::int64_t kMost = 32767;
  if (!number.has_value() || *number < 0 || *number > kMost) {
    return Refuse("replication-factor", "write a whole number, 1 to 32767 (0: min(3, brokers))");
  }
  settings.replication_factor = static_cast<int>(*number);
  return absl::OkStatus();
}

absl::Status SetProperties(const Json& json, Settings& settings) {
  constexpr std::string_view kMend =
      "write a JSON object of strings, numbers and true/false, e.g. {\"linger.ms\": 5}";
  if (!json.is_object()) return Refuse("kafka-settings", kMend);
  for (const auto& [name, value] : json.items()) {
    if (value.is_null() || value.is_structured()) {
      return Refuse(absl::StrCat("kafka-settings: ", absl::CHexEscape(name)), kMend);
    }
    settings.kafka_settings[name] = value.is_string() ? value.get<std::string>() : DumpJson(value);
  }
  return absl::OkStatus();
}

absl::Status SetServers(const Json& json, Settings& settings) {
  if (json.is_string()) {
    return SetServerList(absl::StrSplit(json.get_ref<const std::string&>(), ','), settings);
  }
  std::vector<std::string> servers;
  for (const Json& server : json.is_array() ? json : Json::array({nullptr})) {
    if (!server.is_string()) {
      return Refuse("kafka-servers", "write \"host:port,...\" or an array of such strings");
    }
    servers.push_back(server.get<std::string>());
  }
  return SetServerList(std::move(servers), settings);
}

absl::Status SetOne(std::string_view name, const Json& value, Settings& settings) {
  if (name == "kafka-servers") return SetServers(value, settings);
  if (name == "kafka-settings") return SetProperties(value, settings);
  if (name == "replication-factor") {
    return SetReplication(
        value.is_number_integer() ? std::optional(value.get<std::int64_t>()) : std::nullopt,
        settings);
  }
  if (name != "topic-prefix") return absl::NotFoundError(name);
  if (!value.is_string()) return Refuse(name, "write a string");
  return SetFromText(name, value.get_ref<const std::string&>(), settings);
}

std::vector<std::string> KnownNames() {
  std::vector<std::string> names;
  for (const SettingName& setting : kNames) names.emplace_back(setting.name);
  return names;
}

}  // namespace

absl::Span<const SettingName> SettingNames() { return kNames; }

absl::Status SetFromText(std::string_view name, std::string_view text, Settings& settings) {
  if (name == "kafka-servers") return SetServerList(absl::StrSplit(text, ','), settings);
  if (name == "topic-prefix") {
    settings.topic_prefix = text;
    return absl::OkStatus();
  }
  if (name == "kafka-settings") {
    absl::StatusOr<Json> json = ParseJson(text);
    if (!json.ok()) return Refuse(name, json.status().message());
    return SetProperties(*json, settings);
  }
  if (name == "replication-factor") {
    std::int64_t number = 0;
    return SetReplication(absl::SimpleAtoi(text, &number) ? std::optional(number) : std::nullopt,
                          settings);
  }
  return absl::NotFoundError(name);
}

absl::Status SetFromJson(std::string_view json, Settings& settings) {
  absl::StatusOr<Json> object = ParseJson(json);
  if (!object.ok()) return object.status();
  if (!object->is_object()) {
    return absl::InvalidArgumentError(
        "write one JSON object, e.g. {\"kafka-servers\": \"a:9092\"}");
  }
  for (const auto& [key, value] : object->items()) {
    const std::string name = absl::StrReplaceAll(key, {{"_", "-"}});
    absl::Status status = SetOne(name, value, settings);
    if (absl::IsNotFound(status)) {
      return absl::InvalidArgumentError(absl::StrCat("unknown key \"", absl::CHexEscape(key), "\"",
                                                     Suggestion(name, KnownNames(), "")));
    }
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

std::string Suggestion(std::string_view name, const std::vector<std::string>& known,
                       std::string_view dashes) {
  const std::optional<std::string> nearest = kafka::Nearest(name, known);
  return nearest.has_value() ? absl::StrCat("; did you mean ", dashes, *nearest, "?") : "";
}

}  // namespace kontrakt::internal
