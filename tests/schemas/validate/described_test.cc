#include "kontrakt/schemas/validate/described.h"

#include <nlohmann/json.hpp>
#include <string>

#include "gtest/gtest.h"

namespace kontrakt::internal {
namespace {

Json Parsed(const std::string& text) {
  const auto json = ParseJson(text);
  EXPECT_TRUE(json.ok()) << text << json.status();
  return *json;
}

TEST(DescribedTest, DescriptionsShowNoTextUnlessAsked) {
  const struct {
    const char* json;
    const char* described;
    const char* with_text;
  } kCases[] = {
      {"\"née\"", "a string of 3 characters", "\"née\""},
      {"\"a\"", "a string of 1 character", "\"a\""},
      {"[1,2]", "an array of 2 items", "an array of 2 items"},
      {"{\"secret\":1}", "an object of 1 member", "an object of 1 member"},
      {"-1", "-1", "-1"},
      {"2.5", "2.5", "2.5"},
      {"true", "true", "true"},
      {"null", "null", "null"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(Described(Parsed(c.json)), c.described);
    EXPECT_EQ(DescribedWithText(Parsed(c.json)), c.with_text);
  }
  EXPECT_LE(DescribedWithText(Json(std::string(1000, 'x'))).size(), 50u);
}

}  // namespace
}  // namespace kontrakt::internal
