// `multipleOf` in decimal: 19.99 is a multiple of 0.01, whatever the binary fractions say.
#ifndef KONTRAKT_SCHEMAS_TEXT_MULTIPLE_OF_H_
#define KONTRAKT_SCHEMAS_TEXT_MULTIPLE_OF_H_

#include <concepts>
#include <cstdint>
#include <type_traits>

#include "kontrakt/schemas/text/number.h"

namespace kontrakt {
namespace text_internal {

// A number without its sign: mantissa * 10^exponent.
struct Decimal {
  std::uint64_t mantissa = 0;
  int exponent = 0;
};

// The shortest decimal that reads back as `value`, which must be finite.
Decimal ShortestDecimal(double value);
Decimal ShortestDecimal(float value);

// Whether `value` is an integral multiple of `divisor`; `divisor.mantissa` must not be 0. Exact.
bool IsDecimalMultiple(Decimal value, Decimal divisor);

template <std::integral I>
constexpr std::uint64_t Magnitude(I value) {
  const auto bits = static_cast<std::uint64_t>(value);  // Sign-extended.
  return value < 0 ? 0 - bits : bits;
}

template <typename N>
Decimal ToDecimal(N value) {
  if constexpr (std::integral<N>) {
    return {Magnitude(value), 0};
  } else {
    return ShortestDecimal(value);
  }
}

template <typename N>
constexpr bool IsFinite(N value) {
  return value - value == 0;  // Infinities and NaN give NaN.
}

}  // namespace text_internal

// Whether `value` is an integral multiple of `divisor`. A double or float stands for its shortest
// decimal text, which is what every JSON writer puts on the wire; the answer on those decimals is
// exact. False when either is not finite, or the divisor is not positive. Pure; any thread.
template <typename V, typename D>
  requires std::is_arithmetic_v<V> && std::is_arithmetic_v<D>
bool IsMultipleOf(V value, D divisor) {
  if (!(divisor > 0)) return false;
  if constexpr (std::integral<V> && std::integral<D>) {
    return text_internal::Magnitude(value) % static_cast<std::uint64_t>(divisor) == 0;
  } else {
    return text_internal::IsFinite(value) && text_internal::IsFinite(divisor) &&
           text_internal::IsDecimalMultiple(text_internal::ToDecimal(value),
                                            text_internal::ToDecimal(divisor));
  }
}

// The same of a divisor that a declaration or a document names.
template <typename V>
  requires std::is_arithmetic_v<V>
bool IsMultipleOf(V value, const Number& divisor) {
  return WithNumber(divisor, [&](auto d) { return IsMultipleOf(value, d); });
}

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_TEXT_MULTIPLE_OF_H_
