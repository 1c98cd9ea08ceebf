// librdkafka's partition lists from and to ours.
#ifndef KONTRAKT_SDK_KAFKA_PARTITIONS_H_
#define KONTRAKT_SDK_KAFKA_PARTITIONS_H_

#include <vector>

#include "absl/types/span.h"
#include "kontrakt/sdk/kafka/handles.h"
#include "kontrakt/sdk/kafka/topic_partition.h"

namespace kontrakt::kafka {

PartitionsHandle ToList(absl::Span<const TopicPartition> partitions);
PartitionsHandle ToList(absl::Span<const TopicPartitionOffset> offsets);

// Null is the empty list.
std::vector<TopicPartition> FromList(const rd_kafka_topic_partition_list_t* list);

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_PARTITIONS_H_
