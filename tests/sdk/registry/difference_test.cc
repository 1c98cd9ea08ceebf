#include "kontrakt/sdk/registry/difference.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

using ::testing::HasSubstr;

TEST(DifferenceTest, ShowsChangedLinesWithWhatIsAroundThem) {
  EXPECT_EQ(Difference(R"({"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7})",
                       R"({"a":1,"b":2,"c":3,"d":9,"e":5,"f":6,"g":7})"),
            "  ...\n"
            "    \"b\": 2,\n"
            "    \"c\": 3,\n"
            "-   \"d\": 4,\n"
            "+   \"d\": 9,\n"
            "    \"e\": 5,\n"
            "    \"f\": 6,\n"
            "  ...\n");
}

TEST(DifferenceTest, IsEmptyForOneDocumentInTwoSpellings) {
  EXPECT_EQ(Difference(R"({"a":1,"b":[]})", R"({ "b" : [], "a" : 1 })"), "");
}

TEST(DifferenceTest, ShowsAdditionsAndRemovalsAlone) {
  const std::string added = Difference("{}", R"({"a":1})");
  EXPECT_THAT(added, HasSubstr("+   \"a\": 1\n"));
  EXPECT_THAT(Difference(R"({"a":1})", "{}"), HasSubstr("-   \"a\": 1\n"));
}

TEST(DifferenceTest, ShowsHugeDocumentsAsReplaced) {
  std::string before = "[", after = "[";
  for (int i = 0; i < 5000; ++i) {
    before += std::to_string(i) + ",";
    after += std::to_string(i + 1) + ",";
  }
  before.back() = after.back() = ']';
  const std::string difference = Difference(before, after);
  EXPECT_THAT(difference, HasSubstr("-   4999\n"));
  EXPECT_THAT(difference, HasSubstr("+   5000\n"));
}

}  // namespace
}  // namespace kontrakt
