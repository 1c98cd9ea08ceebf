#include "kontrakt/sdk/consume/stop_signal.h"

#include <thread>

#include "absl/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;

TEST(StopSignalTest, TheEarliestDeadlineCounts) {
  StopSignal stop;
  EXPECT_FALSE(stop.IsRequested());
  EXPECT_FALSE(stop.Await(absl::Milliseconds(1)));
  stop.Request(kafka::Deadline(absl::Minutes(1)));
  stop.Request(kafka::Deadline(absl::Seconds(10)));
  stop.Request(kafka::Deadline(absl::Hours(1)));
  EXPECT_TRUE(stop.IsRequested());
  EXPECT_LE(stop.deadline().left(), absl::Seconds(10));
  EXPECT_THAT(stop.failure(), IsOk());
}

TEST(StopSignalTest, TheFirstFailureIsTheReason) {
  StopSignal stop;
  std::thread worker([&] {
    stop.Fail(kafka::Deadline(absl::Seconds(10)), absl::AbortedError("first"));
    stop.Fail(kafka::Deadline(absl::Seconds(10)), absl::AbortedError("second"));
  });
  EXPECT_TRUE(stop.Await(absl::Seconds(30)));
  worker.join();
  EXPECT_THAT(stop.failure(), StatusIs(absl::StatusCode::kAborted, "first"));
}

}  // namespace
}  // namespace kontrakt
