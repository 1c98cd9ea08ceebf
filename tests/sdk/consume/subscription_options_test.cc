#include "kontrakt/sdk/consume/subscription_options.h"

#include "absl/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::HasSubstr;

TEST(SubscriptionOptionsTest, AGroupIsEnough) { EXPECT_THAT(Check({.group = "g"}), IsOk()); }

TEST(SubscriptionOptionsTest, NamesTheFieldThatIsWrong) {
  const struct {
    const char* name;
    SubscriptionOptions options;
  } kCases[] = {
      {"group", {}},
      {"commit_interval", {.group = "g", .commit_interval = absl::ZeroDuration()}},
      {"drain_timeout", {.group = "g", .drain_timeout = -absl::Seconds(1)}},
      {"max_waiting_records", {.group = "g", .max_waiting_records = 0}},
      {"max_waiting_bytes", {.group = "g", .max_waiting_bytes = 0}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(Check(c.options), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.name)));
  }
}

}  // namespace
}  // namespace kontrakt
