#include "tests/schemas/validate/second_opinion.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// valijson's parser brings <regex> in, in which gcc 12 sees what is not there once a sanitizer
// looks.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <regex>
#pragma GCC diagnostic pop
#endif
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/constraints/concrete_constraints.hpp>
#include <valijson/constraints/constraint_visitor.hpp>
#include <valijson/schema_parser.hpp>

#include "kontrakt/schemas/json/value.h"
#include "kontrakt/schemas/text/format.h"
#include "kontrakt/schemas/text/utf8.h"
#include "kontrakt/schemas/validate/keywords.h"

#if !defined(VALIJSON_USE_EXCEPTIONS) || !VALIJSON_USE_EXCEPTIONS
#error "valijson must be built with VALIJSON_USE_EXCEPTIONS=1: without it a bad schema aborts"
#endif

namespace kontrakt::internal {
namespace {

constexpr char kOwnKeyword[] = "kontrakt:own";
constexpr const char* kOwnKeywords[] = {"const",  "enum",    "exclusiveMaximum", "exclusiveMinimum",
                                        "format", "maximum", "minimum",          "multipleOf",
                                        "pattern"};

// Stands in valijson's tree for what is judged here: a reference to a part, or own keywords.
class OwnConstraint final : public valijson::constraints::PolyConstraint {
 public:
  OwnConstraint(bool is_part, std::size_t index) : is_part(is_part), index(index) {}

  // For valijson's own visitor, which never sees it.
  bool validate(const valijson::adapters::Adapter&, const std::vector<std::string>&,
                valijson::ValidationResults*) const override {
    return false;
  }

  const bool is_part;
  const std::size_t index;  // Into the parts or the own keywords.

 private:
  Constraint* cloneInto(void* place) const override { return new (place) OwnConstraint(*this); }
  std::size_t sizeOf() const override { return sizeof *this; }
};

class OwnConstraintBuilder final : public valijson::ConstraintBuilder {
 public:
  explicit OwnConstraintBuilder(bool is_part) : is_part_(is_part) {}
  valijson::constraints::Constraint* make(const valijson::adapters::Adapter& index) const override {
    return new OwnConstraint(is_part_, static_cast<std::size_t>(index.asInteger()));
  }

 private:
  bool is_part_;
};

// Takes the own keywords out of `schema` and of those in it.
void TakeOwn(Json& schema, std::vector<Json>& own) {
  if (!schema.is_object()) return;
  Json taken = Json::object();
  for (const char* const keyword : kOwnKeywords) {
    if (schema.contains(keyword)) taken[keyword] = schema[keyword];
    schema.erase(keyword);
  }
  schema.erase(kSensitiveKeyword);
  for (const auto& [name, value] : schema.items()) {
    const Keyword* const keyword = FindKeyword(name);
    if (keyword == nullptr || keyword->takes >= Takes::kDefinitions) continue;
    const bool one = keyword->takes == Takes::kSchema ||
                     (keyword->takes == Takes::kSchemaOrSchemas && !value.is_array());
    if (one) {
      TakeOwn(value, own);
    } else {
      for (Json& inner : value) TakeOwn(inner, own);
    }
  }
  if (taken.empty()) return;
  schema[kOwnKeyword] = own.size();
  own.push_back(std::move(taken));
}

}  // namespace

struct SecondOpinion::Read {
  std::vector<std::unique_ptr<valijson::Schema>> parts;  // The first is the root.
  std::vector<Json> own;
  std::map<std::string, Pattern> patterns;
};

namespace {

// One object judges one message.
class Evaluation final : private valijson::constraints::ConstraintVisitor {
 public:
  Evaluation(const std::vector<std::unique_ptr<valijson::Schema>>& parts,
             const std::vector<Json>& own, const std::map<std::string, Pattern>& patterns)
      : parts_(parts), own_(own), patterns_(patterns) {}

  std::optional<bool> Run(const Json& instance) {
    const bool holds = Apply(*parts_.front(), instance);
    return steps_ > kMaxSteps ? std::nullopt : std::optional(holds);
  }

 private:
  using Subschema = valijson::Subschema;
  static constexpr int kMaxSteps = 1'000'000;
  static constexpr int kMaxNesting = 400;

  const Json& value() const { return *value_; }

  bool Apply(const Subschema& schema, const Json& value) {
    if (++steps_ > kMaxSteps || nesting_ == kMaxNesting) {
      steps_ = kMaxSteps + 1;
      return false;
    }
    if (schema.getAlwaysInvalid()) return false;
    const Json* const outer = std::exchange(value_, &value);
    ++nesting_;
    Subschema::ApplyFunction visit = [this](const Subschema::Constraint& constraint) {
      return ++steps_ <= kMaxSteps && constraint.accept(*this);
    };
    const bool holds = schema.applyStrict(visit);
    --nesting_;
    value_ = outer;
    return holds;
  }
  // Null stands for `false`, as it does in valijson's tree.
  bool Apply(const Subschema* schema, const Json& value) {
    return schema != nullptr && Apply(*schema, value);
  }

  bool visit(const TypeConstraint& constraint) override {
    bool holds = false;
    constraint.applyToNamedTypes([&](TypeConstraint::JsonType type) {
      holds = holds || IsOfType(type);
      return !holds;
    });
    return holds;
  }
  bool IsOfType(TypeConstraint::JsonType type) const {
    switch (type) {
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
      default:
        return true;
    }
  }

  bool visit(const PolyConstraint& constraint) override {
    const auto& own = static_cast<const OwnConstraint&>(constraint);
    if (own.is_part) return Apply(*parts_[own.index], value());
    const Json& keywords = own_[own.index];
    return std::ranges::all_of(keywords.items(), [&](const auto& keyword) {
      return MeetsOwn(keyword.key(), keyword.value());
    });
  }
  bool MeetsOwn(std::string_view keyword, const Json& wanted) {
    if (keyword == "const") return EqualValues(value(), wanted);
    if (keyword == "enum") {
      return std::ranges::any_of(wanted, [&](const Json& v) { return EqualValues(value(), v); });
    }
    if (value().is_string()) {
      const std::string& text = value().get_ref<const std::string&>();
      if (keyword == "format") {
        const std::optional<Format> format = ParseFormat(wanted.get<std::string>());
        return !format.has_value() || MatchesFormat(*format, text);
      }
      if (keyword == "pattern") return patterns_.at(wanted.get<std::string>()).Matches(text);
    }
    if (!value().is_number() || !wanted.is_number()) return true;
    if (keyword == "multipleOf") return IsMultiple(ToNumber(value()), ToNumber(wanted));
    const int order = CompareNumbers(value(), wanted);
    if (keyword == "minimum") return order >= 0;
    if (keyword == "maximum") return order <= 0;
    return keyword == "exclusiveMinimum" ? order > 0 : order < 0;
  }

  bool visit(const AllOfConstraint& constraint) override {
    bool holds = true;
    constraint.applyToSubschemas(
        [&](unsigned, const Subschema* branch) { return holds = Apply(branch, value()); });
    return holds;
  }
  bool visit(const AnyOfConstraint& constraint) override { return CountHolding(constraint) > 0; }
  bool visit(const OneOfConstraint& constraint) override { return CountHolding(constraint) == 1; }
  template <typename Constraint>
  int CountHolding(const Constraint& constraint) {
    int holding = 0;
    constraint.applyToSubschemas([&](unsigned, const Subschema* branch) {
      if (Apply(branch, value())) ++holding;
      return true;
    });
    return holding;
  }
  bool visit(const NotConstraint& constraint) override {
    return !Apply(constraint.getSubschema(), value());
  }
  bool visit(const ConditionalConstraint& constraint) override {
    const Subschema* const schema = Apply(constraint.getIfSubschema(), value())
                                        ? constraint.getThenSubschema()
                                        : constraint.getElseSubschema();
    return schema == nullptr || Apply(schema, value());
  }

  std::size_t Length() const {
    return CountCodePoints(value().get_ref<const std::string&>()).value();
  }
  bool visit(const MinLengthConstraint& constraint) override {
    return !value().is_string() || Length() >= constraint.getMinLength();
  }
  bool visit(const MaxLengthConstraint& constraint) override {
    return !value().is_string() || Length() <= constraint.getMaxLength();
  }

  bool visit(const MinItemsConstraint& constraint) override {
    return !value().is_array() || value().size() >= constraint.getMinItems();
  }
  bool visit(const MaxItemsConstraint& constraint) override {
    return !value().is_array() || value().size() <= constraint.getMaxItems();
  }
  bool visit(const SingularItemsConstraint& constraint) override {
    if (!value().is_array()) return true;
    return std::ranges::all_of(
        value(), [&](const Json& item) { return Apply(constraint.getItemsSubschema(), item); });
  }
  bool visit(const LinearItemsConstraint& constraint) override {
    if (!value().is_array()) return true;
    bool holds = true;
    constraint.applyToItemSubschemas([&](unsigned index, const Subschema* schema) {
      if (index < value().size()) holds = Apply(schema, value()[index]) && holds;
      return true;
    });
    for (std::size_t i = constraint.getItemSubschemaCount(); i < value().size(); ++i)
      holds = Apply(constraint.getAdditionalItemsSubschema(), value()[i]) && holds;
    return holds;
  }
  bool visit(const ContainsConstraint& constraint) override {
    if (!value().is_array()) return true;
    return std::ranges::any_of(
        value(), [&](const Json& item) { return Apply(constraint.getSubschema(), item); });
  }
  bool visit(const UniqueItemsConstraint&) override {
    if (!value().is_array()) return true;
    for (std::size_t i = 0; i < value().size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        ++steps_;
        if (EqualValues(value()[i], value()[j])) return false;
      }
    }
    return true;
  }

  bool visit(const MinPropertiesConstraint& constraint) override {
    return !value().is_object() || value().size() >= constraint.getMinProperties();
  }
  bool visit(const MaxPropertiesConstraint& constraint) override {
    return !value().is_object() || value().size() <= constraint.getMaxProperties();
  }
  bool visit(const RequiredConstraint& constraint) override {
    if (!value().is_object()) return true;
    bool holds = true;
    constraint.applyToRequiredProperties([&](const auto& name) {
      return holds = value().contains(std::string_view(name.c_str(), name.size()));
    });
    return holds;
  }
  bool visit(const DependenciesConstraint& constraint) override {
    if (!value().is_object()) return true;
    bool holds = true;
    const auto has = [&](const auto& name) {
      return value().contains(std::string_view(name.c_str(), name.size()));
    };
    constraint.applyToPropertyDependencies([&](const auto& name, const auto& needed) {
      if (has(name)) holds = holds && std::ranges::all_of(needed, has);
      return true;
    });
    constraint.applyToSchemaDependencies([&](const auto& name, const Subschema* schema) {
      if (has(name)) holds = Apply(schema, value()) && holds;
      return true;
    });
    return holds;
  }
  bool visit(const PropertyNamesConstraint& constraint) override {
    if (!value().is_object()) return true;
    return std::ranges::all_of(value().items(), [&](const auto& member) {
      return Apply(constraint.getSubschema(), Json(member.key()));
    });
  }
  bool visit(const PropertiesConstraint& constraint) override {
    if (!value().is_object()) return true;
    bool holds = true;
    std::set<std::string> matched;
    constraint.applyToProperties([&](const auto& text, const Subschema* schema) {
      const std::string name(text.c_str(), text.size());
      if (!value().contains(name)) return true;
      matched.insert(name);
      holds = Apply(schema, value()[name]) && holds;
      return true;
    });
    constraint.applyToPatternProperties([&](const auto& text, const Subschema* schema) {
      const Pattern& pattern = patterns_.at(std::string(text.c_str(), text.size()));
      for (const auto& [name, member] : value().items()) {
        if (!pattern.Matches(name)) continue;
        matched.insert(name);
        holds = Apply(schema, member) && holds;
      }
      return true;
    });
    for (const auto& [name, member] : value().items()) {
      if (matched.contains(name)) continue;
      holds = Apply(constraint.getAdditionalPropertiesSubschema(), member) && holds;
    }
    return holds;
  }

  // Their keywords are judged by MeetsOwn().
  bool visit(const ConstConstraint&) override { return false; }
  bool visit(const EnumConstraint&) override { return false; }
  bool visit(const FormatConstraint&) override { return false; }
  bool visit(const MaximumConstraint&) override { return false; }
  bool visit(const MinimumConstraint&) override { return false; }
  bool visit(const MultipleOfDoubleConstraint&) override { return false; }
  bool visit(const MultipleOfIntConstraint&) override { return false; }
  bool visit(const PatternConstraint&) override { return false; }

  const std::vector<std::unique_ptr<valijson::Schema>>& parts_;
  const std::vector<Json>& own_;
  const std::map<std::string, Pattern>& patterns_;
  const Json* value_ = nullptr;
  int steps_ = 0, nesting_ = 0;
};

}  // namespace

SecondOpinion::SecondOpinion(const PreparedSchema& prepared) {
  auto read = std::make_unique<Read>();
  read->patterns = prepared.patterns;
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  parser.addConstraintBuilder(kPartKeyword, new OwnConstraintBuilder(true));
  parser.addConstraintBuilder(kOwnKeyword, new OwnConstraintBuilder(false));
  for (const Part& part : prepared.parts) {
    Json schema = part.schema;
    TakeOwn(schema, read->own);
    auto& out = read->parts.emplace_back(std::make_unique<valijson::Schema>());
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(schema), *out);
  }
  read_ = std::move(read);
}

std::unique_ptr<const SecondOpinion> SecondOpinion::Of(const Json& schema) {
  return std::make_unique<const SecondOpinion>(*PrepareSchema(schema));
}

SecondOpinion::~SecondOpinion() = default;

std::optional<bool> SecondOpinion::On(const Json& instance) const {
  return Evaluation(read_->parts, read_->own, read_->patterns).Run(instance);
}

}  // namespace kontrakt::internal
