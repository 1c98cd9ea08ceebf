#include "kontrakt/schemas/validate/evaluation.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "kontrakt/schemas/json/value.h"
#include "kontrakt/schemas/text/utf8.h"
#include "kontrakt/schemas/validate/described.h"

namespace kontrakt::internal {
namespace {

// What things cost, in nanoseconds, roughly and rather too much.
constexpr std::uint64_t kStep = 100, kPerValue = 50, kPerByte = 2;
// What a message may cost: this, and more the larger it is.
constexpr std::uint64_t kWork = 100'000'000, kWorkPerValue = 300, kWorkPerByte = 30;
// Schemas applied inside each other; bounds the stack.
constexpr int kMaxNesting = 1'000;

}  // namespace

std::vector<Violation> Evaluation::Run(const Json& instance) {
  const Extent extent = ExtentOf(instance);
  work_ = kWork + extent.values * kWorkPerValue + extent.bytes * kWorkPerByte;
  Findings findings;
  findings_ = &findings;
  const Path root;
  const bool valid = Apply(*compiled_.parts.front(), instance, root, "false");
  if (exhausted_) {  // What was found so far may be wrong, or not be redacted yet.
    return {{"", "work", "a message that is checked with bounded work", "one that needs more"}};
  }
  if (!valid && findings.size() == 0) findings.Add(root, "schema", "a match", "none");
  return std::move(findings).Take();
}

bool Evaluation::Spend(std::uint64_t work) {
  if (work > work_) exhausted_ = true;
  work_ -= std::min(work, work_);
  return !exhausted_;
}

bool Evaluation::Apply(const Subschema& schema, const Json& value, const Path& path,
                       std::string_view keyword) {
  if (nesting_ == kMaxNesting) exhausted_ = true;
  if (!Spend(kStep) || (findings_ != nullptr && findings_->full())) return false;
  if (schema.getAlwaysInvalid()) return ApplyOrRefuse(nullptr, value, path, keyword);
  const std::size_t first_finding = findings_ == nullptr ? 0 : findings_->size();
  const Frame outer = std::exchange(frame_, {&value, &path, first_finding});
  ++nesting_;
  Subschema::ApplyFunction visit = [this](const Subschema::Constraint& constraint) {
    return Spend(kStep) && constraint.accept(*this);
  };
  const bool holds = findings_ == nullptr ? schema.applyStrict(visit) : schema.apply(visit);
  --nesting_;
  frame_ = outer;
  return holds;
}

bool Evaluation::ApplyOrRefuse(const Subschema* schema, const Json& value, const Path& path,
                               std::string_view keyword) {
  if (schema != nullptr) return Apply(*schema, value, path, keyword);
  return Refuse(path, keyword, "nothing here", [&] { return Described(value); });
}

bool Evaluation::Holds(const Subschema& schema, const Json& value) {
  Findings* const findings = std::exchange(findings_, nullptr);
  const bool holds = Apply(schema, value, path(), "");
  findings_ = findings;
  return holds;
}

bool Evaluation::RefuseHere(std::string_view rule, std::string_view expected) {
  return Refuse(path(), rule, expected, [&] { return Described(value()); });
}

bool Evaluation::RefuseMissing(std::string_view rule, std::string_view name) {
  return Refuse(path(), rule, absl::StrCat("the key ", Shown(name)),
                [] { return "an object without it"; });
}

// ---- any value ----

bool Evaluation::visit(const TypeConstraint& constraint) {
  constexpr std::string_view kNames[] = {"anything", "an array", "a boolean", "an integer",
                                         "null",     "a number", "an object", "a string"};
  std::vector<std::string_view> names;
  bool holds = false;
  constraint.applyToNamedTypes([&](TypeConstraint::JsonType type) {
    holds = holds || IsOfType(type);
    names.push_back(kNames[type]);
    return !holds;
  });
  return holds || RefuseHere("type", absl::StrJoin(names, " or "));
}

bool Evaluation::IsOfType(TypeConstraint::JsonType type) const {
  switch (type) {
    case TypeConstraint::kAny:
      return true;
    case TypeConstraint::kArray:
      return value().is_array();
    case TypeConstraint::kBoolean:
      return value().is_boolean();
    case TypeConstraint::kInteger:
      return IsInteger(value());
    case TypeConstraint::kNull:
      return value().is_null();
    case TypeConstraint::kNumber:
      return value().is_number();
    case TypeConstraint::kObject:
      return value().is_object();
    case TypeConstraint::kString:
      return value().is_string();
  }
  return false;
}

bool Evaluation::visit(const PolyConstraint& constraint) {
  const auto& own = static_cast<const OwnConstraint&>(constraint);
  if (own.is_part) return ApplyHere(*compiled_.parts[own.index], "$ref");
  const Demands& demands = compiled_.demands[own.index];
  if (!Spend(demands.WorkOn(value()))) return false;
  Demands::Refuse refuse;
  if (findings_ != nullptr) {
    refuse = [this](std::string_view rule, std::string expected, std::string found) {
      findings_->Add(path(), rule, std::move(expected), std::move(found));
    };
  }
  const bool holds = demands.Check(value(), refuse);
  // valijson keeps its own keywords before ours: everything about this value has been found.
  if (findings_ != nullptr && demands.sensitive()) findings_->Redact(frame_.first_finding);
  return holds;
}

// ---- schemas for the same value ----

bool Evaluation::visit(const AllOfConstraint& constraint) {
  bool holds = true;
  constraint.applyToSubschemas([&](unsigned, const Subschema* branch) {
    holds = ApplyHere(*branch, "allOf") && holds;
    return !settled(holds);
  });
  return holds;
}

bool Evaluation::visit(const AnyOfConstraint& constraint) {
  return CheckBranches(constraint, "anyOf", "a match of at least one of ");
}

bool Evaluation::visit(const OneOfConstraint& constraint) {
  return CheckBranches(constraint, "oneOf", "a match of exactly one of ");
}

template <typename Constraint>
bool Evaluation::CheckBranches(const Constraint& constraint, std::string_view rule,
                               std::string_view expected) {
  const bool any = rule == "anyOf";
  std::vector<const Subschema*> branches;
  std::size_t holding = 0;
  constraint.applyToSubschemas([&](unsigned, const Subschema* branch) {
    branches.push_back(branch);
    if (Holds(*branch, value())) ++holding;
    return !exhausted_ && !(any && holding == 1);
  });
  if (any ? holding > 0 : holding == 1) return true;
  if (holding == 0) return RefuseBranches(branches, rule, expected);
  return Refuse(path(), rule, absl::StrCat(expected, Counted(branches.size(), "schema")),
                [&] { return absl::StrCat("a match of ", holding); });
}

// None of the branches holds. When only one of them is for values of this type, the other ones are
// beside the point, and what is wrong with that one says more.
bool Evaluation::RefuseBranches(const std::vector<const Subschema*>& branches,
                                std::string_view rule, std::string_view expected) {
  if (findings_ == nullptr) return false;
  const std::string pointer = path().ToPointer();
  std::vector<Findings> candidates;
  for (const Subschema* branch : branches) {
    Findings inside;
    Findings* const outside = std::exchange(findings_, &inside);
    ApplyHere(*branch, rule);
    findings_ = outside;
    if (!inside.HasTypeAt(pointer)) candidates.push_back(std::move(inside));
    if (candidates.size() > 1 || exhausted_) break;
  }
  if (candidates.size() != 1) {
    return RefuseHere(rule, absl::StrCat(expected, Counted(branches.size(), "schema")));
  }
  findings_->Add(std::move(candidates.front()));
  return false;
}

bool Evaluation::visit(const NotConstraint& constraint) {
  return !Holds(*constraint.getSubschema(), value()) ||
         RefuseHere("not", "a value that the schema under not refuses");
}

bool Evaluation::visit(const ConditionalConstraint& constraint) {
  const bool condition = Holds(*constraint.getIfSubschema(), value());
  const Subschema* const schema =
      condition ? constraint.getThenSubschema() : constraint.getElseSubschema();
  return schema == nullptr || ApplyHere(*schema, condition ? "then" : "else");
}

// ---- strings ----

bool Evaluation::visit(const MinLengthConstraint& constraint) {
  return CheckLength("minLength", constraint.getMinLength());
}

bool Evaluation::visit(const MaxLengthConstraint& constraint) {
  return CheckLength("maxLength", constraint.getMaxLength());
}

bool Evaluation::CheckLength(std::string_view rule, std::uint64_t bound) {
  if (!value().is_string()) return true;
  const std::string& text = value().get_ref<const std::string&>();
  if (!Spend(text.size() * kPerByte)) return false;
  return CheckCount(rule, CountCodePoints(text).value_or(text.size()), bound, "character");
}

bool Evaluation::CheckCount(std::string_view rule, std::size_t count, std::uint64_t bound,
                            std::string_view noun) {
  const bool at_least = rule.starts_with("min");
  if (at_least ? count >= bound : count <= bound) return true;
  return Refuse(path(), rule,
                absl::StrCat(at_least ? "at least " : "at most ", Counted(bound, noun)),
                [&] { return Counted(count, noun); });
}

// ---- arrays ----

bool Evaluation::visit(const MinItemsConstraint& constraint) {
  return !value().is_array() ||
         CheckCount("minItems", value().size(), constraint.getMinItems(), "item");
}

bool Evaluation::visit(const MaxItemsConstraint& constraint) {
  return !value().is_array() ||
         CheckCount("maxItems", value().size(), constraint.getMaxItems(), "item");
}

bool Evaluation::visit(const SingularItemsConstraint& constraint) {
  return CheckItems(0, constraint.getItemsSubschema(), "items");
}

bool Evaluation::visit(const LinearItemsConstraint& constraint) {
  if (!value().is_array()) return true;
  bool holds = true;
  constraint.applyToItemSubschemas([&](unsigned index, const Subschema* schema) {
    if (index == value().size()) return false;
    holds = Apply(*schema, value()[index], Path::Element(path(), index), "items") && holds;
    return !settled(holds);
  });
  if (settled(holds)) return holds;
  return CheckItems(constraint.getItemSubschemaCount(), constraint.getAdditionalItemsSubschema(),
                    "additionalItems") &&
         holds;
}

bool Evaluation::CheckItems(std::size_t first, const Subschema* schema, std::string_view keyword) {
  if (!value().is_array()) return true;
  const Json& items = value();
  bool holds = true;
  for (std::size_t i = first; i < items.size() && !settled(holds); ++i) {
    holds = ApplyOrRefuse(schema, items[i], Path::Element(path(), i), keyword) && holds;
  }
  return holds;
}

bool Evaluation::visit(const ContainsConstraint& constraint) {
  if (!value().is_array()) return true;
  const auto matches = [&](const Json& item) { return Holds(*constraint.getSubschema(), item); };
  return std::any_of(value().begin(), value().end(), matches) ||
         RefuseHere("contains", "at least one item that matches");
}

bool Evaluation::visit(const UniqueItemsConstraint&) {
  if (!value().is_array()) return true;
  const Extent extent = ExtentOf(value());
  if (!Spend(2 * (extent.values * kPerValue + extent.bytes * kPerByte))) return false;
  ValueSet seen;
  for (const Json& item : value()) {
    const auto [equal, is_new] = seen.insert(&item);
    if (is_new) continue;
    const Json* const first = &value().front();
    return Refuse(path(), "uniqueItems", "every item once", [&, equal = *equal] {
      return absl::StrCat("items ", equal - first, " and ", &item - first, " equal");
    });
  }
  return true;
}

// ---- objects ----

const Json* Evaluation::Member(std::string_view name) const {
  const auto& members = value().get_ref<const Json::object_t&>();
  const auto member = members.find(name);
  return member == members.end() ? nullptr : &member->second;
}

bool Evaluation::visit(const MinPropertiesConstraint& constraint) {
  return !value().is_object() ||
         CheckCount("minProperties", value().size(), constraint.getMinProperties(), "member");
}

bool Evaluation::visit(const MaxPropertiesConstraint& constraint) {
  return !value().is_object() ||
         CheckCount("maxProperties", value().size(), constraint.getMaxProperties(), "member");
}

bool Evaluation::visit(const RequiredConstraint& constraint) {
  if (!value().is_object()) return true;
  bool holds = true;
  constraint.applyToRequiredProperties([&](const auto& name) {
    if (Spend(kPerValue) && Member(name) == nullptr) holds = RefuseMissing("required", name);
    return !settled(holds);
  });
  return holds;
}

bool Evaluation::visit(const DependenciesConstraint& constraint) {
  if (!value().is_object()) return true;
  bool holds = true;
  constraint.applyToPropertyDependencies([&](const auto& name, const auto& needed) {
    if (!Spend(kPerValue * (1 + needed.size())) || Member(name) == nullptr) return !exhausted_;
    for (const auto& other : needed) {
      if (Member(other) == nullptr) holds = RefuseMissing("dependencies", other);
    }
    return !settled(holds);
  });
  constraint.applyToSchemaDependencies([&](const auto& name, const Subschema* schema) {
    if (Member(name) != nullptr) holds = ApplyHere(*schema, "dependencies") && holds;
    return !settled(holds);
  });
  return holds;
}

bool Evaluation::visit(const PropertyNamesConstraint& constraint) {
  if (!value().is_object()) return true;
  bool holds = true;
  for (const auto& [name, member] : value().items()) {
    if (settled(holds)) break;
    if (Holds(*constraint.getSubschema(), Json(name))) continue;
    holds = Refuse(Path::Member(path(), name), "propertyNames",
                   "a key that the schema under propertyNames allows", [&] { return Shown(name); });
  }
  return holds;
}

bool Evaluation::visit(const PropertiesConstraint& constraint) {
  if (!value().is_object()) return true;
  bool holds = true;
  absl::flat_hash_set<const Json*> matched;
  const auto apply = [&](const Subschema* schema, std::string_view name, const Json& member,
                         std::string_view keyword) {
    holds = ApplyOrRefuse(schema, member, Path::Member(path(), name), keyword) && holds;
  };
  constraint.applyToProperties([&](const auto& name, const Subschema* schema) {
    const Json* const member = Spend(kPerValue) ? Member(name) : nullptr;
    if (member == nullptr) return !exhausted_;
    matched.insert(member);
    apply(schema, name, *member, "properties");
    return !settled(holds);
  });
  constraint.applyToPatternProperties([&](const auto& text, const Subschema* schema) {
    const Pattern& pattern = compiled_.patterns.at(std::string(text));
    for (const auto& [name, member] : value().items()) {
      if (settled(holds) || !Spend(kStep + name.size() * pattern.work_per_byte())) return false;
      if (!pattern.Matches(name)) continue;
      matched.insert(&member);
      apply(schema, name, member, "patternProperties");
    }
    return true;
  });
  for (const auto& [name, member] : value().items()) {
    if (settled(holds) || !Spend(kPerValue)) break;
    if (matched.contains(&member)) continue;
    apply(constraint.getAdditionalPropertiesSubschema(), name, member, "additionalProperties");
  }
  return holds;
}

}  // namespace kontrakt::internal
