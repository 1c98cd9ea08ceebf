// Where a record is: its topic and partition, and its offset there.
#ifndef KONTRAKT_SDK_KAFKA_TOPIC_PARTITION_H_
#define KONTRAKT_SDK_KAFKA_TOPIC_PARTITION_H_

#include <compare>
#include <cstdint>
#include <string>

namespace kontrakt::kafka {

struct TopicPartition {
  std::string topic;
  int32_t partition = 0;
  friend auto operator<=>(const TopicPartition&, const TopicPartition&) = default;
};

// For a commit: the offset of the next record to read, i.e. last handled + 1.
struct TopicPartitionOffset {
  TopicPartition where;
  int64_t offset = 0;
};

inline constexpr int64_t kOffsetBeginning = -2;

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_TOPIC_PARTITION_H_
