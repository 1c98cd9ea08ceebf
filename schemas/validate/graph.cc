#include "kontrakt/schemas/validate/graph.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "kontrakt/schemas/text/plain.h"

namespace kontrakt::internal {
namespace {

constexpr std::pair<std::string_view, TypeSet> kTypeNames[] = {
    {"array", kArrayType},   {"boolean", kBooleanType}, {"integer", kIntegerType},
    {"null", kNullType},     {"number", kNumberType},   {"object", kObjectType},
    {"string", kStringType},
};

TypeSet TypesOf(const Json& names) {
  TypeSet types = 0;
  for (const auto& [name, type] : kTypeNames) {
    const auto is_named = [&, n = name](const Json& given) { return given == n; };
    if (names.is_array() ? std::ranges::any_of(names, is_named) : is_named(names)) types |= type;
  }
  return types;
}

constexpr std::pair<std::string_view, Bound::Kind> kBoundKinds[] = {
    {"minimum", Bound::Kind::kMinimum},        {"maximum", Bound::Kind::kMaximum},
    {"exclusiveMinimum", Bound::Kind::kAbove}, {"exclusiveMaximum", Bound::Kind::kBelow},
    {"multipleOf", Bound::Kind::kMultiple},
};

// The value of a keyword; nullptr: absent.
const Json* Find(const Json& schema, std::string_view keyword) {
  const auto found = schema.find(keyword);
  return found == schema.end() ? nullptr : &*found;
}

void TakeCount(const Json& schema, std::string_view keyword, std::uint64_t& count) {
  if (const Json* const value = Find(schema, keyword)) count = value->get<std::uint64_t>();
}

bool HasAny(const Json& schema, std::initializer_list<std::string_view> keywords) {
  return std::ranges::any_of(keywords, [&](std::string_view k) { return schema.contains(k); });
}

}  // namespace

void ObjectRules::Learn(std::uint32_t before, std::uint32_t name) const {
  constexpr std::uint32_t kLessons = 10'000;
  if (!names[name].plain || lessons.load(std::memory_order_relaxed) >= kLessons) return;
  lessons.fetch_add(1, std::memory_order_relaxed);
  next[before + 1].store(name, std::memory_order_relaxed);
}

class GraphBuilder {
 public:
  GraphBuilder(const PreparedSchema& prepared, Graph& graph) : prepared_(prepared), graph_(graph) {}

  void Run() {
    Node& anything = Add();
    TakeArray(Json::object(), anything);
    TakeObject(Json::object(), anything);
    for (const Part& part : prepared_.parts) {
      parts_.push_back(IsPlainObject(part.schema) ? &Add() : nullptr);
    }
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (parts_[i] != nullptr) Fill(prepared_.parts[i].schema, *parts_[i]);
    }
    graph_.root_ =
        parts_.front() != nullptr ? parts_.front() : At(prepared_.parts.front().schema, "false");
  }

 private:
  static bool IsPlainObject(const Json& schema) {
    return schema.is_object() && !schema.contains(kPartKeyword);
  }

  Node& Add() { return graph_.nodes_.emplace_back(); }

  // The node of a schema that stands under `keyword`, which must be a literal.
  const Node* At(const Json& schema, std::string_view keyword) {
    const Json* target = &schema;
    while (target->is_object() && target->contains(kPartKeyword)) {
      const auto part = target->at(kPartKeyword).get<std::size_t>();
      if (parts_[part] != nullptr) return parts_[part];
      target = &prepared_.parts[part].schema;
      keyword = "$ref";
    }
    if (*target == true || *target == Json::object()) return &graph_.anything();
    Node& node = Add();
    if (*target == false) {
      node.types = node.free = 0;
      node.forbids = keyword;
    } else {
      Fill(*target, node);
    }
    return &node;
  }
  const Node* AtKeyword(const Json& schema, std::string_view keyword) {
    const Json* const value = Find(schema, keyword);
    return value == nullptr ? nullptr : At(*value, keyword);
  }
  std::vector<const Node*> AllAt(const Json& schema, std::string_view keyword) {
    std::vector<const Node*> nodes;
    if (const Json* const value = Find(schema, keyword)) {
      for (const Json& inner : *value) nodes.push_back(At(inner, keyword));
    }
    return nodes;
  }

  void Fill(const Json& schema, Node& node) {
    if (const Json* const type = Find(schema, "type")) node.types = TypesOf(*type);
    node.sensitive = schema.contains(kSensitiveKeyword);
    for (const auto& [keyword, kind] : kBoundKinds) {
      if (const Json* const bound = Find(schema, keyword))
        node.bounds.push_back({keyword, kind, ToNumber(*bound)});
    }
    if (const Json* const values = Find(schema, "enum"))
      node.enumeration =
          std::make_unique<ListedValues>(std::vector<Json>(values->begin(), values->end()));
    if (const Json* const value = Find(schema, "const"))
      node.constant = std::make_unique<ListedValues>(std::vector<Json>{*value});
    TakeText(schema, node);
    if (HasAny(schema, {"items", "contains", "minItems", "maxItems", "uniqueItems"}))
      TakeArray(schema, node);
    if (HasAny(schema, {"properties", "patternProperties", "additionalProperties", "propertyNames",
                        "required", "dependencies", "minProperties", "maxProperties"}))
      TakeObject(schema, node);
    TakeSame(schema, node);
    node.free = node.asks_more() ? 0 : node.types;
    if (!node.bounds.empty() || (node.types & kNumberType) != kNumberType)
      node.free &= ~kNumberType;
    if (node.text != nullptr) node.free &= ~kStringType;
    if (node.array != nullptr) node.free &= ~kArrayType;
    if (node.object != nullptr) node.free &= ~kObjectType;
  }

  void TakeText(const Json& schema, Node& node) {
    if (!HasAny(schema, {"minLength", "maxLength", "pattern", "format"})) return;
    node.text = std::make_unique<TextRules>();
    TakeCount(schema, "minLength", node.text->min_length);
    TakeCount(schema, "maxLength", node.text->max_length);
    if (const Json* const pattern = Find(schema, "pattern"))
      node.text->pattern = prepared_.patterns.at(pattern->get<std::string>());
    if (const Json* const format = Find(schema, "format"))
      node.text->format = ParseFormat(format->get_ref<const std::string&>());
  }

  void TakeArray(const Json& schema, Node& node) {
    node.array = std::make_unique<ArrayRules>();
    ArrayRules& rules = *node.array;
    TakeCount(schema, "minItems", rules.min_items);
    TakeCount(schema, "maxItems", rules.max_items);
    rules.contains = AtKeyword(schema, "contains");
    rules.unique = schema.value("uniqueItems", false);
    const Json* const items = Find(schema, "items");
    if (items != nullptr && items->is_array()) {
      rules.first = AllAt(schema, "items");
      rules.rest = AtKeyword(schema, "additionalItems");
    } else {
      rules.rest = AtKeyword(schema, "items");
    }
    if (rules.rest == nullptr) rules.rest = &graph_.anything();
  }

  void TakeObject(const Json& schema, Node& node) {
    node.object = std::make_unique<ObjectRules>();
    ObjectRules& rules = *node.object;
    TakeCount(schema, "minProperties", rules.min_members);
    TakeCount(schema, "maxProperties", rules.max_members);
    rules.property_names = AtKeyword(schema, "propertyNames");
    rules.additional = AtKeyword(schema, "additionalProperties");
    if (rules.additional == nullptr) rules.additional = &graph_.anything();
    if (const Json* const patterns = Find(schema, "patternProperties")) {
      for (const auto& [text, inner] : patterns->items())
        rules.patterns.emplace_back(prepared_.patterns.at(text), At(inner, "patternProperties"));
    }
    TakeNames(schema, rules);
    for (ObjectRules::Name& name : rules.names) {
      if (name.node == nullptr && rules.patterns.empty()) name.node = rules.additional;
    }
    rules.required_bits.resize((rules.names.size() + 63) / 64);
    rules.next = std::make_unique<std::atomic<std::uint32_t>[]>(rules.names.size() + 1);
    for (std::size_t i = 0; i <= rules.names.size(); ++i)
      rules.next[i].store(ObjectRules::kNoName, std::memory_order_relaxed);
  }

  void TakeNames(const Json& schema, ObjectRules& rules) {
    if (const Json* const properties = Find(schema, "properties")) {
      for (const auto& [text, inner] : properties->items())
        rules.names[NumberOf(rules, text)].node = At(inner, "properties");
    }
    if (const Json* const required = Find(schema, "required")) {
      for (const Json& text : *required) {
        Require(rules, NumberOf(rules, text.get_ref<const std::string&>()));
      }
    }
    const Json* const dependencies = Find(schema, "dependencies");
    if (dependencies == nullptr) return;
    for (const auto& [text, inner] : dependencies->items()) {
      ObjectRules::Dependency dependency{NumberOf(rules, text), {}, nullptr};
      if (inner.is_array()) {
        for (const Json& needed : inner)
          dependency.needed.push_back(NumberOf(rules, needed.get_ref<const std::string&>()));
      } else {
        dependency.node = At(inner, "dependencies");
      }
      rules.dependencies.push_back(std::move(dependency));
    }
  }

  static void Require(ObjectRules& rules, std::uint32_t number) {
    if (rules.required_bits.size() <= number / 64) rules.required_bits.resize(number / 64 + 1);
    const std::uint64_t bit = std::uint64_t{1} << (number % 64);
    if ((rules.required_bits[number / 64] & bit) != 0) return;
    rules.required_bits[number / 64] |= bit;
    rules.required.push_back(number);
  }

  // The number of a name, given at the first call.
  static std::uint32_t NumberOf(ObjectRules& rules, const std::string& text) {
    if (const std::uint32_t known = rules.Find(text); known != ObjectRules::kNoName) return known;
    const auto number = static_cast<std::uint32_t>(rules.names.size());
    const bool plain = std::ranges::all_of(text, IsPlainJsonByte);
    rules.names.push_back({text, plain, nullptr});
    rules.numbers.emplace(text, number);
    return number;
  }

  void TakeSame(const Json& schema, Node& node) {
    if (!HasAny(schema, {"allOf", "anyOf", "oneOf", "not", "if"})) return;
    node.same = std::make_unique<SameRules>();
    node.same->all_of = AllAt(schema, "allOf");
    node.same->any_of = AllAt(schema, "anyOf");
    node.same->one_of = AllAt(schema, "oneOf");
    node.same->negated = AtKeyword(schema, "not");
    node.same->condition = AtKeyword(schema, "if");
    if (node.same->condition == nullptr) return;  // then and else alone demand nothing.
    node.same->consequence = AtKeyword(schema, "then");
    node.same->alternative = AtKeyword(schema, "else");
  }

  const PreparedSchema& prepared_;
  Graph& graph_;
  std::vector<Node*> parts_;  // Null: true, false or a reference.
};

Graph::Graph(const PreparedSchema& prepared) { GraphBuilder(prepared, *this).Run(); }

bool Graph::HasSensitive() const { return std::ranges::any_of(nodes_, &Node::sensitive); }

}  // namespace kontrakt::internal
