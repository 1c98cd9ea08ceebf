// The broker is away: at the start, and in mid-stream. Judged from the publisher's ledger of
// delivery reports and from the topic as a plain Kafka client reads it.
#include <csignal>
#include <iostream>
#include <set>

#include "absl/status/status_matchers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/tests/kafka/broker/kafka_test.h"
#include "kontrakt/tests/kafka/consumption.h"
#include "kontrakt/tests/kafka/programs/program.h"
#include "kontrakt/tests/support/ports.h"
#include "nlohmann/json.hpp"

namespace kontrakt::tests {
namespace {

using ::absl_testing::IsOk;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr absl::Duration kPatience = absl::Seconds(90);
constexpr absl::Duration kRecovery =
    absl::Seconds(10);  // Longest wait for progress after the fault.

absl::Duration Outage() { return absl::Seconds(IsLong() ? 20 : 6); }

// A record of the topic under test by the id of its message.
std::string IdOf(const PlainRecord& record) {
  const auto envelope = nlohmann::json::parse(record.value.value_or(""), nullptr, false);
  return envelope.is_object() ? envelope["data"].value("id", "") : "not an envelope";
}

class OutageTest : public KafkaTest {
 protected:
  void SetUp() override {
    KafkaTest::SetUp();
    if (!HasFatalFailure()) servers_ = servers();
  }

  std::unique_ptr<Process> StartPublisher(int patience) {
    return StartProgram(
        "publisher", {.servers = servers_,
                      .prefix = prefix_,
                      .flags = {"--topic=content.created", "--ledger=" + published_, "--rate=300",
                                absl::StrCat("--patience=", patience)},
                      .input = true});
  }

  std::unique_ptr<Process> StartWorker() {
    return StartProgram("worker", {.servers = servers_,
                                   .prefix = prefix_,
                                   .environment = {{"TEST_LEDGER", handled_},
                                                   {"TEST_PATTERN", "content.created"},
                                                   {"TEST_GROUP", prefix_ + "workers"}}});
  }

  int Delivered() const {
    int delivered = 0;
    for (const LedgerEntry& entry : ReadLedger(published_)) delivered += entry[0] == "delivered";
    return delivered;
  }

  Consumption Consumed() const { return Consumption(ReadLedger(handled_)); }

  // Runs publisher and worker through `fault` and judges what is left.
  void RunThrough(const char* name, absl::FunctionRef<void()> fault);
  void ExpectEveryAcknowledgedMessageOnce();

  const std::string prefix_ = NewPrefix();
  const std::string published_ = absl::StrCat(TestFolder(), "/", prefix_, "published");
  const std::string handled_ = absl::StrCat(TestFolder(), "/", prefix_, "handled");
  std::string servers_;  // Of the cluster under test.
};

TEST_F(OutageTest, NoBrokerAtTheStartIsAnErrorInTime) {
  const auto port = FreePort();
  ASSERT_THAT(port.status(), IsOk());
  servers_ = absl::StrCat("127.0.0.1:", *port);
  const absl::Time begin = absl::Now();
  auto publisher = StartPublisher(/*patience=*/3);
  EXPECT_EQ(publisher->End(kPatience), "exit code 1");
  EXPECT_LE(absl::Now() - begin, absl::Seconds(8));
  EXPECT_THAT(publisher->Errors(), HasSubstr(servers_));
  std::cout << "ledger: " << publisher->Errors();
}

TEST_F(OutageTest, SilentBrokerAtTheStartIsAnErrorInTime) {
  cluster().Freeze(0);
  const absl::Time begin = absl::Now();
  auto publisher = StartPublisher(/*patience=*/3);
  const std::string end = publisher->End(kPatience);
  const absl::Duration waited = absl::Now() - begin;
  cluster().Thaw(0);
  EXPECT_EQ(end, "exit code 1");
  EXPECT_LE(waited, absl::Seconds(5));
  EXPECT_THAT(publisher->Errors(), HasSubstr(servers_));
}

void OutageTest::ExpectEveryAcknowledgedMessageOnce() {
  const auto records = PlainKafka(servers_).ReadTopic(prefix_ + "content.created");
  ASSERT_THAT(records.status(), IsOk());
  std::map<std::string, int> stored;
  std::map<std::string, int> last_of_key;
  std::set<std::pair<int, std::int64_t>> positions;
  int out_of_order = 0;
  for (const PlainRecord& record : *records) {
    const std::string id = IdOf(record);
    ++stored[id];
    positions.emplace(record.partition, record.offset);
    int& last = last_of_key.emplace(record.key.value_or(""), -1).first->second;
    out_of_order += std::stoi(id) < last;
    last = std::stoi(id);
  }
  std::map<std::string, int> outcomes;
  int lost = 0, misplaced = 0;
  for (const LedgerEntry& entry : ReadLedger(published_)) {
    ++outcomes[entry[0]];
    if (entry[0] != "delivered") continue;
    lost += stored[entry[1]] == 0;
    misplaced += !positions.contains({std::stoi(entry[2]), std::stoll(entry[3])});
  }
  int twice = 0;
  for (const auto& [id, times] : stored) twice += times > 1;
  std::cout << "ledger: " << outcomes["delivered"] << " acknowledged, " << records->size()
            << " stored, " << lost << " lost, " << twice << " stored twice, " << out_of_order
            << " out of order within their key, " << outcomes["unknown"] << " unknown, "
            << outcomes["not-sent"] << " not sent, " << outcomes["refused"] << " refused\n";
  EXPECT_EQ(lost, 0);
  EXPECT_EQ(twice, 0);
  EXPECT_EQ(out_of_order, 0);
  EXPECT_EQ(misplaced, 0);
  EXPECT_EQ(outcomes["delivered"], static_cast<int>(records->size()));
  EXPECT_EQ(outcomes["unknown"] + outcomes["not-sent"] + outcomes["refused"], 0)
      << "an outage shorter than delivery.timeout fails no message";
}

void OutageTest::RunThrough(const char* name, absl::FunctionRef<void()> fault) {
  auto publisher = StartPublisher(/*patience=*/60);
  auto worker = StartWorker();
  ASSERT_TRUE(WaitUntil([&] { return Consumed().finished_messages() > 300; }, kPatience))
      << publisher->Errors() << worker->Errors();
  fault();
  const absl::Time over = absl::Now();
  const int before = Delivered();
  EXPECT_TRUE(WaitUntil([&] { return Delivered() > before + 100; }, kRecovery)) << before;
  std::cout << "ledger: " << name << ", publishing again " << absl::Now() - over << " after it\n";
  publisher->CloseInput();
  EXPECT_EQ(publisher->End(kPatience), "exit code 0") << publisher->Errors();
  ExpectEveryAcknowledgedMessageOnce();
  const int all = Delivered();
  EXPECT_TRUE(WaitUntil([&] { return Consumed().finished_messages() == all; }, kPatience))
      << Consumed().finished_messages() << " of " << all << " handled; " << worker->Errors();
  worker->Signal(SIGTERM);
  EXPECT_EQ(worker->End(kPatience), "exit code 0") << worker->Errors();
  std::cout << "ledger: " << Consumed().finished_messages() << " handled, "
            << Consumed().finished_times() - all << " more than once\n";
}

TEST_F(OutageTest, KilledBrokerComesBackAndNothingIsLost) {
  RunThrough("broker killed and started again", [this] {
    cluster().Kill(0);
    absl::SleepFor(Outage());
    ASSERT_THAT(cluster().Restart(0), IsOk());
  });
}

TEST_F(OutageTest, FrozenBrokerThawsAndNothingIsLost) {
  RunThrough("broker frozen and thawed", [this] {
    cluster().Freeze(0);
    absl::SleepFor(Outage());
    cluster().Thaw(0);
  });
}

// Leaders move; two of the three are in sync at every time. The long form kills each of them in
// turn.
TEST_F(OutageTest, KilledBrokerOfThreeLosesNothing) {
  const auto three = RealCluster::Start({.brokers = 3});
  ASSERT_THAT(three.status(), IsOk());
  servers_ = (*three)->servers();
  RunThrough("one broker of three killed and started again", [&] {
    for (int node = 0; node < (IsLong() ? 3 : 1); ++node) {
      (*three)->Kill(node);
      absl::SleepFor(absl::Seconds(2));
      ASSERT_THAT((*three)->Restart(node), IsOk());
    }
  });
}

}  // namespace
}  // namespace kontrakt::tests
