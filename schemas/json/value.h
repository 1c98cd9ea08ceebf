// JSON values as JSON Schema sees them: numbers by their value, whatever their spelling.
#ifndef KONTRAKT_SCHEMAS_JSON_VALUE_H_
#define KONTRAKT_SCHEMAS_JSON_VALUE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/text/number.h"

namespace kontrakt::internal {

// The number that `number`, which must be one, holds; and the reverse.
Number ToNumber(const Json& number);
Json ToJson(const Number& number);

// As an error writes it.
std::string NumberText(const Number& number);

// -1, 0 or 1 as the number `a` is below, equal to or above `b`; exact for every pair of kinds.
int CompareNumbers(const Json& a, const Json& b);

// Whether `value` is a number without a fractional part: 1, 1.0, 1e300 (draft-07 6.1.1).
bool IsInteger(const Json& value);
inline bool IsInteger(const Number& value) {
  if (value.type != Number::Type::kDouble) return true;
  constexpr double kAllAreIntegers = 0x1p53;  // From here on.
  if (!(value.as_double < kAllAreIntegers && value.as_double > -kAllAreIntegers)) return true;
  return static_cast<double>(static_cast<std::int64_t>(value.as_double)) == value.as_double;
}

// Whether `value` is an integral multiple of `divisor`, both numbers; in decimal.
bool IsMultiple(const Number& value, const Number& divisor);

// Equal numbers have equal hashes.
std::size_t HashOfNumber(const Number& number);

// Equality of draft-07 core section 4.2.3: 1 and 1.0 are equal, at any depth.
bool EqualValues(const Json& a, const Json& b);

// A set of values that live elsewhere, by EqualValues().
struct HashOfValue {
  std::size_t operator()(const Json* value) const;
};
struct EqualityOfValues {
  bool operator()(const Json* a, const Json* b) const { return EqualValues(*a, *b); }
};
using ValueSet = absl::flat_hash_set<const Json*, HashOfValue, EqualityOfValues>;

// Two of `values` that are equal, by their indexes; a discarded one equals none.
std::optional<std::pair<std::size_t, std::size_t>> FindTwice(const std::vector<Json>& values);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_JSON_VALUE_H_
