#include "kontrakt/tests/kafka/broker/kafka_test.h"

#include <atomic>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace kontrakt::tests {
namespace {

bool is_long = false;
absl::StatusOr<std::unique_ptr<RealCluster>>* shared_cluster = nullptr;

// Stops the broker while main() still runs.
class StopCluster : public ::testing::Environment {
 public:
  void TearDown() override {
    delete shared_cluster;
    shared_cluster = nullptr;
  }
};

}  // namespace

absl::StatusOr<std::unique_ptr<RealCluster>>& KafkaTest::SharedCluster() {
  if (shared_cluster == nullptr) {
    shared_cluster = new absl::StatusOr<std::unique_ptr<RealCluster>>(RealCluster::Start());
  }
  return *shared_cluster;
}

void KafkaTest::SetUp() { ASSERT_TRUE(SharedCluster().ok()) << SharedCluster().status(); }

std::string KafkaTest::NewPrefix() {
  static std::atomic<int> counter = 0;
  return absl::StrCat("t", ++counter, ".");
}

bool IsLong() { return is_long; }

}  // namespace kontrakt::tests

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--long") == 0) kontrakt::tests::is_long = true;
  }
  ::testing::AddGlobalTestEnvironment(new kontrakt::tests::StopCluster);
  return RUN_ALL_TESTS();
}
