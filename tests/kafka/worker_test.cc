// RunWorker() as a process: how it ends, with which exit code, and what it has committed by then.
#include <csignal>
#include <fstream>
#include <iostream>

#include "absl/status/status_matchers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/tests/kafka/broker/kafka_test.h"
#include "kontrakt/tests/kafka/consumption.h"
#include "kontrakt/tests/kafka/programs/program.h"

namespace kontrakt::tests {
namespace {

using ::absl_testing::IsOk;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::Duration kPatience = absl::Seconds(60);
constexpr int kMessages = 400;

class WorkerTest : public KafkaTest {
 protected:
  void Publish(int first) {
    auto publisher = StartProgram(
        "publisher", {.servers = servers(),
                      .prefix = prefix_,
                      .flags = {"--topic=content.created", "--ledger=" + ledger_ + ".published",
                                absl::StrCat("--first=", first),
                                absl::StrCat("--count=", kMessages), "--rate=100000"}});
    ASSERT_EQ(publisher->End(kPatience), "exit code 0") << publisher->Errors();
  }

  std::unique_ptr<Process> StartWorker(std::vector<std::string> flags = {}) {
    return StartProgram("worker", {.servers = servers(),
                                   .prefix = prefix_,
                                   .flags = std::move(flags),
                                   .environment = {{"TEST_LEDGER", ledger_},
                                                   {"TEST_GROUP", prefix_ + "workers"},
                                                   {"TEST_PAUSE_MS", "5"}}});
  }

  Consumption Consumed() const { return Consumption(ReadLedger(ledger_)); }

  const std::string prefix_ = NewPrefix();
  const std::string ledger_ = absl::StrCat(TestFolder(), "/", prefix_, "ledger");
};

// A stop in the middle of the work loses and repeats nothing: the next run goes on right behind.
TEST_F(WorkerTest, SignalsStopItWithEverythingCommitted) {
  Publish(0);
  for (const int signal : {SIGTERM, SIGINT}) {
    SCOPED_TRACE(absl::StrCat("signal ", signal));
    const int before = Consumed().finished_times();
    auto worker = StartWorker();
    ASSERT_TRUE(WaitUntil([&] { return Consumed().finished_times() > before + 50; }, kPatience));
    worker->Signal(signal);
    EXPECT_EQ(worker->End(kPatience), "exit code 0") << worker->Errors();
    EXPECT_THAT(worker->Errors(), IsEmpty());
    const Consumption consumed = Consumed();
    EXPECT_LT(consumed.finished_messages(), kMessages) << "it stopped too late to show anything";
    const auto committed =
        kafka().CommittedOffsets(prefix_ + "workers", prefix_ + "content.created");
    ASSERT_THAT(committed.status(), IsOk());
    for (const auto& [partition, unfinished] : consumed.unfinished()) {
      EXPECT_EQ(committed->contains(partition) ? committed->at(partition) : 0, unfinished)
          << "partition " << partition;
    }
  }
  auto worker = StartWorker();
  EXPECT_TRUE(WaitUntil([&] { return Consumed().finished_messages() == kMessages; }, kPatience));
  worker->Signal(SIGTERM);
  EXPECT_EQ(worker->End(kPatience), "exit code 0") << worker->Errors();
  const Consumption consumed = Consumed();
  EXPECT_THAT(consumed.faults(), IsEmpty());
  EXPECT_EQ(consumed.finished_times(), kMessages) << "a clean stop repeats nothing";
  std::cout << "ledger: " << consumed.finished_messages() << " of " << kMessages
            << " messages finished, each once, over three runs" << std::endl;
}

TEST_F(WorkerTest, SecondSignalChangesNothing) {
  Publish(0);
  auto worker = StartWorker();
  ASSERT_TRUE(WaitUntil([&] { return Consumed().finished_times() > 10; }, kPatience));
  worker->Signal(SIGTERM);
  worker->Signal(SIGTERM);
  worker->Signal(SIGINT);
  EXPECT_EQ(worker->End(kPatience), "exit code 0") << worker->Errors();
}

TEST_F(WorkerTest, SignalDuringTheStartIsASignal) {
  cluster().Freeze(0);
  auto worker = StartWorker();
  EXPECT_TRUE(WaitUntil([&] { return !ReadLedger(ledger_).empty(); }, kPatience));
  absl::SleepFor(absl::Seconds(1));
  worker->Signal(SIGTERM);
  const auto end = worker->Wait(absl::Seconds(25));  // start_timeout is ten seconds a step.
  cluster().Thaw(0);
  ASSERT_THAT(end.status(), IsOk()) << "it hangs";
  EXPECT_EQ(end->signal, 0) << "it was killed by the signal: nothing was cleaned up";
}

// What is wrong for good: exit code 2, and one sentence that names it.
TEST_F(WorkerTest, WrongFlagsExitWithTwoAndOneSentence) {
  const std::string config = absl::StrCat(TestFolder(), "/bad.json");
  {
    std::ofstream file(config);
    file << R"({"kafka-server": "127.0.0.1:9092"})";
  }
  const struct {
    const char* name;
    std::string flag;
    const char* named;
  } kCases[] = {
      {"unknown flag", "--kafka-setings={}", "--kafka-settings"},
      {"settings are not JSON", "--kafka-settings={", "kafka-settings"},
      {"unknown property", R"(--kafka-settings={"compresion.type":"lz4"})", "compression.type"},
      {"value that librdkafka refuses", R"(--kafka-settings={"compression.type":"x"})",
       "compression.type"},
      {"property that kontrakt owns", R"(--kafka-settings={"acks":"1"})", "acks"},
      {"no number", "--replication-factor=many", "--replication-factor"},
      {"no server", "--kafka-servers=", "kafka-servers"},
      {"no port", "--kafka-servers=localhost:port", "localhost:port"},
      {"prefix that no topic may have", "--topic-prefix=a/b", "a/b"},
      {"no such file", "--config=/no/such/file", "/no/such/file"},
      {"unknown key in the file", "--config=" + config, "kafka-servers"},
      {"argument that is no flag", "surplus", "surplus"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    auto worker = StartWorker({c.flag});
    EXPECT_EQ(worker->End(kPatience), "exit code 2");
    const std::string errors = worker->Errors();
    EXPECT_THAT(errors, HasSubstr(c.named));
    const std::vector<std::string> lines = absl::StrSplit(errors, '\n', absl::SkipEmpty());
    EXPECT_THAT(lines, SizeIs(1)) << errors;
    EXPECT_THAT(worker->Output(), IsEmpty());
  }
}

TEST_F(WorkerTest, WrongTopicExitsWithTwo) {
  auto worker = StartProgram("worker", {.servers = servers(),
                                        .prefix = prefix_,
                                        .environment = {{"TEST_PATTERN", "content/created"}}});
  EXPECT_EQ(worker->End(kPatience), "exit code 2");
  EXPECT_THAT(worker->Errors(), HasSubstr("content/created"));
}

TEST_F(WorkerTest, SecretsOfTheSettingsAreNotPrinted) {
  const std::string canary = "canary-7f3a";
  auto worker = StartWorker(
      {absl::StrCat(R"(--kafka-settings={"sasl.password":")", canary, R"(","ssl.key.password":")",
                    canary, R"(","security.protocol":")", canary, R"("})")});
  EXPECT_EQ(worker->End(kPatience), "exit code 2");
  EXPECT_THAT(worker->Errors(), HasSubstr("security.protocol"));
  EXPECT_THAT(worker->Errors() + worker->Output(), ::testing::Not(HasSubstr(canary)));
}

}  // namespace
}  // namespace kontrakt::tests
