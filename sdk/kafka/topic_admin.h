// TopicAdmin: looking at topics and making them.
//
// An interface because the embedded broker (sdk/testing) answers no admin requests and so brings
// its own; everybody else's is AdminOf(connection), in connection.h.
#ifndef KONTRAKT_SDK_KAFKA_TOPIC_ADMIN_H_
#define KONTRAKT_SDK_KAFKA_TOPIC_ADMIN_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"

namespace kontrakt::kafka {

struct TopicSpec {
  std::string name = {};  // Full name, prefix included.
  int partitions = 1;
  int replication_factor = 1;
  std::map<std::string, std::string> configs = {};  // "cleanup.policy" -> "compact"
};

struct TopicInfo {
  std::string name;
  int partitions = 0;
};

struct Cluster {
  int brokers = 0;
  std::vector<TopicInfo> topics;  // Every topic the client may see, internal ones included.
};

// topic -> (config name -> value)
using TopicConfigs = std::map<std::string, std::map<std::string, std::string>>;

// Thread-safe. Every call ends within `timeout`:
//   kDeadlineExceeded / kUnavailable   no broker answered; the message names the servers.
//   kPermissionDenied                  the broker's ACLs refuse; the message names the operation
//   and the topic.
class TopicAdmin {
 public:
  virtual ~TopicAdmin() = default;

  // One metadata request.
  virtual absl::StatusOr<Cluster> Describe(absl::Duration timeout) = 0;

  // Creates every topic in one request. A topic that exists already is left as it is and is no
  // error. Returns when each topic is visible in the metadata with its partitions (bounded by
  // `timeout`).
  virtual absl::Status Create(absl::Span<const TopicSpec> topics, absl::Duration timeout) = 0;

  // The named topics' effective configs, in one request.
  // kNotFound: one of the topics does not exist.
  virtual absl::StatusOr<TopicConfigs> Configs(absl::Span<const std::string> topics,
                                               absl::Duration timeout) = 0;
};

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_TOPIC_ADMIN_H_
