#include "kontrakt/schemas/text/multiple_of.h"

#include <array>
#include <charconv>

namespace kontrakt::text_internal {
namespace {

std::uint64_t MultiplyModulo(std::uint64_t a, std::uint64_t b, std::uint64_t modulus) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>(Wide{a} * b % modulus);
}

std::uint64_t PowerOfTenModulo(int exponent, std::uint64_t modulus) {
  std::uint64_t result = 1 % modulus, square = 10 % modulus;
  for (; exponent > 0; exponent /= 2) {
    if (exponent % 2 == 1) result = MultiplyModulo(result, square, modulus);
    square = MultiplyModulo(square, square, modulus);
  }
  return result;
}

template <typename F>
Decimal Shortest(F value) {
  std::array<char, 32> text;  // "-1.7976931348623157e+308" is the longest.
  const auto [end, error] =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific);
  Decimal decimal;
  bool fraction = false;
  const char* p = text.data();
  for (; p != end && *p != 'e'; ++p) {
    if (*p == '.') {
      fraction = true;
    } else if (*p != '-') {
      decimal.mantissa = decimal.mantissa * 10 + static_cast<std::uint64_t>(*p - '0');
      if (fraction) --decimal.exponent;
    }
  }
  int power = 0;
  p += p[1] == '+' ? 2 : 1;  // from_chars() reads no '+'.
  std::from_chars(p, end, power);
  decimal.exponent += power;
  return decimal;
}

}  // namespace

Decimal ShortestDecimal(double value) { return Shortest(value); }
Decimal ShortestDecimal(float value) { return Shortest(value); }

bool IsDecimalMultiple(Decimal value, Decimal divisor) {
  if (value.mantissa == 0) return true;
  int shift = value.exponent - divisor.exponent;
  // value = n * divisor with an integral n; both sides are scaled until they are integers.
  for (; shift < 0; ++shift) {
    if (value.mantissa % 10 != 0) return false;
    value.mantissa /= 10;
  }
  const std::uint64_t modulus = divisor.mantissa;
  return MultiplyModulo(value.mantissa, PowerOfTenModulo(shift, modulus), modulus) == 0;
}

}  // namespace kontrakt::text_internal
