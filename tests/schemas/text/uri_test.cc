#include "kontrakt/schemas/text/uri.h"

#include <iterator>
#include <random>
#include <string>
#include <string_view>

#include "gtest/gtest.h"

namespace kontrakt {
namespace {

// RFC 3986 sections 5.4.1 and 5.4.2, all of it.
TEST(UriTest, ResolvesTheExamplesOfTheRfc) {
  constexpr std::string_view kBase = "http://a/b/c/d;p?q";
  const struct {
    const char* reference;
    const char* target;
  } kCases[] = {
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g#s", "http://a/b/c/g#s"},
      {"g?y#s", "http://a/b/c/g?y#s"},
      {";x", "http://a/b/c/;x"},
      {"g;x", "http://a/b/c/g;x"},
      {"g;x?y#s", "http://a/b/c/g;x?y#s"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../", "http://a/"},
      {"../../g", "http://a/g"},
      {"../../../g", "http://a/g"},
      {"../../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {".g", "http://a/b/c/.g"},
      {"g..", "http://a/b/c/g.."},
      {"..g", "http://a/b/c/..g"},
      {"./../g", "http://a/b/g"},
      {"./g/.", "http://a/b/c/g/"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
      {"g;x=1/../y", "http://a/b/c/y"},
      {"g?y/./x", "http://a/b/c/g?y/./x"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
      {"g#s/./x", "http://a/b/c/g#s/./x"},
      {"g#s/../x", "http://a/b/c/g#s/../x"},
      {"http:g", "http:g"},
  };
  for (const auto& c : kCases) EXPECT_EQ(ResolveUri(kBase, c.reference), c.target) << c.reference;
}

TEST(UriTest, ResolvesAgainstBasesOfOtherShapes) {
  const struct {
    const char* base;
    const char* reference;
    const char* target;
  } kCases[] = {
      {"http://host", "g", "http://host/g"},
      {"urn:uuid:1", "#a", "urn:uuid:1#a"},
      {"urn:uuid:1", "", "urn:uuid:1"},
      {"", "a/b", "a/b"},
      {"a/b", "c", "a/c"},
      {"Content:1", "#/definitions/x", "Content:1#/definitions/x"},
      {"file:///a/b.json", "../c.json", "file:///c.json"},
  };
  for (const auto& c : kCases)
    EXPECT_EQ(ResolveUri(c.base, c.reference), c.target) << c.base << " " << c.reference;
}

TEST(UriTest, SplitsIntoFiveParts) {
  const UriParts parts = SplitUri("a://b/c:d?e?f#g?h");
  EXPECT_EQ(parts.scheme, "a");
  EXPECT_EQ(parts.authority, "b");
  EXPECT_EQ(parts.path, "/c:d");
  EXPECT_EQ(parts.query, "e?f");
  EXPECT_EQ(parts.fragment, "g?h");
  const UriParts relative = SplitUri("./a:b");
  EXPECT_EQ(relative.scheme, std::nullopt);
  EXPECT_EQ(relative.path, "./a:b");
}

// http and https take a quick road; another scheme takes the long one to the same answer.
TEST(UriTest, TheQuickRoadAgreesWithTheLongOne) {
  constexpr std::string_view kPieces[] = {"a",        "Z",           "09",
                                          "-",        ".",           "_",
                                          "~",        "/",           "?",
                                          "=",        "&",           "+",
                                          ",",        ";",           "(",
                                          "*",        "'",           ":",
                                          "@",        "#",           "[",
                                          "]",        "%",           "%41",
                                          " ",        "\"",          "\\",
                                          "{",        "\x7f",        "^",
                                          "`",        "|",           "<",
                                          ">",        "!",           "$",
                                          "\xc3\xa9", "example.org", "library/content"};
  std::mt19937 random(1);
  int accepted = 0;
  for (int i = 0; i < 100'000; ++i) {
    std::string rest = i % 3 == 0 ? "://example.org/" : "://";
    for (unsigned left = random() % 8; left > 0; --left) {
      rest += kPieces[random() % (i % 2 == 0 ? 17 : std::size(kPieces))];
    }
    const bool expected = IsUri("x" + rest);
    accepted += expected;
    ASSERT_EQ(IsUri("http" + rest), expected) << rest;
    ASSERT_EQ(IsUri("https" + rest), expected) << rest;
  }
  EXPECT_GT(accepted, 10'000);
  EXPECT_LT(accepted, 90'000);
}

TEST(UriTest, TellsAddresses) {
  EXPECT_TRUE(IsUri("urn:isbn:0451450523"));
  EXPECT_FALSE(IsUri("//host/path"));
  EXPECT_TRUE(IsIpv4Address("127.0.0.1"));
  EXPECT_FALSE(IsIpv4Address("127.0.0.01"));
  EXPECT_TRUE(IsIpv6Address("fe80::1"));
  EXPECT_FALSE(IsIpv6Address("fe80::1%eth0"));
}

}  // namespace
}  // namespace kontrakt
