// Cluster: the Kafka that a benchmark runs against.
#ifndef KONTRAKT_BENCHMARKS_CLUSTER_H_
#define KONTRAKT_BENCHMARKS_CLUSTER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "kontrakt/sdk/app/settings.h"
#include "kontrakt/tests/kafka/broker/real_broker.h"

namespace benchmarks {

class Cluster {
 public:
  // Takes the cluster that `settings` name, or starts one broker on this machine, which gets more
  // memory than those of the tests. Without a topic prefix the run gets one of its own.
  //   kInvalidArgument: the settings. Others: as tests::RealCluster.
  static absl::StatusOr<std::unique_ptr<Cluster>> Get(kontrakt::Settings settings);
  // Ends the broker that Get() started, and deletes its data. Other clusters keep the topics.
  ~Cluster();
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;

  // With servers and prefix.
  const kontrakt::Settings& settings() const { return settings_; }
  // "host:port,host:port"
  std::string servers() const;

 private:
  explicit Cluster(kontrakt::Settings settings) : settings_(std::move(settings)) {}

  kontrakt::Settings settings_;
  std::unique_ptr<kontrakt::tests::RealCluster> own_;
};

}  // namespace benchmarks

#endif  // KONTRAKT_BENCHMARKS_CLUSTER_H_
