#include "kontrakt/schemas/json/number.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <random>
#include <string>

#include "gtest/gtest.h"

namespace kontrakt {
namespace {

template <typename N>
std::optional<N> Parse(bool (*parse)(std::string_view, N&), std::string_view token) {
  N value = 42;
  if (parse(token, value)) return value;
  EXPECT_EQ(value, N{42}) << token << ": a refused token must not touch the output";
  return std::nullopt;
}

constexpr std::int64_t kMin64 = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMax64 = std::numeric_limits<std::int64_t>::max();
constexpr std::uint64_t kMaxU64 = std::numeric_limits<std::uint64_t>::max();

TEST(NumberTest, Int64) {
  const struct {
    std::string token;
    std::optional<std::int64_t> value;
  } kCases[] = {
      {"0", 0},
      {"-0", 0},
      {"7", 7},
      {"-7", -7},
      {"123456789012345678", 123456789012345678},
      {"-123456789012345678", -123456789012345678},
      {"9223372036854775807", kMax64},
      {"9223372036854775808", std::nullopt},
      {"-9223372036854775808", kMin64},
      {"-9223372036854775809", std::nullopt},
      {"18446744073709551616", std::nullopt},
      {"99999999999999999999999", std::nullopt},
      {"1.0", 1},
      {"-1.000", -1},
      {"1.5", std::nullopt},
      {"0.0", 0},
      {"-0.0", 0},
      {"0e999999999999", 0},
      {"1e2", 100},
      {"1E+2", 100},
      {"100e-2", 1},
      {"1000.0e-3", 1},
      {"1050e-2", std::nullopt},
      {"10.5e1", 105},
      {"1.25e2", 125},
      {"1.25e1", std::nullopt},
      {"1e18", 1'000'000'000'000'000'000},
      {"1e19", std::nullopt},
      {"9007199254740993", 9'007'199'254'740'993},
      {"9007199254740992.0", 9'007'199'254'740'992},
      {"9007199254740993.0", std::nullopt},
      {"-9007199254740993e0", std::nullopt},
      {"9007199254740994e0", 9'007'199'254'740'994},
      {"9223372036854774784.0", 9'223'372'036'854'774'784},
      {"9.223372036854775807e18", std::nullopt},
      {"9.223372036854775808e18", std::nullopt},
      {"-9.223372036854775808e18", kMin64},
      {"1.00000000000000001", std::nullopt},
      {"1e-1", std::nullopt},
      {"1e999999999999", std::nullopt},
      {"1e-999999999999", std::nullopt},
      {"1" + std::string(30, '0') + "e-30", 1},
      {"0." + std::string(30, '0') + "1e31", 1},
      {"1." + std::string(900, '0'), 1},
  };
  for (const auto& c : kCases)
    EXPECT_EQ(Parse<std::int64_t>(ParseInt64, c.token), c.value) << c.token;
}

TEST(NumberTest, Uint64) {
  const struct {
    std::string token;
    std::optional<std::uint64_t> value;
  } kCases[] = {
      {"0", 0},
      {"-0", 0},
      {"-0.0", 0},
      {"-1", std::nullopt},
      {"-1e0", std::nullopt},
      {"18446744073709551615", kMaxU64},
      {"18446744073709551615.0", std::nullopt},
      {"18446744073709549568.0", 18'446'744'073'709'549'568u},
      {"18446744073709551616", std::nullopt},
      {"1.8446744073709551615e19", std::nullopt},
      {"1e19", 10'000'000'000'000'000'000u},
      {"1e20", std::nullopt},
      {"0.5", std::nullopt},
  };
  for (const auto& c : kCases)
    EXPECT_EQ(Parse<std::uint64_t>(ParseUint64, c.token), c.value) << c.token;
}

TEST(NumberTest, Double) {
  const struct {
    std::string token;
    std::optional<double> value;
  } kCases[] = {
      {"0", 0.0},
      {"0.1", 0.1},
      {"-1.5e3", -1500.0},
      {"1.7976931348623157e308", std::numeric_limits<double>::max()},
      {"1.7976931348623159e308", std::nullopt},
      {"-1e309", std::nullopt},
      {"1e400", std::nullopt},
      {"1e999999999999", std::nullopt},
      {"123456" + std::string(400, '0'), std::nullopt},
      {"123456" + std::string(400, '0') + "e-400", 123456.0},
      {"5e-324", 5e-324},
      {"1e-400", 0.0},
      {"1e-999999999999", 0.0},
      {"0." + std::string(400, '0') + "1", 0.0},
      {"0." + std::string(400, '0') + "1e401", 1.0},
      {"9007199254740993", 9007199254740992.0},
  };
  for (const auto& c : kCases) EXPECT_EQ(Parse<double>(ParseDouble, c.token), c.value) << c.token;
}

// The short way against the C++ library's.
TEST(NumberTest, DoublesOfFewDigitsAreTheNearest) {
  std::mt19937 random(7);
  for (int i = 0; i < 200'000; ++i) {
    std::string token = std::to_string(random() >> random() % 32);
    token += std::to_string(random() >> random() % 32);
    if (i % 3 != 0) token.insert(1 + random() % (token.size() - 1), ".");
    if (token.back() == '.') token += '5';
    if (i % 2 != 0) token.insert(0, "-");
    double nearest = 0;
    std::from_chars(token.data(), token.data() + token.size(), nearest);
    ASSERT_EQ(Parse(&ParseDouble, token), nearest) << token;
  }
}

TEST(NumberTest, ANumberKeepsTheKindThatIsWritten) {
  const struct {
    const char* token;
    Number::Type type;
    const char* refusal;
  } kCases[] = {
      {"-9223372036854775808", Number::Type::kSigned, nullptr},
      {"9223372036854775807", Number::Type::kSigned, nullptr},
      {"9223372036854775808", Number::Type::kUnsigned, nullptr},
      {"18446744073709551615", Number::Type::kUnsigned, nullptr},
      {"18446744073709551616", Number::Type::kDouble, nullptr},  // 2^64
      {"18446744073709551617", {}, "expected an integer of at most 64 bits; "},
      {"1.0", Number::Type::kDouble, nullptr},
      {"1e3", Number::Type::kDouble, nullptr},
      {"1e400", {}, "expected a number that a double can hold"},
  };
  for (const auto& c : kCases) {
    Number number;
    const char* const refusal = ParseNumber(c.token, number);
    if (c.refusal == nullptr) {
      EXPECT_EQ(refusal, nullptr) << c.token << refusal;
      EXPECT_EQ(number.type, c.type) << c.token;
    } else {
      ASSERT_NE(refusal, nullptr) << c.token;
      EXPECT_TRUE(std::string_view(refusal).starts_with(c.refusal)) << refusal;
    }
  }
}

TEST(NumberTest, WhatIsTooSmallKeepsItsSign) {
  double value = 1;
  ASSERT_TRUE(ParseDouble("-1e-400", value));
  EXPECT_TRUE(value == 0 && std::signbit(value));
}

TEST(NumberTest, TellsHowItIsWritten) {
  EXPECT_TRUE(IsIntegerLiteral("-12"));
  EXPECT_FALSE(IsIntegerLiteral("12.0"));
  EXPECT_FALSE(IsIntegerLiteral("1e2"));
  EXPECT_FALSE(IsIntegerLiteral("1E2"));
}

}  // namespace
}  // namespace kontrakt
