#include "kontrakt/sdk/kafka/deadline.h"

#include "absl/time/clock.h"
#include "gtest/gtest.h"

namespace kontrakt::kafka {
namespace {

TEST(DeadlineTest, CountsDownToZero) {
  const Deadline deadline(absl::Milliseconds(50));
  EXPECT_FALSE(deadline.passed());
  EXPECT_LE(deadline.left(), absl::Milliseconds(50));
  EXPECT_GT(deadline.left(), absl::ZeroDuration());
  EXPECT_LE(deadline.left_ms(), 50);
  absl::SleepFor(absl::Milliseconds(60));
  EXPECT_TRUE(deadline.passed());
  EXPECT_EQ(deadline.left(), absl::ZeroDuration());
  EXPECT_EQ(deadline.left_ms(), 0);
}

TEST(DeadlineTest, MillisecondsAreRoundedUpAndBounded) {
  EXPECT_EQ(Deadline(absl::Seconds(-1)).left_ms(), 0);
  EXPECT_EQ(Deadline(absl::ZeroDuration()).left_ms(), 0);
  EXPECT_EQ(Deadline(absl::InfiniteDuration()).left_ms(), 24 * 3600 * 1000);
  EXPECT_FALSE(Deadline(absl::InfiniteDuration()).passed());
  EXPECT_EQ(Deadline(absl::Hours(1)).left_ms(absl::Milliseconds(7)), 7);
  EXPECT_EQ(Deadline(absl::Hours(1)).left_ms(absl::Microseconds(7)), 1);
}

}  // namespace
}  // namespace kontrakt::kafka
