#include "tests/schemas/validate/random_schema.h"

#include <nlohmann/json.hpp>
#include <set>

#include "absl/strings/str_cat.h"

namespace kontrakt {
namespace {

constexpr std::string_view kNames[] = {"a", "b", "c", "ab", "", "\xC3\xA9", "a/b", "q\""};
constexpr std::string_view kStrings[] = {
    "a", "b", "ab", "", "\xC3\xA9\xC3\xA9", "1.2.3.4", "a@b.cd", "2026-11-21", "\xF0\x9F\x98\x80"};
constexpr std::string_view kNumbers[] = {"0",
                                         "1",
                                         "2",
                                         "3",
                                         "-1",
                                         "1.0",
                                         "1.5",
                                         "10e-1",
                                         "0.1",
                                         "1e2",
                                         "-0.0",
                                         "9007199254740993",
                                         "0.30000000000000004",
                                         "1E+0",
                                         "18446744073709551615"};
constexpr std::string_view kPatterns[] = {"^a", "b$", "^[a-z]*$", "^.$", "a|b", ""};
constexpr std::string_view kTypes[] = {"array",  "boolean", "integer", "null",
                                       "number", "object",  "string"};
constexpr std::string_view kReferences[] = {"#", "#/definitions/a", "#/definitions/b"};
constexpr std::string_view kKeywords[] = {"additionalItems",
                                          "additionalProperties",
                                          "allOf",
                                          "anyOf",
                                          "const",
                                          "contains",
                                          "dependencies",
                                          "enum",
                                          "exclusiveMaximum",
                                          "exclusiveMinimum",
                                          "format",
                                          "if",
                                          "items",
                                          "maxItems",
                                          "maxLength",
                                          "maxProperties",
                                          "maximum",
                                          "minItems",
                                          "minLength",
                                          "minProperties",
                                          "minimum",
                                          "multipleOf",
                                          "not",
                                          "oneOf",
                                          "pattern",
                                          "patternProperties",
                                          "properties",
                                          "propertyNames",
                                          "required",
                                          "type",
                                          "uniqueItems"};

}  // namespace

Json RandomSchemas::Schema() {
  Json schema = Subschema(3);
  if (!schema.is_object() || schema.contains("$ref"))
    schema = {{"allOf", Json::array({std::move(schema)})}};
  schema["definitions"] = {{"a", Subschema(2)}, {"b", Subschema(1)}};
  return schema;
}

Json RandomSchemas::Subschema(int depth) {
  if (OneIn(12)) return !OneIn(3);
  if (OneIn(10)) return {{"$ref", OneOf(kReferences)}};
  Json schema = Json::object();
  for (std::size_t keywords = 1 + Below(3); keywords > 0; --keywords) {
    const std::string_view keyword = OneOf(kKeywords);
    schema[std::string(keyword)] = KeywordValue(keyword, depth);
    if (keyword == "if") {
      schema["then"] = Subschema(depth - 1);
      if (OneIn(2)) schema["else"] = Subschema(depth - 1);
    }
    if (keyword == "additionalProperties") schema["properties"] = NamedSchemas(depth, false);
    if (keyword == "additionalItems") schema["items"] = Schemas(depth);
  }
  return schema;
}

Json RandomSchemas::KeywordValue(std::string_view keyword, int depth) {
  if (keyword.starts_with("min") && keyword != "minimum") return Below(3);
  if (keyword.starts_with("max") && keyword != "maximum") return Below(4);
  if (keyword.ends_with("inimum") || keyword.ends_with("aximum"))
    return *ParseJson(OneOf(kNumbers));
  if (keyword == "multipleOf") return OneIn(2) ? Json(0.1) : Json(1 + Below(3));
  if (keyword == "type") {
    return OneIn(2) ? Json(OneOf(kTypes)) : Json({OneOf(kTypes), OneOf(kTypes), "object"});
  }
  if (keyword == "uniqueItems") return true;
  if (keyword == "format") return OneIn(3) ? "date" : OneIn(2) ? "ipv4" : "email";
  if (keyword == "pattern") return OneOf(kPatterns);
  if (keyword == "const") return Value(2);
  if (keyword == "enum") return {Value(0), Value(1), Value(2), nullptr};
  if (keyword == "required") return Names();
  if (keyword == "dependencies") return Dependencies(depth);
  if (keyword == "properties") return NamedSchemas(depth, false);
  if (keyword == "patternProperties") return NamedSchemas(depth, true);
  if (keyword.ends_with("Of")) return Schemas(depth);
  if (keyword == "items" && OneIn(2)) return Schemas(depth);
  return depth <= 0 ? Json(!OneIn(4)) : Subschema(depth - 1);
}

Json RandomSchemas::Schemas(int depth) {
  Json schemas = Json::array();
  for (std::size_t i = 1 + Below(3); i > 0; --i)
    schemas.push_back(depth <= 0 ? Json(!OneIn(4)) : Subschema(depth - 1));
  return schemas;
}

Json RandomSchemas::NamedSchemas(int depth, bool patterns) {
  Json schemas = Json::object();
  for (std::size_t i = Below(4); i > 0; --i) {
    const std::string name(patterns ? OneOf(kPatterns) : OneOf(kNames));
    schemas[name] = depth <= 0 ? Json(!OneIn(4)) : Subschema(depth - 1);
  }
  return schemas;
}

Json RandomSchemas::Dependencies(int depth) {
  Json dependencies = NamedSchemas(depth, false);
  dependencies[std::string(OneOf(kNames))] = Names();
  return dependencies;
}

Json RandomSchemas::Names() {
  Json names = Json::array();
  for (std::size_t i = Below(3); i > 0; --i) names.push_back(OneOf(kNames));
  return names;
}

Json RandomSchemas::Value(int depth) { return *ParseJson(Text(depth)); }

std::string RandomSchemas::Message() { return Text(3); }

std::string RandomSchemas::Text(int depth) {
  const std::size_t kind = Below(depth <= 0 ? 4 : 9);
  switch (kind) {
    case 0:
      return "null";
    case 1:
      return OneIn(2) ? "true" : "false";
    case 2:
      return std::string(OneOf(kNumbers));
    case 3:
      return TextOfString(OneOf(kStrings));
    default:
      return TextOfParts(depth, kind > 5);
  }
}

std::string RandomSchemas::TextOfString(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const bool escape = c == '"' || (static_cast<unsigned char>(c) < 0x80 && OneIn(10));
    if (escape) {
      absl::StrAppend(&out, "\\u", absl::Hex(c, absl::kZeroPad4));
    } else {
      out.push_back(c);
    }
  }
  return out + "\"";
}

std::string RandomSchemas::TextOfParts(int depth, bool object) {
  std::string out = absl::StrCat(object ? "{" : "[", Space());
  std::set<std::string_view> names;
  bool first = true;
  for (std::size_t i = Below(5); i > 0; --i) {
    const std::string_view name = OneOf(kNames);
    if (object && !names.insert(name).second) continue;
    absl::StrAppend(&out, first ? "" : ",", Space());
    if (object) absl::StrAppend(&out, TextOfString(name), Space(), ":", Space());
    absl::StrAppend(&out, Text(depth - 1), Space());
    first = false;
  }
  return out + (object ? "}" : "]");
}

}  // namespace kontrakt
