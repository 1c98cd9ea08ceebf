// A subscription on the embedded broker: the threads together, not the rules, which have their own
// tests.
#include "kontrakt/sdk/consume/subscription.h"

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status_matchers.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/sdk/kafka/producer.h"
#include "kontrakt/sdk/testing/embedded_broker.h"

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using testing::EmbeddedBroker;
using ::testing::HasSubstr;
using ::testing::SizeIs;

// What a handler saw.
class Seen {
 public:
  void Add(const Record& record) {
    absl::MutexLock lock(&mutex_);
    values_.insert(std::string(*record.value()));
  }
  std::multiset<std::string> values() const {
    absl::MutexLock lock(&mutex_);
    return values_;
  }
  bool Await(std::size_t count) const {
    const auto enough = [this, count]() { return values_.size() >= count; };
    absl::MutexLock lock(&mutex_);
    return mutex_.AwaitWithTimeout(absl::Condition(&enough), absl::Seconds(60));
  }

 private:
  mutable absl::Mutex mutex_;
  std::multiset<std::string> values_;
};

class SubscriptionTest : public ::testing::Test {
 protected:
  void SetUp() override {
    absl::StatusOr<std::unique_ptr<EmbeddedBroker>> broker = EmbeddedBroker::Start();
    ASSERT_THAT(broker.status(), IsOk());
    broker_ = *std::move(broker);
    connection_ = broker_->connection();
  }

  void MakeTopic(std::string name) {
    ASSERT_THAT(connection_.admin->Create(
                    {{.name = std::move(name), .partitions = 3, .configs = {}}}, absl::Seconds(10)),
                IsOk());
  }
  // Writes the values "<from>" to "<from + count - 1>".
  void Write(std::string_view topic, int from, int count) {
    if (producer_ == nullptr) {
      absl::StatusOr<std::unique_ptr<kafka::Producer>> producer =
          kafka::Producer::Create(connection_);
      ASSERT_THAT(producer.status(), IsOk());
      producer_ = *std::move(producer);
    }
    for (int i = from; i < from + count; ++i) {
      const std::string value = absl::StrCat(i);
      ASSERT_THAT(
          producer_->Produce(
              {.topic = topic, .key = value, .value = value, .headers = {}, .timestamp = {}},
              nullptr, absl::Seconds(10)),
          IsOk());
    }
    ASSERT_THAT(producer_->Flush(absl::Seconds(30)), IsOk());
  }
  template <class F>
  std::unique_ptr<Subscription> Subscribe(std::string_view pattern, SubscriptionOptions options,
                                          F handler) {
    options.group = "g";
    absl::StatusOr<TopicPattern> parsed = TopicPattern::Parse("p.", pattern);
    EXPECT_THAT(parsed.status(), IsOk());
    absl::StatusOr<std::unique_ptr<Subscription>> subscription =
        Subscription::Start(connection_, connection_.admin,
                            {.pattern = *std::move(parsed),
                             .options = std::move(options),
                             .handler = MakeHandler(std::move(handler)),
                             .context = {}});
    EXPECT_THAT(subscription.status(), IsOk());
    return *std::move(subscription);
  }
  static absl::Status Stop(Subscription& subscription, absl::Duration timeout = absl::Seconds(20)) {
    return subscription.Stop(kafka::Deadline(timeout));
  }

  std::unique_ptr<EmbeddedBroker> broker_;
  kafka::Connection connection_;
  std::unique_ptr<kafka::Producer> producer_;
};

TEST_F(SubscriptionTest, ReadsEveryRecordOnceAndGoesOnWhereItStopped) {
  MakeTopic("p.a");
  Write("p.a", 0, 500);
  Seen first, second;
  auto subscription = Subscribe("a", {}, [&](const Record& record) { first.Add(record); });
  EXPECT_TRUE(first.Await(500));
  EXPECT_THAT(Stop(*subscription), IsOk());
  EXPECT_THAT(subscription->status(), IsOk());
  EXPECT_THAT(first.values(), SizeIs(500));

  Write("p.a", 500, 100);
  subscription = Subscribe("a", {}, [&](const Record& record) { second.Add(record); });
  EXPECT_TRUE(second.Await(100));
  EXPECT_THAT(Stop(*subscription), IsOk());
  EXPECT_THAT(second.values(), SizeIs(100)) << "the first had committed everything";
  EXPECT_EQ(second.values().count("500"), 1u);
}

TEST_F(SubscriptionTest, APatternPicksUpTopicsThatComeLater) {
  MakeTopic("p.content.a");
  MakeTopic("p.other");
  MakeTopic("q.content.a");
  Write("p.content.a", 0, 1);
  Write("p.other", 100, 1);
  Write("q.content.a", 200, 1);
  Seen seen;
  auto subscription = Subscribe("content.*", {}, [&](const Record& record) { seen.Add(record); });
  EXPECT_TRUE(seen.Await(1));
  MakeTopic("p.content.b");
  Write("p.content.b", 300, 1);
  EXPECT_TRUE(seen.Await(2));
  EXPECT_THAT(Stop(*subscription), IsOk());
  EXPECT_EQ(seen.values(), (std::multiset<std::string>{"0", "300"}));
}

TEST_F(SubscriptionTest, AFailureStopsItAndIsDeliveredAgain) {
  MakeTopic("p.a");
  Write("p.a", 0, 1);
  Write("p.a", 1, 1);
  auto subscription = Subscribe("a", {}, [&](const Record&) { return absl::InternalError("no"); });
  while (subscription->status().ok()) absl::SleepFor(absl::Milliseconds(10));
  EXPECT_THAT(subscription->status(), StatusIs(absl::StatusCode::kAborted, HasSubstr("p.a")));
  EXPECT_THAT(Stop(*subscription), IsOk());
  Seen seen;
  subscription = Subscribe("a", {}, [&](const Record& record) { seen.Add(record); });
  EXPECT_TRUE(seen.Await(2));
  EXPECT_THAT(Stop(*subscription), IsOk());
  EXPECT_EQ(seen.values(), (std::multiset<std::string>{"0", "1"}));
}

TEST_F(SubscriptionTest, SkipsAndCounts) {
  MakeTopic("p.a");
  Write("p.a", 0, 10);
  Seen seen;
  auto subscription =
      Subscribe("a", {.on_failure = OnFailure::kSkip}, [&](const Record& record) -> absl::Status {
        seen.Add(record);
        return absl::InternalError("no");
      });
  EXPECT_TRUE(seen.Await(10));
  EXPECT_THAT(Stop(*subscription), IsOk());
  EXPECT_EQ(subscription->skipped(), 10);
  EXPECT_THAT(subscription->status(), IsOk());
}

TEST_F(SubscriptionTest, ASlowHandlerLosesNothing) {
  MakeTopic("p.a");
  Write("p.a", 0, 200);
  Seen seen;
  auto subscription = Subscribe("a", {.max_waiting_records = 4}, [&](const Record& record) {
    absl::SleepFor(absl::Milliseconds(seen.values().size() < 20 ? 60 : 1));  // First it pauses.
    seen.Add(record);
  });
  EXPECT_TRUE(seen.Await(200));
  EXPECT_THAT(Stop(*subscription), IsOk());
  EXPECT_THAT(seen.values(), SizeIs(200));
}

TEST_F(SubscriptionTest, AStopEndsInTimeWhateverTheHandlerDoes) {
  MakeTopic("p.a");
  Write("p.a", 0, 1);
  auto called = std::make_shared<absl::Notification>();
  auto go = std::make_shared<absl::Notification>();
  auto subscription = Subscribe("a", {}, [called, go](const Record&) {
    if (!called->HasBeenNotified()) called->Notify();
    go->WaitForNotification();
  });
  called->WaitForNotification();
  const absl::Time begin = absl::Now();
  EXPECT_THAT(Stop(*subscription, absl::Seconds(2)),
              StatusIs(absl::StatusCode::kDeadlineExceeded, HasSubstr("subscription g")));
  EXPECT_LT(absl::Now() - begin, absl::Seconds(8));
  subscription = nullptr;
  go->Notify();
  while (go.use_count() > 1)
    absl::SleepFor(absl::Milliseconds(10));  // The thread frees everything.
}

TEST_F(SubscriptionTest, AStopEndsInTimeWithoutABroker) {
  MakeTopic("p.a");
  Write("p.a", 0, 10);
  Seen seen;
  auto subscription =
      Subscribe("*", {.commit_interval = absl::Hours(1)}, [&](const Record& r) { seen.Add(r); });
  EXPECT_TRUE(seen.Await(10));
  broker_->SetDown(true);
  const absl::Time begin = absl::Now();
  EXPECT_FALSE(Stop(*subscription, absl::Seconds(3)).ok()) << "the commit cannot have succeeded";
  EXPECT_LT(absl::Now() - begin, absl::Seconds(8));
}

TEST_F(SubscriptionTest, HandlersKnowTheirThread) {
  MakeTopic("p.a");
  Write("p.a", 0, 1);
  absl::Notification called;
  auto subscription = Subscribe("a", {}, [&](const Record&) {
    EXPECT_TRUE(Subscription::IsHandlerThread());
    called.Notify();
  });
  called.WaitForNotification();
  EXPECT_FALSE(Subscription::IsHandlerThread());
  EXPECT_THAT(Stop(*subscription), IsOk());
  EXPECT_THAT(Stop(*subscription), IsOk()) << "twice is nothing";
}

}  // namespace
}  // namespace kontrakt
