// The words that may follow the member in a FIELD: FIELD(id, MinLength(1), Doc("Unique")).
//
// All of them are evaluated by the compiler; a value that makes no sense does not compile, and the
// compiler's message shows the line of this file that says why.
#ifndef KONTRAKT_SCHEMAS_DECLARE_CONSTRAINTS_H_
#define KONTRAKT_SCHEMAS_DECLARE_CONSTRAINTS_H_

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

#include "kontrakt/schemas/declare/checks.h"
#include "kontrakt/schemas/declare/enums.h"
#include "kontrakt/schemas/declare/traits.h"
#include "kontrakt/schemas/text/format.h"
#include "kontrakt/schemas/text/number.h"
#include "kontrakt/schemas/text/utf8.h"

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
  if (!IsFinite(value)) DeclarationError("a bound is a finite number: JSON has no other");
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

struct HasLiteral {
  Literal value;
  constexpr explicit HasLiteral(bool v) : value(v) {}
  constexpr explicit HasLiteral(JsonNumber auto v) : value(Number(v)) {}
  constexpr explicit HasLiteral(std::string_view v) : value(v) {}
  constexpr explicit HasLiteral(const char* v) : value(std::string_view(v)) {}
  template <class E>
    requires std::is_enum_v<E>
  constexpr explicit HasLiteral(E v) : value(v) {}
};

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

// Strings: a regular expression of ECMA 262 that must match somewhere in the text; anchor it with ^
// and $ to bind the whole (draft-07 6.3.3). One that cannot be matched in linear time, with a
// lookahead or a backreference for example, is refused when the program starts.
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
          "unknown format: write date-time, date, time, duration, email, hostname, ipv4, ipv6, "
          "uri, "
          "uuid, json-pointer or regex");
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
    for (std::size_t i = 0; i < v.size();) {
      const auto byte = static_cast<unsigned char>(v[i]);
      if (byte < 0x20 || byte == '"' || byte == '\\') {
        internal::DeclarationError("a name has no quotes, backslashes or control characters");
      }
      const std::size_t length =
          byte < 0x80 ? 1 : Utf8SequenceLength(v.data() + i, v.data() + v.size());
      if (length == 0) internal::DeclarationError("a name is valid UTF-8");
      i += length;
    }
  }
  constexpr void Apply(FieldSpec& s) const { s.name = value; }
};

// Enums: only these of the values that SCHEMA_ENUM lists: FIELD(state, OneOf(State::kNew)).
struct OneOf {
  std::uint64_t value = 0;
  template <DeclaredEnum E, std::same_as<E>... Es>
  constexpr explicit OneOf(E first, Es... rest) {
    const E allowed[] = {first, rest...};
    for (const E e : allowed) {
      const std::size_t index = kontrakt::internal::EnumeratorIndex(e);
      if (index == kontrakt::internal::kEnumerators<E>.size()) {
        internal::DeclarationError("OneOf takes enumerators that SCHEMA_ENUM lists");
      }
      if (index >= 64) internal::DeclarationError("OneOf knows an enum's first 64 values only");
      value |= std::uint64_t{1} << index;
    }
  }
  template <class T>
    requires(!DeclaredEnum<T>)
  constexpr explicit OneOf(T, auto...) {
    static_assert(DeclaredEnum<T>,
                  "OneOf takes enumerators of an enum with SCHEMA_ENUM; for texts declare such an "
                  "enum, or write a Pattern");
  }
  constexpr void Apply(Checks& c) const {
    if (c.enumerators != 0) internal::DeclarationError("OneOf is given twice: put all into one");
    c.enumerators = value;
  }
};

// Integers: in JSON a string of decimal digits. Readers that keep numbers as doubles (JavaScript,
// some of Python's and jq's) round integers beyond +-2^53 that travel as numbers.
struct AsString {
  constexpr AsString() = default;
  constexpr void Apply(Checks& c) const { c.as_string = true; }
};

// What the member gets when a message that is read lacks it; the key is then not required. Bool,
// number, text or enumerator.
struct Default : internal::HasLiteral {
  using HasLiteral::HasLiteral;
  constexpr void Apply(FieldSpec& s) const {
    if (s.has_default()) internal::DeclarationError("Default is given twice: keep one");
    s.default_value = value;
  }
};

// The only value that the field may have: bool, integer, text or enumerator. The member still has
// to hold it: give it that value where the struct declares it. A text or an enumerator also tells
// the alternatives of a std::variant apart.
struct Const : internal::HasLiteral {
  using HasLiteral::HasLiteral;
  constexpr void Apply(FieldSpec& s) const {
    if (s.constant.given()) internal::DeclarationError("Const is given twice: keep one");
    s.constant = value;
  }
};

// A value as it may look, for people; up to three. They are checked like a Default when the program
// starts.
struct Example : internal::HasLiteral {
  using HasLiteral::HasLiteral;
  constexpr void Apply(FieldSpec& s) const {
    for (Literal& slot : s.examples) {
      if (!slot.given()) {
        slot = value;
        return;
      }
    }
    internal::DeclarationError("a field has three examples at most");
  }
};

// Writers should stop using the field, for this reason; "x-kontrakt-deprecated" in the schema.
struct Deprecated {
  std::string_view value;
  constexpr explicit Deprecated(std::string_view reason) : value(reason) {}
  constexpr void Apply(FieldSpec& s) const { internal::SetOnce(s.deprecated, value); }
};

// Strings: a note for readers how the text is to be taken, "base64" for example (draft-07 8.3).
struct ContentEncoding {
  std::string_view value;
  constexpr explicit ContentEncoding(std::string_view v) : value(v) {}
  constexpr void Apply(FieldSpec& s) const { internal::SetOnce(s.content_encoding, value); }
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
        "Minimum, Maximum, ExclusiveMinimum, ExclusiveMaximum, MultipleOf, MinItems, MaxItems, "
        "UniqueItems, Items, OneOf, AsString, Const, Default, Name, Doc, Example, Deprecated, "
        "ContentEncoding, Sensitive");
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

// Constraints outside of a FIELD, for a Codec (codec.h): Constrained(constraints::Pattern("^a")).
template <class... Cs>
constexpr FieldSpec Constrained(const Cs&... constraints) {
  return internal::MakeSpec({}, constraints...);
}

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_CONSTRAINTS_H_
