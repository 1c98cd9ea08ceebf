#include "kontrakt/sdk/produce/undelivered.h"

#include "absl/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(UndeliveredTest, CountsFailuresOnly) {
  Undelivered undelivered;
  undelivered.Note({.outcome = kafka::Outcome::kDelivered, .status = {}, .topic = "t"});
  EXPECT_THAT(undelivered.Take(), IsOk());
}

TEST(UndeliveredTest, TellsNotSentFromUnknownAndTheFirstReason) {
  Undelivered undelivered;
  undelivered.Note(
      {.outcome = kafka::Outcome::kNotSent, .status = absl::NotFoundError("gone"), .topic = "t"});
  for (int i = 0; i < 2; ++i) {
    undelivered.Note({.outcome = kafka::Outcome::kUnknown,
                      .status = absl::DeadlineExceededError("late"),
                      .topic = "t"});
  }
  EXPECT_THAT(undelivered.Take(),
              StatusIs(absl::StatusCode::kDataLoss,
                       AllOf(HasSubstr("1 not sent"), HasSubstr("2 unknown"), HasSubstr("gone"))));
  EXPECT_THAT(undelivered.Take(), IsOk()) << "told once";
}

}  // namespace
}  // namespace kontrakt
