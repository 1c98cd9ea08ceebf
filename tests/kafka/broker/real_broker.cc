#include "kontrakt/tests/kafka/broker/real_broker.h"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <random>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "kontrakt/tests/support/plain_kafka.h"
#include "kontrakt/tests/support/ports.h"

namespace kontrakt::tests {
namespace {

constexpr int kAttempts = 5;
constexpr char kPortTaken[] = "Address already in use";

// Kafka's form of a UUID: 16 bytes in base64url, not beginning with '-'.
std::string RandomClusterId() {
  std::random_device random;
  std::string bytes = "k";
  while (bytes.size() < 16) bytes.push_back(static_cast<char>(random()));
  return absl::WebSafeBase64Escape(bytes);
}

std::string NewFolder() {
  static std::atomic<int> counter = 0;
  return absl::StrCat(TestFolder(), "/kafka-", getpid(), "-", ++counter);
}

// Where one node listens, and who votes.
std::map<std::string, std::string> PlaceProperties(const NodeOptions& node,
                                                   const std::string& voters) {
  const std::string broker = absl::StrCat("BROKER://127.0.0.1:", node.port);
  return {
      {"process.roles", "broker,controller"},
      {"node.id", absl::StrCat(node.id)},
      {"controller.quorum.voters", voters},
      {"listeners", absl::StrCat(broker, ",CONTROLLER://127.0.0.1:", node.controller_port)},
      {"advertised.listeners", broker},
      {"listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"},
      {"inter.broker.listener.name", "BROKER"},
      {"controller.listener.names", "CONTROLLER"},
      {"log.dirs", node.folder + "/data"},
  };
}

// A cluster that is quick in everything that a test waits for, and small.
std::map<std::string, std::string> TestProperties(int brokers) {
  const std::string replicas = absl::StrCat(brokers);
  const std::string in_sync = brokers > 1 ? "2" : "1";
  return {
      {"auto.create.topics.enable", "false"},
      {"default.replication.factor", replicas},
      {"min.insync.replicas", in_sync},
      {"offsets.topic.replication.factor", replicas},
      {"offsets.topic.num.partitions", "4"},
      {"transaction.state.log.replication.factor", replicas},
      {"transaction.state.log.min.isr", in_sync},
      {"transaction.state.log.num.partitions", "2"},
      {"group.initial.rebalance.delay.ms", "0"},
      {"group.min.session.timeout.ms", "500"},
      // A killed node may not come back before the controller has given up its last life.
      {"broker.session.timeout.ms", brokers > 1 ? "3000" : "1500"},
      {"broker.heartbeat.interval.ms", "250"},
      {"replica.lag.time.max.ms", "5000"},
      {"num.network.threads", "2"},
      {"num.io.threads", "4"},
      {"background.threads", "2"},
      {"log.index.size.max.bytes", "1048576"},
      // The cleaner works at once, on segments that a topic's own segment.ms has closed.
      {"log.cleaner.backoff.ms", "200"},
      {"log.cleaner.min.cleanable.ratio", "0.01"},
      {"log.cleaner.dedupe.buffer.size", "4194304"},
      {"log.retention.check.interval.ms", "1000"},
  };
}

}  // namespace

absl::StatusOr<std::unique_ptr<RealCluster>> RealCluster::Start(ClusterOptions options) {
  absl::Status last;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    std::unique_ptr<RealCluster> cluster(new RealCluster(options));
    last = cluster->Create();
    if (last.ok()) return cluster;
    if (!absl::StrContains(last.message(), kPortTaken)) break;
  }
  return absl::FailedPreconditionError(absl::StrCat("Kafka does not start: ", last.message()));
}

absl::Status RealCluster::Create() {
  const std::string folder = NewFolder();
  std::vector<NodeOptions> wanted;
  std::vector<std::string> voters;
  for (int id = 1; id <= options_.brokers; ++id) {
    absl::StatusOr<int> port = FreePort();
    absl::StatusOr<int> controller_port = FreePort();
    if (!port.ok() || !controller_port.ok())
      return port.ok() ? controller_port.status() : port.status();
    wanted.push_back({.id = id,
                      .port = *port,
                      .controller_port = *controller_port,
                      .folder = absl::StrCat(folder, "/", id),
                      .jvm = options_.jvm});
    voters.push_back(absl::StrCat(id, "@127.0.0.1:", *controller_port));
  }
  const std::string cluster_id = RandomClusterId();
  for (NodeOptions& node : wanted) {
    node.properties = options_.properties;  // insert() and merge() keep what is there.
    node.properties.merge(PlaceProperties(node, absl::StrJoin(voters, ",")));
    node.properties.merge(TestProperties(options_.brokers));
    absl::StatusOr<std::unique_ptr<BrokerNode>> made =
        BrokerNode::Create(std::move(node), cluster_id);
    if (!made.ok()) return made.status();
    nodes_.push_back(*std::move(made));
  }
  for (const auto& node : nodes_) {
    if (absl::Status launched = node->Launch(); !launched.ok()) return launched;
  }
  return AwaitReady();
}

std::string RealCluster::servers() const {
  return absl::StrJoin(nodes_, ",",
                       [](std::string* out, const auto& node) { out->append(node->server()); });
}

void RealCluster::Kill(int node) {
  nodes_.at(node)->process()->Kill();
  frozen_.erase(node);
}

void RealCluster::Freeze(int node) {
  nodes_.at(node)->process()->Signal(SIGSTOP);
  frozen_.insert(node);
}

void RealCluster::Thaw(int node) {
  nodes_.at(node)->process()->Signal(SIGCONT);
  frozen_.erase(node);
}

bool RealCluster::CanServe(int node) const {
  return nodes_[node]->process()->running() && !frozen_.contains(node);
}

absl::Status RealCluster::Restart(int node) {
  absl::Status last;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    if (last = Launch(node); !last.ok()) return last;
    last = AwaitNode(node);
    if (last.ok() || !absl::StrContains(last.message(), kPortTaken)) return last;
  }
  return last;
}

absl::Status RealCluster::AwaitReady() {
  for (int node = 0; node < size(); ++node) {
    if (!CanServe(node)) continue;
    if (absl::Status ready = AwaitNode(node); !ready.ok()) return ready;
  }
  return absl::OkStatus();
}

// In short steps, so that a node that died is not waited for.
absl::Status RealCluster::AwaitNode(int node) {
  BrokerNode& awaited = *nodes_[node];
  const PlainKafka kafka(awaited.server(), absl::Seconds(1));
  int servers = 0;
  for (int other = 0; other < size(); ++other) servers += CanServe(other) ? 1 : 0;
  const absl::Time deadline = absl::Now() + options_.start_timeout;
  absl::Status why = absl::OkStatus();
  while (absl::Now() < deadline) {
    if (!awaited.process()->running()) {
      why = absl::InternalError(ToString(*awaited.process()->Wait(absl::ZeroDuration())));
      break;
    }
    why = kafka.Brokers(servers).status();
    if (why.ok()) return why;
  }
  return absl::FailedPreconditionError(
      absl::StrCat("node ", node, ": ", why.message(), "; its last words:\n", awaited.LogTail()));
}

}  // namespace kontrakt::tests
