// Checks: everything that a declaration demands of one value, as plain data.
//
// The constraints of a FIELD (constraints.h) fill it in at compile time; the schema document, the
// fused check of the encoder and the decoder all read the same data, which is why they agree.
#ifndef KONTRAKT_SCHEMAS_DECLARE_CHECKS_H_
#define KONTRAKT_SCHEMAS_DECLARE_CHECKS_H_

#include <cstdint>
#include <optional>
#include <string_view>

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
