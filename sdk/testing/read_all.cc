#include "kontrakt/sdk/testing/read_all.h"

#include <algorithm>
#include <memory>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "kontrakt/sdk/kafka/deadline.h"
#include "kontrakt/sdk/kafka/read_to_end.h"

namespace kontrakt::testing {
namespace {

ReadRecord Copy(const Record& record) {
  ReadRecord copy;
  copy.topic = record.topic();
  copy.partition = record.partition();
  copy.offset = record.offset();
  copy.timestamp = record.timestamp();
  copy.key = record.key();
  copy.value = record.value();
  for (const HeaderView& header : record.headers()) {
    copy.headers.emplace_back(header.name, header.value);
  }
  return copy;
}

}  // namespace

absl::StatusOr<std::vector<ReadRecord>> ReadAll(const kafka::Connection& connection,
                                                std::string_view topic, absl::Duration timeout) {
  const kafka::Deadline deadline(timeout);
  absl::StatusOr<std::shared_ptr<kafka::TopicAdmin>> admin = kafka::AdminOf(connection);
  if (!admin.ok()) return admin.status();
  absl::StatusOr<kafka::Cluster> cluster = (*admin)->Describe(deadline.left());
  if (!cluster.ok()) return cluster.status();
  const auto found = std::ranges::find(cluster->topics, topic, &kafka::TopicInfo::name);
  if (found == cluster->topics.end()) {
    return absl::NotFoundError(absl::StrCat("reading topic \"", topic, "\": there is none"));
  }
  std::vector<kafka::TopicPartitionOffset> partitions;
  for (int i = 0; i < found->partitions; ++i) {
    partitions.push_back({{found->name, i}, kafka::kOffsetBeginning});
  }
  std::vector<ReadRecord> records;
  absl::Status status =
      kafka::ReadToEnd(connection, partitions, deadline.left(),
                       [&](const Record& record) { records.push_back(Copy(record)); });
  if (!status.ok()) return status;
  std::ranges::sort(records, {}, [](const ReadRecord& record) {
    return std::tuple(record.partition, record.offset);
  });
  return records;
}

}  // namespace kontrakt::testing
