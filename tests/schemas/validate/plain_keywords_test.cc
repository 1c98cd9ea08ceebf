#include "kontrakt/schemas/validate/plain_keywords.h"

#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt::internal {
namespace {

using ::testing::HasSubstr;

struct Taken {
  absl::Status status;
  Json schema = Json::object();
};

Taken Take(const char* keyword, const std::string& value) {
  Taken taken;
  PlainKeywords plain(1);
  taken.status = plain.Take(*FindKeyword(keyword), *ParseJson(value), taken.schema);
  return taken;
}

TEST(PlainKeywordsTest, WhatDemandsSomethingIsKept) {
  EXPECT_EQ(Take("minLength", "2").schema, Json({{"minLength", 2}}));
  EXPECT_EQ(Take("type", R"(["string","null"])").schema, Json({{"type", {"string", "null"}}}));
  EXPECT_EQ(Take("required", R"(["a"])").schema, Json({{"required", {"a"}}}));
  EXPECT_EQ(Take("uniqueItems", "true").schema, Json({{"uniqueItems", true}}));
  EXPECT_EQ(Take("minimum", "1.5").schema, Json({{"minimum", 1.5}}));
  EXPECT_EQ(Take("const", "null").schema, Json({{"const", nullptr}}));
  EXPECT_EQ(Take("enum", "[1]").schema, Json({{"enum", {1}}}));
  EXPECT_EQ(Take("pattern", "\"a\"").schema, Json({{"pattern", "a"}}));
  EXPECT_EQ(Take("format", "\"date\"").schema, Json({{"format", "date"}}));
}

TEST(PlainKeywordsTest, CountsBecomeIntegers) {
  EXPECT_EQ(Take("maxItems", "2.0").schema.dump(), R"({"maxItems":2})");
  EXPECT_EQ(Take("maxItems", "1e3").schema.dump(), R"({"maxItems":1000})");
  EXPECT_EQ(Take("maxItems", "1e300").schema.dump(), R"({"maxItems":9223372036854775807})");
  EXPECT_EQ(Take("maxItems", "18446744073709551615").schema.dump(),
            R"({"maxItems":9223372036854775807})");
}

TEST(PlainKeywordsTest, NotesAreDropped) {
  for (const auto& [keyword, value] : std::vector<std::pair<const char*, const char*>>{
           {"title", "\"a\""},
           {"description", "\"a\""},
           {"default", "[1]"},
           {"examples", "[1]"},
           {"readOnly", "true"},
           {"$schema", "\"http://json-schema.org/draft-07/schema#\""},
           {"format", "\"iri\""},
           {"format", "\"x-own\""}}) {
    const Taken taken = Take(keyword, value);
    EXPECT_TRUE(taken.status.ok()) << keyword << taken.status;
    EXPECT_TRUE(taken.schema.empty()) << keyword;
  }
}

TEST(PlainKeywordsTest, WrongValuesAreNamed) {
  const struct {
    const char* keyword;
    const char* value;
    const char* reason;
  } kCases[] = {
      {"minLength", "-1", "an integer from 0"},
      {"minLength", "1.5", "an integer from 0"},
      {"minLength", "\"1\"", "an integer from 0"},
      {"minimum", "\"1\"", "must be a number"},
      {"exclusiveMinimum", "true", "a boolean was draft-04"},
      {"multipleOf", "0", "above 0"},
      {"multipleOf", "0.0", "above 0"},
      {"multipleOf", "-0.5", "above 0"},
      {"uniqueItems", "1", "true or false"},
      {"required", "true", "an array of strings"},
      {"required", "[1]", "an array of strings"},
      {"required", R"(["a\u0000b"])", "the character NUL"},
      {"type", "\"strin\"", "array, boolean, integer"},
      {"type", "[]", "array, boolean, integer"},
      {"type", "[\"any\"]", "array, boolean, integer"},
      {"type", "1", "array, boolean, integer"},
      {"enum", "1", "an array"},
      {"pattern", "1", "a string"},
      {"pattern", "\"(?=a)\"", "lookahead"},
      {"format", "1", "a string"},
      {"format", "\"dat-time\"", "no format \"dat-time\""},
      {"title", "1", "a string"},
      {"readOnly", "1", "true or false"},
      {"examples", "1", "an array"},
      {"$schema", "1", "a string"},
      {"$schema", "\"https://json-schema.org/draft/2020-12/schema\"", "only draft-07"},
      {"$schema", "\"http://json-schema.org/draft-04/schema#\"", "only draft-07"},
  };
  for (const auto& c : kCases) {
    const Taken taken = Take(c.keyword, c.value);
    EXPECT_EQ(taken.status.code(), absl::StatusCode::kInvalidArgument)
        << c.keyword << " " << c.value;
    EXPECT_THAT(taken.status.message(), HasSubstr(c.reason)) << c.keyword << " " << c.value;
  }
}

TEST(PlainKeywordsTest, PatternsShareTheirMemory) {
  PlainKeywords few(1), many(PlainKeywords::kMaxPatterns),
      too_many(PlainKeywords::kMaxPatterns + 1);
  EXPECT_TRUE(few.Compile("\\p{L}{10}").ok());
  EXPECT_TRUE(many.Compile("^\\p{L}+$").ok());
  EXPECT_THAT(many.Compile("\\p{L}{10}").message(), HasSubstr("too much memory"));
  const auto patterns = std::move(few).TakePatterns();
  ASSERT_EQ(patterns.size(), 1u);
  EXPECT_TRUE(patterns.at("\\p{L}{10}").Matches("abcdefghij"));
  EXPECT_THAT(too_many.Compile("a").message(), HasSubstr("at most 256 patterns"));
}

TEST(PlainKeywordsTest, NamesAreLimited) {
  EXPECT_TRUE(PlainKeywords::CheckName(std::string(256, 'a')).ok());
  EXPECT_THAT(PlainKeywords::CheckName(std::string(257, 'a')).message(),
              HasSubstr("at most 256 bytes"));
  EXPECT_TRUE(PlainKeywords::CheckName("").ok());
}

}  // namespace
}  // namespace kontrakt::internal
