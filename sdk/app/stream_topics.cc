#include "kontrakt/sdk/app/stream_topics.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "kontrakt/schemas/declare/schema_options.h"

namespace kontrakt::internal {

std::vector<StreamTopic> StreamTopicsOf(absl::Span<const SchemaEntry> entries) {
  std::map<std::string, std::optional<Retention>> retentions;
  for (const SchemaEntry& entry : entries) {
    for (const std::string& stream : entry.options.streams) {
      std::optional<Retention>& retention = retentions[stream];
      retention = std::max(retention, entry.options.retention);  // nullopt is the least.
    }
  }
  std::vector<StreamTopic> topics;
  for (const auto& [name, retention] : retentions) {
    topics.push_back({.name = name, .retention = retention});
  }
  return topics;
}

}  // namespace kontrakt::internal
