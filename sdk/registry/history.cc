#include "kontrakt/sdk/registry/history.h"

#include <nlohmann/json.hpp>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/declare/schema_id.h"
#include "kontrakt/schemas/json/json.h"

namespace kontrakt {
namespace {

constexpr int kMaxWarnings = 10;  // Of one topic: a flood of garbage must not fill the memory.

// As a schema id spells it, so that each version has one key only.
std::optional<int> VersionOf(std::string_view key) {
  const std::optional<SchemaId> id = SchemaId::Parse(absl::StrCat("X:", key));
  if (!id.has_value()) return std::nullopt;
  return id->version;
}

// A restoration can only be of something earlier; with any other value it is a record like others.
int64_t StandsAt(const SchemaRecord& record) {
  int64_t restored = 0;
  if (record.restores && absl::SimpleAtoi(*record.restores, &restored) && restored >= 0 &&
      restored < record.offset) {
    return restored;
  }
  return record.offset;
}

}  // namespace

absl::StatusOr<std::string> CanonicalSchema(std::string_view document) {
  const absl::StatusOr<Json> json = ParseJson(document, {.max_bytes = kMaxSchemaBytes});
  if (!json.ok()) return json.status();
  if (!json->is_object()) return absl::InvalidArgumentError("it is JSON, but not an object");
  return DumpJson(*json);
}

void SchemaHistory::Add(const SchemaRecord& record) {
  end_ = record.offset + 1;
  const std::optional<int> version = VersionOf(record.key.value_or(""));
  if (!version) return Ignore(record, version, "its key is not a version in decimal");
  if (!record.value) {
    return Ignore(record, version, "it is a tombstone, and a schema is never deleted");
  }
  absl::StatusOr<std::string> document = CanonicalSchema(*record.value);
  if (!document.ok()) {
    return Ignore(record, version,
                  absl::StrCat("its value is no schema: ", document.status().message()));
  }
  Count(*version, *std::move(document), StandsAt(record));
}

void SchemaHistory::Count(int version, std::string document, int64_t stands_at) {
  const auto [entry, is_first] = states_.try_emplace(version);
  State& state = entry->second;
  state.contested |= !is_first && document != state.winner;
  if (is_first || stands_at < state.stands_at) {
    state.winner = document;
    state.stands_at = stands_at;
  }
  state.last = std::move(document);
  state.last_stands_at = stands_at;
}

void SchemaHistory::Ignore(const SchemaRecord& record, std::optional<int> version,
                           std::string_view why) {
  // Compaction would keep this record and drop the winner.
  const auto known = version ? states_.find(*version) : states_.end();
  if (known != states_.end()) known->second.last.reset();
  if (++ignored_ > kMaxWarnings) return;
  warnings_.push_back(absl::StrCat("schema topic \"", topic_, "\": the record at offset ",
                                   record.offset, " is ignored: ", why));
}

std::map<int, SchemaHistory::Version> SchemaHistory::versions() const {
  std::map<int, Version> versions;
  for (const auto& [version, state] : states_) {
    const bool clean =
        state.last == state.winner && (!state.contested || state.last_stands_at == state.stands_at);
    versions[version] = {state.winner, state.stands_at, clean};
  }
  return versions;
}

std::vector<std::string> SchemaHistory::warnings() const {
  std::vector<std::string> warnings = warnings_;
  if (ignored_ > kMaxWarnings) {
    warnings.push_back(absl::StrCat("schema topic \"", topic_, "\": ", ignored_ - kMaxWarnings,
                                    " more records are ignored"));
  }
  return warnings;
}

}  // namespace kontrakt
