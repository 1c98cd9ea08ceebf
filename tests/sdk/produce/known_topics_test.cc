#include "kontrakt/sdk/produce/known_topics.h"

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

TEST(KnownTopicsTest, FindsWhatWasAdded) {
  KnownTopics topics;
  EXPECT_EQ(topics.Find("a"), nullptr);
  const std::string* added = topics.Add("a", "p.a");
  ASSERT_NE(added, nullptr);
  EXPECT_EQ(*added, "p.a");
  EXPECT_EQ(topics.Find("a"), added);
  EXPECT_EQ(topics.Find("b"), nullptr);
  EXPECT_EQ(topics.Find(""), nullptr);
}

TEST(KnownTopicsTest, TheFirstFullNameStays) {
  KnownTopics topics;
  const std::string* first = topics.Add("a", "p.a");
  EXPECT_EQ(topics.Add("a", "q.a"), first);
  EXPECT_EQ(*topics.Find("a"), "p.a");
}

// More topics than buckets, from several threads that add the same ones while others look.
TEST(KnownTopicsTest, ManyThreads) {
  constexpr int kTopics = 3000;
  KnownTopics topics;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < kTopics; ++i) {
        const std::string name = absl::StrCat("t", i);
        const std::string* known = topics.Find(name);
        if (known == nullptr) known = topics.Add(name, absl::StrCat("p.", name));
        EXPECT_EQ(*known, absl::StrCat("p.", name));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int i = 0; i < kTopics; ++i) EXPECT_NE(topics.Find(absl::StrCat("t", i)), nullptr);
}

}  // namespace
}  // namespace kontrakt
