#include "kontrakt/schemas/declare/catalog.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "kontrakt/schemas/declare/describe.h"
#include "kontrakt/schemas/declare/register.h"
#include "kontrakt/schemas/text/format.h"
#include "kontrakt/schemas/text/multiple_of.h"
#include "kontrakt/schemas/text/pattern.h"
#include "kontrakt/schemas/text/utf8.h"

namespace kontrakt {
namespace {

using Faults = std::vector<std::string>;

void CheckPattern(std::string_view where, std::string_view pattern, Faults& faults) {
  if (pattern.empty()) return;
  const absl::Status status = Pattern::Compile(pattern).status();
  if (!status.ok()) faults.push_back(absl::StrCat(where, ": ", status.message()));
}

bool InBounds(auto value, const Checks& c) {
  return !(c.minimum && Compare(value, *c.minimum) < 0) &&
         !(c.maximum && Compare(value, *c.maximum) > 0) &&
         !(c.exclusive_minimum && Compare(value, *c.exclusive_minimum) <= 0) &&
         !(c.exclusive_maximum && Compare(value, *c.exclusive_maximum) >= 0) &&
         !(c.multiple_of && !IsMultipleOf(value, *c.multiple_of));
}

bool NumberIsValid(const Number& number, const Checks& checks) {
  return WithNumber(number, [&](auto n) { return InBounds(n, checks); });
}

bool TextIsValid(std::string_view text, const Checks& c) {
  const std::optional<std::size_t> length = CountCodePoints(text);
  if (!length.has_value() || (c.min_length && *length < *c.min_length) ||
      (c.max_length && *length > *c.max_length) || (c.format && !MatchesFormat(*c.format, text))) {
    return false;
  }
  if (c.pattern.empty()) return true;
  const absl::StatusOr<Pattern> pattern = Pattern::Compile(c.pattern);
  return !pattern.ok() || pattern->Matches(text);  // A bad pattern is a fault of its own.
}

bool SatisfiesChecks(const Literal& value, const internal::Meant& meant) {
  const std::span<const std::int64_t> values = meant.type->enumerator_values;
  switch (value.type) {
    case Literal::Type::kNumber:
      return NumberIsValid(value.as_number, *meant.checks);
    case Literal::Type::kString:
      return TextIsValid(value.as_string, *meant.checks);
    case Literal::Type::kEnum:
      return meant.checks->takes_enumerator(static_cast<std::size_t>(
          std::find(values.begin(), values.end(), value.as_enum) - values.begin()));
    case Literal::Type::kNone:
    case Literal::Type::kBool:
      break;
  }
  return true;
}

// Whether every Codec between the field's `type` and JSON reads the literal.
bool CodecsRead(const Literal& value, const TypeDescription& type) {
  const TypeDescription* at = &type;
  for (; at->kind == Kind::kOptional || at->kind == Kind::kAlias; at = &at->element()) {
    if (at->reads != nullptr && !at->reads(value)) return false;
  }
  return true;
}

bool LiteralIsValid(const Literal& value, const FieldDescription& field) {
  if (!value.given()) return true;
  return SatisfiesChecks(value, internal::MeantBy(field.type(), field.spec->value)) &&
         CodecsRead(value, field.type());
}

void CheckLiterals(std::string_view where, const FieldDescription& field, Faults& faults) {
  const FieldSpec& spec = *field.spec;
  if (!LiteralIsValid(spec.default_value, field)) {
    faults.push_back(absl::StrCat(
        where, ": its Default breaks the field's own constraints: change one of them"));
  }
  for (const Literal& example : spec.examples) {
    if (LiteralIsValid(example, field)) continue;
    faults.push_back(
        absl::StrCat(where, ": an Example breaks the field's own constraints: change one of them"));
  }
}

void CheckType(std::string_view where, const TypeDescription& type,
               std::set<const TypeDescription*>& seen, Faults& faults) {
  if (!seen.insert(&type).second) return;
  if (type.element != nullptr) CheckType(where, type.element(), seen, faults);
  for (const Describer part : type.alternatives) CheckType(where, part(), seen, faults);
  if (type.spec != nullptr) {
    CheckPattern(where, type.spec->value.pattern, faults);
    CheckPattern(where, type.spec->items.pattern, faults);
  }
  for (const FieldDescription& field : type.fields) {
    const std::string here = absl::StrCat(where, ".", field.spec->member);
    CheckPattern(here, field.spec->value.pattern, faults);
    CheckPattern(here, field.spec->items.pattern, faults);
    CheckLiterals(here, field, faults);
    CheckType(here, field.type(), seen, faults);
  }
}

// Whether a type stands in an unnamed namespace, so that two of two source files have one text.
bool IsUnnamed(std::string_view cpp_type) {
  return absl::StrContains(cpp_type, "{anonymous}") ||          // gcc
         absl::StrContains(cpp_type, "(anonymous namespace)");  // clang
}

void CheckEntry(const SchemaEntry& entry, Faults& faults) {
  const std::string id = entry.id.ToString();
  if (!IsSchemaName(entry.id.name)) {
    faults.push_back(
        absl::StrCat(id,
                     ": a schema's name begins with a letter and has letters, digits and '_' "
                     "only, 200 at most: rename the struct"));
  }
  if (entry.options.retention.has_value() && entry.options.retention->milliseconds() < 1) {
    faults.push_back(absl::StrCat(id, ": .retention is at least a millisecond"));
  }
  std::set<const TypeDescription*> seen;
  CheckType(id, entry.type(), seen, faults);
}

}  // namespace

Catalog& Catalog::Global() {
  static auto& catalog = *new Catalog();
  return catalog;
}

void Catalog::Add(SchemaEntry entry) {
  const absl::MutexLock lock(&mutex_);
  const auto same = [&](const SchemaEntry& e) {
    return e.id == entry.id && e.cpp_type == entry.cpp_type &&
           (e.type == entry.type || !IsUnnamed(e.cpp_type));
  };
  if (std::none_of(entries_.begin(), entries_.end(), same)) entries_.push_back(std::move(entry));
}

std::vector<SchemaEntry> Catalog::entries() const {
  std::vector<SchemaEntry> entries;
  {
    const absl::MutexLock lock(&mutex_);
    entries = entries_;
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const SchemaEntry& a, const SchemaEntry& b) { return a.id < b.id; });
  return entries;
}

absl::Status Catalog::Check() const {
  Faults faults;
  const std::vector<SchemaEntry> all = entries();
  for (std::size_t i = 0; i < all.size(); ++i) {
    CheckEntry(all[i], faults);
    if (i > 0 && all[i].id == all[i - 1].id) {
      faults.push_back(absl::StrCat(all[i].id.ToString(),
                                    ": registered for two different structs: give one of them "
                                    "another version or another name"));
    }
  }
  if (faults.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("the registered schemas are not sound:\n  ", absl::StrJoin(faults, "\n  ")));
}

bool internal::AddToGlobalCatalog(const Registration& schema, const SchemaOptions& options) {
  Catalog::Global().Add({.id = {.name = std::string(schema.name), .version = schema.version},
                         .options = options,
                         .type = schema.type,
                         .cpp_type = schema.cpp_type});
  return true;
}
bool internal::AddToGlobalCatalog(const Registration& schema) {
  return AddToGlobalCatalog(schema, {});
}

}  // namespace kontrakt
