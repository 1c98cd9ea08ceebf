#include "kontrakt/schemas/codec/kinds/decode_kinds.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/json/reader.h"

namespace kontrakt::internal {

bool IsIntegerText(std::string_view text) {
  const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
  if (digits.empty() || text == "-0" || (digits.size() > 1 && digits.front() == '0')) return false;
  return std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void ReportIntegerText(Reporter& reporter, std::string_view text, const std::string& lowest,
                       const std::string& highest, const Path& path) {
  reporter.Report(path, "pattern",
                  absl::StrCat("the digits of an integer from ", lowest, " to ", highest),
                  Shown(text));
}

std::uint8_t NextType(Decoder& decoder) {
  switch (decoder.reader().Peek()) {
    case JsonReader::Type::kNull:
      return kNullType;
    case JsonReader::Type::kFalse:
    case JsonReader::Type::kTrue:
      return kBoolType;
    case JsonReader::Type::kNumber:
      return kNumberType;
    case JsonReader::Type::kString:
      return kStringType;
    case JsonReader::Type::kArray:
      return kArrayType;
    case JsonReader::Type::kObject:
      return kObjectType;
    case JsonReader::Type::kError:
      break;
  }
  return 0;
}

bool FindTagText(Decoder& decoder, std::string_view tag, std::string& text) {
  JsonReader ahead = decoder.reader();
  std::string scratch;
  std::string_view key;
  ahead.EnterObject();
  while (ahead.NextKey(key, scratch)) {
    if (key != tag) {
      ahead.Skip();
      continue;
    }
    std::string_view found;
    if (ahead.Peek() != JsonReader::Type::kString || !ahead.ReadString(found, scratch))
      return false;
    text = found;
    return true;
  }
  return false;
}

void RefuseVariant(Decoder& decoder, std::string_view tag, std::vector<std::string_view> texts,
                   const Path& path) {
  const std::uint8_t type = NextType(decoder);
  if (!decoder.reader().Skip()) return;  // Not JSON: said once, at the end.
  std::erase_if(texts, [](std::string_view text) { return text.data() == nullptr; });
  if (type == kObjectType && !texts.empty()) {
    decoder.Report(
        path, "oneOf",
        absl::StrCat("an object whose ", Shown(tag), " is ", absl::StrJoin(texts, " or ")),
        "another");
  } else {
    decoder.Report(path, "oneOf", "a value of one of the variant's types", "another");
  }
}

void ReportUnreadable(Reporter& reporter, const Path& path, std::string_view expected,
                      std::string found) {
  reporter.Report(path, "type", std::string(expected), std::move(found));
}

void DecodeJson(Decoder& decoder, Json& out, const Path& path) {
  decoder.reader().Peek();
  const std::size_t begin = decoder.reader().position();
  if (!decoder.reader().Skip()) return;
  absl::StatusOr<Json> value = ParseJson(decoder.TextFrom(begin));
  if (value.ok()) {
    out = *std::move(value);
  } else {
    decoder.Report(path, "json", "JSON that can be kept as a tree",
                   std::string(value.status().message()));
  }
}

}  // namespace kontrakt::internal
