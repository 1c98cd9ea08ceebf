// Limits: what most values have to satisfy, as two comparisons each, for code that reads the rules
// of a value from memory.
#ifndef KONTRAKT_SCHEMAS_CODEC_LIMITS_H_
#define KONTRAKT_SCHEMAS_CODEC_LIMITS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

#include "kontrakt/schemas/declare/checks.h"
#include "kontrakt/schemas/text/number.h"

namespace kontrakt::internal {

// What lies within the limits satisfies its Checks, unless there are `more_...`. What lies outside
// needs a closer look: integers beyond 64 bits with a sign, characters of several bytes.
struct Limits {
  std::int64_t lowest = std::numeric_limits<std::int64_t>::min();  // Of an integer.
  std::int64_t highest = std::numeric_limits<std::int64_t>::max();
  double least = std::numeric_limits<double>::lowest();  // Of a number; finite ones are checked.
  double most = std::numeric_limits<double>::max();
  std::size_t shortest = 0;  // Of a text of ASCII.
  std::size_t longest = std::numeric_limits<std::size_t>::max();
  bool more_for_integers = false;
  bool more_for_numbers = false;
  bool more_for_texts = false;
};

constexpr Limits LimitsOf(const Checks& checks) {
  constexpr std::int64_t kExact = std::int64_t{1} << 53;  // A double holds all integers up to it.
  Limits limits;
  const auto bound = [&](const std::optional<Number>& number, std::int64_t& integer, double& real) {
    if (!number) return;
    if (number->type != Number::Type::kSigned) {
      limits.more_for_integers = true;
    } else {
      integer = number->as_signed;
    }
    if (number->type == Number::Type::kDouble) {
      real = number->as_double;
    } else if (number->type == Number::Type::kSigned && -kExact <= number->as_signed &&
               number->as_signed <= kExact) {
      real = static_cast<double>(number->as_signed);
    } else {
      limits.more_for_numbers = true;
    }
  };
  bound(checks.minimum, limits.lowest, limits.least);
  bound(checks.maximum, limits.highest, limits.most);
  if (checks.exclusive_minimum || checks.exclusive_maximum || checks.multiple_of) {
    limits.more_for_integers = true;
    limits.more_for_numbers = true;
  }
  limits.shortest = checks.min_length.value_or(limits.shortest);
  limits.longest = checks.max_length.value_or(limits.longest);
  limits.more_for_texts = !checks.pattern.empty() || checks.format.has_value();
  return limits;
}

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_CODEC_LIMITS_H_
