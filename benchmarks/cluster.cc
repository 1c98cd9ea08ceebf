#include "kontrakt/benchmarks/cluster.h"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "absl/random/random.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "kontrakt/tests/support/process.h"

namespace benchmarks {

absl::StatusOr<std::unique_ptr<Cluster>> Cluster::Get(kontrakt::Settings settings) {
  kontrakt::Settings checked = settings;  // Before a broker is started in vain.
  if (checked.kafka_servers.empty()) checked.kafka_servers = {"127.0.0.1:9092"};
  if (absl::Status status = Check(checked); !status.ok()) return status;
  std::unique_ptr<Cluster> cluster(new Cluster(std::move(settings)));
  if (cluster->settings_.topic_prefix.empty()) {
    absl::BitGen random;
    cluster->settings_.topic_prefix =
        absl::StrFormat("benchmark-%08x.", absl::Uniform<std::uint32_t>(random));
  }
  if (!cluster->settings_.kafka_servers.empty()) return cluster;
  auto own = kontrakt::tests::RealCluster::Start({.jvm = {"-Xms512m", "-Xmx1g", "-XX:+UseG1GC"}});
  if (!own.ok()) return own.status();
  cluster->own_ = *std::move(own);
  cluster->settings_.kafka_servers = absl::StrSplit(cluster->own_->servers(), ',');
  return cluster;
}

Cluster::~Cluster() {
  if (own_ == nullptr) return;
  own_.reset();
  if (std::getenv("TEST_TMPDIR") != nullptr) return;  // Bazel's, which cleans up itself.
  std::error_code ignored;
  std::filesystem::remove_all(kontrakt::tests::TestFolder(), ignored);
}

std::string Cluster::servers() const { return absl::StrJoin(settings_.kafka_servers, ","); }

}  // namespace benchmarks
