// Evaluation: one message against a schema that valijson has read.
//
// The tree of constraints is walked here and not by valijson's own ValidationVisitor, because that
// one matches patternProperties with std::regex, compares items pair by pair, has no bound on its
// work, and names neither rule nor pointer.
#ifndef KONTRAKT_SCHEMAS_VALIDATE_EVALUATION_H_
#define KONTRAKT_SCHEMAS_VALIDATE_EVALUATION_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <valijson/constraints/concrete_constraints.hpp>
#include <valijson/constraints/constraint_visitor.hpp>
#include <valijson/schema.hpp>
#include <vector>

#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/reporter.h"
#include "kontrakt/schemas/text/pattern.h"
#include "kontrakt/schemas/validate/demands.h"
#include "kontrakt/schemas/validate/findings.h"
#include "kontrakt/schemas/violation.h"

#if !defined(VALIJSON_USE_EXCEPTIONS) || !VALIJSON_USE_EXCEPTIONS
#error "valijson must be built with VALIJSON_USE_EXCEPTIONS=1: without it a bad schema aborts"
#endif

namespace kontrakt::internal {

// What PrepareSchema() prepared, as valijson has read it.
struct CompiledSchema {
  std::vector<std::unique_ptr<valijson::Schema>> parts;  // The first is the root.
  std::vector<Demands> demands;
  std::map<std::string, Pattern> patterns;
};

// Stands in valijson's tree for a keyword that is ours.
class OwnConstraint final : public valijson::constraints::PolyConstraint {
 public:
  OwnConstraint(bool is_part, std::size_t index) : is_part(is_part), index(index) {}

  // For valijson's own visitor, which never sees it.
  bool validate(const valijson::adapters::Adapter&, const std::vector<std::string>&,
                valijson::ValidationResults*) const override {
    return false;
  }

  const bool is_part;       // A reference; else demands.
  const std::size_t index;  // Into the parts or the demands.

 private:
  Constraint* cloneInto(void* place) const override { return new (place) OwnConstraint(*this); }
  std::size_t sizeOf() const override { return sizeof *this; }
};

// Each visit() judges the value of the frame and reports what is wrong with it, or, when findings_
// is null, only judges. One object checks one message.
class Evaluation final : private valijson::constraints::ConstraintVisitor {
 public:
  explicit Evaluation(const CompiledSchema& compiled) : compiled_(compiled) {}

  // Every violation; empty: `instance` is valid. See Engine::Run().
  std::vector<Violation> Run(const Json& instance);

 private:
  using Subschema = valijson::Subschema;
  struct Frame {
    const Json* value = nullptr;
    const Path* path = nullptr;
    std::size_t first_finding = 0;
  };

  const Json& value() const { return *frame_.value; }
  const Path& path() const { return *frame_.path; }
  // Nothing that is still to be judged can change the outcome.
  bool settled(bool holds) const { return exhausted_ || (!holds && findings_ == nullptr); }

  // False: there is no work left, and every verdict from now on is void.
  bool Spend(std::uint64_t work);

  // Whether `value`, which stands at `path`, meets `schema`; `keyword` is the one that holds it.
  bool Apply(const Subschema& schema, const Json& value, const Path& path,
             std::string_view keyword);
  bool ApplyHere(const Subschema& schema, std::string_view keyword) {
    return Apply(schema, value(), path(), keyword);
  }
  // The same where null stands for `false`, as it does in valijson's tree.
  bool ApplyOrRefuse(const Subschema* schema, const Json& value, const Path& path,
                     std::string_view keyword);
  // Only the verdict.
  bool Holds(const Subschema& schema, const Json& value);

  // Always false. `found` makes the text, if there is somebody to read it.
  template <typename Found>
  bool Refuse(const Path& path, std::string_view rule, std::string_view expected,
              const Found& found) {
    if (findings_ != nullptr) findings_->Add(path, rule, std::string(expected), found());
    return false;
  }
  bool RefuseHere(std::string_view rule, std::string_view expected);
  bool RefuseMissing(std::string_view rule, std::string_view name);
  bool RefuseBranches(const std::vector<const Subschema*>& branches, std::string_view rule,
                      std::string_view expected);

  const Json* Member(std::string_view name) const;  // nullptr: the object has none.
  bool IsOfType(TypeConstraint::JsonType type) const;
  bool CheckCount(std::string_view rule, std::size_t count, std::uint64_t bound,
                  std::string_view noun);
  bool CheckLength(std::string_view rule, std::uint64_t bound);
  bool CheckItems(std::size_t first, const Subschema* schema, std::string_view keyword);
  template <typename Constraint>
  bool CheckBranches(const Constraint& constraint, std::string_view rule,
                     std::string_view expected);

  bool visit(const AllOfConstraint& constraint) override;
  bool visit(const AnyOfConstraint& constraint) override;
  bool visit(const ConditionalConstraint& constraint) override;
  bool visit(const ContainsConstraint& constraint) override;
  bool visit(const DependenciesConstraint& constraint) override;
  bool visit(const LinearItemsConstraint& constraint) override;
  bool visit(const MaxItemsConstraint& constraint) override;
  bool visit(const MaxLengthConstraint& constraint) override;
  bool visit(const MaxPropertiesConstraint& constraint) override;
  bool visit(const MinItemsConstraint& constraint) override;
  bool visit(const MinLengthConstraint& constraint) override;
  bool visit(const MinPropertiesConstraint& constraint) override;
  bool visit(const NotConstraint& constraint) override;
  bool visit(const OneOfConstraint& constraint) override;
  bool visit(const PolyConstraint& constraint) override;
  bool visit(const PropertiesConstraint& constraint) override;
  bool visit(const PropertyNamesConstraint& constraint) override;
  bool visit(const RequiredConstraint& constraint) override;
  bool visit(const SingularItemsConstraint& constraint) override;
  bool visit(const TypeConstraint& constraint) override;
  bool visit(const UniqueItemsConstraint& constraint) override;

  // PrepareSchema() takes their keywords away.
  bool visit(const ConstConstraint&) override { return false; }
  bool visit(const EnumConstraint&) override { return false; }
  bool visit(const FormatConstraint&) override { return false; }
  bool visit(const MaximumConstraint&) override { return false; }
  bool visit(const MinimumConstraint&) override { return false; }
  bool visit(const MultipleOfDoubleConstraint&) override { return false; }
  bool visit(const MultipleOfIntConstraint&) override { return false; }
  bool visit(const PatternConstraint&) override { return false; }

  const CompiledSchema& compiled_;
  std::uint64_t work_ = 0;  // That is left, in nanoseconds.
  bool exhausted_ = false;
  int nesting_ = 0;
  Findings* findings_ = nullptr;
  Frame frame_;
};

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_VALIDATE_EVALUATION_H_
