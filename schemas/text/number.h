// Numbers of three kinds, compared exactly.
#ifndef KONTRAKT_SCHEMAS_TEXT_NUMBER_H_
#define KONTRAKT_SCHEMAS_TEXT_NUMBER_H_

#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace kontrakt {

// A number as it was written, in a declaration or a document: integers stay exact.
struct Number {
  enum class Type : std::uint8_t { kSigned, kUnsigned, kDouble };

  Type type = Type::kSigned;
  union {  // The one that `type` says.
    std::int64_t as_signed = 0;
    std::uint64_t as_unsigned;
    double as_double;
  };

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

// Calls `use` with the number's own C++ type.
template <class Use>
constexpr auto WithNumber(const Number& number, const Use& use) {
  switch (number.type) {
    case Number::Type::kSigned:
      return use(number.as_signed);
    case Number::Type::kUnsigned:
      return use(number.as_unsigned);
    case Number::Type::kDouble:
      break;
  }
  return use(number.as_double);
}

// Not NaN, not infinite: JSON has a text for it.
constexpr bool IsFinite(const Number& number) {
  constexpr double kMost = std::numeric_limits<double>::max();
  return number.type != Number::Type::kDouble ||
         (-kMost <= number.as_double && number.as_double <= kMost);
}

// -1, 0 or 1 as `value` is below, equal to or above `bound`; exact for every pair of types. NaN is
// the caller's affair.
template <class N>
[[gnu::always_inline]] constexpr int Compare(N value, const Number& bound) {
  // 64 bits of mantissa or more: every integer and every double keeps its value.
  static_assert(std::numeric_limits<long double>::digits >= 64,
                "kontrakt needs a long double that holds every 64-bit integer");
  const auto order = [](auto a, auto b) { return a < b ? -1 : (b < a ? 1 : 0); };
  switch (bound.type) {
    case Number::Type::kSigned:
      if constexpr (std::is_integral_v<N> && std::is_signed_v<N>) {
        return order(std::int64_t{value}, bound.as_signed);
      }
      if constexpr (std::is_floating_point_v<N>) {
        constexpr std::int64_t kExact = std::int64_t{1} << 53;  // A double holds all up to it.
        if (-kExact <= bound.as_signed && bound.as_signed <= kExact) {
          return order(double{value}, static_cast<double>(bound.as_signed));
        }
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

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_TEXT_NUMBER_H_
