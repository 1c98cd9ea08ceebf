#include "kontrakt/schemas/json/json.h"

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

using ::testing::HasSubstr;

TEST(JsonTest, BuildsTheTree) {
  const auto json = ParseJson(R"({"b":[1,-2,2.5,"x\ny",true,false,null,{}],"a":{"é":[]}})");
  ASSERT_TRUE(json.ok()) << json.status();
  const Json expected = {{"a", {{"é", Json::array()}}},
                         {"b", {1, -2, 2.5, "x\ny", true, false, nullptr, Json::object()}}};
  EXPECT_EQ(*json, expected);
}

TEST(JsonTest, NumbersKeepTheirValue) {
  EXPECT_EQ(ParseJson("-9223372036854775808")->get<std::int64_t>(),
            std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(ParseJson("18446744073709551615")->get<std::uint64_t>(),
            std::numeric_limits<std::uint64_t>::max());
  EXPECT_TRUE(ParseJson("7")->is_number_integer());
  EXPECT_TRUE(ParseJson("7.0")->is_number_float());
  EXPECT_TRUE(ParseJson("7e0")->is_number_float());
  EXPECT_EQ(ParseJson("100000000000000000000")->get<double>(), 1e20);
  EXPECT_EQ(ParseJson("-100000000000000000000")->get<double>(), -1e20);
  EXPECT_EQ(ParseJson("1e-400")->get<double>(), 0.0);
}

TEST(JsonTest, RefusesWhatWouldBecomeAnotherValue) {
  const struct {
    const char* name;
    std::string text;
    const char* reason;
  } kCases[] = {
      {"longer than 64 bits", R"({"a":18446744073709551617})",
       "byte 5: expected an integer of at most 64 bits"},
      {"negative", "-9223372036854775809", "byte 0: expected an integer of at most 64 bits"},
      {"23 digits", "12345678901234567890123", "byte 0: expected an integer of at most 64 bits"},
      {"too large for a double", "[1e400]", "byte 1: expected a number that a double can hold"},
      {"duplicate key", R"({"a":1,"a":1})", "byte 11: expected every key of an object only once"},
      {"duplicate by escape", R"({"a":1,"\u0061":1})", "expected every key of an object only once"},
      {"duplicate below", R"([{"b":{"a":1,"c":0,"a":2}}])",
       "expected every key of an object only once"},
      {"bytes after NUL", std::string("{\"a\":1}\0 anything", 17),
       "byte 7: expected nothing after the value"},
      {"byte order mark", "\xEF\xBB\xBF{}", "byte order mark"},
      {"comment", "{}//", "expected nothing after the value"},
      {"invalid UTF-8 in a key", "{\"\xff\":1}", "expected valid UTF-8"},
      {"nothing", "", "found the end"},
  };
  for (const auto& c : kCases) {
    const auto json = ParseJson(c.text);
    EXPECT_EQ(json.status().code(), absl::StatusCode::kInvalidArgument) << c.name;
    EXPECT_THAT(json.status().message(), HasSubstr(c.reason)) << c.name;
  }
}

TEST(JsonTest, EqualKeysInDifferentObjectsAreFine) {
  EXPECT_TRUE(ParseJson(R"({"a":{"a":1},"b":[{"a":1},{"a":2}]})").ok());
}

TEST(JsonTest, LimitsHold) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(ParseJson(nested(63)).ok());
  EXPECT_TRUE(ParseJson(nested(64)).ok());
  EXPECT_THAT(ParseJson(nested(65)).status().message(), HasSubstr("nested deeper than the limit"));
  EXPECT_FALSE(ParseJson(std::string(10'000'000, '[')).ok());
  EXPECT_TRUE(ParseJson(nested(1024), {.max_depth = 1024}).ok());
  EXPECT_TRUE(ParseJson("[1]", {.max_bytes = 3}).ok());
  EXPECT_THAT(ParseJson("[10]", {.max_bytes = 3}).status().message(),
              HasSubstr("4 bytes, at most 3 are allowed"));
}

TEST(JsonTest, DumpIsCanonical) {
  const auto json =
      ParseJson(" { \"b\" : [ 1 , 2.50 , \"\\u00e9\\/\\u0001\" ] , \"a\" : null , \"B\" : -0 } ");
  ASSERT_TRUE(json.ok()) << json.status();
  EXPECT_EQ(DumpJson(*json), R"({"B":0,"a":null,"b":[1,2.5,"é/\u0001"]})");
}

TEST(JsonTest, WhatWasDumpedIsReadAgain) {
  for (const std::string text : {R"({"a":[1,2.5,"é",true,null,{}]})", "18446744073709551615", "-1",
                                 "1e+20", "0.1", "\"\\u0000\""}) {
    const auto json = ParseJson(text);
    ASSERT_TRUE(json.ok()) << text;
    const auto again = ParseJson(DumpJson(*json));
    ASSERT_TRUE(again.ok()) << text;
    EXPECT_EQ(*again, *json) << text;
  }
}

TEST(JsonTest, WhatJsonCannotExpressIsDumpedWithoutAnException) {
  EXPECT_EQ(DumpJson(Json(std::numeric_limits<double>::infinity())), "null");
  EXPECT_EQ(DumpJson(Json("a\xff")), "\"a\uFFFD\"");
}

}  // namespace
}  // namespace kontrakt
