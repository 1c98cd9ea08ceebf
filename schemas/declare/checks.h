// Checks: everything that a declaration demands of one value, as plain data.
//
// The constraints of a FIELD (constraints.h) fill it in at compile time; the schema document, the
// fused check of the encoder and the decoder all read the same data, which is why they agree.
#ifndef KONTRAKT_SCHEMAS_DECLARE_CHECKS_H_
#define KONTRAKT_SCHEMAS_DECLARE_CHECKS_H_

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

#include "kontrakt/schemas/text/format.h"
#include "kontrakt/schemas/text/number.h"

namespace kontrakt {

// Names follow the keywords of JSON Schema draft-07, section 6.
struct Checks {
  std::optional<std::uint64_t> min_length;  // Code points.
  std::optional<std::uint64_t> max_length;
  std::string_view pattern;  // Empty: none.
  std::optional<Format> format;
  std::optional<Number> minimum;
  std::optional<Number> maximum;
  std::optional<Number> exclusive_minimum;
  std::optional<Number> exclusive_maximum;
  std::optional<Number> multiple_of;
  std::optional<std::uint64_t> min_items;
  std::optional<std::uint64_t> max_items;
  bool unique_items = false;
  std::uint64_t enumerators = 0;  // Bit i: SCHEMA_ENUM's i-th may be there; 0: all of them.
  bool as_string = false;         // An integer that stands in JSON as a string of its digits.

  constexpr bool for_strings() const {
    return min_length || max_length || !pattern.empty() || format;
  }
  constexpr bool for_numbers() const {
    return minimum || maximum || exclusive_minimum || exclusive_maximum || multiple_of;
  }
  constexpr bool for_arrays() const { return min_items || max_items || unique_items; }
  constexpr bool for_enums() const { return enumerators != 0; }
  // Whether SCHEMA_ENUM's i-th may be there.
  constexpr bool takes_enumerator(std::size_t i) const {
    return enumerators == 0 || (i < 64 && (enumerators >> i & 1) != 0);
  }
  constexpr bool any() const {
    return for_strings() || for_numbers() || for_arrays() || for_enums() || as_string;
  }
};

// A value as a declaration names it: Default(3), Const("circle").
struct Literal {
  enum class Type : std::uint8_t { kNone, kBool, kNumber, kString, kEnum };

  Type type = Type::kNone;
  union {  // The one that `type` says.
    bool as_bool = false;
    Number as_number;
    std::string_view as_string;
    std::int64_t as_enum;  // The enumerator's underlying value.
  };

  // A defaulted one would be deleted, for the union.
  constexpr Literal() {}  // NOLINT(modernize-use-equals-default)
  constexpr explicit Literal(std::same_as<bool> auto v) : type(Type::kBool), as_bool(v) {}
  constexpr explicit Literal(const Number& v) : type(Type::kNumber), as_number(v) {}
  constexpr explicit Literal(std::string_view v) : type(Type::kString), as_string(v) {}
  template <class E>
    requires std::is_enum_v<E>
  constexpr explicit Literal(E v) : type(Type::kEnum), as_enum(static_cast<std::int64_t>(v)) {}

  constexpr bool given() const { return type != Type::kNone; }
};

inline constexpr std::size_t kMaxExamples = 3;

// One FIELD, but for its type.
struct FieldSpec {
  std::string_view member;  // As the struct calls it.
  std::string_view name;    // As the message calls it.
  std::string_view doc;
  std::string_view deprecated;        // The reason; empty: it is not.
  std::string_view content_encoding;  // "base64" for example; empty: plain.
  Literal default_value;
  Literal constant;  // The only value there is.
  std::array<Literal, kMaxExamples> examples{};
  bool sensitive = false;
  Checks value;
  Checks items;  // Of the elements of an array, a set or a map.

  constexpr bool has_default() const { return default_value.given(); }
};

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_CHECKS_H_
