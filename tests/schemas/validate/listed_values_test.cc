#include "kontrakt/schemas/validate/listed_values.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

#include "gtest/gtest.h"

namespace kontrakt::internal {
namespace {

TEST(ListedValuesTest, ValuesAreEqualByValue) {
  const ListedValues list(
      {1, "a", {{"b", 2.0}}, Json::array({1}), nullptr, true, 2.5, std::int64_t{9007199254740992}});
  EXPECT_TRUE(list.HasNull());
  EXPECT_TRUE(list.HasBoolean(true));
  EXPECT_FALSE(list.HasBoolean(false));
  EXPECT_TRUE(list.HasText("a"));
  EXPECT_FALSE(list.HasText("b"));
  EXPECT_FALSE(list.HasText("1"));
  EXPECT_TRUE(list.HasNumber(Number(1.0)));
  EXPECT_TRUE(list.HasNumber(Number(std::uint64_t{1})));
  EXPECT_TRUE(list.HasNumber(Number(2.5)));
  EXPECT_FALSE(list.HasNumber(Number(2)));
  EXPECT_FALSE(list.HasNumber(Number(std::int64_t{9007199254740993})));
  EXPECT_TRUE(list.HasComposites());
  EXPECT_TRUE(list.HasComposite({{"b", 2}}));
  EXPECT_TRUE(list.HasComposite(Json::array({1.0})));
  EXPECT_FALSE(list.HasComposite(Json::array()));
}

TEST(ListedValuesTest, NothingIsInAnEmptyList) {
  const ListedValues list({});
  EXPECT_FALSE(list.HasNull() || list.HasBoolean(true) || list.HasBoolean(false) ||
               list.HasText("") || list.HasNumber(Number(0)) || list.HasComposites());
  EXPECT_EQ(list.ToString(), "nothing");
}

TEST(ListedValuesTest, AreToldInTheirOrder) {
  EXPECT_EQ(ListedValues({1, "a", {{"b", 2.0}}, nullptr}).ToString(),
            "1, \"a\", an object of 1 member, null");
  std::vector<Json> many;
  for (int i = 0; i < 100; ++i) many.push_back(i);
  EXPECT_EQ(ListedValues(many).ToString(),
            "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, ...");
}

}  // namespace
}  // namespace kontrakt::internal
