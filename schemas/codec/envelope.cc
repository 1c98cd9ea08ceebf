#include "kontrakt/schemas/codec/envelope.h"

#include <charconv>
#include <cstddef>
#include <optional>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/json/reader.h"

namespace kontrakt {
namespace {

absl::Status NotAnEnvelope(std::string_view why) {
  return absl::InvalidArgumentError(absl::StrCat(
      "not an envelope: ", why, "; kontrakt writes {\"schema\":\"Name:1\",\"data\":{...}}"));
}

// What stands under the two keys so far.
struct Parts {
  std::string schema;
  std::string_view data;
  bool has_schema = false;
  bool has_data = false;
};

absl::Status ReadSchema(JsonReader& reader, Parts& parts, std::string& scratch) {
  if (parts.has_schema) return NotAnEnvelope("the key \"schema\" stands twice");
  if (reader.Peek() != JsonReader::Type::kString)
    return NotAnEnvelope("\"schema\" is not a string");
  std::string_view text;
  if (!reader.ReadString(text, scratch)) return reader.status();
  parts.schema = text;
  parts.has_schema = true;
  return absl::OkStatus();
}

absl::Status ReadData(JsonReader& reader, std::string_view bytes, Parts& parts) {
  if (parts.has_data) return NotAnEnvelope("the key \"data\" stands twice");
  reader.Peek();
  const std::size_t begin = reader.position();
  if (!reader.Skip()) return reader.status();
  parts.data = bytes.substr(begin, reader.position() - begin);
  parts.has_data = true;
  return absl::OkStatus();
}

absl::Status ReadParts(JsonReader& reader, std::string_view bytes, Parts& parts) {
  if (reader.Peek() != JsonReader::Type::kObject) {
    return reader.ok() ? NotAnEnvelope("it is not an object") : reader.status();
  }
  std::string scratch;
  std::string_view key;
  reader.EnterObject();
  while (reader.NextKey(key, scratch)) {
    absl::Status status;
    if (key == "schema") {
      status = ReadSchema(reader, parts, scratch);
    } else if (key == "data") {
      status = ReadData(reader, bytes, parts);
    } else {
      reader.Skip();
    }
    if (!status.ok()) return status;
  }
  reader.Finish();
  return reader.status();
}

}  // namespace

absl::StatusOr<Envelope> ParseEnvelope(std::string_view bytes) {
  // The envelope is a level beside those that a message may have.
  JsonReader reader(bytes, JsonReader::kDefaultMaxDepth + 1);
  Parts parts;
  const absl::Status status = ReadParts(reader, bytes, parts);
  if (!status.ok()) return status;
  if (!parts.has_schema) return NotAnEnvelope("the key \"schema\" is missing");
  if (!parts.has_data) return NotAnEnvelope("the key \"data\" is missing");
  std::optional<SchemaId> schema = SchemaId::Parse(parts.schema);
  if (!schema.has_value()) {
    return NotAnEnvelope(absl::StrCat("not a schema id: \"",
                                      absl::CHexEscape(parts.schema.substr(0, 80)),
                                      "\"; write name and version, for example \"Content:1\""));
  }
  return Envelope{.schema = *std::move(schema), .data = parts.data};
}

void WriteEnvelope(const SchemaId& schema, std::string_view data, Buffer& out) {
  out.Append("{\"schema\":\"");
  out.Append(schema.ToString());
  out.Append("\",\"data\":");
  out.Append(data);
  out.Append('}');
}

}  // namespace kontrakt
