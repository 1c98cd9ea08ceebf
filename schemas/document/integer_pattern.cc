#include "kontrakt/schemas/document/integer_pattern.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace kontrakt::internal {
namespace {

// Beyond every 64-bit integer.
constexpr double kFarthest = 4e19;

absl::int128 ToInt128(const Number& bound, double (*round)(double)) {
  switch (bound.type) {
    case Number::Type::kSigned:
      return bound.as_signed;
    case Number::Type::kUnsigned:
      return bound.as_unsigned;
    case Number::Type::kDouble:
      break;
  }
  return absl::int128(round(std::clamp(bound.as_double, -kFarthest, kFarthest)));
}

bool IsWhole(const Number& bound) {
  return bound.type != Number::Type::kDouble || std::trunc(bound.as_double) == bound.as_double;
}

absl::int128 Lowest(const Checks& checks) {
  const absl::int128 low = ToInt128(*checks.minimum, std::ceil);
  if (!checks.exclusive_minimum) return low;
  const absl::int128 above = ToInt128(*checks.exclusive_minimum, std::ceil);
  return std::max(low, above + (IsWhole(*checks.exclusive_minimum) ? 1 : 0));
}

absl::int128 Highest(const Checks& checks) {
  const absl::int128 high = ToInt128(*checks.maximum, std::floor);
  if (!checks.exclusive_maximum) return high;
  const absl::int128 below = ToInt128(*checks.exclusive_maximum, std::floor);
  return std::min(high, below - (IsWhole(*checks.exclusive_maximum) ? 1 : 0));
}

// "[3-7]", "[0-9]", "5"
std::string DigitsBetween(int low, int high) {
  return low == high ? absl::StrCat(low) : absl::StrCat("[", low, "-", high, "]");
}

std::string AnyDigits(std::size_t count) {
  if (count == 0) return "";
  return count == 1 ? "[0-9]" : absl::StrCat("[0-9]{", count, "}");
}

// Alternatives for the texts between `low` and `high`, which have the same number of digits; all of
// them begin with `prefix`.
void AddSameLength(std::string_view prefix, std::string_view low, std::string_view high,
                   std::vector<std::string>& out) {
  if (low == high) {
    out.push_back(absl::StrCat(prefix, low));
    return;
  }
  const std::size_t rest = low.size() - 1;
  if (low[0] == high[0]) {
    return AddSameLength(absl::StrCat(prefix, low.substr(0, 1)), low.substr(1), high.substr(1),
                         out);
  }
  const bool from_zero = low.find_first_not_of('0', 1) == std::string_view::npos;
  const bool to_nine = high.find_first_not_of('9', 1) == std::string_view::npos;
  const int first = low[0] - '0' + (from_zero ? 0 : 1);
  const int last = high[0] - '0' - (to_nine ? 0 : 1);
  if (!from_zero) {
    AddSameLength(absl::StrCat(prefix, low.substr(0, 1)), low.substr(1), std::string(rest, '9'),
                  out);
  }
  if (first <= last) {
    out.push_back(absl::StrCat(prefix, DigitsBetween(first, last), AnyDigits(rest)));
  }
  if (!to_nine) {
    AddSameLength(absl::StrCat(prefix, high.substr(0, 1)), std::string(rest, '0'), high.substr(1),
                  out);
  }
}

// Alternatives for the numbers from `low` to `high`.
std::vector<std::string> Between(std::uint64_t low, std::uint64_t high) {
  std::vector<std::string> out;
  // Lengths whose numbers are all inside are one alternative.
  std::size_t whole_from = 0, whole_to = 0;
  while (low <= high) {
    const std::string digits = absl::StrCat(low);
    const std::string nines(digits.size(), '9');
    const bool last = digits.size() == absl::StrCat(high).size();
    const bool whole =
        !last && digits.find_first_not_of('0', 1) == std::string::npos && digits[0] == '1';
    if (whole) {
      if (whole_from == 0) whole_from = digits.size();
      whole_to = digits.size();
    } else {
      AddSameLength("", digits, last ? absl::StrCat(high) : nines, out);
    }
    if (last) break;
    low = 1;
    for (std::size_t i = 0; i < digits.size(); ++i) low *= 10;
  }
  if (whole_from == 1 && whole_to == 1) {
    out.push_back("[1-9]");
  } else if (whole_from != 0) {
    out.push_back(whole_from == whole_to
                      ? absl::StrCat("[1-9]", AnyDigits(whole_from - 1))
                      : absl::StrCat("[1-9][0-9]{", whole_from - 1, ",", whole_to - 1, "}"));
  }
  return out;
}

}  // namespace

std::string IntegerPattern(const Checks& checks) {
  const absl::int128 low = Lowest(checks);
  const absl::int128 high = Highest(checks);
  if (low > high) return "^-^";
  std::vector<std::string> all;
  if (high >= 0) {
    all = Between(static_cast<std::uint64_t>(std::max<absl::int128>(low, 0)),
                  static_cast<std::uint64_t>(high));
  }
  if (low < 0) {
    const auto least = static_cast<std::uint64_t>(std::max<absl::int128>(-high, 1));
    const std::vector<std::string> negative = Between(least, static_cast<std::uint64_t>(-low));
    all.push_back(absl::StrCat("-(?:", absl::StrJoin(negative, "|"), ")"));
  }
  return absl::StrCat("^(?:", absl::StrJoin(all, "|"), ")$");
}

}  // namespace kontrakt::internal
