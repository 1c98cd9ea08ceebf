#include "kontrakt/schemas/text/ecma_regex.h"

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

using ::testing::HasSubstr;

// The spelling; what the spelling means is pattern_test.cc's affair.
TEST(EcmaRegexTest, Translates) {
  const struct {
    const char* name;
    const char* pattern;
    const char* re2;
  } kCases[] = {
      {"plain", "^abc$", "^abc$"},
      {"quantifiers", "a{2}b{2,}c{2,3}d*?", "a{2}b{2,}c{2,3}d*?"},
      {"counts with leading zeros", "a{02}b{0003,}c{00,04}", "a{2}b{3,}c{0,4}"},
      {"braces that are none", "{a}{,3}{", "\\{a\\}\\{,3\\}\\{"},
      {"a lone ]", "a]", "a\\]"},
      {"dot", ".", R"([^\n\r\x{2028}\x{2029}])"},
      {"named group", "(?<year>a)", "(?:a)"},
      {"group", "(?:a|(b))", "(?:a|(b))"},
      {"digit", R"(\d\D)", R"([0-9][\D])"},
      {"letters of escapes", R"(\t\n\v\f\r)", R"([\x{9}][\x{a}][\x{b}][\x{c}][\x{d}])"},
      {"control", R"(\cA\cz)", R"([\x{1}][\x{1a}])"},
      {"hex", R"(\x41\u0042\u{43})", R"([\x{41}][\x{42}][\x{43}])"},
      {"pair", R"(\uD83D\uDE00)", R"([\x{1f600}])"},
      {"identity", R"(\/\-\_\.)", R"([\x{2f}][\x{2d}][\x{5f}][\x{2e}])"},
      {"nul", R"(\0)", R"([\x{0}])"},
      {"class", "[a-c_é]", R"([\x{61}-\x{63}\x{5f}\x{e9}])"},
      {"negated class", "[^a]", R"([^\x{61}])"},
      {"bracket in class", "[[a]", R"([\x{5b}\x{61}])"},
      {"hyphens", R"([-a-][\w-.])", R"([\x{2d}\x{61}\x{2d}][0-9A-Za-z_\x{2d}\x{2e}])"},
      {"hyphen before a set", R"([a-\d])", R"([\x{61}\x{2d}0-9])"},
      {"backspace", R"([\b]\b)", R"([\x{8}]\b)"},
      {"empty classes", "[][^]", R"([^\x{0}-\x{10ffff}][\x{0}-\x{10ffff}])"},
      {"property", R"(\p{L}\P{Letter}[\p{Script=Greek}\p{gc=Nd}])",
       R"([\p{L}][\P{L}][\p{Greek}\p{Nd}])"},
  };
  for (const auto& c : kCases) {
    const auto re2 = EcmaToRe2(c.pattern);
    ASSERT_TRUE(re2.ok()) << c.name << ": " << re2.status();
    EXPECT_EQ(re2->text, c.re2) << c.name;
  }
}

TEST(EcmaRegexTest, MeasuresHowManyPlacesMatch) {
  const struct {
    const char* pattern;
    std::size_t positions;
    bool fixed;
  } kCases[] = {
      {"", 0, false},
      {"^$", 0, true},
      {"^abc$", 3, true},
      {"abc", 3, false},
      {"^é€😀", 3, true},
      {"^[A-Z]{2}\\d{4}$", 6, true},
      {"^a{2,5}", 5, false},
      {"^a{2,}", 2, false},
      {"^a*b+c?", 3, false},
      {"^a|b", 2, false},
      {"^(ab(c|d){3}){10}e", 81, false},
      {"^((ab){2}c){3}", 15, true},
      {"^a{b}", 4, true},
      {"((ab", 2, false},
      {"^((a{1000}){1000}){1000}", 1'000'000, true},
  };
  for (const auto& c : kCases) {
    const auto re2 = EcmaToRe2(c.pattern);
    ASSERT_TRUE(re2.ok()) << c.pattern;
    EXPECT_EQ(re2->positions, c.positions) << c.pattern;
    EXPECT_EQ(re2->fixed, c.fixed) << c.pattern;
  }
}

TEST(EcmaRegexTest, NamesWhatItRefuses) {
  const struct {
    const char* pattern;
    const char* reason;
  } kCases[] = {
      {"a(?=b)", "a lookahead (?="},
      {"a(?!b)", "a lookahead (?!"},
      {"(?<=a)b", "a lookbehind (?<="},
      {"(?<!a)b", "a lookbehind (?<!"},
      {"(?i)a", "(?<name>...) only, no flags"},
      {"(?P<n>a)", "(?<name>...) only, no flags"},
      {"(?<n", "(?<name>...) only, no flags"},
      {R"((a)\1)", R"(backreference or octal escape \1)"},
      {R"((?<n>a)\k<n>)", R"(backreference or octal escape \k)"},
      {R"(\01)", R"(backreference or octal escape \0)"},
      {R"(\Aa\z)", R"(an escape that ECMA 262 lacks, \A)"},
      {R"(\Qa\E)", R"(an escape that ECMA 262 lacks, \Q)"},
      {R"(\a)", R"(an escape that ECMA 262 lacks, \a)"},
      {"\\", "a backslash at its end"},
      {R"(\x4)", R"(\x or \u without its hexadecimal digits)"},
      {R"(\u12)", R"(\x or \u without its hexadecimal digits)"},
      {R"(\u{})", R"(\x or \u without its hexadecimal digits)"},
      {R"(\u{110000})", R"(a \u that is no character)"},
      {R"(\uD83D)", R"(a \u that is no character)"},
      {R"(\c1)", R"(\c without a letter)"},
      {R"(\pL)", R"(\p without braces)"},
      {"[a", "a '[' without ']'"},
      {"[z-a]", "a range that ends before it begins"},
      {"a{1001}", "a repetition above 1000"},
      {"a{1,99999999999}", "a repetition above 1000"},
  };
  for (const auto& c : kCases) {
    const auto re2 = EcmaToRe2(c.pattern);
    EXPECT_EQ(re2.status().code(), absl::StatusCode::kInvalidArgument) << c.pattern;
    EXPECT_THAT(re2.status().message(), HasSubstr(c.reason)) << c.pattern;
  }
}

}  // namespace
}  // namespace kontrakt
