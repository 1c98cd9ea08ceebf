// Checks: everything that a declaration demands of one value, as plain data.
//
// The constraints of a FIELD (constraints.h) fill it in at compile time; the schema document, the
// fused check of the encoder and the decoder all read the same data, which is why they agree.
#ifndef KONTRAKT_SCHEMAS_DECLARE_CHECKS_H_
#define KONTRAKT_SCHEMAS_DECLARE_CHECKS_H_

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <type_traits>

#include "kontrakt/schemas/text/format.h"

namespace kontrakt {

// A number as it was written in a declaration: integers stay exact.
struct Number {
  enum class Type : std::uint8_t { kSigned, kUnsigned, kDouble };

  Type type = Type::kSigned;
  std::int64_t as_signed = 0;
  std::uint64_t as_unsigned = 0;
  double as_double = 0;

  constexpr Number() = default;
  template <class N>
    requires(std::is_arithmetic_v<N> && !std::same_as<N, bool>)
  constexpr explicit Number(N n) {
    if constexpr (std::is_floating_point_v<N>) {
      type = Type::kDouble;
      as_double = n;
    } else if constexpr (std::is_signed_v<N>) {
      as_signed = n;
    } else {
      type = Type::kUnsigned;
      as_unsigned = n;
    }
  }
};

// -1, 0 or 1 as `value` is below, equal to or above `bound`; exact for every pair of types. NaN is
// the caller's affair.
template <class N>
constexpr int Compare(N value, const Number& bound) {
  // 64 bits of mantissa or more: every integer and every double keeps its value.
  static_assert(std::numeric_limits<long double>::digits >= 64,
                "kontrakt needs a long double that holds every 64-bit integer");
  const auto order = [](auto a, auto b) { return a < b ? -1 : (b < a ? 1 : 0); };
  switch (bound.type) {
    case Number::Type::kSigned:
      if constexpr (std::is_integral_v<N> && std::is_signed_v<N>) {
        return order(std::int64_t{value}, bound.as_signed);
      }
      return order(static_cast<long double>(value), static_cast<long double>(bound.as_signed));
    case Number::Type::kUnsigned:
      return order(static_cast<long double>(value), static_cast<long double>(bound.as_unsigned));
    case Number::Type::kDouble:
      break;
  }
  if constexpr (std::is_floating_point_v<N>) return order(double{value}, bound.as_double);
  return order(static_cast<long double>(value), static_cast<long double>(bound.as_double));
}

constexpr int Compare(const Number& a, const Number& b) {
  switch (a.type) {
    case Number::Type::kSigned:
      return Compare(a.as_signed, b);
    case Number::Type::kUnsigned:
      return Compare(a.as_unsigned, b);
    case Number::Type::kDouble:
      break;
  }
  return Compare(a.as_double, b);
}

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

  constexpr bool for_strings() const {
    return min_length || max_length || !pattern.empty() || format;
  }
  constexpr bool for_numbers() const {
    return minimum || maximum || exclusive_minimum || exclusive_maximum || multiple_of;
  }
  constexpr bool for_arrays() const { return min_items || max_items || unique_items; }
  constexpr bool any() const { return for_strings() || for_numbers() || for_arrays(); }
};

// The value that Default(...) names.
struct DefaultValue {
  enum class Type : std::uint8_t { kNone, kBool, kNumber, kString, kEnum };

  Type type = Type::kNone;
  bool as_bool = false;
  Number as_number;
  std::string_view as_string;
  std::int64_t as_enum = 0;  // The enumerator's underlying value.
};

// One FIELD, but for its type.
struct FieldSpec {
  std::string_view member;  // As the struct calls it.
  std::string_view name;    // As the message calls it.
  std::string_view doc;
  DefaultValue default_value;
  bool sensitive = false;
  Checks value;
  Checks items;  // Of the elements of an array or a map.

  constexpr bool has_default() const { return default_value.type != DefaultValue::Type::kNone; }
};

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_CHECKS_H_
