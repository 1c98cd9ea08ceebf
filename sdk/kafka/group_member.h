// GroupMember: one member of a consumer group.
#ifndef KONTRAKT_SDK_KAFKA_GROUP_MEMBER_H_
#define KONTRAKT_SDK_KAFKA_GROUP_MEMBER_H_

#include <memory>
#include <vector>

#include "kontrakt/sdk/kafka/polling_consumer.h"

namespace kontrakt::kafka {

class GroupMember final : public PollingConsumer {
 public:
  // As Consumer::Create(), with a group.
  static absl::StatusOr<std::unique_ptr<Consumer>> Create(const Connection& connection,
                                                          const ConsumerOptions& options,
                                                          RebalanceListener* listener);
  ~GroupMember() override;

  absl::Status Subscribe(absl::Span<const std::string> topics) override;
  absl::Status Assign(absl::Span<const TopicPartitionOffset> partitions) override;
  absl::Status Commit(absl::Span<const TopicPartitionOffset> offsets,
                      absl::Duration timeout) override;

  void Rebalance(rd_kafka_resp_err_t event, rd_kafka_topic_partition_list_t* list) override;

 private:
  GroupMember(std::unique_ptr<Client> client, std::shared_ptr<ConsumerEvents> events,
              QueueHandle queue, RebalanceListener* listener)
      : PollingConsumer(std::move(client), std::move(events), std::move(queue)),
        listener_(listener) {}

  absl::Status Leave(const Deadline& deadline) override;
  // Tells the listener, then forgets them.
  void LetGo(const std::vector<TopicPartition>& partitions);
  absl::Status LetEverythingGo();

  bool IsCooperative() const;
  // With the group's protocol: all partitions change at once, or only those of `list`.
  absl::Status Take(rd_kafka_topic_partition_list_t* list);
  absl::Status GiveUp(rd_kafka_topic_partition_list_t* list);

  RebalanceListener* const listener_;
  // Both only on the thread that polls and closes.
  bool leaving_ = false;
  bool let_go_ = false;
};

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_GROUP_MEMBER_H_
