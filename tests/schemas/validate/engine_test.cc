#include "kontrakt/schemas/validate/engine.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt::internal {
namespace {

using ::testing::HasSubstr;

PreparedSchema OnePart(Json schema) {
  PreparedSchema prepared;
  prepared.parts.push_back(
      {.schema = std::move(schema), .pointer = "", .schemas = 1, .depth = 1, .references = {}});
  return prepared;
}

TEST(EngineTest, RunsWhatWasPrepared) {
  auto prepared = PrepareSchema(
      *ParseJson(R"({"definitions":{"a":{"minimum":1}},"items":{"$ref":"#/definitions/a"}})"));
  ASSERT_TRUE(prepared.ok());
  auto engine = Engine::Build(*std::move(prepared));
  ASSERT_TRUE(engine.ok()) << engine.status();
  const Engine moved = *std::move(engine);
  EXPECT_TRUE(moved.Run(*ParseJson("[1,2]")).empty());
  EXPECT_EQ(moved.Run(*ParseJson("[1,0]")).size(), 1u);
}

// What PrepareSchema() lets through by mistake must end in an error, not in an exception or worse.
TEST(EngineTest, WhatValijsonThrowsBecomesAnError) {
  for (const char* schema :
       {R"({"minLength":-1})", R"({"type":"strin"})", R"({"allOf":1})", R"({"properties":1})"}) {
    const auto engine = Engine::Build(OnePart(*ParseJson(schema)));
    EXPECT_EQ(engine.status().code(), absl::StatusCode::kInvalidArgument) << schema;
    EXPECT_THAT(engine.status().message(), HasSubstr("valijson cannot use it")) << schema;
  }
}

// Keywords that valijson would judge by itself fail closed here.
TEST(EngineTest, WhatShouldHaveBeenTakenAwayRefusesEverything) {
  for (const char* schema :
       {R"({"minimum":0})", R"({"maximum":9})", R"({"multipleOf":1})", R"({"multipleOf":0.5})",
        R"({"enum":[1]})", R"({"const":1})", R"({"pattern":"a"})", R"({"format":"date"})"}) {
    const auto engine = Engine::Build(OnePart(*ParseJson(schema)));
    ASSERT_TRUE(engine.ok()) << schema;
    EXPECT_EQ(engine->Run(1).size(), 1u) << schema;
  }
}

TEST(EngineTest, AnExceptionInACheckRefusesTheMessage) {
  // A pattern that was not prepared: std::map::at would throw, and so would anything else that is
  // not foreseen.
  PreparedSchema prepared = OnePart(*ParseJson(R"({"patternProperties":{"a":{}}})"));
  const auto engine = Engine::Build(std::move(prepared));
  ASSERT_TRUE(engine.ok());
  const auto violations = engine->Run(*ParseJson(R"({"a":1})"));
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].rule, "schema");
}

}  // namespace
}  // namespace kontrakt::internal
