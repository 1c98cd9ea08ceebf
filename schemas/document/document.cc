#include "kontrakt/schemas/document/document.h"

#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/json/json.h"

namespace kontrakt {
namespace {

Json ToJson(const Number& number) {
  switch (number.type) {
    case Number::Type::kSigned:
      return number.as_signed;
    case Number::Type::kUnsigned:
      return number.as_unsigned;
    case Number::Type::kDouble:
      break;
  }
  return number.as_double;
}

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

Json ToJson(const DefaultValue& value, std::string_view enumerator) {
  switch (value.type) {
    case DefaultValue::Type::kBool:
      return value.as_bool;
    case DefaultValue::Type::kNumber:
      return ToJson(value.as_number);
    case DefaultValue::Type::kString:
      return value.as_string;
    case DefaultValue::Type::kEnum:
      return enumerator;
    case DefaultValue::Type::kNone:
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
      properties[std::string(field.spec->name)] = Field(field);
      if (field.required) required.push_back(field.spec->name);
    }
    Json schema = Json::object({{"type", "object"}, {"properties", std::move(properties)}});
    if (!required.empty()) schema["required"] = std::move(required);
    return schema;
  }

  const Json& definitions() const { return definitions_; }

 private:
  Json Field(const FieldDescription& field) {
    Json schema = Value(field.type(), field.spec->value, field.spec->items);
    Json notes = Json::object();
    if (!field.spec->doc.empty()) notes["description"] = field.spec->doc;
    if (field.spec->has_default()) {
      notes["default"] = ToJson(field.spec->default_value, field.default_name);
    }
    if (field.spec->sensitive) notes["x-kontrakt-sensitive"] = true;
    // Beside a $ref every other keyword is ignored (draft-07 core, section 8.3).
    if (!notes.empty() && schema.contains("$ref"))
      schema = Json::object({{"allOf", Json::array({std::move(schema)})}});
    schema.update(notes);
    return schema;
  }

  // `checks` speak of the value itself, `items` of its elements.
  Json Value(const TypeDescription& type, const Checks& checks, const Checks& items) {
    Json schema = Json::object();
    switch (type.kind) {
      case Kind::kOptional:
        return OrNull(Value(type.element(), checks, items));
      case Kind::kStruct:
        return Reference(type);
      case Kind::kBool:
        schema["type"] = "boolean";
        break;
      case Kind::kInteger:
      case Kind::kNumber:
        PutNumber(schema, type, checks);
        return schema;
      case Kind::kString:
        schema["type"] = "string";
        break;
      case Kind::kTime:
        schema["type"] = "string";
        schema["format"] = "date-time";
        break;
      case Kind::kEnum:
        schema["type"] = "string";
        schema["enum"] = type.enumerators;
        break;
      case Kind::kArray:
        PutArray(schema, type, items);
        break;
      case Kind::kMap:
        schema["type"] = "object";
        schema["additionalProperties"] = Value(type.element(), items, {});
        break;
      case Kind::kUnsupported:
        break;
    }
    PutChecks(schema, checks);
    return schema;
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
    PutChecks(schema, checks);
  }

  void PutArray(Json& schema, const TypeDescription& type, const Checks& items) {
    schema["type"] = "array";
    schema["items"] = Value(type.element(), items, {});
    if (type.fixed_size == 0) return;
    schema["minItems"] = type.fixed_size;
    schema["maxItems"] = type.fixed_size;
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
      definitions_[name] = Struct(type);
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
