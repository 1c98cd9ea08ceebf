#include "kontrakt/sdk/kafka/read_to_end.h"

#include <algorithm>
#include <memory>
#include <set>

#include "absl/log/log.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "kontrakt/sdk/kafka/consumer.h"
#include "kontrakt/sdk/kafka/deadline.h"

namespace kontrakt::kafka {
namespace {

constexpr std::size_t kBatch = 1000;

bool IsFinal(const absl::Status& error) {
  return absl::IsPermissionDenied(error) || absl::IsUnauthenticated(error);
}

absl::Status NotReached(const Connection& connection, const std::set<TopicPartition>& missing,
                        absl::Duration timeout, const absl::Status& last_error) {
  return absl::DeadlineExceededError(absl::StrCat(
      "reading to the end of \"", missing.begin()->topic, "\" and of ", missing.size() - 1,
      " more partitions at ", absl::StrJoin(connection.servers, ", "), ": not done within ",
      absl::FormatDuration(timeout),
      last_error.ok() ? "" : "; the last error was: ", last_error.message()));
}

absl::Status Read(Consumer& consumer, const Connection& connection,
                  absl::Span<const TopicPartitionOffset> partitions, absl::Duration timeout,
                  absl::FunctionRef<void(const Record&)> visit) {
  const Deadline deadline(timeout);
  std::set<TopicPartition> missing;
  for (const TopicPartitionOffset& partition : partitions) missing.insert(partition.where);
  if (absl::Status status = consumer.Assign(partitions); !status.ok()) return status;
  absl::Status last_error;
  while (!missing.empty()) {
    if (deadline.passed()) return NotReached(connection, missing, timeout, last_error);
    absl::StatusOr<PollResult> polled = consumer.Poll(deadline.left(), kBatch);
    if (!polled.ok()) return polled.status();
    for (const Record& record : polled->records) visit(record);
    for (const TopicPartition& end : polled->ends) missing.erase(end);
    for (absl::Status& error : polled->errors) {
      if (IsFinal(error)) return error;
      last_error = std::move(error);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ReadToEnd(const Connection& connection,
                       absl::Span<const TopicPartitionOffset> partitions, absl::Duration timeout,
                       absl::FunctionRef<void(const Record&)> visit) {
  if (partitions.empty()) return absl::OkStatus();
  Connection bounded = connection;
  bounded.timeout = std::min(connection.timeout, timeout);
  absl::StatusOr<std::unique_ptr<Consumer>> consumer = Consumer::Create(bounded, {}, nullptr);
  if (!consumer.ok()) return consumer.status();
  absl::Status status = Read(**consumer, bounded, partitions, timeout, visit);
  // What was read stands, however long librdkafka takes to let go of the client.
  if (absl::Status closed = (*consumer)->Close(absl::Seconds(5)); !closed.ok()) {
    LOG(WARNING) << closed;
  }
  return status;
}

}  // namespace kontrakt::kafka
