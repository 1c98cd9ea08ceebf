#include "kontrakt/schemas/document/document.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/document/integer_pattern.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/json/value.h"

namespace kontrakt {
namespace {

using internal::ToJson;

template <class T>
void Put(Json& schema, const char* keyword, const std::optional<T>& value) {
  if (!value.has_value()) return;
  if constexpr (std::is_same_v<T, Number>) {
    schema[keyword] = ToJson(*value);
  } else {
    schema[keyword] = *value;
  }
}

void PutChecks(Json& schema, const Checks& checks) {
  Put(schema, "minLength", checks.min_length);
  Put(schema, "maxLength", checks.max_length);
  if (!checks.pattern.empty()) schema["pattern"] = checks.pattern;
  if (checks.format.has_value()) schema["format"] = FormatName(*checks.format);
  Put(schema, "minimum", checks.minimum);
  Put(schema, "maximum", checks.maximum);
  Put(schema, "exclusiveMinimum", checks.exclusive_minimum);
  Put(schema, "exclusiveMaximum", checks.exclusive_maximum);
  Put(schema, "multipleOf", checks.multiple_of);
  Put(schema, "minItems", checks.min_items);
  Put(schema, "maxItems", checks.max_items);
  if (checks.unique_items) schema["uniqueItems"] = true;
}

std::string_view EnumeratorName(const TypeDescription& type, std::int64_t value) {
  const std::span<const std::int64_t> values = type.enumerator_values;
  const auto found = std::find(values.begin(), values.end(), value);
  return type.enumerators[static_cast<std::size_t>(found - values.begin())];
}

// `value` as it is written by what it is meant for.
Json ToJson(const Literal& value, const internal::Meant& meant) {
  switch (value.type) {
    case Literal::Type::kBool:
      return value.as_bool;
    case Literal::Type::kNumber:
      return meant.checks->as_string ? Json(internal::NumberText(value.as_number))
                                     : ToJson(value.as_number);
    case Literal::Type::kString:
      return value.as_string;
    case Literal::Type::kEnum:
      return EnumeratorName(*meant.type, value.as_enum);
    case Literal::Type::kNone:
      break;
  }
  return nullptr;
}

// Writes one document; remembers which structs are defined already.
class Writer {
 public:
  // A struct in place: the root, or an entry of `definitions`.
  Json Struct(const TypeDescription& type) {
    Json properties = Json::object();
    Json required = Json::array();
    for (const FieldDescription& field : type.fields) {
      properties[std::string(field.spec->name)] = Field(*field.spec, field.type());
      if (field.required) required.push_back(field.spec->name);
    }
    Json schema = Json::object({{"type", "object"}, {"properties", std::move(properties)}});
    if (!required.empty()) schema["required"] = std::move(required);
    if (type.closed) schema["additionalProperties"] = false;
    for (const std::string_view rule : type.rules) schema["x-kontrakt-rules"].push_back(rule);
    return schema;
  }

  const Json& definitions() const { return definitions_; }

 private:
  Json Field(const FieldSpec& spec, const TypeDescription& type) {
    Json schema = Value(type, spec.value, spec.items);
    Json notes = Notes(spec, type);
    // Beside a $ref every other keyword is ignored (draft-07 core, section 8.3).
    if (!notes.empty() && schema.contains("$ref"))
      schema = Json::object({{"allOf", Json::array({std::move(schema)})}});
    schema.update(notes);
    return schema;
  }

  // What a field says of its value beside the checks.
  static Json Notes(const FieldSpec& spec, const TypeDescription& type) {
    const internal::Meant meant = internal::MeantBy(type, spec.value);
    Json notes = Json::object();
    if (spec.constant.given()) notes["const"] = ToJson(spec.constant, meant);
    if (spec.has_default()) notes["default"] = ToJson(spec.default_value, meant);
    for (const Literal& example : spec.examples) {
      if (example.given()) notes["examples"].push_back(ToJson(example, meant));
    }
    if (!spec.doc.empty()) notes["description"] = spec.doc;
    if (!spec.content_encoding.empty()) notes["contentEncoding"] = spec.content_encoding;
    if (!spec.deprecated.empty()) notes["x-kontrakt-deprecated"] = spec.deprecated;
    if (spec.sensitive) notes["x-kontrakt-sensitive"] = true;
    return notes;
  }

  // `checks` speak of the value itself, `items` of its elements.
  Json Value(const TypeDescription& type, const Checks& checks, const Checks& items) {
    if (type.kind == Kind::kOptional) return OrNull(Value(type.element(), checks, items));
    if (!type.struct_name.empty()) return Reference(type);
    if (type.kind == Kind::kAlias) return Field(*type.spec, type.element());
    Json schema = Json::object();
    PutType(schema, type, checks, items);
    if (type.kind != Kind::kInteger && type.kind != Kind::kNumber) PutChecks(schema, checks);
    return schema;
  }

  void PutType(Json& schema, const TypeDescription& type, const Checks& checks,
               const Checks& items) {
    switch (type.kind) {
      case Kind::kVariant:
        schema["oneOf"] = ValueOfEach(type.alternatives);
        break;
      case Kind::kInteger:
      case Kind::kNumber:
        PutNumber(schema, type, checks);
        break;
      case Kind::kNull:
        schema["type"] = "null";
        break;
      case Kind::kBool:
        schema["type"] = "boolean";
        break;
      case Kind::kString:
        schema["type"] = "string";
        break;
      case Kind::kTime:
        schema["type"] = "string";
        schema["format"] = "date-time";
        break;
      case Kind::kEnum:
        PutEnum(schema, type, checks);
        break;
      case Kind::kArray:
      case Kind::kSet:
        PutArray(schema, type, items);
        break;
      case Kind::kTuple:
        PutTuple(schema, type);
        break;
      case Kind::kMap:
        schema["type"] = "object";
        schema["additionalProperties"] = Value(type.element(), items, {});
        break;
      default:  // Kind::kJson: any value.
        break;
    }
  }

  Json ValueOfEach(std::span<const Describer> types) {
    Json schemas = Json::array();
    for (const Describer type : types) schemas.push_back(Value(type(), {}, {}));
    return schemas;
  }

  // With the bounds of the C++ type, so that no reader meets what it cannot hold. A double holds
  // any JSON number that parses, so it has none.
  static void PutNumber(Json& schema, const TypeDescription& type, Checks checks) {
    const bool is_double =
        type.kind == Kind::kNumber && type.maximum.as_double == std::numeric_limits<double>::max();
    schema["type"] = type.kind == Kind::kInteger ? "integer" : "number";
    if (!is_double && (!checks.minimum || Compare(*checks.minimum, type.minimum) < 0)) {
      checks.minimum = type.minimum;
    }
    if (!is_double && (!checks.maximum || Compare(*checks.maximum, type.maximum) > 0)) {
      checks.maximum = type.maximum;
    }
    if (checks.as_string) {
      schema["type"] = "string";
      schema["pattern"] = internal::IntegerPattern(checks);
    } else {
      PutChecks(schema, checks);
    }
  }

  static void PutEnum(Json& schema, const TypeDescription& type, const Checks& checks) {
    schema["type"] = "string";
    for (std::size_t i = 0; i < type.enumerators.size(); ++i) {
      if (checks.takes_enumerator(i)) schema["enum"].push_back(type.enumerators[i]);
    }
    if (type.has_landing) schema["x-kontrakt-landing"] = true;
  }

  void PutArray(Json& schema, const TypeDescription& type, const Checks& items) {
    schema["type"] = "array";
    schema["items"] = Value(type.element(), items, {});
    if (type.kind == Kind::kSet) schema["uniqueItems"] = true;
    if (type.fixed_size == 0) return;
    schema["minItems"] = type.fixed_size;
    schema["maxItems"] = type.fixed_size;
  }

  void PutTuple(Json& schema, const TypeDescription& type) {
    schema["type"] = "array";
    schema["items"] = ValueOfEach(type.alternatives);
    schema["additionalItems"] = false;
    schema["minItems"] = type.alternatives.size();
    schema["maxItems"] = type.alternatives.size();
  }

  static Json OrNull(Json schema) {
    if (!schema.contains("type")) {
      const Json null = Json::object({{"type", "null"}});
      return Json::object({{"anyOf", Json::array({std::move(schema), null})}});
    }
    schema["type"] = Json::array({schema["type"], "null"});
    if (schema.contains("enum")) schema["enum"].push_back(nullptr);
    return schema;
  }

  Json Reference(const TypeDescription& type) {
    auto [known, inserted] = names_.try_emplace(&type);
    if (inserted) {
      known->second = FreeName(type.struct_name);
      const std::string name = known->second;
      definitions_[name] = nullptr;  // Taken, also while the struct's own fields are written.
      definitions_[name] =
          type.kind == Kind::kStruct ? Struct(type) : Field(*type.spec, type.element());
    }
    return Json::object({{"$ref", absl::StrCat("#/definitions/", names_.at(&type))}});
  }

  // Two structs of one name (of two namespaces) in one message: the second gets a number.
  std::string FreeName(std::string_view name) const {
    std::string free(name);
    for (int i = 2; definitions_.contains(free); ++i) free = absl::StrCat(name, "_", i);
    return free;
  }

  std::map<const TypeDescription*, std::string> names_;
  Json definitions_ = Json::object();
};

}  // namespace

std::string SchemaDocument(const SchemaId& id, const TypeDescription& type) {
  Writer writer;
  Json document = writer.Struct(type);
  document["$schema"] = "http://json-schema.org/draft-07/schema#";
  document["$id"] = id.ToString();
  document["title"] = id.name;
  if (!writer.definitions().empty()) document["definitions"] = writer.definitions();
  return DumpJson(document);
}

std::string SchemaDocument(const SchemaEntry& entry) {
  return SchemaDocument(entry.id, entry.type());
}

}  // namespace kontrakt
