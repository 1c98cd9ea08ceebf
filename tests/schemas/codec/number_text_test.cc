// The quick roads against std::to_chars.
#include "kontrakt/schemas/codec/number_text.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include "gtest/gtest.h"

namespace kontrakt::internal {
namespace {

template <class N>
std::string Written(char* (*write)(char*, N), N value) {
  std::string room(kNumberRoom, '#');
  return {room.data(), write(room.data(), value)};
}

template <class N>
std::string Obvious(N value) {
  char text[64];
  if (value == 0) value = 0;  // No negative zero.
  std::string digits(text, std::to_chars(text, text + sizeof text, value).ptr);
  if (!std::is_integral_v<N> && digits.find_first_not_of("-0123456789") == std::string::npos) {
    digits += ".0";
  }
  return digits;
}

void CheckInteger(std::uint64_t value) {
  ASSERT_EQ(Written(WriteUnsigned, value), Obvious(value));
  const auto as_signed = static_cast<std::int64_t>(value);
  ASSERT_EQ(Written(WriteSigned, as_signed), Obvious(as_signed));
}

TEST(NumberTextTest, IntegersOfEveryLength) {
  for (std::uint64_t value = 0; value < 100'000; ++value) {
    CheckInteger(value);
    CheckInteger(0 - value);
  }
  for (std::uint64_t power = 1; power < 10'000'000'000'000'000'000u; power *= 10) {
    for (std::uint64_t near = power * 10 - 2; near != power * 10 + 3; ++near) CheckInteger(near);
  }
  std::mt19937_64 random(1);
  for (int i = 0; i < 200'000; ++i) CheckInteger(random() >> (i % 64));
}

TEST(NumberTextTest, DoublesThatAreShortDecimals) {
  std::mt19937_64 random(2);
  for (const double unit : {1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8}) {
    for (int i = 0; i < 50'000; ++i) {
      const double value = static_cast<double>(random() >> (14 + i % 50)) / unit;
      ASSERT_EQ(Written(WriteDouble, value), Obvious(value));
      ASSERT_EQ(Written(WriteDouble, -value), Obvious(-value));
      // A neighbour is no short decimal.
      const double near = std::nextafter(value, i % 2 == 0 ? 0.0 : 1e300);
      ASSERT_EQ(Written(WriteDouble, near), Obvious(near));
    }
  }
}

TEST(NumberTextTest, DoublesAtTheEdgesOfTheShortRoad) {
  for (const double value : {0.0,
                             -0.0,
                             1e-3,
                             0.00099,
                             0.001001,
                             0.0000005,
                             1e5,
                             1e6,
                             100001.0,
                             1e9,
                             999999999.0,
                             999999999.999999,
                             999999999.9999999,
                             1e9 - 1e-7,
                             1e15,
                             1e21,
                             1e22,
                             200000.0,
                             1200000.0,
                             12300000.0,
                             100000.5,
                             0.125,
                             0.1 + 0.2,
                             std::numeric_limits<double>::min(),
                             std::numeric_limits<double>::denorm_min(),
                             std::numeric_limits<double>::max()}) {
    EXPECT_EQ(Written(WriteDouble, value), Obvious(value));
    EXPECT_EQ(Written(WriteDouble, -value), Obvious(-value));
  }
}

TEST(NumberTextTest, DoublesAndFloatsOfAnyBits) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 300'000; ++i) {
    const auto bits = random();
    const auto as_double = std::bit_cast<double>(bits);
    if (std::isfinite(as_double)) {
      ASSERT_EQ(Written(WriteDouble, as_double), Obvious(as_double));
    }
    const auto as_float = std::bit_cast<float>(static_cast<std::uint32_t>(bits));
    if (std::isfinite(as_float)) {
      ASSERT_EQ(Written(WriteFloat, as_float), Obvious(as_float));
    }
  }
}

}  // namespace
}  // namespace kontrakt::internal
