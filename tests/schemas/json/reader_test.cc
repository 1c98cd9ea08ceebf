#include "kontrakt/schemas/json/reader.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace std::string_literals;

// Runs `use` on a copy of `text` that ends where its allocation ends, so that a sanitizer sees a
// read too far.
template <typename Use>
auto OnExactCopy(const std::string& text, const Use& use) {
  const std::unique_ptr<char[]> copy(new char[text.size()]);
  text.copy(copy.get(), text.size());
  return use(std::string_view(copy.get(), text.size()));
}

// The error that Skip() and Finish() end with; empty when there is none.
std::string ErrorOf(const std::string& text, int max_depth = JsonReader::kDefaultMaxDepth) {
  return OnExactCopy(text, [&](std::string_view copy) {
    JsonReader reader(copy, max_depth);
    const bool skipped = reader.Skip() && reader.Finish();
    EXPECT_EQ(skipped, reader.ok());
    EXPECT_EQ(reader.status().code(),
              skipped ? absl::StatusCode::kOk : absl::StatusCode::kInvalidArgument);
    return std::string(reader.status().message());
  });
}

TEST(JsonReaderTest, ReadsWhatADocumentHolds) {
  const std::string text =
      R"( {"a" : 1, "b\u00e9": [true, false ,null], "c":{}, "d":[], "e": "x\ny" } )";
  JsonReader reader(text);
  std::string scratch, words;
  std::string_view key, value;
  bool truth = false;
  ASSERT_EQ(reader.Peek(), JsonReader::Type::kObject);
  EXPECT_EQ(reader.position(), 1u);
  ASSERT_TRUE(reader.EnterObject());
  ASSERT_TRUE(reader.NextKey(key, scratch));
  EXPECT_EQ(key, "a");
  ASSERT_EQ(reader.Peek(), JsonReader::Type::kNumber);
  ASSERT_TRUE(reader.ReadNumber(value));
  EXPECT_EQ(value, "1");
  ASSERT_TRUE(reader.NextKey(key, scratch));
  EXPECT_EQ(key, "bé");
  ASSERT_TRUE(reader.EnterArray());
  ASSERT_TRUE(reader.NextElement());
  ASSERT_TRUE(reader.ReadBool(truth));
  EXPECT_TRUE(truth);
  ASSERT_TRUE(reader.NextElement());
  ASSERT_TRUE(reader.ReadBool(truth));
  EXPECT_FALSE(truth);
  ASSERT_TRUE(reader.NextElement());
  ASSERT_TRUE(reader.ReadNull());
  ASSERT_FALSE(reader.NextElement());
  ASSERT_TRUE(reader.ok());
  ASSERT_TRUE(reader.NextKey(key, scratch));
  ASSERT_TRUE(reader.EnterObject());
  ASSERT_FALSE(reader.NextKey(key, scratch));
  ASSERT_TRUE(reader.NextKey(key, scratch));
  EXPECT_EQ(key, "d");
  ASSERT_TRUE(reader.EnterArray());
  ASSERT_FALSE(reader.NextElement());
  ASSERT_TRUE(reader.NextKey(key, scratch));
  ASSERT_TRUE(reader.ReadString(value, scratch));
  EXPECT_EQ(value, "x\ny");
  EXPECT_EQ(value.data(), scratch.data());
  ASSERT_FALSE(reader.NextKey(key, scratch));
  EXPECT_TRUE(reader.Finish());
  EXPECT_EQ(reader.position(), text.size());
}

TEST(JsonReaderTest, PlainStringsAreViewsIntoTheText) {
  const std::string text = "\"" + std::string(40, 'x') + "é\"";
  JsonReader reader(text);
  std::string scratch;
  std::string_view value;
  ASSERT_TRUE(reader.ReadString(value, scratch));
  EXPECT_EQ(value.data(), text.data() + 1);
  EXPECT_EQ(value.size(), 42u);
  EXPECT_TRUE(scratch.empty());
}

TEST(JsonReaderTest, Strings) {
  const struct {
    const char* name;
    std::string text, value;
  } kCases[] = {
      {"empty", R"("")", ""},
      {"every escape", R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t"},
      {"code points", R"("\u0041\u00e9\u20AC\uD83D\ude00")", "Aé€😀"},
      {"nul", R"("a\u0000b")", "a\0b"s},
      {"the last characters", R"("\uFFFF\uDBFF\uDFFF")", "\uFFFF\U0010FFFF"},
      {"unescaped", "\"é€😀\x7f\"", "é€😀\x7f"},
      {"mixed", R"("é\né and a longer run of text \\ é")", "é\né and a longer run of text \\ é"},
      {"escape first", R"("\tabc")", "\tabc"},
      {"escape last", R"("abc\t")", "abc\t"},
  };
  for (const auto& c : kCases) {
    OnExactCopy(c.text, [&](std::string_view copy) {
      JsonReader reader(copy);
      std::string scratch = "left over";
      std::string_view value;
      EXPECT_TRUE(reader.ReadString(value, scratch) && reader.Finish())
          << c.name << reader.status();
      EXPECT_EQ(value, c.value) << c.name;
      return 0;
    });
    EXPECT_EQ(ErrorOf(c.text), "") << c.name;
  }
}

TEST(JsonReaderTest, Numbers) {
  for (const std::string token :
       {"0", "-0", "1", "-1", "10", "1234567890123456789012345", "0.5", "-0.5", "1e5", "1E5",
        "1e+5", "1e-5", "1.25e-10", "0e0", "-0.0e-0", "99999999999999999999",
        "18446744073709551615", "-9223372036854775808"}) {
    for (const std::string after : {"", " ", "]", ","}) {
      OnExactCopy(token + after, [&](std::string_view copy) {
        JsonReader reader(copy);
        std::string_view read;
        EXPECT_EQ(reader.Peek(), JsonReader::Type::kNumber);
        EXPECT_TRUE(reader.ReadNumber(read)) << token << after << reader.status();
        EXPECT_EQ(read, token);
        EXPECT_EQ(reader.position(), token.size());
        return 0;
      });
    }
  }
}

TEST(JsonReaderTest, ANumberMayHave1024Bytes) {
  EXPECT_EQ(ErrorOf(std::string(1024, '1')), "");
  EXPECT_THAT(ErrorOf(std::string(1025, '1')), HasSubstr("at most 1024 bytes"));
  EXPECT_THAT(ErrorOf(std::string(10 << 20, '1')), HasSubstr("at most 1024 bytes"));
}

TEST(JsonReaderTest, SaysWhereAndWhatWasExpected) {
  const struct {
    std::string text;
    const char* error;
  } kCases[] = {
      {"", "byte 0: expected a value, found the end"},
      {" \n", "byte 2: expected a value, found the end"},
      {"\xEF\xBB\xBF{}",
       "byte 0: expected a value, found a byte order mark; write the text without it"},
      {" \xEF\xBB\xBF{}", "byte 1: expected a value"},
      {"\v1", "byte 0: expected a value"},
      {"\0 1"s, "byte 0: expected a value"},
      {"nul", "byte 0: expected null"},
      {"nulL", "byte 0: expected null"},
      {"truth", "byte 0: expected true or false"},
      {"fals", "byte 0: expected true or false"},
      {"True", "byte 0: expected a value"},
      {"NaN", "byte 0: expected a value"},
      {"Infinity", "byte 0: expected a value"},
      {"'a'", "byte 0: expected a value"},
      {"/*a*/1", "byte 0: expected a value"},
      {"+1", "byte 0: expected a value"},
      {".5", "byte 0: expected a value"},
      {"-", "byte 1: expected a number"},
      {"-a", "byte 1: expected a number"},
      {"01", "byte 0: expected a number without leading zeros"},
      {"-01", "byte 1: expected a number without leading zeros"},
      {"1.", "byte 2: expected a digit after '.'"},
      {"1.e1", "byte 2: expected a digit after '.'"},
      {"1e", "byte 2: expected a digit in the exponent"},
      {"1e+", "byte 3: expected a digit in the exponent"},
      {"0x10", "byte 1: expected nothing after the value"},
      {"1 2", "byte 2: expected nothing after the value"},
      {"{}\0"s, "byte 2: expected nothing after the value"},
      {"{}}", "byte 2: expected nothing after the value"},
      {"\"abc", "byte 4: expected '\"' at the end of a string"},
      {"\"abc\\", "byte 5: expected '\"' at the end of a string"},
      {"\"a\nb\"", "byte 2: expected control characters in a string to be escaped"},
      {"\"\0\""s, "byte 1: expected control characters in a string to be escaped"},
      {"\"\\x\"", "byte 2: expected one of \"\\/bfnrtu after '\\'"},
      {"\"\\u12g4\"", "byte 5: expected four hexadecimal digits after '\\u'"},
      {"\"\\u12", "byte 5: expected four hexadecimal digits after '\\u'"},
      {"\"\\uD800\"", "byte 7: expected a low surrogate after a high one"},
      {"\"\\uD800\\n\"", "byte 7: expected a low surrogate after a high one"},
      {"\"\\uD800\\uD800\"", "byte 13: expected a low surrogate after a high one"},
      {"\"\\uDC00\"", "byte 7: expected a high surrogate before a low one"},
      {"\"\xff\"", "byte 1: expected valid UTF-8"},
      {"\"\xc0\xaf\"", "byte 1: expected valid UTF-8"},
      {"\"\xed\xa0\x80\"", "byte 1: expected valid UTF-8"},
      {"\"\xe2\x82\"", "byte 1: expected valid UTF-8"},
      {"\"\xe2\x82", "byte 1: expected valid UTF-8"},
      {"[1", "byte 2: expected ',' or ']'"},
      {"[1 2]", "byte 3: expected ',' or ']'"},
      {"[1,]", "byte 3: expected a value"},
      {"[,1]", "byte 1: expected a value"},
      {"[", "byte 1: expected ',' or ']'"},
      {"]", "byte 0: expected a value"},
      {"[1}", "byte 2: expected ',' or ']'"},
      {"{\"a\":1]", "byte 6: expected ',' or '}'"},
      {"{\"a\":1,}", "byte 7: expected a key in quotes"},
      {"{a:1}", "byte 1: expected a key in quotes"},
      {"{1:1}", "byte 1: expected a key in quotes"},
      {"{\"a\"}", "byte 4: expected ':'"},
      {"{\"a\" 1}", "byte 5: expected ':'"},
      {"{\"a\":}", "byte 5: expected a value"},
      {"{,}", "byte 1: expected a key in quotes"},
      {"{", "byte 1: expected ',' or '}'"},
      {"{\"a\":1 \"b\":2}", "byte 7: expected ',' or '}'"},
  };
  for (const auto& c : kCases)
    EXPECT_EQ(ErrorOf(c.text), absl::StrCat("not JSON: ", c.error)) << c.text;
}

TEST(JsonReaderTest, TheFirstErrorSticks) {
  JsonReader reader("[1 2]");
  std::string scratch;
  std::string_view view;
  bool truth = false;
  ASSERT_TRUE(reader.EnterArray());
  ASSERT_TRUE(reader.NextElement());
  ASSERT_TRUE(reader.ReadNumber(view));
  ASSERT_FALSE(reader.NextElement());
  EXPECT_EQ(reader.Peek(), JsonReader::Type::kError);
  EXPECT_FALSE(reader.ReadNull() || reader.ReadBool(truth) || reader.ReadString(view, scratch) ||
               reader.ReadNumber(view) || reader.EnterObject() || reader.NextKey(view, scratch) ||
               reader.TakeKey("a") || reader.EnterArray() || reader.NextElement() ||
               reader.Skip() || reader.Finish());
  EXPECT_EQ(reader.position(), 3u);
  EXPECT_EQ(reader.status().message(), "not JSON: byte 3: expected ',' or ']'");
}

TEST(JsonReaderTest, AValueOfAnotherTypeIsAnError) {
  std::string scratch;
  std::string_view view;
  bool truth = false;
  const struct {
    const char* name;
    bool (*read)(JsonReader&, std::string_view&, std::string&, bool&);
  } kReads[] = {
      {"null", [](JsonReader& r, std::string_view&, std::string&, bool&) { return r.ReadNull(); }},
      {"true or false",
       [](JsonReader& r, std::string_view&, std::string&, bool& b) { return r.ReadBool(b); }},
      {"a string", [](JsonReader& r, std::string_view& v, std::string& s,
                      bool&) { return r.ReadString(v, s); }},
      {"a number",
       [](JsonReader& r, std::string_view& v, std::string&, bool&) { return r.ReadNumber(v); }},
      {"an object",
       [](JsonReader& r, std::string_view&, std::string&, bool&) { return r.EnterObject(); }},
  };
  for (const auto& read : kReads) {
    JsonReader reader(" []");
    EXPECT_FALSE(read.read(reader, view, scratch, truth));
    EXPECT_EQ(reader.status().message(), absl::StrCat("not JSON: byte 1: expected ", read.name));
  }
  JsonReader reader("{}");
  EXPECT_FALSE(reader.EnterArray());
  EXPECT_EQ(reader.status().message(), "not JSON: byte 0: expected an array");
}

std::string Nested(std::size_t depth, char open, char close) {
  return std::string(depth, open) + std::string(depth, close);
}

TEST(JsonReaderTest, DepthIsLimited) {
  for (const std::size_t depth : {1u, 63u, 64u})
    EXPECT_EQ(ErrorOf(Nested(depth, '[', ']')), "") << depth;
  EXPECT_EQ(ErrorOf(Nested(65, '[', ']')), "not JSON: byte 64: nested deeper than the limit");
  EXPECT_EQ(ErrorOf(std::string(10'000'000, '[')),
            "not JSON: byte 64: nested deeper than the limit");
  std::string objects;
  for (int i = 0; i < 65; ++i) objects += "{\"a\":";
  EXPECT_EQ(ErrorOf(objects), "not JSON: byte 320: nested deeper than the limit");
  EXPECT_EQ(ErrorOf("1", 0), "");
  EXPECT_EQ(ErrorOf("[]", 0), "not JSON: byte 0: nested deeper than the limit");
  EXPECT_EQ(ErrorOf(Nested(1024, '[', ']'), 5000), "");
  EXPECT_EQ(ErrorOf(Nested(1025, '[', ']'), 5000),
            "not JSON: byte 1024: nested deeper than the limit");
}

TEST(JsonReaderTest, LeavingALevelGivesItBack) {
  std::string text = "[";
  for (int i = 0; i < 200; ++i) absl::StrAppend(&text, i == 0 ? "" : ",", R"([[{"a":[]}]])");
  EXPECT_EQ(ErrorOf(text + "]", 5), "");
  EXPECT_EQ(ErrorOf(text + "]", 4), "not JSON: byte 8: nested deeper than the limit");
}

TEST(JsonReaderTest, SkipKnowsArraysFromObjectsAtEveryLevel) {
  // Every mixture of ten levels; closing with the wrong bracket at any of them must be seen.
  for (unsigned kinds = 0; kinds < 1024; ++kinds) {
    std::string open, close;
    for (unsigned level = 0; level < 10; ++level) {
      const bool object = (kinds >> level & 1) != 0;
      open += object ? "{\"k\":" : "[";
      close.insert(0, 1, object ? '}' : ']');
    }
    EXPECT_EQ(ErrorOf(open + "1" + close), "") << kinds;
    for (std::size_t at = 0; at < close.size(); ++at) {
      std::string wrong = close;
      wrong[at] = wrong[at] == '}' ? ']' : '}';
      EXPECT_NE(ErrorOf(open + "1" + wrong), "") << kinds;
    }
  }
}

TEST(JsonReaderTest, SkipGivesTheBoundsOfARawValue) {
  const std::string text = R"({"schema":"Content:1", "data" : {"a":[1,"\u00e9"]} })";
  JsonReader reader(text);
  std::string scratch;
  std::string_view key;
  ASSERT_TRUE(reader.EnterObject());
  ASSERT_TRUE(reader.NextKey(key, scratch));
  ASSERT_TRUE(reader.Skip());
  ASSERT_TRUE(reader.NextKey(key, scratch));
  reader.Peek();
  const std::size_t begin = reader.position();
  ASSERT_TRUE(reader.Skip());
  EXPECT_EQ(text.substr(begin, reader.position() - begin), R"({"a":[1,"\u00e9"]})");
  EXPECT_FALSE(reader.NextKey(key, scratch));
  EXPECT_TRUE(reader.Finish());
}

TEST(JsonReaderTest, TakeKeyTakesTheKeyThatItIsGiven) {
  JsonReader reader(R"({ "a" : 1 , "bc":2,"d\u0065":3 })");
  std::string scratch;
  std::string_view key, value;
  ASSERT_TRUE(reader.EnterObject());
  EXPECT_FALSE(reader.TakeKey("b"));
  EXPECT_FALSE(reader.TakeKey(""));
  EXPECT_TRUE(reader.TakeKey("a"));
  ASSERT_TRUE(reader.ReadNumber(value));
  EXPECT_FALSE(reader.TakeKey("b"));
  EXPECT_FALSE(reader.TakeKey("bcd"));
  EXPECT_TRUE(reader.TakeKey("bc"));
  ASSERT_TRUE(reader.ReadNumber(value));
  EXPECT_FALSE(reader.TakeKey("de"));  // It is spelt another way: NextKey() reads it.
  ASSERT_TRUE(reader.NextKey(key, scratch));
  EXPECT_EQ(key, "de");
  ASSERT_TRUE(reader.ReadNumber(value));
  EXPECT_FALSE(reader.TakeKey("x"));
  EXPECT_FALSE(reader.NextKey(key, scratch));
  EXPECT_TRUE(reader.Finish());
}

TEST(JsonReaderTest, TakeKeySetsNoError) {
  for (const std::string text :
       {"{", "{ ", "{\"", "{\"a", "{\"a\"", "{\"a\" ", "{}", "{\"a\" 1}", "{a:1}"}) {
    OnExactCopy(text, [&](std::string_view copy) {
      JsonReader reader(copy);
      EXPECT_TRUE(reader.EnterObject());
      EXPECT_FALSE(reader.TakeKey("a")) << text;
      EXPECT_TRUE(reader.ok()) << text;
      return 0;
    });
  }
  JsonReader reader(R"({"a":1 "b":2})");
  std::string_view value;
  ASSERT_TRUE(reader.EnterObject() && reader.TakeKey("a") && reader.ReadNumber(value));
  EXPECT_FALSE(reader.TakeKey("b"));  // No comma.
  EXPECT_TRUE(reader.ok());
}

TEST(JsonReaderTest, NeverQuotesTheText) {
  for (const std::string text :
       {R"({"secret" "hunter2"})", R"(["hunter2)", R"("\hunter2")", "hunter2", "{hunter2}"}) {
    EXPECT_THAT(ErrorOf(text), ::testing::Not(HasSubstr("hunter"))) << text;
  }
}

TEST(JsonReaderTest, EveryTruncationOfADocumentIsRefused) {
  const std::string text = R"({"a":[1,-2.5e+3,true,null,"\u00e9\\é"],"b":{"c":{}}})";
  ASSERT_EQ(ErrorOf(text), "");
  for (std::size_t length = 0; length < text.size(); ++length)
    EXPECT_NE(ErrorOf(text.substr(0, length)), "") << length;
}

}  // namespace
}  // namespace kontrakt
