#include "kontrakt/schemas/validate/keywords.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt::internal {
namespace {

using ::testing::HasSubstr;

TEST(KeywordsTest, FindsDraft07AndNothingElse) {
  ASSERT_NE(FindKeyword("minLength"), nullptr);
  EXPECT_EQ(FindKeyword("minLength")->takes, Takes::kCount);
  EXPECT_TRUE(FindKeyword("items")->to_parts);
  EXPECT_FALSE(FindKeyword("allOf")->to_parts);
  EXPECT_FALSE(FindKeyword("dependencies")->to_parts);
  for (const char* name : {"", "minlength", "requird", "$defs", "x-own", "zzz", "$"}) {
    EXPECT_EQ(FindKeyword(name), nullptr) << name;
  }
}

TEST(KeywordsTest, AdvisesOnTheRest) {
  const struct {
    const char* name;
    const char* advice;
  } kCases[] = {
      {"requird", "is it required?"},
      {"minlength", "is it minLength?"},
      {"propertys", "is it properties?"},
      {"$defs", "write definitions"},
      {"prefixItems", "write items with an array"},
      {"dependentRequired", "write dependencies"},
      {"unevaluatedProperties", "of a later draft"},
      {"minContains", "of a later draft"},
      {"id", "write $id"},
      {"nullable", "add \"null\" to type"},
      {"somethingElse", "begins with x-"},
      {"", "begins with x-"},
  };
  for (const auto& c : kCases)
    EXPECT_THAT(AdviceOnUnknownKeyword(c.name), HasSubstr(c.advice)) << c.name;
  EXPECT_THAT(AdviceOnUnknownKeyword(std::string(100'000, 'a')), HasSubstr("begins with x-"));
}

}  // namespace
}  // namespace kontrakt::internal
