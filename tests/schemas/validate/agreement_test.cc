// The Walker against valijson: random schemas over every keyword, random messages, one verdict.
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "kontrakt/schemas/validate/graph.h"
#include "kontrakt/schemas/validate/prepare.h"
#include "kontrakt/schemas/validate/validator.h"
#include "kontrakt/schemas/validate/walker.h"
#include "tests/schemas/validate/random_schema.h"
#include "tests/schemas/validate/second_opinion.h"

namespace kontrakt::internal {
namespace {

constexpr int kSchemas = 1'500, kMessages = 20;

struct Tally {
  int refused_schemas = 0, valid = 0, invalid = 0;
};

// Every violation is of a value that the message has.
void ExpectToPointInto(const std::vector<Violation>& violations, const Json& message) {
  for (const Violation& violation : violations)
    EXPECT_TRUE(message.contains(Json::json_pointer(violation.pointer))) << violation.pointer;
}

void CompareOn(const Json& document, RandomSchemas& random, Tally& tally) {
  const auto prepared = PrepareSchema(document);
  if (!prepared.ok()) {
    ++tally.refused_schemas;
    return;
  }
  const Graph graph(*prepared);
  const SecondOpinion second(*prepared);
  const auto validator = Validator::Compile(document);
  ASSERT_TRUE(validator.ok()) << document << validator.status();
  for (int i = 0; i < kMessages; ++i) {
    const std::string text = random.Message();
    const Json tree = *ParseJson(text);
    const std::vector<Violation> violations = CheckText(graph, text, Validator::kMaxDepth);
    const std::optional<bool> opinion = second.On(tree);
    ASSERT_TRUE(opinion.has_value()) << document << " on " << text;
    ASSERT_EQ(violations.empty(), *opinion) << document << " on " << text;
    ASSERT_EQ(validator->Validate(tree).size(), violations.size()) << document << " on " << text;
    ExpectToPointInto(violations, tree);
    ++(*opinion ? tally.valid : tally.invalid);
  }
}

TEST(AgreementTest, WalkerAndValijsonGiveOneVerdict) {
  RandomSchemas random(20261121);
  Tally tally;
  for (int i = 0; i < kSchemas && !testing::Test::HasFailure(); ++i)
    CompareOn(random.Schema(), random, tally);
  // Else the schemas would say too little.
  EXPECT_LT(tally.refused_schemas, kSchemas / 2);
  EXPECT_GT(tally.valid, kSchemas * kMessages / 10);
  EXPECT_GT(tally.invalid, kSchemas * kMessages / 10);
}

}  // namespace
}  // namespace kontrakt::internal
