#include "kontrakt/sdk/kafka/partitions.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt::kafka {
namespace {

using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

TEST(PartitionsTest, ThereAndBackAgain) {
  const std::vector<TopicPartition> partitions = {{"b", 3}, {"a", 0}, {"a", 7}};
  const PartitionsHandle list = ToList(partitions);
  ASSERT_EQ(list->cnt, 3);
  EXPECT_THAT(FromList(list.get()), ElementsAreArray(partitions));
  EXPECT_EQ(list->elems[0].offset, RD_KAFKA_OFFSET_INVALID);
}

TEST(PartitionsTest, WithOffsets) {
  const std::vector<TopicPartitionOffset> offsets = {{{"a", 1}, 42}, {{"b", 0}, kOffsetBeginning}};
  const PartitionsHandle list = ToList(offsets);
  ASSERT_EQ(list->cnt, 2);
  EXPECT_STREQ(list->elems[0].topic, "a");
  EXPECT_EQ(list->elems[0].partition, 1);
  EXPECT_EQ(list->elems[0].offset, 42);
  EXPECT_EQ(list->elems[1].offset, RD_KAFKA_OFFSET_BEGINNING);
}

TEST(PartitionsTest, NothingIsTheEmptyList) {
  EXPECT_THAT(FromList(nullptr), IsEmpty());
  EXPECT_THAT(FromList(ToList(std::vector<TopicPartition>()).get()), IsEmpty());
}

}  // namespace
}  // namespace kontrakt::kafka
