#include "kontrakt/sdk/consume/thread_group.h"

#include <atomic>
#include <csignal>
#include <memory>

#include "absl/status/status_matchers.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;

TEST(ThreadGroupTest, WaitsForThreadsThatEnd) {
  ThreadGroup group;
  auto count = std::make_shared<std::atomic<int>>(0);
  for (int i = 0; i < 3; ++i) {
    ASSERT_THAT(group.Start([count] { count->fetch_add(1); }), IsOk());
  }
  EXPECT_TRUE(group.Join(kafka::Deadline(absl::Seconds(30))));
  EXPECT_EQ(count->load(), 3);
  EXPECT_EQ(count.use_count(), 1) << "what the bodies owned is gone";
}

TEST(ThreadGroupTest, ItsThreadsTakeNoSignals) {
  ThreadGroup group;
  auto blocks = std::make_shared<std::atomic<bool>>(false);
  ASSERT_THAT(group.Start([blocks] {
    sigset_t mask;
    pthread_sigmask(SIG_SETMASK, nullptr, &mask);
    blocks->store(sigismember(&mask, SIGTERM) == 1 && sigismember(&mask, SIGINT) == 1);
  }),
              IsOk());
  EXPECT_TRUE(group.Join(kafka::Deadline(absl::Seconds(30))));
  EXPECT_TRUE(blocks->load());
  sigset_t mask;
  pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  EXPECT_EQ(sigismember(&mask, SIGTERM), 0) << "the caller's are as before";
}

TEST(ThreadGroupTest, LeavesBehindWhatDoesNotEnd) {
  ThreadGroup group;
  auto go = std::make_shared<absl::Notification>();
  ASSERT_THAT(group.Start([go] { go->WaitForNotification(); }), IsOk());
  const absl::Time begin = absl::Now();
  EXPECT_FALSE(group.Join(kafka::Deadline(absl::Milliseconds(50))));
  EXPECT_LT(absl::Now() - begin, absl::Seconds(10));
  go->Notify();
  while (go.use_count() > 1) absl::SleepFor(absl::Milliseconds(1));
}

}  // namespace
}  // namespace kontrakt
