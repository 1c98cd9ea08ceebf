#include "kontrakt/schemas/json/value.h"

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace kontrakt::internal {
namespace {

Json Parsed(const std::string& text) {
  const auto json = ParseJson(text);
  EXPECT_TRUE(json.ok()) << text << json.status();
  return *json;
}

TEST(ValueTest, NumbersCompareExactly) {
  const struct {
    const char* a;
    const char* b;
    int order;
  } kCases[] = {
      {"1", "1.0", 0},
      {"1", "1e0", 0},
      {"-0.0", "0", 0},
      {"9007199254740993", "9007199254740992", 1},
      {"9007199254740993", "9007199254740992.0", 1},
      {"9007199254740992", "9007199254740992.0", 0},
      {"18446744073709551615", "9223372036854775807", 1},
      {"18446744073709551615", "18446744073709551616", -1},
      {"18446744073709551615", "-1", 1},
      {"-9223372036854775808", "-9223372036854775808.0", 0},
      {"9223372036854775807", "9223372036854775808.0", -1},
      {"9223372036854775808", "9223372036854775808.0", 0},
      {"1", "1.5", -1},
      {"-1", "-1.5", 1},
      {"0.1", "0.1", 0},
      {"1e300", "18446744073709551615", 1},
      {"-1e300", "-9223372036854775808", -1},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(CompareNumbers(Parsed(c.a), Parsed(c.b)), c.order) << c.a << " " << c.b;
    EXPECT_EQ(CompareNumbers(Parsed(c.b), Parsed(c.a)), -c.order) << c.b << " " << c.a;
  }
}

TEST(ValueTest, IntegersAreNumbersWithoutAFraction) {
  for (const char* text : {"1", "-1", "1.0", "1e300", "0.0", "18446744073709551615"}) {
    EXPECT_TRUE(IsInteger(Parsed(text))) << text;
  }
  for (const char* text : {"1.5", "1e-300", "\"1\"", "true", "null", "[1]"}) {
    EXPECT_FALSE(IsInteger(Parsed(text))) << text;
  }
}

TEST(ValueTest, MultiplesAreDecimal) {
  EXPECT_TRUE(IsMultiple(ToNumber(Parsed("19.99")), ToNumber(Parsed("0.01"))));
  EXPECT_TRUE(IsMultiple(ToNumber(Parsed("18446744073709551615")), ToNumber(Parsed("5"))));
  EXPECT_TRUE(IsMultiple(ToNumber(Parsed("18446744073709551615")),
                         ToNumber(Parsed("18446744073709551615"))));
  EXPECT_TRUE(IsMultiple(ToNumber(Parsed("4.0")), ToNumber(Parsed("2"))));
  EXPECT_FALSE(IsMultiple(ToNumber(Parsed("-7")), ToNumber(Parsed("2"))));
}

TEST(ValueTest, NumbersAreWrittenAsTheyAreRead) {
  for (const char* text : {"-1", "18446744073709551615", "-9223372036854775808", "2.5", "4.0"})
    EXPECT_EQ(NumberText(ToNumber(Parsed(text))), text);
}

TEST(ValueTest, TwoThatAreEqualAreFoundUnlessTheyAreDiscarded) {
  const Json none(Json::value_t::discarded);
  using Places = std::pair<std::size_t, std::size_t>;
  EXPECT_EQ(FindTwice({none, 1, none, "1", 1.0, "1"}), (Places{1, 4}));
  EXPECT_EQ(FindTwice({none, 1, none, "1", true}), std::nullopt);
  EXPECT_EQ(FindTwice({}), std::nullopt);
}

TEST(ValueTest, EqualityAndHashGoByValue) {
  const struct {
    const char* a;
    const char* b;
    bool equal;
  } kCases[] = {
      {"1", "1.0", true},
      {"0", "-0.0", true},
      {"18446744073709551615", "-1", false},
      {"18446744073709551616", "18446744073709551616.0", true},
      {"-9223372036854775808", "-9223372036854775808.0", true},
      {"9007199254740993", "9007199254740992.0", false},
      {"[1,2.0]", "[1.0,2]", true},
      {"[1,2]", "[2,1]", false},
      {"[1]", "[1,1]", false},
      {R"({"a":1,"b":[2]})", R"({"b":[2.0],"a":1.0})", true},
      {R"({"a":1})", R"({"b":1})", false},
      {R"({"a":1})", R"({"a":1,"b":1})", false},
      {"0", "false", false},
      {"1", "true", false},
      {"\"1\"", "1", false},
      {"null", "false", false},
      {"[]", "{}", false},
      {"\"\"", "null", false},
      {"[[],[[]]]", "[[],[[]]]", true},
      {"1e-320", "1e-320", true},
  };
  const HashOfValue hash;
  for (const auto& c : kCases) {
    const Json a = Parsed(c.a), b = Parsed(c.b);
    EXPECT_EQ(EqualValues(a, b), c.equal) << c.a << " " << c.b;
    EXPECT_EQ(EqualValues(b, a), c.equal) << c.b << " " << c.a;
    if (c.equal) {
      EXPECT_EQ(hash(&a), hash(&b)) << c.a << " " << c.b;
    }
  }
}

TEST(ValueTest, HashesOfDifferentValuesDiffer) {
  const std::vector<Json> values = {
      0,      1,       -1,         0.5,        "",        "a",           true,
      false,  nullptr, "0",        "null",     1e300,     Json::array(), Json::object(),
      {1, 2}, {2, 1},  {{"a", 1}}, {{"b", 1}}, {{"a", 2}}};
  const HashOfValue hash;
  for (const Json& a : values) {
    for (const Json& b : values) {
      if (&a != &b) {
        EXPECT_NE(hash(&a), hash(&b)) << a << " " << b;
      }
    }
  }
}

}  // namespace
}  // namespace kontrakt::internal
