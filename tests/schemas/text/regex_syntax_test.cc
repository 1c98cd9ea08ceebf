#include "kontrakt/schemas/text/regex_syntax.h"

#include <string>

#include "gtest/gtest.h"

namespace kontrakt {
namespace {

TEST(RegexSyntaxTest, TakesWhatEcma262Has) {
  for (const char* text : {
           "",
           "([abc])+\\s+$",
           "a|b|",
           "a*?b+?c??d{2}e{2,}f{2,3}?",
           "(?:a)(?=b)(?!c)(?<=d)(?<!e)(?<year>f)\\k<year>",
           "(a)(b)\\2\\1",
           "[^a-z\\d\\-\\]\\b]",
           "[]",
           "[^]",
           "[a-]",
           "[-a]",
           "[\\u0041-\\u{1F600}]",
           "[\u00e9-\u00ff\U0001F600]",
           "\\ud83d\\ude00",
           "\\cA\\x41\\0\\t\\/\\.\\_\\@",
           "\\p{Letter}\\P{Script=Greek}",
           "a{,2}",  // Characters, not a quantifier.
           "{a}]}",
           "\\bword\\B",
       }) {
    EXPECT_TRUE(IsRegex(text)) << text;
  }
}

TEST(RegexSyntaxTest, RefusesEverythingElse) {
  for (const char* text : {
           "^(abc]",      "(",        ")",
           "(?",          "(?a)",     "(?<1>a)",
           "(?<a)",       "(?P<a>b)", "(?i)a",
           "[a",          "[z-a]",    "[\\d-z]",
           "[a-\\w]",     "*",        "+a",
           "a**",         "a|?",      "^*",
           "\\b+",        "a{3,2}",   "\\",
           "\\Z",         "\\A",      "\\a",
           "\\x4",        "\\u12",    "\\u{}",
           "\\u{110000}", "\\c1",     "\\01",
           "\\1",         "(a)\\2",   "\\p{}",
           "\\pL",        "\\k<a>",   "(?<a>b)\\k<a",
           "[\\",         "\\\u00e9", "^\\S(|(.|\\n)*\\S)\\Z",
       }) {
    EXPECT_FALSE(IsRegex(text)) << text;
  }
}

TEST(RegexSyntaxTest, IsLinearAndKeepsNoStack) {
  constexpr std::size_t kMany = 1'000'000;
  EXPECT_TRUE(IsRegex(std::string(kMany, '(') + std::string(kMany, ')')));
  EXPECT_FALSE(IsRegex(std::string(kMany, '(')));
  EXPECT_FALSE(IsRegex("a{" + std::string(kMany, '9') + "}+"));
  EXPECT_FALSE(IsRegex(std::string(kMany, '[')));
}

}  // namespace
}  // namespace kontrakt
