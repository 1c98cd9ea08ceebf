#include "kontrakt/schemas/validate/prepare.h"

#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt::internal {
namespace {

using ::testing::HasSubstr;

absl::StatusOr<PreparedSchema> Prepared(const std::string& text) {
  const auto json = ParseJson(text);
  EXPECT_TRUE(json.ok()) << text << json.status();
  return PrepareSchema(*json);
}

TEST(PrepareTest, KeepsWhatDemandsSomething) {
  const auto prepared = Prepared(R"({
    "$schema": "http://json-schema.org/draft-07/schema#", "$id": "Content:1", "title": "t",
    "x-own": {"a": 1},
    "type": "object", "required": ["a"], "minProperties": 1.0,
    "properties": {"a": {"minimum": 1, "description": "d"}, "b": true},
    "additionalProperties": false, "dependencies": {"a": ["b"], "b": {"maxProperties": 2}},
    "items": [{"type": "null"}], "additionalItems": {}, "anyOf": [{}, {"not": {}}]})");
  ASSERT_TRUE(prepared.ok()) << prepared.status();
  ASSERT_EQ(prepared->parts.size(), 1u);
  EXPECT_EQ(prepared->parts[0].schema, *ParseJson(R"({
    "type": "object", "required": ["a"], "minProperties": 1,
    "properties": {"a": {"minimum": 1}, "b": true},
    "additionalProperties": false, "dependencies": {"a": ["b"], "b": {"maxProperties": 2}},
    "items": [{"type": "null"}], "additionalItems": {}, "anyOf": [{}, {"not": {}}]})"));
}

TEST(PrepareTest, EveryTargetOfAReferenceBecomesAPart) {
  const auto prepared =
      Prepared(R"({"definitions": {"a": {"items": {"$ref": "#/definitions/a"}}, "b": {"$ref": "#"}},
      "properties": {"x": {"$ref": "#/definitions/b"}, "y": {"$ref": "#/definitions/a"}},
                                     "allOf": [{"$ref": "#/definitions/a", "minLength": 1}]})");
  ASSERT_TRUE(prepared.ok()) << prepared.status();
  ASSERT_EQ(prepared->parts.size(), 3u);
  EXPECT_EQ(prepared->parts[0].schema.dump(),
            R"({"allOf":[{"kontrakt:part":1}],"properties":{"x":{"kontrakt:part":2},)"
            R"("y":{"kontrakt:part":1}}})");
  EXPECT_EQ(prepared->parts[1].schema.dump(), R"({"items":{"kontrakt:part":1}})");
  EXPECT_EQ(prepared->parts[1].pointer, "/definitions/a");
  EXPECT_EQ(prepared->parts[2].schema.dump(), R"({"kontrakt:part":0})");
}

TEST(PrepareTest, CountsWhatIsAppliedToTheSameValue) {
  const auto prepared = Prepared(R"({"definitions": {"a": {}},
      "allOf": [{"anyOf": [{}, {"$ref": "#/definitions/a"}]},
                {"properties": {"p": {"not": {"$ref": "#/definitions/a"}}}}],
      "if": {}, "then": {"dependencies": {"d": {"$ref": "#/definitions/a"}, "e": ["f"]}}})");
  ASSERT_TRUE(prepared.ok()) << prepared.status();
  const Part& root = prepared->parts[0];
  EXPECT_EQ(root.schemas,
            8u);  // The root, two under allOf, two under anyOf, if, then, one under dependencies.
  EXPECT_EQ(root.depth, 3u);
  ASSERT_EQ(root.references.size(), 2u);
  EXPECT_EQ(root.references[0].target, 1u);
  EXPECT_EQ(root.references[0].depth, 3u);
}

TEST(PrepareTest, PatternsAreCompiled) {
  const auto prepared = Prepared(R"({"patternProperties": {"^a": {}, "b$": {"pattern": "c"}}})");
  ASSERT_TRUE(prepared.ok()) << prepared.status();
  EXPECT_EQ(prepared->patterns.size(), 3u);
  EXPECT_TRUE(prepared->patterns.at("^a").Matches("ab"));
}

TEST(PrepareTest, NamesConstructAndPlaceOfWhatItRefuses) {
  const struct {
    const char* name;
    const char* schema;
    const char* error;
  } kCases[] = {
      {"misspelt", R"({"properties":{"a":{"requird":[]}}})",
       "at /properties/a/requird: unknown keyword: is it required?"},
      {"later draft", R"({"prefixItems":[]})",
       "at /prefixItems: unknown keyword: it is of a later draft"},
      {"misspelt in a definition", R"({"definitions":{"a":{"typ":"null"}}})",
       "at /definitions/a/typ: unknown keyword"},
      {"our own marker", R"({"kontrakt:part":7})", "at /kontrakt:part: unknown keyword"},
      {"no schema", "1", "at its root: a schema is an object, true or false"},
      {"no schema below", R"({"items":[1]})", "at /items/0: a schema is an object, true or false"},
      {"no list", R"({"allOf":{}})", "at /allOf: it must be an array of at least one schema"},
      {"empty list", R"({"oneOf":[]})", "at /oneOf: it must be an array of at least one schema"},
      {"no object", R"({"properties":[]})", "at /properties: it must be an object"},
      {"names", R"({"dependencies":{"a":["b",1]}})",
       "at /dependencies/a: it must be an array of strings"},
      {"NUL", R"({"properties":{"a\u0000":{}}})",
       "at /properties: a name may not hold the character NUL"},
      {"value", R"({"not":{"multipleOf":0}})", "at /not/multipleOf: it must be above 0"},
      {"pattern", R"({"pattern":"(?<!a)b"})", "at /pattern: the pattern has a lookbehind"},
      {"pattern of members", R"({"patternProperties":{"a/(":{}}})",
       "at /patternProperties/a~1(: the pattern is not"},
      {"remote", R"({"items":{"$ref":"http://localhost/x"}})",
       "at /items: $ref \"http://localhost/x\" points outside"},
      {"itself", R"({"$ref":"#"})", "at its root: its $refs come back to the same value"},
      {"two in a ring",
       R"({"definitions":{"a":{"$ref":"#/definitions/b"},"b":{"$ref":"#/definitions/a"}},)"
       R"("not":{"$ref":"#/definitions/a"}})",
       "its $refs come back to the same value"},
      {"ring under allOf", R"({"allOf":[{"$ref":"#"}]})",
       "at its root: its $refs come back to the same value"},
      {"ring under dependencies", R"({"dependencies":{"a":{"if":{"$ref":"#"}}}})",
       "its $refs come back"},
      {"ring that only a definition has",
       R"({"definitions":{"a":{"not":{"$ref":"#/definitions/a"}}}})", "its $refs come back"},
  };
  for (const auto& c : kCases) {
    const auto prepared = Prepared(c.schema);
    EXPECT_EQ(prepared.status().code(), absl::StatusCode::kInvalidArgument) << c.name;
    EXPECT_THAT(prepared.status().message(), HasSubstr(c.error)) << c.name;
  }
}

TEST(PrepareTest, RecursionThroughPartsIsFine) {
  for (const char* schema : {R"({"properties":{"a":{"$ref":"#"}}})", R"({"items":{"$ref":"#"}})",
                             R"({"additionalProperties":{"$ref":"#"}})",
                             R"({"allOf":[{"items":{"allOf":[{"$ref":"#"}]}}]})",
                             R"({"propertyNames":{"$ref":"#"}})", R"({"contains":{"$ref":"#"}})"}) {
    EXPECT_TRUE(Prepared(schema).ok()) << schema;
  }
}

}  // namespace
}  // namespace kontrakt::internal
