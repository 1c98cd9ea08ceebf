#include "kontrakt/schemas/violation.h"

#include <string>

#include "gtest/gtest.h"

namespace kontrakt {
namespace {

TEST(ViolationTest, SurvivesTheWayThroughAStatus) {
  const std::vector<Violation> violations = {
      {"/a~1b", "minLength", "at least 1 character", "0 characters"},
      {"", "required", "the key \"x\"", std::string("1:\0:", 4)}};
  const absl::Status status = ViolationsToStatus("Content:1", violations);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ViolationsOf(status), violations);
}

TEST(ViolationTest, ReadsAsAListForPeople) {
  EXPECT_EQ(ViolationsToStatus("Content:1",
                               {{"/id", "minLength", "at least 1 character", "0 characters"}})
                .message(),
            "Content:1 refused, 1 violation:\n  /id: minLength: expected at least 1 character, "
            "found 0 characters");
}

TEST(ViolationTest, OtherStatusesCarryNone) {
  EXPECT_TRUE(ViolationsOf(absl::OkStatus()).empty());
  EXPECT_TRUE(ViolationsOf(absl::UnavailableError("away")).empty());
}

TEST(ViolationTest, EscapesPointerTokens) {
  std::string pointer = "/a";
  AppendPointerToken(pointer, "b/c~d");
  EXPECT_EQ(pointer, "/a/b~1c~0d");
}

}  // namespace
}  // namespace kontrakt
