#include "kontrakt/schemas/codec/kinds/encode_kinds.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/json/reader.h"
#include "kontrakt/schemas/text/utf8.h"

namespace kontrakt::internal {

std::size_t NestingOf(std::string_view json) {
  std::size_t depth = 0, deepest = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (quoted) {
      if (c == '\\') ++i;
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      deepest = std::max(deepest, ++depth);
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return deepest;
}

void CheckItemsUnique(Reporter& reporter, const Path& path, std::string_view json) {
  JsonReader reader(json);
  std::vector<std::string_view> items;
  if (reader.Peek() != JsonReader::Type::kArray || !reader.EnterArray()) return;
  while (reader.NextElement()) {
    reader.Peek();
    const std::size_t begin = reader.position();
    if (!reader.Skip()) return;
    items.push_back(json.substr(begin, reader.position() - begin));
  }
  if (reader.ok()) CheckUnique(reporter, path, items);
}

void ReportValueless(Reporter& reporter, const Path& path) {
  reporter.Report(path, "oneOf", "one of the variant's alternatives", "a variant without a value");
}

void ReportUnwritable(Reporter& reporter, const Path& path, std::string_view expected) {
  reporter.Report(path, "type", std::string(expected), "a value that JSON has no form for");
}

namespace {

void CheckJson(Reporter& reporter, const Json& value, std::size_t depth, const Path& path) {
  if (value.is_structured() && depth >= kMaxMessageDepth) return ReportDepth(reporter, path);
  switch (value.type()) {
    case Json::value_t::array: {
      std::size_t i = 0;
      for (const Json& item : value) {
        CheckJson(reporter, item, depth + 1, Path::Element(path, i++));
      }
      return;
    }
    case Json::value_t::object:
      for (const auto& [key, member] : value.get_ref<const Json::object_t&>()) {
        if (!IsValidUtf8(key)) ReportNotUtf8(reporter, path);
        CheckJson(reporter, member, depth + 1, Path::Member(path, key));
      }
      return;
    case Json::value_t::string:
      if (!IsValidUtf8(value.get_ref<const std::string&>())) ReportNotUtf8(reporter, path);
      return;
    case Json::value_t::number_float:
      if (!std::isfinite(value.get<double>())) {
        reporter.Report(path, "type", "a finite number: JSON has no other", "another");
      }
      return;
    case Json::value_t::binary:
    case Json::value_t::discarded:
      reporter.Report(path, "type", "null, a boolean, a number, a string, an array or an object",
                      value.is_binary() ? "nlohmann's binary value" : "a discarded value");
      return;
    default:
      return;
  }
}

}  // namespace

void EncodeJson(Encoder& encoder, const Json& value, const Path& path) {
  if (encoder.full())
    return;  // Nothing more would be found, and DumpJson() takes sound trees only.
  const std::size_t before = encoder.count();
  CheckJson(encoder, value, DepthOf(path), path);
  if (encoder.count() == before) encoder.out().Append(DumpJson(value));
}

}  // namespace kontrakt::internal
