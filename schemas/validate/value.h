// JSON values as JSON Schema sees them: numbers by their value, whatever their spelling.
#ifndef KONTRAKT_SCHEMAS_VALIDATE_VALUE_H_
#define KONTRAKT_SCHEMAS_VALIDATE_VALUE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "kontrakt/schemas/json/json.h"

namespace kontrakt::internal {

// -1, 0 or 1 as the number `a` is below, equal to or above `b`; exact for every pair of kinds.
int CompareNumbers(const Json& a, const Json& b);

// Whether `value` is a number without a fractional part: 1, 1.0, 1e300 (draft-07 6.1.1).
bool IsInteger(const Json& value);

// Whether `value` is an integral multiple of `divisor`, both numbers; in decimal.
bool IsMultiple(const Json& value, const Json& divisor);

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

// How much there is of a value: itself and everything in it, and the bytes of its strings and keys.
struct Extent {
  std::size_t values = 0;
  std::size_t bytes = 0;
};
Extent ExtentOf(const Json& value);

// What an error may say that it found: "a string of 3 characters", "-1", "an array of 2 items". No
// text of a string is shown.
std::string Described(const Json& value);

// The same with a string's own text, quoted and cut: for rules about the text.
std::string DescribedWithText(const Json& value);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_VALIDATE_VALUE_H_
