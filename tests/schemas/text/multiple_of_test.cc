#include "kontrakt/schemas/text/multiple_of.h"

#include <cmath>
#include <cstdint>
#include <limits>

#include "gtest/gtest.h"

namespace kontrakt {
namespace {

constexpr std::int64_t kMin64 = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMax64 = std::numeric_limits<std::int64_t>::max();
constexpr std::uint64_t kMaxU64 = std::numeric_limits<std::uint64_t>::max();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(MultipleOfTest, DoublesAreTakenAsTheirShortestDecimal) {
  const struct {
    const char* name;
    double value, divisor;
    bool expected;
  } kCases[] = {
      {"money", 19.99, 0.01, true},
      {"money, not", 19.995, 0.01, false},
      {"0.3 by 0.1", 0.3, 0.1, true},
      {"1.1 by 0.1", 1.1, 0.1, true},
      {"4.35 by 0.05", 4.35, 0.05, true},
      {"4.36 by 0.05", 4.36, 0.05, false},
      {"zero", 0, 0.01, true},
      {"minus zero", -0.0, 3, true},
      {"negative", -0.75, 0.25, true},
      {"negative, not", -0.75, 0.5, false},
      {"itself", 123.456, 123.456, true},
      {"a ten-millionth", 0.00751, 0.0001, false},
      {"a small one", 0.0075, 0.0001, true},
      {"huge by a fraction", 1e308, 0.123456789, false},
      {"huge by a half", 1e308, 0.5, true},
      {"huge by three", 1e308, 3, false},
      {"the smallest", 5e-324, 5e-324, true},
      {"the smallest by the next", 5e-324, 1e-323, false},
      {"below the divisor", 1e-300, 1, false},
      {"1e22 by 10", 1e22, 10, true},
      {"seventeen digits", 0.30000000000000004, 0.1, false},
      {"infinite value", kInfinity, 1, false},
      {"no number", std::nan(""), 1, false},
      {"infinite divisor", 1, kInfinity, false},
      {"divisor 0", 1, 0, false},
      {"negative divisor", 1, -1, false},
      {"divisor not a number", 1, std::nan(""), false},
  };
  for (const auto& c : kCases) EXPECT_EQ(IsMultipleOf(c.value, c.divisor), c.expected) << c.name;
}

TEST(MultipleOfTest, IntegersAreExact) {
  EXPECT_TRUE(IsMultipleOf(kMin64, 2));
  EXPECT_TRUE(IsMultipleOf(kMin64, std::int64_t{1} << 62));
  EXPECT_FALSE(IsMultipleOf(kMin64, 3));
  EXPECT_TRUE(IsMultipleOf(kMax64, 7));
  EXPECT_FALSE(IsMultipleOf(kMax64 - 1, 7));
  EXPECT_TRUE(IsMultipleOf(kMaxU64, 5));
  EXPECT_TRUE(IsMultipleOf(kMaxU64, kMaxU64));
  EXPECT_FALSE(IsMultipleOf(kMaxU64 - 1, 5));
  EXPECT_FALSE(IsMultipleOf(7, 0));
  EXPECT_FALSE(IsMultipleOf(7, -7));
  EXPECT_TRUE(IsMultipleOf(std::int8_t{-128}, std::int16_t{64}));
}

TEST(MultipleOfTest, IntegersByFractionsAndFractionsByIntegers) {
  EXPECT_TRUE(IsMultipleOf(12391239123, 1e-8));
  EXPECT_TRUE(IsMultipleOf(std::int64_t{9007199254740993}, 0.5));
  EXPECT_FALSE(IsMultipleOf(std::int64_t{9007199254740993}, 2.0));
  EXPECT_TRUE(IsMultipleOf(kMaxU64, 0.05));
  EXPECT_FALSE(IsMultipleOf(3, 2.5));
  EXPECT_TRUE(IsMultipleOf(5, 2.5));
  EXPECT_TRUE(IsMultipleOf(4.0, std::int64_t{2}));
  EXPECT_FALSE(IsMultipleOf(4.5, std::int64_t{2}));
}

TEST(MultipleOfTest, AFloatHasItsOwnShortestDecimal) {
  EXPECT_TRUE(IsMultipleOf(0.1f, 0.01));
  EXPECT_TRUE(IsMultipleOf(19.99f, 0.01));
  EXPECT_FALSE(IsMultipleOf(double{19.99f}, 0.01));
}

TEST(MultipleOfTest, EveryCentOfAMillionIsAMultipleOfACent) {
  for (int cents = 0; cents < 1'000'000; ++cents) {
    ASSERT_TRUE(IsMultipleOf(cents / 100.0, 0.01)) << cents;
    ASSERT_EQ(IsMultipleOf(cents / 100.0, 0.05), cents % 5 == 0) << cents;
  }
}

}  // namespace
}  // namespace kontrakt
