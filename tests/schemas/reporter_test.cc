#include "kontrakt/schemas/reporter.h"

#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt::internal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr Path kRoot;

TEST(ReporterTest, PathsAreSpeltAsPointers) {
  const Path key = Path::Member(kRoot, "a/b~");
  const Path empty = Path::Member(key, "");
  EXPECT_EQ(kRoot.ToPointer(), "");
  EXPECT_EQ(Path::Element(empty, 7).ToPointer(), "/a~1b~0//7");
}

TEST(ReporterTest, IsCleanUntilSomethingIsReported) {
  Reporter reporter;
  EXPECT_TRUE(reporter.clean());
  EXPECT_FALSE(reporter.full());
  EXPECT_THAT(reporter.violations(), IsEmpty());
  reporter.Report(Path::Member(kRoot, "a"), "type", "a string", "null");
  EXPECT_FALSE(reporter.clean());
  EXPECT_THAT(reporter.violations(), ElementsAre(Violation{"/a", "type", "a string", "null"}));
}

TEST(ReporterTest, AHundredAreEnough) {
  Reporter reporter;
  for (std::size_t i = 0; i < 2 * kMaxViolations; ++i) {
    EXPECT_EQ(reporter.full(), i >= kMaxViolations);
    reporter.Report(Path::Element(kRoot, i), "type", "", "");
  }
  EXPECT_THAT(reporter.violations(), SizeIs(kMaxViolations));
}

// Review, finding 8: a hundred violations below a key of 900 KB took 90 MB and more.
TEST(ReporterTest, PointersTakeAMebibyteAndTheLastOfThem) {
  const std::string key(kMaxPointerBytes / 2, 'k');
  const Path path = Path::Member(kRoot, key);
  Reporter reporter;
  for (std::size_t i = 0; i < 10; ++i) {
    EXPECT_EQ(reporter.full(), i >= 2);
    reporter.Report(Path::Element(path, i), "type", "", "");
  }
  EXPECT_THAT(reporter.violations(), SizeIs(2));
}

TEST(ReporterTest, NothingBelowAHiddenPlaceIsShown) {
  Reporter reporter;
  const Path secret = Path::Member(kRoot, "secret");
  {
    const Reporter::Hidden hidden(reporter, secret);
    const Path inside = Path::Member(secret, "canary");
    const Reporter::Hidden inner(reporter, inside);
    reporter.Report(inside, "enum", "e", "canary");
  }
  reporter.Report(Path::Member(kRoot, "b"), "enum", "e", "f");
  EXPECT_THAT(reporter.violations(), ElementsAre(Violation{"/secret", "enum", "e", "(hidden)"},
                                                 Violation{"/b", "enum", "e", "f"}));
}

TEST(ReporterTest, TextsAreShownEscapedAndCutBetweenCharacters) {
  const struct {
    const char* name;
    std::string text, shown;
  } kCases[] = {
      {"short", "a\"b", R"("a\"b")"},
      {"forty bytes", std::string(40, 'a'), '"' + std::string(40, 'a') + '"'},
      {"more", std::string(41, 'a'), '"' + std::string(40, 'a') + "...\""},
      {"a character on the edge", std::string(39, 'a') + "\u00fc",
       '"' + std::string(39, 'a') + "...\""},
      {"no UTF-8", std::string(41, '\x80'), "\"...\""},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Shown(c.text), c.shown);
  }
}

TEST(ReporterTest, CountsHaveTheirNoun) {
  EXPECT_EQ(Counted(0, "item"), "0 items");
  EXPECT_EQ(Counted(1, "item"), "1 item");
  EXPECT_EQ(Counted(2, "item"), "2 items");
}

}  // namespace
}  // namespace kontrakt::internal
