#include "kontrakt/sdk/kafka/polling_consumer.h"

#include <set>
#include <thread>

#include "kontrakt/tests/sdk/kafka/embedded_test.h"

namespace kontrakt::kafka {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// What group members and readers share, seen through a reader.
class PollingConsumerTest : public EmbeddedTest {
 protected:
  void SetUp() override {
    EmbeddedTest::SetUp();
    CreateTopic("t", 2);
    Fill("t", 100);
    consumer_ = Consumer::Create(connection_, {}, nullptr).value();
    ASSERT_THAT(consumer_->Assign({{{"t", 0}, kOffsetBeginning}, {{"t", 1}, kOffsetBeginning}}),
                IsOk());
  }

  // Polls until nothing has come for 300 ms.
  std::vector<Record> TakeAll() {
    std::vector<Record> records;
    while (true) {
      PollResult polled = consumer_->Poll(absl::Milliseconds(300), 7).value();
      if (polled.records.empty() && polled.ends.empty()) return records;
      for (Record& record : polled.records) records.push_back(std::move(record));
    }
  }

  std::unique_ptr<Consumer> consumer_;
};

TEST_F(PollingConsumerTest, TakesNoMoreThanItMayAndAllInOrder) {
  std::map<int, int64_t> next;
  std::size_t count = 0;
  while (count < 100) {
    const PollResult polled = consumer_->Poll(kLong, 7).value();
    EXPECT_LE(polled.records.size(), 7);
    for (const Record& record : polled.records) {
      EXPECT_EQ(record.offset(), next[record.partition()]++);
      ++count;
    }
  }
}

TEST_F(PollingConsumerTest, EndsWhenItsTimeIsUp) {
  EXPECT_THAT(TakeAll(), SizeIs(100));
  const absl::Time start = absl::Now();
  EXPECT_THAT(consumer_->Poll(absl::Milliseconds(200), 10)->records, IsEmpty());
  EXPECT_GE(absl::Now() - start, absl::Milliseconds(150));
  EXPECT_LT(absl::Now() - start, absl::Seconds(8));
}

TEST_F(PollingConsumerTest, WakeEndsThePollUnderWayOrTheNext) {
  EXPECT_THAT(TakeAll(), SizeIs(100));
  absl::Time start = absl::Now();
  std::thread other([this] {
    absl::SleepFor(absl::Milliseconds(100));
    consumer_->Wake();
  });
  EXPECT_THAT(consumer_->Poll(kLong, 10), IsOk());
  other.join();
  EXPECT_LT(absl::Now() - start, kLong / 2);

  start = absl::Now();
  consumer_->Wake();
  EXPECT_THAT(consumer_->Poll(kLong, 10), IsOk());
  EXPECT_LT(absl::Now() - start, kLong / 2);
}

TEST_F(PollingConsumerTest, APausedPartitionDeliversNothingAndLosesNothing) {
  std::vector<Record> records = Take(*consumer_, 10);
  ASSERT_THAT(consumer_->Pause({{"t", 0}, {"t", 0}, {"t", 9}, {"other", 0}}), IsOk());
  for (Record& record : TakeAll()) {
    EXPECT_EQ(record.partition(), 1);
    records.push_back(std::move(record));
  }
  EXPECT_LT(records.size(), 100);
  ASSERT_THAT(consumer_->Resume({{"t", 0}, {"t", 1}, {"t", 9}}), IsOk());
  for (Record& record : TakeAll()) {
    EXPECT_EQ(record.partition(), 0);
    records.push_back(std::move(record));
  }
  std::set<std::pair<int, int64_t>> seen;
  for (const Record& record : records) seen.insert({record.partition(), record.offset()});
  EXPECT_THAT(records, SizeIs(100));
  EXPECT_THAT(seen, SizeIs(100));
}

// librdkafka throws away what it has fetched ahead when it resumes what was not paused.
TEST_F(PollingConsumerTest, ManyPausesFromAnotherThreadLoseAndDoubleNothing) {
  std::atomic<bool> stop = false;
  std::thread other([&] {
    while (!stop) {
      EXPECT_THAT(consumer_->Pause({{"t", 0}, {"t", 1}}), IsOk());
      EXPECT_THAT(consumer_->Resume({{"t", 0}, {"t", 1}}), IsOk());
      EXPECT_THAT(consumer_->Resume({{"t", 0}}), IsOk());
      consumer_->Wake();
      absl::SleepFor(absl::Milliseconds(5));
    }
  });
  std::map<int, int64_t> next;
  std::size_t count = 0;
  const absl::Time limit = absl::Now() + kLong;
  while (count < 100 && absl::Now() < limit) {
    const PollResult polled = consumer_->Poll(absl::Milliseconds(10), 3).value();
    for (const Record& record : polled.records) {
      EXPECT_EQ(record.offset(), next[record.partition()]++);
      ++count;
    }
  }
  stop = true;
  other.join();
  EXPECT_EQ(count, 100);
}

TEST_F(PollingConsumerTest, AfterCloseThereIsNothing) {
  ASSERT_THAT(Take(*consumer_, 10), SizeIs(10));
  EXPECT_THAT(consumer_->Close(absl::Seconds(10)), IsOk());
  EXPECT_THAT(consumer_->Close(absl::ZeroDuration()), IsOk());
  EXPECT_THAT(consumer_->Poll(kLong, 10), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(consumer_->Assign({}), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(consumer_->Pause({{"t", 0}}), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(consumer_->Resume({{"t", 0}}), StatusIs(absl::StatusCode::kFailedPrecondition));
  consumer_->Wake();
}

TEST_F(PollingConsumerTest, RecordsThatAreHeldDoNotHoldUpCloseForLong) {
  const std::vector<Record> records = Take(*consumer_, 10);
  ASSERT_THAT(records, SizeIs(10));
  const absl::Time start = absl::Now();
  (void)consumer_->Close(absl::Seconds(1));
  EXPECT_LT(absl::Now() - start, absl::Seconds(8));
  consumer_.reset();
  EXPECT_EQ(records[3].topic(), "t");  // Still there.
  EXPECT_EQ(records[3].value()->size(), records[3].key()->size());
}

TEST_F(PollingConsumerTest, WithoutABrokerTheErrorsAreTold) {
  EXPECT_THAT(TakeAll(), SizeIs(100));
  broker_->SetDown(true);
  absl::Status error;
  const absl::Time limit = absl::Now() + kLong;
  while (error.ok() && absl::Now() < limit) {
    const PollResult polled = consumer_->Poll(absl::Seconds(1), 10).value();
    for (const absl::Status& status : polled.errors) error = status;
  }
  EXPECT_THAT(error, StatusIs(absl::StatusCode::kUnavailable));
  const absl::Time start = absl::Now();
  EXPECT_THAT(consumer_->Close(absl::Seconds(10)), IsOk());
  EXPECT_LT(absl::Now() - start, absl::Seconds(10));
}

}  // namespace
}  // namespace kontrakt::kafka
