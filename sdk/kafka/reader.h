// Reader: reads the partitions that it is told, in no group.
#ifndef KONTRAKT_SDK_KAFKA_READER_H_
#define KONTRAKT_SDK_KAFKA_READER_H_

#include <memory>
#include <string>
#include <vector>

#include "kontrakt/sdk/kafka/polling_consumer.h"

namespace kontrakt::kafka {

class Reader final : public PollingConsumer {
 public:
  // As Consumer::Create(), without a group.
  static absl::StatusOr<std::unique_ptr<Consumer>> Create(const Connection& connection);
  ~Reader() override;

  absl::Status Subscribe(absl::Span<const std::string> topics) override;
  absl::Status Assign(absl::Span<const TopicPartitionOffset> partitions) override;
  absl::Status Commit(absl::Span<const TopicPartitionOffset> offsets,
                      absl::Duration timeout) override;

  void Rebalance(rd_kafka_resp_err_t event, rd_kafka_topic_partition_list_t* list) override;

 private:
  struct Started {
    TopicHandle topic;
    int32_t partition;
  };

  Reader(const Connection& connection, std::unique_ptr<Client> client,
         std::shared_ptr<ConsumerEvents> events, QueueHandle queue)
      : PollingConsumer(std::move(client), std::move(events), std::move(queue)),
        servers_(connection.servers),
        timeout_(connection.timeout) {}

  absl::Status LearnLeaders();
  void Stop();
  absl::Status Leave(const Deadline& deadline) override;

  const std::vector<std::string> servers_;
  const absl::Duration timeout_;
  std::vector<Started> started_;
};

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_READER_H_
