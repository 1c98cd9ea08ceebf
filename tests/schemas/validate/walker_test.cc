// What Walker finds, by schema and message: rule, pointer, and both texts.
#include "kontrakt/schemas/validate/walker.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/validate/graph.h"
#include "kontrakt/schemas/validate/prepare.h"

namespace kontrakt::internal {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

// "<pointer> <rule>: <expected>; <found>" of every violation.
std::vector<std::string> Found(const std::string& schema, const std::string& message) {
  const auto prepared = PrepareSchema(*ParseJson(schema));
  if (!prepared.ok()) return {std::string(prepared.status().message())};
  const Graph graph(*prepared);
  std::vector<std::string> found;
  for (const Violation& v : CheckText(graph, message, 64)) {
    found.push_back(absl::StrCat(v.pointer, " ", v.rule, ": ", v.expected, "; ", v.found));
  }
  return found;
}

TEST(WalkerTest, NamesRuleAndPlace) {
  const struct {
    const char* schema;
    const char* message;
    std::vector<std::string> found;
  } kCases[] = {
      {R"({"type":"integer"})", "1.5", {" type: an integer; 1.5"}},
      {R"({"type":["string","null"]})", "[1]", {" type: null or a string; an array of 1 item"}},
      {R"({"minLength":2})", R"("é")", {" minLength: at least 2 characters; 1 character"}},
      {R"({"maxLength":1})", R"("éé")", {" maxLength: at most 1 character; 2 characters"}},
      {R"({"properties":{"a":{"minItems":1}}})",
       R"({"a":[]})",
       {"/a minItems: at least 1 item; 0 items"}},
      {R"({"maxItems":1})", "[1,2]", {" maxItems: at most 1 item; 2 items"}},
      {R"({"minProperties":1})", "{}", {" minProperties: at least 1 member; 0 members"}},
      {R"({"maxProperties":0})", R"({"a":1})", {" maxProperties: at most 0 members; 1 member"}},
      {R"({"properties":{"a/b":{"properties":{"c~d":{"minimum":3}}}}})",
       R"({"a/b":{"c~d":2}})",
       {"/a~1b/c~0d minimum: at least 3; 2"}},
      {R"({"required":["a","b"]})",
       R"({"b":1})",
       {R"( required: the key "a"; an object without it)"}},
      {R"({"items":{"pattern":"^x"}})", R"(["x","y",1])", {R"(/1 pattern: a match of ^x; "y")"}},
      {R"({"items":[{"const":1}],"additionalItems":{"type":"null"}})",
       "[2,null,3]",
       {"/0 const: 1; 2", "/2 type: null; 3"}},
      {R"({"items":[true],"additionalItems":false})",
       "[1,2]",
       {"/1 additionalItems: nothing here; 2"}},
      {R"({"items":false})", "[1]", {"/0 items: nothing here; 1"}},
      {R"({"uniqueItems":true})",
       R"([1,{"a":1},1.0,{"a":1}])",
       {" uniqueItems: every item once; items 0 and 2 equal"}},
      {R"({"contains":{"type":"null"}})",
       "[1]",
       {" contains: at least one item that matches; an array of 1 item"}},
      {R"({"additionalProperties":false,"properties":{"a":{}},"patternProperties":{"^b":{}}})",
       R"({"a":1,"b1":2,"c":"x"})",
       {"/c additionalProperties: nothing here; a string of 1 character"}},
      {R"({"additionalProperties":{"type":"null"}})", R"({"a":1})", {"/a type: null; 1"}},
      {R"({"patternProperties":{"^a":{"maximum":1}}})",
       R"({"ab":2})",
       {"/ab maximum: at most 1; 2"}},
      {R"({"properties":{"a":false}})", R"({"a":1})", {"/a properties: nothing here; 1"}},
      {R"({"propertyNames":{"maxLength":1}})",
       R"({"a":1,"bc":2})",
       {R"(/bc propertyNames: a key that the schema under propertyNames allows; "bc")"}},
      {R"({"dependencies":{"a":["b","c"]}})",
       R"({"a":1,"c":1})",
       {R"( dependencies: the key "b"; an object without it)"}},
      {R"({"dependencies":{"a":{"required":["b"]}}})",
       R"({"a":1})",
       {R"( required: the key "b"; an object without it)"}},
      {R"({"dependencies":{"a":false}})",
       R"({"a":1})",
       {" dependencies: nothing here; an object of 1 member"}},
      {R"({"allOf":[{"minimum":3},{"multipleOf":2}]})",
       "1",
       {" minimum: at least 3; 1", " multipleOf: a multiple of 2; 1"}},
      {R"({"not":{"type":"null"}})",
       "null",
       {" not: a value that the schema under not refuses; null"}},
      {R"({"if":{"type":"integer"},"then":{"minimum":1},"else":{"type":"null"}})",
       "0",
       {" minimum: at least 1; 0"}},
      {R"({"if":{"type":"integer"},"then":{"minimum":1},"else":{"type":"null"}})",
       R"("a")",
       {" type: null; a string of 1 character"}},
      {R"({"if":true,"then":false})", "1", {" then: nothing here; 1"}},
      {R"({"anyOf":[{"minimum":3},{"maximum":1}]})",
       "2",
       {" anyOf: a match of at least one of 2 schemas; a match of none"}},
      {R"({"oneOf":[{"minimum":1},{"maximum":3}]})",
       "2",
       {" oneOf: a match of exactly one of 2 schemas; a match of 2"}},
      {R"({"oneOf":[{"minimum":4},{"minimum":3}]})",
       "2",
       {" oneOf: a match of exactly one of 2 schemas; a match of none"}},
      {R"({"definitions":{"a":{"enum":["x"]}},"items":{"$ref":"#/definitions/a"}})",
       R"(["y"])",
       {R"(/0 enum: one of "x"; "y")"}},
      {R"({"items":{"$ref":"#/definitions/no"},"definitions":{"no":false}})",
       "[1]",
       {"/0 $ref: nothing here; 1"}},
      {R"({"format":"ipv4"})", R"("1.2.3")", {R"( format: a text in format ipv4; "1.2.3")"}},
      {"false", "1", {" false: nothing here; 1"}},
  };
  for (const auto& c : kCases)
    EXPECT_THAT(Found(c.schema, c.message), ElementsAreArray(c.found)) << c.schema;
}

TEST(WalkerTest, KeywordsOfOtherTypesDoNotApply) {
  constexpr char kAll[] =
      R"({"minLength":9,"maxLength":0,"pattern":"^$x","format":"date",
      "minimum":9,"maximum":0,"multipleOf":7,
      "minItems":9,"maxItems":0,"uniqueItems":true,"contains":false,"items":false,
      "minProperties":9,"maxProperties":0,"required":["a"],"properties":{"a":false},
      "propertyNames":false,"additionalProperties":false,"dependencies":{"a":["b"]}})";
  for (const char* message : {"true", "false", "null"})
    EXPECT_THAT(Found(kAll, message), IsEmpty()) << message;
  EXPECT_EQ(Found(kAll, R"("text")").size(), 4u);
  EXPECT_EQ(Found(kAll, "5").size(), 3u);
}

// An optional struct is anyOf a reference and null: what is wrong inside the struct is what a
// reader wants.
TEST(WalkerTest, TheBranchForThisTypeSaysWhatIsWrong) {
  constexpr char kSchema[] =
      R"({"definitions":{"a":{"type":"object","properties":{"n":{"minimum":1}}}},
      "properties":{"a":{"anyOf":[{"$ref":"#/definitions/a"},{"type":"null"}]}}})";
  EXPECT_THAT(Found(kSchema, R"({"a":null})"), IsEmpty());
  EXPECT_THAT(Found(kSchema, R"({"a":{"n":0}})"), ElementsAre("/a/n minimum: at least 1; 0"));
  EXPECT_THAT(Found(kSchema, R"({"a":7})"),
              ElementsAre("/a anyOf: a match of at least one of 2 schemas; a match of none"));
  EXPECT_THAT(Found(R"({"oneOf":[{"type":"string","minLength":2},{"type":"null"}]})", R"("x")"),
              ElementsAre(" minLength: at least 2 characters; 1 character"));
}

TEST(WalkerTest, IntegersAndNumbersAreExact) {
  EXPECT_THAT(Found(R"({"type":"integer"})", "1.0"), IsEmpty());
  EXPECT_THAT(Found(R"({"maximum":9007199254740992})", "9007199254740993"),
              ElementsAre(" maximum: at most 9007199254740992; 9007199254740993"));
  EXPECT_THAT(Found(R"({"maximum":9223372036854775807})", "18446744073709551615"),
              ElementsAre(" maximum: at most 9223372036854775807; 18446744073709551615"));
  EXPECT_THAT(Found(R"({"multipleOf":0.01})", "19.99"), IsEmpty());
  EXPECT_THAT(Found(R"({"enum":[9007199254740992]})", "9007199254740993").size(), 1u);
  EXPECT_THAT(Found(R"({"minItems":1.0})", "[]").size(), 1u);
}

TEST(WalkerTest, EmptyNamesAndIndexesMakePointers) {
  EXPECT_THAT(
      Found(R"({"properties":{"":{"items":{"items":{"type":"null"}}}}})", R"({"":[[],[null,1]]})"),
      ElementsAre("//1/1 type: null; 1"));
}

TEST(WalkerTest, ValuesOfSensitiveFieldsAreNotShown) {
  constexpr char kSchema[] = R"({"properties":{
      "pin":{"type":"integer","maximum":9,"x-kontrakt-sensitive":true},
      "key":{"type":"string","pattern":"^k","x-kontrakt-sensitive":true},
      "card":{"anyOf":[{"$ref":"#/definitions/card"},{"type":"null"}],"x-kontrakt-sensitive":true},
      "size":{"maximum":9}},
      "definitions":{"card":{"type":"object","properties":{"number":{"pattern":"^[0-9]+$"}}}}})";
  EXPECT_THAT(
      Found(kSchema, R"({"pin":1234,"key":"hunter2","card":{"number":"4111-1111"},"size":10})"),
      ElementsAre("/pin maximum: at most 9; a value that is not shown",
                  "/key pattern: a match of ^k; a value that is not shown",
                  "/card pattern: a match of ^[0-9]+$; a value that is not shown",
                  "/size maximum: at most 9; 10"));
  EXPECT_THAT(Found(kSchema, R"({"pin":"1234"})"),
              ElementsAre("/pin type: an integer; a value that is not shown"));
}

// Neither in a text of its own nor in a pointer.
// std::optional of a SCHEMA_VALUE whose field is sensitive: the mark stands where the reference
// leads to.
TEST(WalkerTest, ValueThatIsSensitiveInABranchIsNotShown) {
  constexpr char kSchema[] = R"({"anyOf":[{"$ref":"#/definitions/pin"},{"type":"null"}],
      "definitions":{"pin":{"type":"string","x-kontrakt-sensitive":true}}})";
  for (const char* message : {"12345", "true", "1.5e1", "[12345]"}) {
    const std::vector<std::string> found = Found(kSchema, message);
    ASSERT_EQ(found.size(), 1u) << message;
    EXPECT_EQ(found[0].find(message), std::string::npos) << found[0];
  }
}

TEST(WalkerTest, KeysInSensitiveValuesAreNotShown) {
  const struct {
    const char* name;
    const char* rules;
  } kCases[] = {
      {"unwanted key", R"("additionalProperties":false)"},
      {"key's spelling", R"("propertyNames":{"maxLength":3})"},
      {"value below", R"("additionalProperties":{"type":"null"})"},
      {"number of keys", R"("maxProperties":0)"},
      {"listed", R"("enum":[1])"},
      {"branches", R"("anyOf":[{"additionalProperties":{"maximum":0}},{"type":"null"}])"},
      {"reference", R"("allOf":[{"$ref":"#/definitions/d"}])"},
  };
  for (const auto& c : kCases) {
    const auto found = Found(
        absl::StrCat(R"({"definitions":{"d":{"patternProperties":{"":false}}},"properties":{"s":{)",
                     c.rules, R"(,"x-kontrakt-sensitive":true}}})"),
        R"({"s":{"hunter2":5150}})");
    ASSERT_EQ(found.size(), 1u) << c.name;
    EXPECT_THAT(found[0], testing::StartsWith("/s ")) << c.name;
    EXPECT_THAT(found[0], testing::Not(testing::ContainsRegex("hunter2|5150"))) << c.name;
  }
}

TEST(WalkerTest, AHundredViolationsAreEnough) {
  std::string message = "[";
  for (int i = 0; i < 500; ++i) absl::StrAppend(&message, i == 0 ? "" : ",", "1");
  const auto found = Found(R"({"items":{"type":"null"}})", message + "]");
  EXPECT_EQ(found.size(), kMaxViolations);
  EXPECT_EQ(found.back(), "/99 type: null; 1");
}

TEST(WalkerTest, LongPointersDoNotFillTheMemory) {
  const std::string key(300'000, 'k');
  const auto found = Found(R"({"additionalProperties":{"items":false}})",
                           absl::StrCat("{\"", key, "\":[1,2,3,4,5,6,7,8]}"));
  EXPECT_EQ(found.size(), 4u);  // The fourth passes a mebibyte of pointers.
}

TEST(WalkerTest, WorkIsBoundedAndNothingHalfFoundIsTold) {
  const std::string deep = std::string(60, '[') + std::string(60, ']');
  const std::vector<std::string> refused = {
      " work: a message that is checked with bounded work; one that needs more"};
  EXPECT_EQ(Found(R"({"allOf":[{"items":{"$ref":"#"}},{"items":{"$ref":"#"}}]})", deep), refused);
  EXPECT_EQ(Found(R"({"not":{"allOf":[{"items":{"$ref":"#"}},{"items":{"$ref":"#"}}]}})", deep),
            refused);
  EXPECT_EQ(
      Found(R"({"pattern":"a[ab]{1000}c"})", absl::StrCat("\"", std::string(1 << 20, 'a'), "\"")),
      refused);
  EXPECT_EQ(Found(R"({"patternProperties":{"a[ab]{1000}c":{}}})",
                  absl::StrCat("{\"", std::string(1 << 20, 'a'), "\":1}")),
            refused);
}

// Review, finding 3b: what a keyword does with a value beyond reading it counts too. The work of
// the walk alone would be enough for each of these.
TEST(WalkerTest, HashingListingAndComparingCount) {
  const std::string text = absl::StrCat("\"", std::string(500'000, 'a'), "\"");
  const struct {
    const char* name;
    const char* combined;
    const char* schema;
    int times;
    std::string message;
  } kCases[] = {
      {"a text looked for in a list", "allOf", R"({"not":{"enum":["a","b"]}})", 1000, text},
      {"equal items", "allOf", R"({"not":{"uniqueItems":true}})", 15,
       absl::StrCat("[", text, ",", text, "]")},
      {"equal keys", "anyOf", R"({"minProperties":1})", 15,
       absl::StrCat("{", text, ":1,", text, ":1}")},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const auto is_exhausted = [&](int times) {
      std::string schemas;
      for (int i = 0; i < times; ++i) absl::StrAppend(&schemas, i == 0 ? "" : ",", c.schema);
      const Graph graph(
          *PrepareSchema(*ParseJson(absl::StrCat("{\"", c.combined, "\":[", schemas, "]}"))));
      WalkerRoom room;
      Walker walker(graph, c.message, 64, room);
      walker.Walk(graph.root(), nullptr);
      return walker.exhausted();
    };
    EXPECT_FALSE(is_exhausted(2));
    EXPECT_TRUE(is_exhausted(c.times));
  }
}

TEST(WalkerTest, NestingIsBounded) {
  std::string allofs, ends;
  for (int i = 0; i < 28; ++i) {
    allofs += R"({"allOf":[)";
    ends += "]}";
  }
  const std::string schema = absl::StrCat(allofs, R"({"items":{"$ref":"#"}})", ends);
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_THAT(Found(schema, nested(30)), IsEmpty());
  EXPECT_THAT(
      Found(schema, nested(64)),
      ElementsAre(" work: a message that is checked with bounded work; one that needs more"));
}

}  // namespace
}  // namespace kontrakt::internal
