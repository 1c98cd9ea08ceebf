// The value of a JSON number token, as JsonReader::ReadNumber() gives it.
//
// All functions are pure and may be called from any thread. `token` must have JSON's number
// grammar.
#ifndef KONTRAKT_SCHEMAS_JSON_NUMBER_H_
#define KONTRAKT_SCHEMAS_JSON_NUMBER_H_

#include <cstdint>
#include <string_view>

#include "kontrakt/schemas/text/number.h"

namespace kontrakt {
namespace json_internal {
bool ParseInt64Slowly(std::string_view token, std::int64_t& out);
bool ParseUint64Slowly(std::string_view token, std::uint64_t& out);

// Reads `digits`, at most 18 of them; false when there are more, none, or another character.
inline bool ParseFewDigits(std::string_view digits, std::uint64_t& out) {
  if (digits.empty() || digits.size() > 18) return false;
  std::uint64_t value = 0;
  for (const char c : digits) {
    const auto digit = static_cast<unsigned>(c - '0');
    if (digit > 9) return false;
    value = value * 10 + digit;
  }
  out = value;
  return true;
}

bool ParseDoubleSlowly(std::string_view token, double& out);
const char* ParseNumberSlowly(std::string_view token, Number& out);

inline constexpr double kPowersOfTen[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                          1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

// Reads a decimal of few digits and no exponent. Its digits and its power of ten are doubles both,
// so one division rounds it as it should be.
inline bool ParseShortDecimal(std::string_view token, double& out) {
  constexpr std::size_t kMaxBytes = 16;  // Fewer than 2^53 / 10 even if all were digits but one.
  const bool negative = !token.empty() && token.front() == '-';
  if (negative) token.remove_prefix(1);
  if (token.empty() || token.size() > kMaxBytes) return false;
  std::int64_t digits = 0;
  std::size_t point = token.size() - 1;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const auto digit = static_cast<unsigned>(token[i] - '0');
    if (digit <= 9) {
      digits = digits * 10 + static_cast<std::int64_t>(digit);
    } else if (token[i] == '.') {
      point = i;
    } else {
      return false;
    }
  }
  const double magnitude = static_cast<double>(digits) / kPowersOfTen[token.size() - 1 - point];
  out = negative ? -magnitude : magnitude;
  return true;
}
}  // namespace json_internal

// Reads an integer. `1.0` and `1e2` are integers too (JSON Schema draft-07 core, section 6.1.1 of
// validation: any number without a fractional part). False: it has a fractional part, it does not
// fit, or it is written with a fraction or an exponent and a double would round it
// (9007199254740993 and 9007199254740992.0 are read, 9007199254740993.0 is not); `out` is then
// unchanged.
inline bool ParseInt64(std::string_view token, std::int64_t& out) {
  const bool negative = !token.empty() && token.front() == '-';
  std::uint64_t magnitude;
  if (json_internal::ParseFewDigits(token.substr(negative ? 1 : 0), magnitude)) {
    out = negative ? -static_cast<std::int64_t>(magnitude) : static_cast<std::int64_t>(magnitude);
    return true;
  }
  return json_internal::ParseInt64Slowly(token, out);
}

// The same for unsigned integers; `-0` is 0.
inline bool ParseUint64(std::string_view token, std::uint64_t& out) {
  return json_internal::ParseFewDigits(token, out) || json_internal::ParseUint64Slowly(token, out);
}

// Reads the nearest double. False: its magnitude is too large for a double; `out` is then
// unchanged. What is too small to tell from zero reads as zero.
inline bool ParseDouble(std::string_view token, double& out) {
  return json_internal::ParseShortDecimal(token, out) ||
         json_internal::ParseDoubleSlowly(token, out);
}

// Reads the number that `token` stands for in a tree or a check: an integer of 64 bits, signed or
// unsigned, when it is written as one, else the nearest double. nullptr, or what was expected
// instead (static text) of a number too large for a double, or of an integer with more digits than
// either keeps; `out` is then unchanged.
inline const char* ParseNumber(std::string_view token, Number& out) {
  const bool negative = !token.empty() && token.front() == '-';
  std::uint64_t magnitude;
  if (json_internal::ParseFewDigits(token.substr(negative ? 1 : 0), magnitude)) {
    const auto value = static_cast<std::int64_t>(magnitude);
    out = Number(negative ? -value : value);
    return nullptr;
  }
  double decimal;
  if (!json_internal::ParseShortDecimal(token, decimal))
    return json_internal::ParseNumberSlowly(token, out);
  out = Number(decimal);
  return nullptr;
}

// Whether `token` is written as an integer: no fraction, no exponent.
inline bool IsIntegerLiteral(std::string_view token) {
  return token.find_first_of(".eE") == std::string_view::npos;
}

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_JSON_NUMBER_H_
