// RealCluster: Apache Kafka on this machine, for one test.
//
// One or three KRaft nodes, each broker and controller, from the jars in $KONTRAKT_KAFKA_JARS, on
// free loopback ports, with their data in the test's own folder.
#ifndef KONTRAKT_TESTS_KAFKA_BROKER_REAL_BROKER_H_
#define KONTRAKT_TESTS_KAFKA_BROKER_REAL_BROKER_H_

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "kontrakt/tests/kafka/broker/broker_node.h"

namespace kontrakt::tests {

struct ClusterOptions {
  int brokers = 1;  // 1, or 3 with replication 3 and min.insync.replicas 2.
  // Added to server.properties, where they win over ours.
  std::map<std::string, std::string> properties = {};
  // A small process that starts quickly. For measurements give it more.
  std::vector<std::string> jvm = {"-Xms64m", "-Xmx256m", "-XX:+UseSerialGC",
                                  "-XX:TieredStopAtLevel=1"};
  // Longest wait for a node to serve, in Start() and Restart(). Two or three seconds are usual.
  absl::Duration start_timeout = absl::Seconds(90);
};

// Not thread-safe. Its processes die with it, with the thread that made it, and with this process.
// Nodes count from 0.
class RealCluster {
 public:
  // Returns when every node serves.
  //   kFailedPrecondition   it cannot start; the message ends with what the broker said last.
  static absl::StatusOr<std::unique_ptr<RealCluster>> Start(ClusterOptions options = {});

  // "127.0.0.1:port,127.0.0.1:port"
  std::string servers() const;
  // One node's "127.0.0.1:port".
  std::string server(int node) const { return nodes_.at(node)->server(); }
  int size() const { return static_cast<int>(nodes_.size()); }
  pid_t pid(int node) const { return nodes_.at(node)->process()->pid(); }

  // SIGKILL; returns when the process is gone. Its data stays.
  void Kill(int node);
  // SIGSTOP and SIGCONT: a broker that holds its connections and answers nothing.
  void Freeze(int node);
  void Thaw(int node);
  // Starts a killed node again on its port and its data, and waits until it serves.
  absl::Status Restart(int node);
  // As Restart(), without the wait: after most of three nodes were killed, none serves before the
  // second is back. Launch them, then AwaitReady().
  absl::Status Launch(int node) { return nodes_.at(node)->Launch(); }
  // Waits until every node serves that runs and is not frozen.
  absl::Status AwaitReady();

 private:
  explicit RealCluster(ClusterOptions options) : options_(std::move(options)) {}

  // One attempt with new ports.
  absl::Status Create();
  absl::Status AwaitNode(int node);
  bool CanServe(int node) const;

  const ClusterOptions options_;
  std::vector<std::unique_ptr<BrokerNode>> nodes_;
  std::set<int> frozen_;
};

}  // namespace kontrakt::tests

#endif  // KONTRAKT_TESTS_KAFKA_BROKER_REAL_BROKER_H_
