#include "kontrakt/sdk/produce/delivery_waiter.h"

#include <thread>

#include "absl/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::HasSubstr;

kafka::DeliveryReport Delivered() {
  return {.outcome = kafka::Outcome::kDelivered,
          .status = absl::OkStatus(),
          .topic = "t",
          .partition = 3,
          .offset = 17};
}

TEST(DeliveryWaiterTest, TellsWhereTheMessageStands) {
  DeliveryWaiter waiter;
  std::thread broker([callback = waiter.Callback(nullptr)] { callback(Delivered()); });
  absl::StatusOr<Position> position = waiter.Wait(absl::Seconds(10));
  broker.join();
  ASSERT_THAT(position.status(), IsOk());
  EXPECT_EQ(position->topic, "t");
  EXPECT_EQ(position->partition, 3);
  EXPECT_EQ(position->offset, 17);
}

TEST(DeliveryWaiterTest, PassesFailuresOn) {
  DeliveryWaiter waiter;
  waiter.Callback(nullptr)({.outcome = kafka::Outcome::kNotSent,
                            .status = absl::PermissionDeniedError("no"),
                            .topic = "t"});
  EXPECT_THAT(waiter.Wait(absl::Seconds(10)).status(),
              StatusIs(absl::StatusCode::kPermissionDenied, "no"));
}

TEST(DeliveryWaiterTest, NoAnswerIsUnknown) {
  DeliveryWaiter waiter;
  EXPECT_THAT(waiter.Wait(absl::Milliseconds(10)).status(),
              StatusIs(absl::StatusCode::kDeadlineExceeded, HasSubstr("unknown")));
}

TEST(DeliveryWaiterTest, CallsTheNextCallbackAndMayDieFirst) {
  int calls = 0;
  kafka::DeliveryCallback callback;
  {
    DeliveryWaiter waiter;
    callback = waiter.Callback([&](const kafka::DeliveryReport& report) {
      ++calls;
      EXPECT_EQ(report.offset, 17);
    });
  }
  callback(Delivered());
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace kontrakt
