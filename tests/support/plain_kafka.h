// PlainKafka: Kafka seen without kontrakt, for tests that judge it from outside.
//
// Uses librdkafka directly and shares no line with the SDK. Blocking calls with one deadline each.
#ifndef KONTRAKT_TESTS_SUPPORT_PLAIN_KAFKA_H_
#define KONTRAKT_TESTS_SUPPORT_PLAIN_KAFKA_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"

namespace kontrakt::tests {

struct PlainRecord {
  std::string topic = {};
  int partition = -1;
  int64_t offset = -1;
  std::optional<std::string> key = {};
  std::optional<std::string> value = {};  // nullopt: a tombstone.
  std::vector<std::pair<std::string, std::string>> headers = {};
};

struct PlainTopic {
  int partitions = 0;
  int replicas = 0;  // Of partition 0.
};

// Thread-safe. Every call that fails names the topic and librdkafka's reason.
class PlainKafka {
 public:
  // `servers`: "host:port,host:port".
  explicit PlainKafka(std::string servers, absl::Duration timeout = absl::Seconds(30));

  // How many brokers answer; waits until there are `at_least`. kDeadlineExceeded: there were not.
  absl::StatusOr<int> Brokers(int at_least) const;

  // Every topic by name, internal ones included.
  absl::StatusOr<std::map<std::string, PlainTopic>> Topics() const;

  // A topic's effective configs by name.
  absl::StatusOr<std::map<std::string, std::string>> Configs(const std::string& topic) const;

  absl::Status CreateTopic(const std::string& topic, int partitions,
                           const std::map<std::string, std::string>& configs = {}) const;

  // Sets these configs of a topic and leaves the others.
  absl::Status SetConfigs(const std::string& topic,
                          const std::map<std::string, std::string>& configs) const;

  // Returns when all replicas have all records. Partition -1: murmur2_random chooses.
  absl::Status Produce(absl::Span<const PlainRecord> records) const;

  // Everything from the beginning up to the end offsets of the moment of the call, sorted by
  // partition and offset. kNotFound: there is no such topic.
  absl::StatusOr<std::vector<PlainRecord>> ReadTopic(const std::string& topic) const;

  // By partition: the offset of the next record to be written.
  absl::StatusOr<std::map<int, int64_t>> EndOffsets(const std::string& topic) const;

  // By partition: what the group has committed; partitions without a commit are absent.
  absl::StatusOr<std::map<int, int64_t>> CommittedOffsets(const std::string& group,
                                                          const std::string& topic) const;

 private:
  std::string servers_;
  absl::Duration timeout_;
};

}  // namespace kontrakt::tests

#endif  // KONTRAKT_TESTS_SUPPORT_PLAIN_KAFKA_H_
