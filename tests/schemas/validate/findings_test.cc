#include "kontrakt/schemas/validate/findings.h"

#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt::internal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Finding At(std::size_t at, std::string_view rule = "type") {
  return {.at = at, .shown_at = at, .rule = rule, .expected = "e", .found = "f"};
}

TEST(FindingsTest, PlacesAreSpeltInTheOrderOfTheFindings) {
  constexpr std::string_view kText = R"( {"a/b":[1, {"\u007e":[ ]}],"":true} )";
  Findings findings;
  for (const char* const value : {"true", "1,", "{\"a", "[ ]", "[1", "1,"})
    findings.Add(At(kText.find(value)));
  std::vector<std::string> pointers;
  for (const Violation& violation : SpellOut(kText, findings))
    pointers.push_back(violation.pointer);
  EXPECT_THAT(pointers, ElementsAre("/", "/a~1b/0", "", "/a~1b/1/~0", "/a~1b", "/a~1b/0"));
}

TEST(FindingsTest, AreToldOfThePlaceThatMayBeShown) {
  Findings findings;
  findings.Add({.at = 5, .shown_at = 0, .rule = "enum", .expected = "e", .found = "f"});
  EXPECT_THAT(SpellOut(R"({"a":1})", findings), ElementsAre(Violation{"", "enum", "e", "f"}));
}

TEST(FindingsTest, NothingIsSpeltOfNothing) { EXPECT_THAT(SpellOut("1", Findings()), IsEmpty()); }

TEST(FindingsTest, AHundredAreEnough) {
  Findings some, more;
  for (std::size_t i = 0; i < 60; ++i) {
    some.Add(At(i));
    more.Add(At(i));
  }
  EXPECT_FALSE(some.full());
  some.Add(std::move(more));
  EXPECT_TRUE(some.full());
  EXPECT_THAT(some.findings(), SizeIs(kMaxViolations));
}

TEST(FindingsTest, PointersTakeAMebibyte) {
  const std::string text = "{\"" + std::string(400'000, 'k') + "\":[1,2,3,4,5]}";
  Findings findings;
  for (const char value : {'1', '2', '3', '4', '5'}) findings.Add(At(text.find(value)));
  EXPECT_THAT(SpellOut(text, findings), SizeIs(3));
}

TEST(FindingsTest, KnowsAWrongTypeAtAPlace) {
  Findings findings;
  EXPECT_TRUE(findings.empty());
  findings.Add(At(7));
  findings.Add(At(9, "enum"));
  EXPECT_TRUE(findings.HasTypeAt(7));
  EXPECT_FALSE(findings.HasTypeAt(9));
}

}  // namespace
}  // namespace kontrakt::internal
