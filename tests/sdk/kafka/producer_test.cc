#include "kontrakt/sdk/kafka/producer.h"

#include <atomic>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status_matchers.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/sdk/testing/embedded_broker.h"
#include "kontrakt/sdk/testing/read_all.h"

namespace kontrakt::kafka {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::kontrakt::testing::EmbeddedBroker;
using ::kontrakt::testing::ReadAll;
using ::kontrakt::testing::ReadRecord;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

constexpr absl::Duration kLong = absl::Seconds(30);

class ProducerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    broker_ = EmbeddedBroker::Start().value();
    connection_ = broker_->connection();
    ASSERT_THAT(connection_.admin->Create({{"t", 1, 1, {}}}, kLong), IsOk());
  }

  std::unique_ptr<Producer> NewProducer(const Properties& properties = {}) {
    connection_.properties = properties;
    EXPECT_THAT(Check(connection_), IsOk());
    return Producer::Create(connection_).value();
  }

  std::vector<ReadRecord> Read() { return ReadAll(connection_, "t").value(); }

  std::unique_ptr<EmbeddedBroker> broker_;
  Connection connection_;
};

// What was reported, by outcome.
class Reports {
 public:
  DeliveryCallback callback() {
    return [this](const DeliveryReport& report) {
      absl::MutexLock lock(&mutex_);
      outcomes_.push_back(report.outcome);
      last_status_ = report.status;
      last_offset_ = report.offset;
    };
  }
  std::vector<Outcome> outcomes() {
    absl::MutexLock lock(&mutex_);
    return outcomes_;
  }
  absl::Status last_status() {
    absl::MutexLock lock(&mutex_);
    return last_status_;
  }
  int64_t last_offset() {
    absl::MutexLock lock(&mutex_);
    return last_offset_;
  }

 private:
  absl::Mutex mutex_;
  std::vector<Outcome> outcomes_;
  absl::Status last_status_;
  int64_t last_offset_ = -2;
};

TEST_F(ProducerTest, DeliversWhatItWasGiven) {
  const std::unique_ptr<Producer> producer = NewProducer();
  const HeaderView headers[] = {{"a", "1"}, {"a", ""}, {"ünï", "2\xE2\x82\xAC"}};
  const absl::Time when = absl::FromUnixMillis(1234567890123);
  Reports reports;
  ASSERT_THAT(producer->Produce(
                  {.topic = "t", .key = "k", .value = "v", .headers = headers, .timestamp = when},
                  reports.callback(), kLong),
              IsOk());
  ASSERT_THAT(producer->Flush(kLong), IsOk());
  EXPECT_THAT(reports.outcomes(), ElementsAre(Outcome::kDelivered));
  EXPECT_THAT(reports.last_status(), IsOk());
  EXPECT_EQ(reports.last_offset(), 0);

  const std::vector<ReadRecord> records = Read();
  ASSERT_EQ(records.size(), 1);
  EXPECT_EQ(records[0].key, "k");
  EXPECT_EQ(records[0].value, "v");
  EXPECT_EQ(records[0].timestamp, when);
  EXPECT_THAT(records[0].headers,
              ElementsAre(Pair("a", "1"), Pair("a", ""), Pair("ünï", "2\xE2\x82\xAC")));
}

TEST_F(ProducerTest, KeepsEmptyApartFromAbsent) {
  const struct {
    const char* name;
    std::optional<std::string_view> key;
    std::optional<std::string_view> value;
  } kCases[] = {
      {"both absent", std::nullopt, std::nullopt},
      {"both empty", "", ""},
      {"both empty views without data", std::string_view(), std::string_view()},
      {"tombstone", "k", std::nullopt},
      {"no key", std::nullopt, "v"},
      {"bytes that are no text", std::string_view("\0\xFF", 2), std::string_view("\0", 1)},
  };
  const std::unique_ptr<Producer> producer = NewProducer();
  for (const auto& c : kCases) {
    ASSERT_THAT(producer->Produce({.topic = "t", .key = c.key, .value = c.value}, nullptr, kLong),
                IsOk());
  }
  ASSERT_THAT(producer->Flush(kLong), IsOk());
  const std::vector<ReadRecord> records = Read();
  ASSERT_EQ(records.size(), std::size(kCases));
  for (std::size_t i = 0; i < records.size(); ++i) {
    SCOPED_TRACE(kCases[i].name);
    EXPECT_EQ(records[i].key, kCases[i].key);
    EXPECT_EQ(records[i].value, kCases[i].value);
  }
}

// The partitions that Java's default partitioner (murmur2) gives these keys, of 7.
TEST_F(ProducerTest, ChoosesPartitionsAsJavaDoes) {
  ASSERT_THAT(connection_.admin->Create({{"seven", 7, 1, {}}}, kLong), IsOk());
  const std::unique_ptr<Producer> producer = NewProducer();
  std::map<std::string, int32_t> partitions;
  absl::Mutex mutex;
  for (const std::string key : {"kafka", "giberish123456789", "1234", "234", "abc", ""}) {
    ASSERT_THAT(producer->Produce(
                    {.topic = "seven", .key = key, .value = "v"},
                    [&, key](const DeliveryReport& report) {
                      absl::MutexLock lock(&mutex);
                      partitions[key] = report.partition;
                    },
                    kLong),
                IsOk());
  }
  ASSERT_THAT(producer->Flush(kLong), IsOk());
  // murmur2(key) & 0x7fffffff, modulo 7; the hashes of the first four are librdkafka's and Java's
  // common test vectors.
  absl::MutexLock lock(&mutex);
  EXPECT_THAT(partitions,
              ElementsAre(Pair("", (0x106e08d9 & 0x7fffffff) % 7),
                          Pair("1234", (0x9fc97b14 & 0x7fffffff) % 7),
                          Pair("234", (0xe7c009ca & 0x7fffffff) % 7), Pair("abc", 479470107 % 7),
                          Pair("giberish123456789", (0x8f552b0c & 0x7fffffff) % 7),
                          Pair("kafka", (0xd067cf64 & 0x7fffffff) % 7)));
}

TEST_F(ProducerTest, KeepsTheOrderOfAKey) {
  const std::unique_ptr<Producer> producer = NewProducer();
  for (int i = 0; i < 1000; ++i) {
    ASSERT_THAT(
        producer->Produce({.topic = "t", .key = "k", .value = std::to_string(i)}, nullptr, kLong),
        IsOk());
  }
  ASSERT_THAT(producer->Flush(kLong), IsOk());
  const std::vector<ReadRecord> records = Read();
  ASSERT_EQ(records.size(), 1000);
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(records[i].value, std::to_string(i));
}

TEST_F(ProducerTest, RefusesWhatCannotBeSent) {
  const std::unique_ptr<Producer> producer = NewProducer({{"message.max.bytes", "2000"}});
  const std::string big(2001, 'x');
  Reports reports;
  EXPECT_THAT(producer->Produce({.topic = "t", .value = big}, reports.callback(), kLong),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("2001 bytes"), HasSubstr("message.max.bytes is 2000"))));
  for (const std::string_view topic : {"", ".", "a b", "^a.*", "a/b", "naïve"}) {
    EXPECT_THAT(producer->Produce({.topic = topic, .value = "v"}, reports.callback(), kLong),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("topic name")))
        << topic;
  }
  ASSERT_THAT(producer->Flush(kLong), IsOk());
  EXPECT_THAT(reports.outcomes(), ElementsAre());
}

TEST_F(ProducerTest, WaitsWhileTheQueueIsFull) {
  broker_->SetDown(true);
  const std::unique_ptr<Producer> producer =
      NewProducer({{"queue.buffering.max.messages", "10"}, {"reconnect.backoff.max.ms", "200"}});
  for (int i = 0; i < 10; ++i) {
    ASSERT_THAT(producer->Produce({.topic = "t", .value = "v"}, nullptr, kLong), IsOk());
  }
  const absl::Time start = absl::Now();
  EXPECT_THAT(producer->Produce({.topic = "t", .value = "v"}, nullptr, absl::Milliseconds(300)),
              StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_GE(absl::Now() - start, absl::Milliseconds(295));

  // A waiting call goes on as soon as the broker takes records again.
  std::thread revive([this] {
    absl::SleepFor(absl::Milliseconds(200));
    broker_->SetDown(false);
  });
  const absl::Time again = absl::Now();
  EXPECT_THAT(producer->Produce({.topic = "t", .value = "last"}, nullptr, kLong), IsOk());
  EXPECT_LT(absl::Now() - again, kLong / 2);  // And not when its time is up.
  revive.join();
  ASSERT_THAT(producer->Flush(kLong), IsOk());
  EXPECT_EQ(Read().size(), 11);
}

TEST_F(ProducerTest, TheQueueIsBoundedInBytesToo) {
  broker_->SetDown(true);
  const std::unique_ptr<Producer> producer = NewProducer({{"queue.buffering.max.kbytes", "100"}});
  const std::string value(10 << 10, 'x');
  int taken = 0;
  absl::Status status;
  while (status.ok() && taken < 100) {
    status = producer->Produce({.topic = "t", .value = value}, nullptr, absl::ZeroDuration());
    taken += status.ok() ? 1 : 0;
  }
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_LE(taken, 11);
  EXPECT_GE(taken, 9);
  EXPECT_THAT(producer->Close(absl::Seconds(2)), StatusIs(absl::StatusCode::kDeadlineExceeded));
}

TEST_F(ProducerTest, ReportsWhatNeverLeftAsNotSent) {
  broker_->SetDown(true);
  const std::unique_ptr<Producer> producer = NewProducer();
  Reports reports;
  ASSERT_THAT(producer->Produce({.topic = "t", .value = "v"}, reports.callback(), kLong), IsOk());
  EXPECT_THAT(producer->Flush(absl::Milliseconds(200)),
              StatusIs(absl::StatusCode::kDeadlineExceeded, HasSubstr("1 records")));
  EXPECT_THAT(reports.outcomes(), ElementsAre());  // Still queued.
  EXPECT_THAT(producer->Close(absl::Seconds(2)), StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_THAT(reports.outcomes(), ElementsAre(Outcome::kNotSent));
  EXPECT_THAT(reports.last_status(), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(reports.last_offset(), -1);
}

TEST_F(ProducerTest, ReportsATimeOutInTheQueue) {
  broker_->SetDown(true);
  const std::unique_ptr<Producer> producer = NewProducer({{"message.timeout.ms", "200"}});
  Reports reports;
  ASSERT_THAT(producer->Produce({.topic = "t", .value = "v"}, reports.callback(), kLong), IsOk());
  EXPECT_THAT(producer->Flush(kLong), IsOk());
  EXPECT_THAT(reports.outcomes(), ElementsAre(Outcome::kNotSent));
  EXPECT_THAT(reports.last_status(), StatusIs(absl::StatusCode::kDeadlineExceeded));
}

// The first of several requests in flight fails and the next would succeed, as happens when a topic
// has just been made: third_party/librdkafka.patch.
TEST_F(ProducerTest, LosesNothingWhenTheFirstRequestFails) {
  const std::unique_ptr<Producer> producer = NewProducer({{"batch.num.messages", "1"}});
  ASSERT_THAT(broker_->FailNext(testing::Request::kProduce, "NOT_LEADER_FOR_PARTITION"), IsOk());
  Reports reports;
  for (const char* value : {"0", "1", "2", "3"}) {
    ASSERT_THAT(producer->Produce({.topic = "t", .value = value}, reports.callback(), kLong),
                IsOk());
  }
  EXPECT_THAT(producer->Flush(kLong), IsOk());
  EXPECT_THAT(reports.outcomes(), Each(Outcome::kDelivered));
  std::vector<std::string> stored;
  for (const ReadRecord& record : Read()) stored.push_back(record.value.value_or(""));
  EXPECT_THAT(stored, ElementsAre("0", "1", "2", "3"));
}

TEST_F(ProducerTest, ReportsTheBrokersRefusalAsNotSent) {
  const std::unique_ptr<Producer> producer = NewProducer();
  ASSERT_THAT(broker_->FailNext(testing::Request::kProduce, "TOPIC_AUTHORIZATION_FAILED"), IsOk());
  Reports reports;
  ASSERT_THAT(producer->Produce({.topic = "t", .value = "v"}, reports.callback(), kLong), IsOk());
  EXPECT_THAT(producer->Flush(kLong), IsOk());
  EXPECT_THAT(reports.outcomes(), ElementsAre(Outcome::kNotSent));
  EXPECT_THAT(reports.last_status(),
              StatusIs(absl::StatusCode::kPermissionDenied, HasSubstr("\"t\"")));
}

TEST_F(ProducerTest, AFatalErrorEndsIt) {
  ASSERT_THAT(
      broker_->FailNext(testing::Request::kInitProducerId, "CLUSTER_AUTHORIZATION_FAILED", 10),
      IsOk());
  const std::unique_ptr<Producer> producer = NewProducer();
  Reports reports;
  absl::Status status;
  const absl::Time start = absl::Now();
  while (status.ok() && absl::Now() - start < kLong) {
    status = producer->Produce({.topic = "t", .value = "v"}, reports.callback(), kLong);
    absl::SleepFor(absl::Milliseconds(10));
  }
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kAborted));
  (void)producer->Close(kLong);
  for (const Outcome outcome : reports.outcomes()) EXPECT_EQ(outcome, Outcome::kNotSent);
}

TEST_F(ProducerTest, CloseIsBoundedAndIdempotent) {
  broker_->SetDown(true);
  const std::unique_ptr<Producer> producer = NewProducer();
  ASSERT_THAT(producer->Produce({.topic = "t", .value = "v"}, nullptr, kLong), IsOk());
  const absl::Time start = absl::Now();
  EXPECT_THAT(producer->Close(absl::Seconds(1)), StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_LT(absl::Now() - start, absl::Seconds(8));
  EXPECT_THAT(producer->Close(absl::Seconds(1)), IsOk());
  EXPECT_THAT(producer->Produce({.topic = "t", .value = "v"}, nullptr, kLong),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(producer->Flush(kLong), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(ProducerTest, ACallbackMayProduceButNotWait) {
  const std::unique_ptr<Producer> producer = NewProducer();
  absl::Notification called;
  ASSERT_THAT(
      producer->Produce(
          {.topic = "t", .value = "first"},
          [&](const DeliveryReport&) {
            EXPECT_THAT(producer->Flush(kLong), StatusIs(absl::StatusCode::kFailedPrecondition));
            EXPECT_THAT(producer->Close(kLong), StatusIs(absl::StatusCode::kFailedPrecondition));
            EXPECT_THAT(
                producer->Produce({.topic = "t", .value = "second"}, nullptr, absl::ZeroDuration()),
                IsOk());
            called.Notify();
          },
          kLong),
      IsOk());
  called.WaitForNotification();
  EXPECT_THAT(producer->Close(kLong), IsOk());
  EXPECT_EQ(Read().size(), 2);
}

TEST_F(ProducerTest, ACallbackThatThrowsStopsNothing) {
  const std::unique_ptr<Producer> producer = NewProducer();
  Reports reports;
  ASSERT_THAT(producer->Produce(
                  {.topic = "t", .value = "v"},
                  [](const DeliveryReport&) { throw std::runtime_error("no"); }, kLong),
              IsOk());
  ASSERT_THAT(producer->Produce(
                  {.topic = "t", .value = "v"}, [](const DeliveryReport&) { throw 42; }, kLong),
              IsOk());
  ASSERT_THAT(producer->Produce({.topic = "t", .value = "v"}, reports.callback(), kLong), IsOk());
  EXPECT_THAT(producer->Close(kLong), IsOk());
  EXPECT_THAT(reports.outcomes(), ElementsAre(Outcome::kDelivered));
}

TEST_F(ProducerTest, ACallbackThatHangsDoesNotHoldUpClose) {
  absl::Notification go_on;
  Reports reports;
  std::unique_ptr<Producer> producer = NewProducer();
  ASSERT_THAT(producer->Produce(
                  {.topic = "t", .value = "v"},
                  [&](const DeliveryReport&) { go_on.WaitForNotification(); }, kLong),
              IsOk());
  ASSERT_THAT(producer->Produce({.topic = "t", .value = "v"}, reports.callback(), kLong), IsOk());
  const absl::Time start = absl::Now();
  EXPECT_THAT(producer->Close(absl::Seconds(1)), StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_LT(absl::Now() - start, absl::Seconds(8));
  producer.reset();
  // The report that waits behind it comes all the same.
  go_on.Notify();
  while (reports.outcomes().empty() && absl::Now() - start < kLong) {
    absl::SleepFor(absl::Milliseconds(5));
  }
  EXPECT_EQ(reports.outcomes().size(), 1);
}

TEST_F(ProducerTest, ManyThreadsProduceWhileAnotherCloses) {
  const std::unique_ptr<Producer> producer = NewProducer({{"queue.buffering.max.messages", "100"}});
  std::atomic<int> taken = 0;
  std::atomic<int> reported = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      const std::string topic = "t" + std::to_string(i % 2);
      while (true) {
        absl::Status status = producer->Produce(
            {.topic = topic, .key = "k", .value = "v"}, [&](const DeliveryReport&) { ++reported; },
            absl::Seconds(1));
        if (absl::IsFailedPrecondition(status)) return;
        EXPECT_THAT(status, IsOk());
        ++taken;
      }
    });
  }
  absl::SleepFor(absl::Milliseconds(200));
  EXPECT_THAT(producer->Close(kLong), IsOk());
  for (std::thread& thread : threads) thread.join();
  EXPECT_GT(taken, 0);
  EXPECT_EQ(taken, reported);
}

}  // namespace
}  // namespace kontrakt::kafka
