#include "kontrakt/sdk/produce/published_validators.h"

#include <string>
#include <utility>

#include "absl/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/violation.h"
#include "nlohmann/json.hpp"

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr const char* kDocument =
    R"({"type":"object","properties":{"n":{"type":"integer","minimum":1}},"required":["n"]})";

TEST(PublishedValidatorsTest, AsksForADocumentOnce) {
  int asked = 0;
  PublishedValidators validators([&](const SchemaId&) -> absl::StatusOr<std::string> {
    ++asked;
    return kDocument;
  });
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(validators.Check({"A", 1}, R"({"n":1})").status(), IsOk());
  }
  EXPECT_EQ(asked, 1);
  EXPECT_THAT(validators.Check({"A", 2}, R"({"n":1})").status(), IsOk());
  EXPECT_EQ(asked, 2);
}

TEST(PublishedValidatorsTest, NamesTheSchemaAndEveryViolation) {
  PublishedValidators validators(
      [](const SchemaId&) -> absl::StatusOr<std::string> { return kDocument; });
  const absl::Status status = validators.Check({"A", 1}, R"({"n":0.5})").status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("A:1")));
  EXPECT_THAT(ViolationsOf(status), SizeIs(2));
  EXPECT_EQ(validators.CheckText({"A", 1}, R"({"n":0.5})"), status);
  EXPECT_THAT(validators.CheckText({"A", 1}, R"({"n":1})"), IsOk());
}

TEST(PublishedValidatorsTest, AFailureOfTheSourceIsAskedAgain) {
  absl::StatusOr<std::string> answer = absl::UnavailableError("away");
  PublishedValidators validators([&](const SchemaId&) { return answer; });
  EXPECT_THAT(validators.Get({"A", 1}).status(), StatusIs(absl::StatusCode::kUnavailable));
  answer = absl::NotFoundError("nobody");
  EXPECT_THAT(validators.Get({"A", 1}).status(), StatusIs(absl::StatusCode::kNotFound));
  answer = kDocument;
  EXPECT_THAT(validators.Get({"A", 1}).status(), IsOk());
}

TEST(PublishedValidatorsTest, AHostileDocumentIsRefusedByName) {
  PublishedValidators validators(
      [](const SchemaId&) -> absl::StatusOr<std::string> { return R"({"$ref":"#"})"; });
  EXPECT_THAT(validators.Check({"Evil", 1}, "{}").status(),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("Evil:1")));
  EXPECT_THAT(validators.CheckText({"Evil", 1}, "{}"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("Evil:1")));
}

}  // namespace
}  // namespace kontrakt
