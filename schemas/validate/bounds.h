// Bounds: what minimum, maximum, their exclusive forms and multipleOf ask of a number.
#ifndef KONTRAKT_SCHEMAS_VALIDATE_BOUNDS_H_
#define KONTRAKT_SCHEMAS_VALIDATE_BOUNDS_H_

#include <cstdint>
#include <string_view>

#include "kontrakt/schemas/json/value.h"
#include "kontrakt/schemas/text/number.h"

namespace kontrakt::internal {

// One of those keywords with its value. Exact for every pair of numbers.
struct Bound {
  enum class Kind : std::uint8_t { kMinimum, kMaximum, kAbove, kBelow, kMultiple };

  std::string_view keyword;
  Kind kind;
  Number number;

  bool Takes(const Number& value) const {
    if (kind == Kind::kMultiple) return IsMultiple(value, number);
    const int order = Order(value);
    switch (kind) {
      case Kind::kMinimum:
        return order >= 0;
      case Kind::kMaximum:
        return order <= 0;
      case Kind::kAbove:
        return order > 0;
      default:
        return order < 0;
    }
  }

 private:
  int Order(const Number& value) const {
    if (value.type == Number::Type::kSigned && number.type == Number::Type::kSigned) {
      return value.as_signed < number.as_signed ? -1 : value.as_signed > number.as_signed;
    }
    return Compare(value, number);
  }
};

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_VALIDATE_BOUNDS_H_
