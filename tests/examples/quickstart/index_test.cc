#include "examples/quickstart/index.h"

#include <string>
#include <thread>

#include "gtest/gtest.h"

namespace quickstart {
namespace {

Content File(int i) {
  return {.id = "f" + std::to_string(i), .url = "file:///f", .title = {}, .size = i};
}

TEST(IndexTest, CountsARedeliveryOnce) {
  Index index;
  Content titled = File(1);
  titled.title = "One";
  index.Add(titled);
  index.Add(titled);
  index.Add(File(2));
  EXPECT_EQ(index.size(), 2u);
  EXPECT_EQ(index.bytes(), 3);
  EXPECT_EQ(index.titled(), 1u);
}

TEST(IndexTest, TellsTheLargest) {
  Index index;
  for (int i = 0; i < 20; ++i) index.Add(File(i));
  const auto largest = index.Largest();
  ASSERT_EQ(largest.size(), Index::kLargest);
  EXPECT_EQ(largest[0].id, "f19");
  EXPECT_EQ(largest[7].size, 12);
}

TEST(IndexTest, WaitsForEntriesAndGivesUpWhenNoneCome) {
  Index index;
  std::thread writer([&] {
    for (int i = 0; i < 3; ++i) index.Add(File(i));
  });
  EXPECT_EQ(index.Await(3, absl::Seconds(30)), 3u);
  writer.join();
  EXPECT_EQ(index.Await(4, absl::Milliseconds(10)), 3u);
}

}  // namespace
}  // namespace quickstart
