#include "kontrakt/schemas/validate/graph.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/validate/prepare.h"

namespace kontrakt::internal {
namespace {

using ::testing::ElementsAre;

Graph Compiled(const std::string& schema) {
  const auto prepared = PrepareSchema(*ParseJson(schema));
  EXPECT_TRUE(prepared.ok()) << prepared.status();
  return Graph(*prepared);
}

TEST(GraphTest, EachTypeHasItsOwnRules) {
  const struct {
    const char* schema;
    TypeSet types;
    TypeSet free;
  } kCases[] = {
      {"true", kAnyType, kAnyType},
      {"{}", kAnyType, kAnyType},
      {"false", 0, 0},
      {R"({"type":"number"})", kNumberType, kNumberType},
      {R"({"type":"integer"})", kIntegerType, 0},
      {R"({"type":["string","null"]})", kStringType | kNullType, kStringType | kNullType},
      {R"({"minimum":1})", kAnyType, kAnyType & ~kNumberType},
      {R"({"maxLength":1})", kAnyType, kAnyType & ~kStringType},
      {R"({"uniqueItems":true})", kAnyType, kAnyType & ~kArrayType},
      {R"({"required":["a"]})", kAnyType, kAnyType & ~kObjectType},
      {R"({"enum":[1]})", kAnyType, 0},
      {R"({"not":{}})", kAnyType, 0},
      {R"({"then":{"minimum":1}})", kAnyType, kAnyType},
      {R"({"format":"iri","title":"t"})", kAnyType, kAnyType},
  };
  for (const auto& c : kCases) {
    const Graph graph = Compiled(c.schema);
    EXPECT_EQ(graph.root().types, c.types) << c.schema;
    EXPECT_EQ(graph.root().free, c.free) << c.schema;
  }
}

TEST(GraphTest, AReferenceIsAnEdge) {
  const Graph ring = Compiled(R"({"items":{"$ref":"#"}})");
  EXPECT_EQ(ring.root().array->rest, &ring.root());
  const Graph chain = Compiled(
      R"({"$ref":"#/definitions/a","definitions":{"a":{"$ref":"#/definitions/b"},"b":{"minimum":1}}})");
  EXPECT_EQ(chain.root().bounds.size(), 1u);
  const Graph anything =
      Compiled(R"({"items":{"$ref":"#/definitions/a"},"definitions":{"a":true}})");
  EXPECT_EQ(anything.root().array->rest, &anything.anything());
  const Graph nothing =
      Compiled(R"({"items":{"$ref":"#/definitions/a"},"definitions":{"a":false}})");
  EXPECT_EQ(nothing.root().array->rest->forbids, "$ref");
}

TEST(GraphTest, EveryNameOfAnObjectHasANumber) {
  const Graph graph = Compiled(R"({"properties":{"b":{},"a":false},"required":["c","a","c"],
      "dependencies":{"d":["a","e"],"b":{"minimum":1}},"additionalProperties":false})");
  const ObjectRules& rules = *graph.root().object;
  EXPECT_EQ(rules.names.size(), 5u);
  EXPECT_EQ(rules.words(), 1u);
  EXPECT_THAT(rules.required, ElementsAre(rules.Find("c"), rules.Find("a")));
  EXPECT_EQ(rules.names[rules.Find("a")].node->forbids, "properties");
  EXPECT_EQ(rules.names[rules.Find("b")].node, &graph.anything());
  EXPECT_EQ(rules.names[rules.Find("c")].node, rules.additional);
  EXPECT_EQ(rules.additional->forbids, "additionalProperties");
  EXPECT_EQ(rules.Find("f"), ObjectRules::kNoName);
  ASSERT_EQ(rules.dependencies.size(), 2u);
  EXPECT_EQ(rules.dependencies[0].node->bounds.size(), 1u);
  EXPECT_THAT(rules.dependencies[1].needed, ElementsAre(rules.Find("a"), rules.Find("e")));
}

TEST(GraphTest, WherePatternsMatchNothingIsDecidedBeforeThem) {
  const Graph graph = Compiled(R"({"required":["a"],"patternProperties":{"^a":{"minimum":1}}})");
  const ObjectRules& rules = *graph.root().object;
  EXPECT_EQ(rules.names[rules.Find("a")].node, nullptr);
  ASSERT_EQ(rules.patterns.size(), 1u);
  EXPECT_TRUE(rules.patterns[0].first.Matches("a"));
}

TEST(GraphTest, TheUsualOrderOfKeysIsLearnt) {
  const Graph graph = Compiled(R"({"properties":{"a":{},"b":{},"\"":{}}})");
  const ObjectRules& rules = *graph.root().object;
  const std::uint32_t a = rules.Find("a"), b = rules.Find("b"), quote = rules.Find("\"");
  EXPECT_EQ(rules.Next(ObjectRules::kNoName), ObjectRules::kNoName);
  rules.Learn(ObjectRules::kNoName, b);
  rules.Learn(b, a);
  EXPECT_EQ(rules.Next(ObjectRules::kNoName), b);
  EXPECT_EQ(rules.Next(b), a);
  rules.Learn(a, quote);  // No key that could be looked for byte by byte.
  EXPECT_EQ(rules.Next(a), ObjectRules::kNoName);
  for (int i = 0; i < 20'000; ++i) rules.Learn(b, i % 2 == 0 ? a : b);
  const std::uint32_t settled = rules.Next(b);
  rules.Learn(b, settled == a ? b : a);
  EXPECT_EQ(rules.Next(b), settled);
}

}  // namespace
}  // namespace kontrakt::internal
