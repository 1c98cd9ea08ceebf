#include "kontrakt/schemas/validate/demands.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt::internal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "rule: expected, found" of everything that `value` does not meet.
std::vector<std::string> Refusals(const Demands& demands, const Json& value) {
  std::vector<std::string> refusals;
  const bool met =
      demands.Check(value, [&](std::string_view rule, std::string expected, std::string found) {
        refusals.push_back(absl::StrCat(rule, ": ", expected, ", ", found));
      });
  EXPECT_EQ(met, refusals.empty());
  EXPECT_EQ(demands.Check(value, {}), met);
  return refusals;
}

TEST(DemandsTest, BoundsAreExact) {
  Demands demands;
  demands.SetBound("minimum", 0);
  demands.SetBound("maximum", std::int64_t{9007199254740992});
  demands.SetBound("exclusiveMaximum", 1e16);
  demands.SetBound("multipleOf", 0.01);
  EXPECT_THAT(Refusals(demands, 19.99), IsEmpty());
  EXPECT_THAT(Refusals(demands, -1), ElementsAre("minimum: at least 0, -1"));
  EXPECT_THAT(Refusals(demands, std::int64_t{9007199254740993}),
              ElementsAre("maximum: at most 9007199254740992, 9007199254740993"));
  EXPECT_THAT(Refusals(demands, 1e16), ElementsAre("maximum: at most 9007199254740992, 1e+16",
                                                   "exclusiveMaximum: less than 1e+16, 1e+16"));
  EXPECT_THAT(Refusals(demands, 0.005), ElementsAre("multipleOf: a multiple of 0.01, 0.005"));
  EXPECT_THAT(Refusals(demands, "text"), IsEmpty());
}

TEST(DemandsTest, ExclusiveBoundsExcludeThemselves) {
  Demands demands;
  demands.SetBound("exclusiveMinimum", 1);
  demands.SetBound("exclusiveMaximum", 3);
  EXPECT_THAT(Refusals(demands, 2), IsEmpty());
  EXPECT_THAT(Refusals(demands, 1.0), ElementsAre("exclusiveMinimum: more than 1, 1.0"));
  EXPECT_THAT(Refusals(demands, 3), ElementsAre("exclusiveMaximum: less than 3, 3"));
}

TEST(DemandsTest, TextsAreMatched) {
  Demands demands;
  demands.SetPattern(*Pattern::Compile("^a"));
  demands.SetFormat(Format::kDate);
  EXPECT_THAT(Refusals(demands, "b"),
              ElementsAre("pattern: a match of ^a, \"b\"", "format: a text in format date, \"b\""));
  EXPECT_THAT(Refusals(demands, "2026-01-01"),
              ElementsAre("pattern: a match of ^a, \"2026-01-01\""));
  EXPECT_THAT(Refusals(demands, 1), IsEmpty());
}

TEST(DemandsTest, ListedValuesAreEqualByValue) {
  Demands demands;
  demands.SetValues("enum", {1, "a", {{"b", 2.0}}, nullptr});
  for (const Json& value : std::vector<Json>{1.0, "a", {{"b", 2}}, nullptr})
    EXPECT_THAT(Refusals(demands, value), IsEmpty()) << value;
  EXPECT_THAT(Refusals(demands, true),
              ElementsAre("enum: one of 1, \"a\", an object of 1 member, null, true"));
  Demands constant;
  constant.SetValues("const", {Json::array({1})});
  EXPECT_THAT(Refusals(constant, Json::array({1.0})), IsEmpty());
  EXPECT_THAT(Refusals(constant, Json::array()),
              ElementsAre("const: an array of 1 item, an array of 0 items"));
  Demands nothing;
  nothing.SetValues("enum", {});
  EXPECT_THAT(Refusals(nothing, 1), ElementsAre("enum: one of nothing, 1"));
}

TEST(DemandsTest, MovingKeepsTheValues) {
  Demands demands;
  demands.SetValues("enum", {"a", "b"});
  std::vector<Demands> moved;
  moved.push_back(std::move(demands));
  moved.reserve(100);
  EXPECT_TRUE(moved[0].Check("b", {}));
  EXPECT_FALSE(moved[0].Check("c", {}));
}

TEST(DemandsTest, ALongListIsCut) {
  Demands demands;
  std::vector<Json> values;
  for (int i = 0; i < 100; ++i) values.push_back(i);
  demands.SetValues("enum", values);
  EXPECT_THAT(Refusals(demands, 100), ElementsAre("enum: one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, "
                                                  "11, 12, 13, 14, 15, 16, 17, 18, 19, ..., 100"));
}

TEST(DemandsTest, WorkGrowsWithTheValueAndThePattern) {
  Demands demands;
  EXPECT_TRUE(demands.empty());
  demands.SetPattern(*Pattern::Compile("a[ab]{1000}c"));
  EXPECT_FALSE(demands.empty());
  const std::uint64_t little = demands.WorkOn(std::string(10, 'a')),
                      much = demands.WorkOn(std::string(1000, 'a'));
  EXPECT_GT(much, 90 * little);
  EXPECT_GT(much, 1000u * 10'000u);
  Demands listed;
  listed.SetValues("enum", {1});
  EXPECT_GT(listed.WorkOn(Json(std::vector<int>(1000))), 900 * listed.WorkOn(1) / 10);
}

}  // namespace
}  // namespace kontrakt::internal
