#include "kontrakt/sdk/kafka/group_member.h"

#include <string_view>
#include <utility>
#include <vector>

#include "absl/log/log.h"
#include "kontrakt/sdk/kafka/errors.h"
#include "kontrakt/sdk/kafka/partitions.h"
#include "kontrakt/sdk/kafka/topic_name.h"

namespace kontrakt::kafka {
namespace {

constexpr Settings kDefaults = {
    {"check.crcs", "true"},
    {"partition.assignment.strategy", "cooperative-sticky"},
    {"queued.max.messages.kbytes", "16384"},  // Fetched ahead, in all; more would only cost memory.
    {"fetch.queue.backoff.ms", "50"},         // Until it looks again whether there is room.
};

absl::Status ErrorStatus(const rd_kafka_error_t& error, std::string_view doing) {
  return ToStatus(rd_kafka_error_code(&error), doing, rd_kafka_error_string(&error));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Consumer>> GroupMember::Create(const Connection& connection,
                                                              const ConsumerOptions& options,
                                                              RebalanceListener* listener) {
  auto events = std::make_shared<ConsumerEvents>();
  absl::StatusOr<std::unique_ptr<Client>> client =
      NewClient(connection, events, kDefaults,
                {{"group.id", options.group.c_str()},
                 {"auto.offset.reset", options.from_earliest ? "earliest" : "latest"},
                 {"enable.auto.commit", "false"},
                 {"enable.auto.offset.store", "false"},
                 {"allow.auto.create.topics", "false"}});
  if (!client.ok()) return client.status();
  rd_kafka_poll_set_consumer((*client)->get());  // Errors come to the same queue as records.
  QueueHandle queue(rd_kafka_queue_get_consumer((*client)->get()));
  return std::unique_ptr<Consumer>(
      new GroupMember(*std::move(client), std::move(events), std::move(queue), listener));
}

GroupMember::~GroupMember() {
  if (absl::Status status = Close(absl::Seconds(10)); !status.ok()) LOG(WARNING) << status;
}

absl::Status GroupMember::Subscribe(absl::Span<const std::string> topics) {
  if (queue() == nullptr) return absl::FailedPreconditionError("subscribing: closed");
  std::vector<TopicPartition> names;
  for (const std::string& topic : topics) {
    // Also keeps out "^...", which librdkafka would take for a pattern.
    if (absl::Status status = CheckTopicName(topic); !status.ok()) return status;
    names.push_back({topic, RD_KAFKA_PARTITION_UA});
  }
  if (names.empty()) return ToStatus(rd_kafka_unsubscribe(client()), "unsubscribing");
  return ToStatus(rd_kafka_subscribe(client(), ToList(names).get()), "subscribing");
}

absl::Status GroupMember::Assign(absl::Span<const TopicPartitionOffset> /*partitions*/) {
  return absl::FailedPreconditionError(
      "Consumer::Assign() is for a consumer without a group; the group assigns partitions");
}

bool GroupMember::IsCooperative() const {
  const char* const protocol = rd_kafka_rebalance_protocol(client());  // Null: out of the group.
  return protocol != nullptr && std::string_view(protocol) == "COOPERATIVE";
}

absl::Status GroupMember::Take(rd_kafka_topic_partition_list_t* list) {
  if (IsCooperative()) {
    const ErrorHandle error(rd_kafka_incremental_assign(client(), list));
    return error == nullptr ? absl::OkStatus() : ErrorStatus(*error, "taking partitions");
  }
  return ToStatus(rd_kafka_assign(client(), list), "taking partitions");
}

absl::Status GroupMember::GiveUp(rd_kafka_topic_partition_list_t* list) {
  if (IsCooperative()) {
    const ErrorHandle error(rd_kafka_incremental_unassign(client(), list));
    return error == nullptr ? absl::OkStatus() : ErrorStatus(*error, "giving up partitions");
  }
  return ToStatus(rd_kafka_assign(client(), nullptr), "giving up partitions");
}

void GroupMember::LetGo(const std::vector<TopicPartition>& partitions) {
  if (listener_ != nullptr) {
    const bool lost = rd_kafka_assignment_lost(client()) != 0;
    lost ? listener_->OnLost(partitions) : listener_->OnRevoked(partitions);
  }
  Drop(partitions);
}

// librdkafka takes one answer while it leaves the group, whichever event it is for, even for an
// assignment from before; with that answer the group is gone, and another would wait for ever.
absl::Status GroupMember::LetEverythingGo() {
  if (std::exchange(let_go_, true)) return absl::OkStatus();
  if (const std::vector<TopicPartition> all = held(); !all.empty()) LetGo(all);
  return ToStatus(rd_kafka_assign(client(), nullptr), "giving up all partitions");
}

void GroupMember::Rebalance(rd_kafka_resp_err_t event, rd_kafka_topic_partition_list_t* list) {
  if (leaving_) {
    if (absl::Status status = LetEverythingGo(); !status.ok()) Tell(std::move(status));
    return;
  }
  const std::vector<TopicPartition> partitions = FromList(list);
  absl::Status status;
  switch (event) {
    case RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS:
      status = Take(list);
      Hold(partitions);
      if (listener_ != nullptr) listener_->OnAssigned(partitions);
      break;
    case RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS:
      LetGo(partitions);
      status = GiveUp(list);
      break;
    default:  // The rebalance itself failed, and is tried again.
      status = ToStatus(event, "rebalancing");
      rd_kafka_assign(client(), nullptr);
  }
  if (!status.ok()) Tell(std::move(status));
}

absl::Status GroupMember::Commit(absl::Span<const TopicPartitionOffset> offsets,
                                 absl::Duration timeout) {
  if (queue() == nullptr) return absl::FailedPreconditionError("committing: closed");
  if (offsets.empty()) return absl::OkStatus();
  // A queue of its own: the answer can be waited for inside a rebalance, and with a deadline.
  const QueueHandle answers(rd_kafka_queue_new(client()));
  const rd_kafka_resp_err_t refused = rd_kafka_commit_queue(
      client(), ToList(offsets).get(), answers.get(), /*cb=*/nullptr, /*commit_opaque=*/nullptr);
  if (refused != RD_KAFKA_RESP_ERR_NO_ERROR) return ToStatus(refused, "committing offsets");
  const EventHandle answer(rd_kafka_queue_poll(answers.get(), Deadline(timeout).left_ms()));
  if (answer == nullptr) return ToStatus(RD_KAFKA_RESP_ERR__TIMED_OUT, "committing offsets");
  absl::Status status = ToStatus(rd_kafka_event_error(answer.get()), "committing offsets");
  const rd_kafka_topic_partition_list_t* list = rd_kafka_event_topic_partition_list(answer.get());
  for (int i = 0; list != nullptr && i < list->cnt; ++i) {
    status.Update(ToStatus(list->elems[i].err, "committing offsets"));
  }
  return status;
}

absl::Status GroupMember::Leave(const Deadline& deadline) {
  const QueueHandle last_events(rd_kafka_queue_new(client()));
  const ErrorHandle error(rd_kafka_consumer_close_queue(client(), last_events.get()));
  if (error != nullptr && rd_kafka_error_is_fatal(error.get()) != 0) {
    // Out of the group already, and librdkafka tells nobody.
    const std::vector<TopicPartition> lost = held();
    if (listener_ != nullptr && !lost.empty()) listener_->OnLost(lost);
    return absl::OkStatus();
  }
  if (error != nullptr) return ErrorStatus(*error, "leaving the group");
  leaving_ = true;
  // The partitions are revoked in here, and records that were fetched ahead are thrown away.
  while (rd_kafka_consumer_closed(client()) == 0) {
    if (deadline.passed()) {
      return absl::DeadlineExceededError(
          "leaving the group: the coordinator did not answer in time; the group notices when the "
          "session times out");
    }
    const MessageHandle ignored(
        rd_kafka_consume_queue(last_events.get(), deadline.left_ms(absl::Milliseconds(100))));
  }
  return absl::OkStatus();
}

}  // namespace kontrakt::kafka
