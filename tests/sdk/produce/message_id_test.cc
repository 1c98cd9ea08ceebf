#include "kontrakt/sdk/produce/message_id.h"

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

TEST(MessageIdTest, IsThirtyTwoHexadecimalDigits) {
  EXPECT_THAT(std::string(MessageId::Random().text()), ::testing::MatchesRegex("[0-9a-f]{32}"));
  EXPECT_EQ(kMessageIdHeader, "kontrakt.id");
}

TEST(MessageIdTest, DiffersInAndBetweenThreads) {
  constexpr int kThreads = 4, kEach = 1000;
  absl::Mutex mutex;
  std::set<std::string> ids;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&] {
      std::set<std::string> mine;
      for (int i = 0; i < kEach; ++i) mine.emplace(MessageId::Random().text());
      absl::MutexLock lock(&mutex);
      ids.merge(mine);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(ids.size(), kThreads * kEach);
}

}  // namespace
}  // namespace kontrakt
