#include "kontrakt/schemas/document/integer_pattern.h"

#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include "gtest/gtest.h"
#include "kontrakt/schemas/text/pattern.h"

namespace kontrakt {
namespace {

template <class Low, class High>
Checks Bounds(Low low, High high) {
  Checks checks;
  checks.minimum = Number(low);
  checks.maximum = Number(high);
  return checks;
}

Pattern Compiled(const Checks& checks) {
  absl::StatusOr<Pattern> pattern = Pattern::Compile(internal::IntegerPattern(checks));
  EXPECT_EQ(pattern.status(), absl::OkStatus()) << internal::IntegerPattern(checks);
  return *std::move(pattern);
}

TEST(IntegerPatternTest, OfThe64BitTypes) {
  const Pattern any_signed = Compiled(
      Bounds(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()));
  const Pattern any_unsigned = Compiled(Bounds(0, std::numeric_limits<std::uint64_t>::max()));
  const struct {
    const char* text;
    bool is_signed;
    bool is_unsigned;
  } kCases[] = {
      {"0", true, true},
      {"9", true, true},
      {"10", true, true},
      {"-1", true, false},
      {"9007199254740993", true, true},
      {"9223372036854775807", true, true},
      {"9223372036854775808", false, true},
      {"9300000000000000000", false, true},
      {"-9223372036854775808", true, false},
      {"-9223372036854775809", false, false},
      {"18446744073709551615", false, true},
      {"18446744073709551616", false, false},
      {"100000000000000000000", false, false},
      {"-0", false, false},
      {"01", false, false},
      {"+1", false, false},
      {"1.0", false, false},
      {"", false, false},
      {"1\n", false, false},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(any_signed.Matches(c.text), c.is_signed) << c.text;
    EXPECT_EQ(any_unsigned.Matches(c.text), c.is_unsigned) << c.text;
  }
}

TEST(IntegerPatternTest, OfAnyBounds) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 300; ++round) {
    const auto a = static_cast<int>(random() % 3000) - 1500;
    const int b = a + static_cast<int>(random() % 1500);
    const Pattern pattern = Compiled(Bounds(a, b));
    for (int i = -1600; i < 3100; i += 1 + static_cast<int>(random() % 5)) {
      ASSERT_EQ(pattern.Matches(std::to_string(i)), i >= a && i <= b)
          << a << " <= " << i << " <= " << b;
    }
    for (const int edge : {a - 1, a, b, b + 1}) {
      ASSERT_EQ(pattern.Matches(std::to_string(edge)), edge >= a && edge <= b);
    }
  }
}

TEST(IntegerPatternTest, OfExclusiveAndBrokenBounds) {
  Checks checks = Bounds(-128, 127);
  checks.exclusive_minimum = Number(-12.5);
  checks.exclusive_maximum = Number(7.0);
  const Pattern pattern = Compiled(checks);
  for (int i = -130; i < 130; ++i) {
    EXPECT_EQ(pattern.Matches(std::to_string(i)), i >= -12 && i < 7) << i;
  }
  const Pattern none = Compiled(Bounds(1.2, 1.8));
  for (const char* text : {"", "1", "2", "-", "-1"}) EXPECT_FALSE(none.Matches(text)) << text;
}

}  // namespace
}  // namespace kontrakt
