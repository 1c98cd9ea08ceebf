#include "kontrakt/sdk/testing/embedded_broker.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "kontrakt/sdk/kafka/client.h"
#include "kontrakt/sdk/kafka/conf.h"
#include "kontrakt/sdk/kafka/deadline.h"
#include "kontrakt/sdk/kafka/errors.h"
#include "kontrakt/sdk/kafka/signals_blocked.h"
#include "kontrakt/sdk/kafka/topic_name.h"

// The mock's header wants librdkafka's before it.
// clang-format off
#include "kontrakt/sdk/kafka/handles.h"
#include <librdkafka/rdkafka_mock.h>
// clang-format on

namespace kontrakt::testing {
namespace {

using ClusterHandle = kafka::Handle<rd_kafka_mock_cluster_t, rd_kafka_mock_cluster_destroy>;

constexpr int kAllBrokers = -1;
constexpr int kMaxBrokers = 16;
constexpr absl::Duration kBetweenCalls = absl::Microseconds(200);

// librdkafka's client and the mock cluster that lives in it.
struct Mock {
  Mock() = default;
  Mock(const Mock&) = delete;
  ~Mock();

  std::unique_ptr<kafka::Client> client;
  ClusterHandle cluster;
  int brokers = 0;

  std::vector<std::string> servers() const {
    return absl::StrSplit(rd_kafka_mock_cluster_bootstraps(cluster.get()), ',');
  }
};

// librdkafka takes up to a second to take its mock cluster down: too long for a unit test to wait
// for, so it happens beside the tests. The process waits for the last of them at its end.
class Demolition {
 public:
  static Demolition& Get() {
    static Demolition* const demolition = [] {
      std::atexit([] { Get().Wait(); });
      return new Demolition;  // Never deleted: a broker in a static variable goes after it.
    }();
    return *demolition;
  }

  void Begin(std::function<void()> take_down) ABSL_LOCKS_EXCLUDED(mutex_) {
    const absl::MutexLock lock(&mutex_);
    std::erase_if(running_, [](const std::future<void>& one) {
      return one.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    });
    try {
      running_.push_back(std::async(std::launch::async, take_down));
    } catch (const std::system_error&) {
      take_down();  // No thread to be had.
    }
  }

  void Wait() ABSL_LOCKS_EXCLUDED(mutex_) {
    const absl::MutexLock lock(&mutex_);
    running_.clear();
  }

 private:
  absl::Mutex mutex_;
  std::vector<std::future<void>> running_ ABSL_GUARDED_BY(mutex_);  // Each waits when it goes.
};

Mock::~Mock() {
  // Shared, because a std::function wants to be copied.
  auto remains = std::make_shared<std::pair<std::unique_ptr<kafka::Client>, ClusterHandle>>(
      std::move(client), std::move(cluster));
  Demolition::Get().Begin([remains = std::move(remains)] {
    remains->second.reset();  // Before its client.
    remains->first.reset();
  });
}

absl::StatusOr<std::unique_ptr<kafka::Client>> NewClient(const std::vector<std::string>& servers) {
  auto events = std::make_shared<kafka::ClientEvents>(kafka::Complaints::kTold);
  absl::StatusOr<kafka::ConfHandle> conf =
      kafka::NewConf(servers, {}, *events, kafka::Callbacks::kLog, {}, {});
  if (!conf.ok()) return conf.status();
  return kafka::Client::New(RD_KAFKA_PRODUCER, *std::move(conf), std::move(events));
}

// The mock cluster answers no admin requests: topics are made through its own functions, and their
// configs are remembered here.
class MockAdmin final : public kafka::TopicAdmin {
 public:
  MockAdmin(std::shared_ptr<Mock> mock, std::shared_ptr<kafka::TopicAdmin> described_by)
      : mock_(std::move(mock)), described_by_(std::move(described_by)) {}

  absl::StatusOr<kafka::Cluster> Describe(absl::Duration timeout) override {
    return described_by_->Describe(timeout);
  }
  absl::Status Create(absl::Span<const kafka::TopicSpec> topics, absl::Duration timeout) override;
  absl::StatusOr<kafka::TopicConfigs> Configs(absl::Span<const std::string> topics,
                                              absl::Duration timeout) override;

 private:
  absl::Status CheckSpec(const kafka::TopicSpec& spec) const;

  const std::shared_ptr<Mock> mock_;
  const std::shared_ptr<kafka::TopicAdmin> described_by_;
  absl::Mutex mutex_;
  kafka::TopicConfigs configs_ ABSL_GUARDED_BY(mutex_);
};

absl::Status MockAdmin::CheckSpec(const kafka::TopicSpec& spec) const {
  if (absl::Status status = kafka::CheckTopicName(spec.name); !status.ok()) return status;
  const auto refuse = [&](auto... what) {
    return absl::InvalidArgumentError(
        absl::StrCat("creating topic \"", spec.name, "\": ", what...));
  };
  if (spec.partitions < 1) return refuse("it needs at least one partition, not ", spec.partitions);
  if (spec.replication_factor < 1 || spec.replication_factor > mock_->brokers) {
    return refuse("a replication factor of ", spec.replication_factor, ", and there are ",
                  mock_->brokers, " brokers");
  }
  return absl::OkStatus();
}

absl::Status MockAdmin::Create(absl::Span<const kafka::TopicSpec> topics,
                               absl::Duration /*timeout*/) {
  absl::MutexLock lock(&mutex_);  // Nobody sees a topic without its configs.
  for (const kafka::TopicSpec& spec : topics) {
    if (absl::Status status = CheckSpec(spec); !status.ok()) return status;
    // The mock's thread answers a call before it throws away what woke it, and the next call's
    // wake-up with it if that comes at once; then it sleeps for a second.
    absl::SleepFor(kBetweenCalls);
    const rd_kafka_resp_err_t error = rd_kafka_mock_topic_create(
        mock_->cluster.get(), spec.name.c_str(), spec.partitions, spec.replication_factor);
    if (error == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS) continue;
    absl::Status status =
        kafka::ToStatus(error, absl::StrCat("creating topic \"", spec.name, "\""));
    if (!status.ok()) return status;
    configs_[spec.name] = spec.configs;
  }
  return absl::OkStatus();
}

absl::StatusOr<kafka::TopicConfigs> MockAdmin::Configs(absl::Span<const std::string> topics,
                                                       absl::Duration timeout) {
  absl::StatusOr<kafka::Cluster> cluster = Describe(timeout);
  if (!cluster.ok()) return cluster.status();
  kafka::TopicConfigs configs;
  for (const std::string& topic : topics) {
    if (std::ranges::find(cluster->topics, topic, &kafka::TopicInfo::name) ==
        cluster->topics.end()) {
      return kafka::ToStatus(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART,
                             absl::StrCat("reading the config of topic \"", topic, "\""));
    }
    absl::MutexLock lock(&mutex_);
    configs[topic] = {{"cleanup.policy", "delete"}};  // Kafka's default.
    for (const auto& [name, value] : configs_[topic]) configs[topic][name] = value;
  }
  return configs;
}

class MockBroker final : public EmbeddedBroker {
 public:
  MockBroker(std::shared_ptr<Mock> mock, kafka::Connection connection)
      : mock_(std::move(mock)), connection_(std::move(connection)) {}

  kafka::Connection connection() const override { return connection_; }
  std::string banner() const override;
  absl::Status CheckLimits() const override;
  void SetDown(bool down) override;
  absl::Status FailNext(Request request, std::string_view error, int times) override;

 private:
  const std::shared_ptr<Mock> mock_;
  const kafka::Connection connection_;
};

std::string MockBroker::banner() const {
  return absl::StrCat("Embedded broker at ", absl::StrJoin(connection_.servers, ", "),
                      ": librdkafka's mock cluster, inside this process.\n"
                      "It is no Kafka: nothing outlives this process, a partition keeps its last 5 "
                      "MiB, and there is "
                      "no\ncompaction, no retention, no transactions and no access control. Give "
                      "--kafka-servers for "
                      "a real one.\n");
}

absl::Status MockBroker::CheckLimits() const {
  const kafka::Deadline deadline(connection_.timeout);
  absl::StatusOr<kafka::Cluster> cluster = connection_.admin->Describe(deadline.left());
  if (!cluster.ok()) return cluster.status();
  absl::StatusOr<std::unique_ptr<kafka::Client>> client = NewClient(connection_.servers);
  if (!client.ok()) return client.status();
  for (const kafka::TopicInfo& topic : cluster->topics) {
    for (int partition = 0; partition < topic.partitions; ++partition) {
      const std::string where = absl::StrCat("\"", topic.name, "\" partition ", partition);
      int64_t first = 0;
      int64_t end = 0;
      const rd_kafka_resp_err_t error = rd_kafka_query_watermark_offsets(
          (*client)->get(), topic.name.c_str(), partition, &first, &end, deadline.left_ms());
      absl::Status status =
          kafka::ToStatus(error, absl::StrCat("asking the embedded broker about ", where));
      if (!status.ok()) return status;
      if (first == 0) continue;
      return absl::DataLossError(absl::StrCat(
          "the embedded broker has dropped the first ", first, " of ", end, " records of ", where,
          ": it keeps only the last 5 MiB of a partition; send less, or use a real broker"));
    }
  }
  return absl::OkStatus();
}

void MockBroker::SetDown(bool down) {
  const auto set = down ? rd_kafka_mock_broker_set_down : rd_kafka_mock_broker_set_up;
  set(mock_->cluster.get(), kAllBrokers);
}

absl::Status MockBroker::FailNext(Request request, std::string_view error, int times) {
  const rd_kafka_err_desc* known = nullptr;
  std::size_t count = 0;
  rd_kafka_get_err_descs(&known, &count);
  for (const rd_kafka_err_desc& description : absl::MakeSpan(known, count)) {
    if (description.name == nullptr || error != description.name) continue;
    const std::vector<rd_kafka_resp_err_t> errors(times, description.code);
    rd_kafka_mock_push_request_errors_array(mock_->cluster.get(), static_cast<int16_t>(request),
                                            errors.size(), errors.data());
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat("no Kafka error is named \"", error,
                                                 "\"; try one like \"NOT_LEADER_FOR_PARTITION\""));
}

}  // namespace

absl::StatusOr<std::unique_ptr<EmbeddedBroker>> EmbeddedBroker::Start(
    const EmbeddedBrokerOptions& options) {
  if (options.brokers < 1 || options.brokers > kMaxBrokers) {
    return absl::InvalidArgumentError(absl::StrCat("an embedded broker has 1 to ", kMaxBrokers,
                                                   " brokers, not ", options.brokers));
  }
  absl::StatusOr<std::unique_ptr<kafka::Client>> client = NewClient({});
  if (!client.ok()) return client.status();
  auto mock = std::make_shared<Mock>();
  mock->client = *std::move(client);
  mock->brokers = options.brokers;
  {
    const kafka::SignalsBlocked blocked;  // A signal on the mock's thread would end it.
    mock->cluster.reset(rd_kafka_mock_cluster_new(mock->client->get(), options.brokers));
  }
  if (mock->cluster == nullptr) {
    return absl::UnavailableError("starting the embedded broker: no port or no thread to be had");
  }
  // Kafka waits 3 s for a group's first members to come together; here they are all in one process.
  rd_kafka_mock_group_initial_rebalance_delay_ms(mock->cluster.get(), 0);

  kafka::Connection connection;
  connection.servers = mock->servers();
  // Every rebalance but a group's first takes the mock a session's time.
  connection.properties = {{"session.timeout.ms", "2000"}, {"heartbeat.interval.ms", "200"}};
  absl::StatusOr<std::shared_ptr<kafka::TopicAdmin>> described_by = kafka::AdminOf(connection);
  if (!described_by.ok()) return described_by.status();
  connection.admin = std::make_shared<MockAdmin>(mock, *std::move(described_by));
  return std::make_unique<MockBroker>(std::move(mock), std::move(connection));
}

}  // namespace kontrakt::testing
