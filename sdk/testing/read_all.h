// ReadAll: what is in a topic, for tests.
#ifndef KONTRAKT_SDK_TESTING_READ_ALL_H_
#define KONTRAKT_SDK_TESTING_READ_ALL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "kontrakt/sdk/kafka/connection.h"

namespace kontrakt::testing {

// A record's own copy.
struct ReadRecord {
  std::string topic;
  int32_t partition = 0;
  int64_t offset = 0;
  absl::Time timestamp;
  std::optional<std::string> key;    // nullopt: none.
  std::optional<std::string> value;  // nullopt: a tombstone.
  std::vector<std::pair<std::string, std::string>> headers;
};

// Every record of every partition of `topic` (full name), from the first to the present end;
// ordered by partition and offset. An independent reader: no group, no commits, nothing is decoded.
//   kNotFound           no such topic.
//   kDeadlineExceeded, kUnavailable: as kafka::ReadToEnd() and kafka::TopicAdmin.
absl::StatusOr<std::vector<ReadRecord>> ReadAll(const kafka::Connection& connection,
                                                std::string_view topic,
                                                absl::Duration timeout = absl::Seconds(30));

}  // namespace kontrakt::testing

#endif  // KONTRAKT_SDK_TESTING_READ_ALL_H_
