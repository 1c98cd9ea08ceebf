#include "kontrakt/sdk/registry/difference.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

using ::testing::EndsWith;
using ::testing::StartsWith;

TEST(DifferenceTest, ShowsWhatChangedAndALittleAround) {
  const struct {
    const char* name;
    const char* before;
    const char* after;
    const char* difference;
  } kCases[] = {
      {"equal", R"({"a":1})", R"({"a":1})", ""},
      {"spelt otherwise", R"({"a":1,"b":2})", R"( { "b" : 2, "a" : 1 } )", ""},
      {"a value", R"({"a":1})", R"({"a":2})",
       "  {\n"
       "-   \"a\": 1\n"
       "+   \"a\": 2\n"
       "  }\n"},
      {"a member more behind the last is one line", R"({"a":1})", R"({"a":1,"b":2})",
       "  {\n"
       "    \"a\": 1\n"
       "+   \"b\": 2\n"
       "  }\n"},
      {"a member less", R"({"a":1,"b":2})", R"({"b":2})",
       "  {\n"
       "-   \"a\": 1\n"
       "    \"b\": 2\n"
       "  }\n"},
      {"in the middle", R"({"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1})",
       R"({"a":1,"b":1,"c":1,"d":2,"e":1,"f":1,"g":1})",
       "  ...\n"
       "    \"b\": 1\n"
       "    \"c\": 1\n"
       "-   \"d\": 1\n"
       "+   \"d\": 2\n"
       "    \"e\": 1\n"
       "    \"f\": 1\n"
       "  ...\n"},
      {"at both ends", R"(["a",1,2,3,4,5,"b"])", R"([1,2,3,4,5])",
       "  [\n"
       "-   \"a\"\n"
       "    1\n"
       "    2\n"
       "  ...\n"
       "    4\n"
       "    5\n"
       "-   \"b\"\n"
       "  ]\n"},
      {"everything", R"({"a":1})", "7", "- {\n-   \"a\": 1\n- }\n+ 7\n"},
      {"no JSON", "one\ntwo", "one\nthree", "  one\n- two\n+ three\n"},
      {"control characters stay escaped", R"(["\u001b[31m"])", "[]",
       "- [\n-   \"\\u001b[31m\"\n- ]\n+ []\n"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Difference(c.before, c.after), c.difference);
  }
}

TEST(DifferenceTest, OfHugeDocumentsIsBounded) {
  for (const int lines : {500, 3000, 20'000}) {
    SCOPED_TRACE(lines);
    std::string before = "[0";
    std::string after = "[0";
    for (int i = 1; i < lines; ++i) {
      absl::StrAppend(&before, ",", i);
      absl::StrAppend(&after, ",", -i);
    }
    const std::string difference = Difference(before + "]", after + "]");
    EXPECT_EQ(std::ranges::count(difference, '\n'), 101);
    EXPECT_THAT(difference, EndsWith("  ... and more\n"));
  }
}

}  // namespace
}  // namespace kontrakt
