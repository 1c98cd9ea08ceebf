// BrokerNode: one Kafka process, broker and controller in one, with its files.
#ifndef KONTRAKT_TESTS_KAFKA_BROKER_BROKER_NODE_H_
#define KONTRAKT_TESTS_KAFKA_BROKER_BROKER_NODE_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "kontrakt/tests/support/process.h"

namespace kontrakt::tests {

struct NodeOptions {
  int id = 1;
  int port = 0;             // Clients and other brokers.
  int controller_port = 0;  // KRaft.
  std::string folder = {};  // Its own; must not exist.
  std::vector<std::string> jvm = {};
  std::map<std::string, std::string> properties = {};  // The whole of server.properties.
};

// Not thread-safe. Killed with this object.
class BrokerNode {
 public:
  // Writes the node's files and formats its storage; starts nothing.
  //   kFailedPrecondition   no jars, no Java, or the format tool refused; with its words.
  static absl::StatusOr<std::unique_ptr<BrokerNode>> Create(NodeOptions options,
                                                            const std::string& cluster_id);

  // Starts the process and does not wait until it serves.
  absl::Status Launch();

  // Null before Launch().
  Process* process() { return process_.get(); }

  std::string server() const;

  // The process's own log since the last Launch(), at most `lines` of it.
  std::string LogTail(int lines = 25) const;

 private:
  BrokerNode(NodeOptions options, std::vector<std::string> java)
      : options_(std::move(options)), java_(std::move(java)) {}

  const NodeOptions options_;
  const std::vector<std::string> java_;  // The command up to the main class.
  std::unique_ptr<Process> process_;
};

}  // namespace kontrakt::tests

#endif  // KONTRAKT_TESTS_KAFKA_BROKER_BROKER_NODE_H_
