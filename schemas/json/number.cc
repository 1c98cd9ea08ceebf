#include "kontrakt/schemas/json/number.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>
#include <system_error>

namespace kontrakt {
namespace {

// The pieces of a number token: value = whole.fraction * 10^exponent.
struct Pieces {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
  int exponent = 0;
};

constexpr int kHugeExponent =
    1'000'000;  // Stands for any larger one; tokens have at most 1024 digits.

int ParseExponent(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  int exponent = 0;
  for (const char c : text) exponent = std::min(exponent * 10 + (c - '0'), kHugeExponent);
  return negative ? -exponent : exponent;
}

Pieces Split(std::string_view token) {
  Pieces pieces;
  pieces.negative = token.starts_with('-');
  if (pieces.negative) token.remove_prefix(1);
  if (const std::size_t e = token.find_first_of("eE"); e != std::string_view::npos) {
    pieces.exponent = ParseExponent(token.substr(e + 1));
    token = token.substr(0, e);
  }
  const std::size_t point = std::min(token.find('.'), token.size());
  pieces.whole = token.substr(0, point);
  pieces.fraction = token.substr(std::min(point + 1, token.size()));
  return pieces;
}

// value * 10 + digit, unless that does not fit.
bool Append(std::uint64_t& value, unsigned digit) {
  constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
  if (value > (kMax - digit) / 10) return false;
  value = value * 10 + digit;
  return true;
}

// The magnitude, when it is an integer of 64 bits.
bool Magnitude(const Pieces& pieces, std::uint64_t& out) {
  int exponent = pieces.exponent - static_cast<int>(pieces.fraction.size());
  std::string_view whole = pieces.whole, fraction = pieces.fraction;
  // Trailing zeros carry no digit: 100e-2 and 1.00 are 1.
  for (; fraction.ends_with('0'); ++exponent) fraction.remove_suffix(1);
  if (fraction.empty()) {
    for (; whole.ends_with('0'); ++exponent) whole.remove_suffix(1);
  }
  std::uint64_t value = 0;
  for (const std::string_view digits : {whole, fraction}) {
    for (const char c : digits) {
      if (!Append(value, static_cast<unsigned>(c - '0'))) return false;
    }
  }
  if (value != 0) {
    if (exponent < 0) return false;
    for (; exponent > 0; --exponent) {
      if (!Append(value, 0)) return false;
    }
  }
  out = value;
  return true;
}

// Whether readers that keep every number as a double keep `magnitude`.
bool IsDouble(std::uint64_t magnitude) {
  const auto rounded = static_cast<double>(magnitude);
  return rounded < 0x1p64 && static_cast<std::uint64_t>(rounded) == magnitude;
}

// The magnitude of an integer. One with a fraction or an exponent is a double to trees and checks:
// where a double rounds it, they would see another number.
bool IntegerMagnitude(std::string_view token, const Pieces& pieces, std::uint64_t& out) {
  return Magnitude(pieces, out) && (IsIntegerLiteral(token) || IsDouble(out));
}

// Whether the token's magnitude is below 1, so that what does not fit a double is too small for it.
bool IsSmall(std::string_view token) {
  const Pieces pieces = Split(token);
  int leading = pieces.exponent;  // The power of ten of the first digit that is not zero, plus 1.
  if (pieces.whole != "0") {
    leading += static_cast<int>(pieces.whole.size());
  } else {
    leading -=
        static_cast<int>(std::min(pieces.fraction.find_first_not_of('0'), pieces.fraction.size()));
  }
  return leading <= 0;
}

// Whether the integer `token` is exactly `value`.
bool IsExactly(std::string_view token, double value) {
  char spelt[320];  // The largest double has 309 digits.
  const int length = std::snprintf(spelt, sizeof spelt, "%.0f", value);
  return token == std::string_view(spelt, static_cast<std::size_t>(length));
}

}  // namespace

namespace json_internal {

bool ParseInt64Slowly(std::string_view token, std::int64_t& out) {
  constexpr std::uint64_t kMax = std::numeric_limits<std::int64_t>::max();
  const Pieces pieces = Split(token);
  std::uint64_t magnitude = 0;
  if (!IntegerMagnitude(token, pieces, magnitude) || magnitude > kMax + (pieces.negative ? 1 : 0))
    return false;
  out = static_cast<std::int64_t>(pieces.negative ? 0 - magnitude : magnitude);
  return true;
}

bool ParseUint64Slowly(std::string_view token, std::uint64_t& out) {
  const Pieces pieces = Split(token);
  std::uint64_t magnitude = 0;
  if (!IntegerMagnitude(token, pieces, magnitude) || (pieces.negative && magnitude != 0))
    return false;
  out = magnitude;
  return true;
}

bool ParseDoubleSlowly(std::string_view token, double& out) {
  double value = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
  if (error == std::errc::result_out_of_range) {
    if (!IsSmall(token)) return false;
    value = token.starts_with('-') ? -0.0 : 0.0;
  } else if (error != std::errc() || !std::isfinite(value)) {
    return false;
  }
  out = value;
  return true;
}

const char* ParseNumberSlowly(std::string_view token, Number& out) {
  const bool integer = IsIntegerLiteral(token);
  std::int64_t as_signed = 0;
  std::uint64_t as_unsigned = 0;
  if (integer && ParseInt64(token, as_signed)) {
    out = Number(as_signed);
    return nullptr;
  }
  if (integer && ParseUint64(token, as_unsigned)) {
    out = Number(as_unsigned);
    return nullptr;
  }
  double as_double = 0;
  if (!ParseDouble(token, as_double)) return "expected a number that a double can hold";
  // A long integer would silently become another one.
  if (integer && !IsExactly(token, as_double)) {
    return "expected an integer of at most 64 bits; write a longer one as a string";
  }
  out = Number(as_double);
  return nullptr;
}

}  // namespace json_internal

}  // namespace kontrakt
