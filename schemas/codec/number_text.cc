#include "kontrakt/schemas/codec/number_text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

#include "absl/base/optimization.h"
#include "kontrakt/schemas/codec/digit_pairs.h"

namespace kontrakt::internal {
namespace {

constexpr std::uint64_t kZeros = 0x3030303030303030;  // "00000000"
constexpr std::uint64_t kTenTo8 = 100'000'000;

void Store(char* to, std::uint64_t word) { std::memcpy(to, &word, sizeof word); }

// The eight decimal digits of `value` < 10^8, one a byte, the first in the lowest byte. All lanes
// of the word are divided at once, by 100 and then by 10.
std::uint64_t EightDigits(std::uint64_t value) {
  const std::uint64_t fours = (value / 10'000) | (value % 10'000) << 32;
  const std::uint64_t hundreds = (fours * 10'486 >> 20) & 0x0000'007F'0000'007F;
  const std::uint64_t twos = hundreds | (fours - 100 * hundreds) << 16;
  const std::uint64_t tens = (twos * 103 >> 10) & 0x000F'000F'000F'000F;
  return tens | (twos - 10 * tens) << 8;
}

// `value` < 10^8 without leading zeros.
char* WriteFew(char* to, std::uint64_t value) {
  const std::uint64_t digits = EightDigits(value);
  const int zeros = std::countr_zero(digits | std::uint64_t{1} << 56) / 8;  // Seven at most.
  Store(to, (digits | kZeros) >> (8 * zeros));
  return to + (8 - zeros);
}

char* WriteEight(char* to, std::uint64_t value) {
  Store(to, EightDigits(value) | kZeros);
  return to + 8;
}

// The fraction `micros` / 10^6 without trailing zeros, one digit at least.
char* WriteFraction(char* to, std::uint64_t micros) {
  if (ABSL_PREDICT_TRUE(micros % 10'000 == 0)) {
    const auto hundredths = static_cast<unsigned>(micros / 10'000);
    WritePair(to, hundredths);
    return to + (hundredths % 10 == 0 ? 1 : 2);
  }
  const std::uint64_t digits = EightDigits(micros * 100);
  Store(to, digits | kZeros);
  return to + (8 - std::countl_zero(digits) / 8);
}

template <class N>
char* WriteShortest(char* to, N value) {
  if (value == 0) value = 0;
  char* const end = std::to_chars(to, to + kNumberRoom - 2, value).ptr;
  const auto is_integer = [](char c) { return c == '-' || (c >= '0' && c <= '9'); };
  if (!std::all_of(to, end, is_integer)) return end;
  std::memcpy(end, ".0", 2);
  return end + 2;
}

}  // namespace

static_assert(std::endian::native == std::endian::little,
              "number_text.cc takes the first character for the lowest byte");

char* WriteUnsigned(char* to, std::uint64_t value) {
  // Few digits by branches, which cost nothing where numbers are alike; many by arithmetic alone.
  if (value < 100) {
    const auto pair = static_cast<unsigned>(value);
    WritePair(to, pair < 10 ? 10 * pair : pair);
    return to + (pair < 10 ? 1 : 2);
  }
  if (value < kTenTo8) return WriteFew(to, value);
  if (value < kTenTo8 * kTenTo8) {
    return WriteEight(WriteFew(to, value / kTenTo8), value % kTenTo8);
  }
  const std::uint64_t low = value % (kTenTo8 * kTenTo8);
  to = WriteFew(to, value / (kTenTo8 * kTenTo8));
  return WriteEight(WriteEight(to, low / kTenTo8), low % kTenTo8);
}

// The short road: a decimal of at most six places and fifteen digits. No two such decimals are the
// same double, so that the one which reads back as `value`, without its trailing zeros, is the
// shortest. Left out is what std::to_chars writes with an exponent because that is shorter.
char* WriteDouble(char* to, double value) {
  const double magnitude = std::abs(value);
  if (ABSL_PREDICT_FALSE(!(magnitude >= 1e-3 && magnitude < 1e9))) return WriteShortest(to, value);
  // A wrong rounding is found below.
  const auto micros =
      static_cast<std::int64_t>(magnitude * 1e6 + 0.5);  // NOLINT(bugprone-incorrect-roundings)
  const auto whole = static_cast<std::uint64_t>(micros / 1'000'000);
  const auto fraction = static_cast<std::uint64_t>(micros % 1'000'000);
  if (ABSL_PREDICT_FALSE(static_cast<double>(micros) / 1e6 != magnitude ||
                         (fraction == 0 && whole % 100'000 == 0))) {
    return WriteShortest(to, value);
  }
  *to = '-';
  to = WriteUnsigned(to + std::signbit(value), whole);
  *to = '.';
  return WriteFraction(to + 1, fraction);
}

char* WriteFloat(char* to, float value) { return WriteShortest(to, value); }

}  // namespace kontrakt::internal
