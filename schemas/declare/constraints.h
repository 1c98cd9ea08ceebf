// The words that may follow the member in a FIELD: FIELD(id, MinLength(1), Doc("Unique")).
//
// All of them are evaluated by the compiler; a value that makes no sense does not compile, and the
// compiler's message shows the line of this file that says why.
#ifndef KONTRAKT_SCHEMAS_DECLARE_CONSTRAINTS_H_
#define KONTRAKT_SCHEMAS_DECLARE_CONSTRAINTS_H_

#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

#include "kontrakt/schemas/declare/checks.h"
#include "kontrakt/schemas/text/format.h"

namespace kontrakt {
namespace constraints::internal {

// Not constexpr on purpose: reaching a call stops the compilation at the sentence.
void DeclarationError(const char* sentence);

constexpr void SetOnce(std::optional<std::uint64_t>& slot, std::int64_t value) {
  if (value < 0) DeclarationError("a length or a count is zero or more");
  if (slot.has_value()) DeclarationError("this constraint is given twice: keep one");
  slot = static_cast<std::uint64_t>(value);
}

constexpr void SetOnce(std::optional<Number>& slot, const Number& value) {
  if (value.type == Number::Type::kDouble && value.as_double != value.as_double) {
    DeclarationError("a bound cannot be NaN");
  }
  if (slot.has_value()) DeclarationError("this constraint is given twice: keep one");
  slot = value;
}

constexpr void SetOnce(std::string_view& slot, std::string_view value) {
  if (value.empty()) DeclarationError("this text may not be empty: leave the constraint out");
  if (!slot.empty()) DeclarationError("this constraint is given twice: keep one");
  slot = value;
}

template <class N>
concept JsonNumber = std::is_arithmetic_v<N> && !std::same_as<N, bool>;

}  // namespace constraints::internal

namespace constraints {

// Strings: length in Unicode code points (draft-07 6.3.1, 6.3.2).
struct MinLength {
  std::int64_t value;
  constexpr explicit MinLength(std::int64_t v) : value(v) {}
  constexpr void Apply(Checks& c) const { internal::SetOnce(c.min_length, value); }
};
struct MaxLength {
  std::int64_t value;
  constexpr explicit MaxLength(std::int64_t v) : value(v) {}
  constexpr void Apply(Checks& c) const { internal::SetOnce(c.max_length, value); }
};

// Strings: an RE2 regular expression that must match somewhere in the text; anchor it with ^ and $
// to bind the whole (draft-07 6.3.3). One that RE2 cannot compile is refused when the program
// starts.
struct Pattern {
  std::string_view value;
  constexpr explicit Pattern(std::string_view v) : value(v) {}
  constexpr void Apply(Checks& c) const { internal::SetOnce(c.pattern, value); }
};

// Strings: one of the formats of kontrakt/schemas/text/format.h, "uri" or "date-time" for example.
// It is asserted, not merely noted (draft-07 7.2 leaves that open).
struct Format {
  std::optional<::kontrakt::Format> value;
  constexpr explicit Format(std::string_view name) : value(ParseFormat(name)) {
    if (!value.has_value()) {
      internal::DeclarationError(
          "unknown format: write date-time, date, time, email, hostname, ipv4, ipv6, uri or uuid");
    }
  }
  constexpr void Apply(Checks& c) const {
    if (c.format.has_value()) internal::DeclarationError("Format is given twice: keep one");
    c.format = value;
  }
};

// Numbers (draft-07 6.2).
struct Minimum {
  Number value;
  constexpr explicit Minimum(internal::JsonNumber auto v) : value(v) {}
  constexpr void Apply(Checks& c) const { internal::SetOnce(c.minimum, value); }
};
struct Maximum {
  Number value;
  constexpr explicit Maximum(internal::JsonNumber auto v) : value(v) {}
  constexpr void Apply(Checks& c) const { internal::SetOnce(c.maximum, value); }
};
struct ExclusiveMinimum {
  Number value;
  constexpr explicit ExclusiveMinimum(internal::JsonNumber auto v) : value(v) {}
  constexpr void Apply(Checks& c) const { internal::SetOnce(c.exclusive_minimum, value); }
};
struct ExclusiveMaximum {
  Number value;
  constexpr explicit ExclusiveMaximum(internal::JsonNumber auto v) : value(v) {}
  constexpr void Apply(Checks& c) const { internal::SetOnce(c.exclusive_maximum, value); }
};
// Exact in decimal: 19.99 is a multiple of 0.01.
struct MultipleOf {
  Number value;
  constexpr explicit MultipleOf(internal::JsonNumber auto v) : value(v) {
    if (!(v > 0)) internal::DeclarationError("MultipleOf takes a number above zero");
  }
  constexpr void Apply(Checks& c) const { internal::SetOnce(c.multiple_of, value); }
};

// Arrays (draft-07 6.4).
struct MinItems {
  std::int64_t value;
  constexpr explicit MinItems(std::int64_t v) : value(v) {}
  constexpr void Apply(Checks& c) const { internal::SetOnce(c.min_items, value); }
};
struct MaxItems {
  std::int64_t value;
  constexpr explicit MaxItems(std::int64_t v) : value(v) {}
  constexpr void Apply(Checks& c) const { internal::SetOnce(c.max_items, value); }
};
struct UniqueItems {
  constexpr UniqueItems() = default;
  constexpr void Apply(Checks& c) const { c.unique_items = true; }
};

// Whatever is above, for each element of an array or each value of a map: FIELD(tags,
// Items(MinLength(1))).
struct Items {
  Checks value;
  constexpr explicit Items(auto... constraints) { (constraints.Apply(value), ...); }
  constexpr void Apply(FieldSpec& s) const {
    if (s.items.any()) internal::DeclarationError("Items is given twice: put all into one");
    s.items = value;
  }
};

// A sentence for people; the schema's "description".
struct Doc {
  std::string_view value;
  constexpr explicit Doc(std::string_view v) : value(v) {}
  constexpr void Apply(FieldSpec& s) const { internal::SetOnce(s.doc, value); }
};

// The key in the message where it differs from the member's name: FIELD(type_, Name("type")).
struct Name {
  std::string_view value;
  constexpr explicit Name(std::string_view v) : value(v) {
    if (v.empty()) internal::DeclarationError("a name has at least one character");
    for (const char c : v) {
      if (c < 0x20 || c == '"' || c == '\\') {
        internal::DeclarationError("a name has no quotes, backslashes or control characters");
      }
    }
  }
  constexpr void Apply(FieldSpec& s) const { s.name = value; }
};

// What the member gets when a message that is read lacks it; the key is then not required. Bool,
// number, text or enumerator.
struct Default {
  DefaultValue value;
  constexpr explicit Default(bool v) {
    value.type = DefaultValue::Type::kBool;
    value.as_bool = v;
  }
  constexpr explicit Default(internal::JsonNumber auto v) {
    value.type = DefaultValue::Type::kNumber;
    value.as_number = Number(v);
  }
  constexpr explicit Default(std::string_view v) {
    value.type = DefaultValue::Type::kString;
    value.as_string = v;
  }
  constexpr explicit Default(const char* v) : Default(std::string_view(v)) {}
  template <class E>
    requires std::is_enum_v<E>
  constexpr explicit Default(E v) {
    value.type = DefaultValue::Type::kEnum;
    value.as_enum = static_cast<std::int64_t>(v);
  }
  constexpr void Apply(FieldSpec& s) const {
    if (s.has_default()) internal::DeclarationError("Default is given twice: keep one");
    s.default_value = value;
  }
};

// Its values never appear in an error, a log or a dead letter's headers.
struct Sensitive {
  constexpr Sensitive() = default;
  constexpr void Apply(FieldSpec& s) const { s.sensitive = true; }
};

}  // namespace constraints

namespace internal {

template <class C>
constexpr void ApplyTo(FieldSpec& spec, const C& constraint) {
  if constexpr (requires { constraint.Apply(spec); }) {
    constraint.Apply(spec);
  } else if constexpr (requires { constraint.Apply(spec.value); }) {
    constraint.Apply(spec.value);
  } else {
    static_assert(
        sizeof(C) == 0,
        "FIELD takes a member and then constraints: MinLength, MaxLength, Pattern, Format, "
        "Minimum, "
        "Maximum, ExclusiveMinimum, ExclusiveMaximum, MultipleOf, MinItems, MaxItems, UniqueItems, "
        "Items, Doc, Default, Name, Sensitive");
  }
}

template <class... Cs>
constexpr FieldSpec MakeSpec(std::string_view member, const Cs&... constraints) {
  FieldSpec spec;
  spec.member = member;
  spec.name = member;
  (ApplyTo(spec, constraints), ...);
  return spec;
}

}  // namespace internal
}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_CONSTRAINTS_H_
