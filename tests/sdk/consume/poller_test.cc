#include "kontrakt/sdk/consume/poller.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status_matchers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/sdk/consume/records.h"

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::kontrakt::fakes::RecordAt;
using ::testing::Contains;
using ::testing::ElementsAre;

using Partitions = absl::Span<const kafka::TopicPartition>;

std::string Text(const kafka::TopicPartition& where) {
  return absl::StrCat(where.topic, "/", where.partition);
}
std::string Text(Partitions partitions) {
  return absl::StrJoin(partitions, " ", [](std::string* out, const kafka::TopicPartition& where) {
    absl::StrAppend(out, Text(where));
  });
}

// Does in each Poll() the next step of a script; afterwards nothing. Writes down what it is told.
class ScriptedConsumer : public kafka::Consumer {
 public:
  using Step = std::function<absl::StatusOr<kafka::PollResult>()>;

  absl::Status Subscribe(absl::Span<const std::string> topics) override {
    Note(absl::StrCat("subscribe ", absl::StrJoin(topics, " ")));
    return absl::OkStatus();
  }
  absl::Status Assign(absl::Span<const kafka::TopicPartitionOffset>) override {
    return absl::UnimplementedError("no group member is told what to read");
  }
  absl::StatusOr<kafka::PollResult> Poll(absl::Duration, std::size_t) override {
    Step step;
    {
      absl::MutexLock lock(&mutex_);
      if (next_ < steps_.size()) step = steps_[next_++];
    }
    if (step != nullptr) return step();
    absl::SleepFor(absl::Milliseconds(1));
    return kafka::PollResult{};
  }
  absl::Status Commit(absl::Span<const kafka::TopicPartitionOffset> offsets,
                      absl::Duration) override {
    for (const kafka::TopicPartitionOffset& o : offsets) {
      Note(absl::StrCat("commit ", Text(o.where), "=", o.offset));
    }
    absl::MutexLock lock(&mutex_);
    return commit_answer_;
  }
  absl::Status Pause(Partitions partitions) override {
    Note("pause " + Text(partitions));
    return absl::OkStatus();
  }
  absl::Status Resume(Partitions partitions) override {
    Note("resume " + Text(partitions));
    return absl::OkStatus();
  }
  void Wake() override {}
  absl::Status Close(absl::Duration) override {
    Note("close");
    return absl::OkStatus();
  }

  void Then(Step step) {
    absl::MutexLock lock(&mutex_);
    steps_.push_back(std::move(step));
  }
  void AnswerCommits(absl::Status status) {
    absl::MutexLock lock(&mutex_);
    commit_answer_ = std::move(status);
  }
  std::vector<std::string> calls() {
    absl::MutexLock lock(&mutex_);
    return calls_;
  }
  void AwaitCall(const std::string& call) {
    while (true) {
      for (const std::string& made : calls()) {
        if (made == call) return;
      }
      absl::SleepFor(absl::Milliseconds(1));
    }
  }
  void AwaitSteps() {
    const auto done = [this]() { return next_ == steps_.size(); };
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(&done));
  }

 private:
  void Note(std::string call) {
    absl::MutexLock lock(&mutex_);
    calls_.push_back(std::move(call));
  }

  absl::Mutex mutex_;
  std::vector<Step> steps_;
  std::size_t next_ = 0;
  std::vector<std::string> calls_;
  absl::Status commit_answer_;
};

class PollerTest : public ::testing::Test {
 protected:
  void StartWith(SubscriptionOptions options) {
    options.group = "g";
    handover_ = std::make_unique<Handover>(Handover::Limits{.records = options.max_waiting_records,
                                                            .bytes = options.max_waiting_bytes});
    poller_ = std::make_unique<Poller>(options, handover_.get(), &stop_);
    auto consumer = std::make_unique<ScriptedConsumer>();
    consumer_ = consumer.get();
    poller_->Use(std::move(consumer));
  }
  void Run() {
    thread_ = std::thread([this] { farewell_ = poller_->Run(); });
  }
  absl::Status Stop(absl::Duration timeout = absl::Seconds(10)) {
    stop_.Request(kafka::Deadline(timeout));
    thread_.join();
    return farewell_;
  }

  // Steps.
  void Assigned(std::vector<kafka::TopicPartition> partitions) {
    consumer_->Then([this, partitions]() -> absl::StatusOr<kafka::PollResult> {
      poller_->OnAssigned(partitions);
      return kafka::PollResult{};
    });
  }
  void Revoked(std::vector<kafka::TopicPartition> partitions) {
    consumer_->Then([this, partitions]() -> absl::StatusOr<kafka::PollResult> {
      poller_->OnRevoked(partitions);
      return kafka::PollResult{};
    });
  }
  void Lost(std::vector<kafka::TopicPartition> partitions) {
    consumer_->Then([this, partitions]() -> absl::StatusOr<kafka::PollResult> {
      poller_->OnLost(partitions);
      return kafka::PollResult{};
    });
  }
  void Polled(int partition, std::int64_t from, std::int64_t count) {
    consumer_->Then([=]() -> absl::StatusOr<kafka::PollResult> {
      kafka::PollResult result;
      for (std::int64_t offset = from; offset < from + count; ++offset) {
        result.records.push_back(RecordAt("t", partition, offset));
      }
      return result;
    });
  }
  void Work(int records) {
    for (int i = 0; i < records; ++i) handover_->Done(*handover_->Take());
  }

  StopSignal stop_;
  std::unique_ptr<Handover> handover_;
  ScriptedConsumer* consumer_ = nullptr;  // The poller's.
  std::unique_ptr<Poller> poller_;
  std::thread thread_;
  absl::Status farewell_;
};

TEST_F(PollerTest, SubscribesToWhatItIsToldAndToNothingTwice) {
  StartWith({});
  Run();
  poller_->SetTopics({"a"});
  consumer_->AwaitCall("subscribe a");
  poller_->SetTopics({"a"});
  poller_->SetTopics({});
  absl::SleepFor(absl::Milliseconds(20));
  poller_->SetTopics({"a", "b"});
  consumer_->AwaitCall("subscribe a b");
  EXPECT_THAT(Stop(), IsOk());
  EXPECT_THAT(consumer_->calls(), ElementsAre("subscribe a", "subscribe a b", "close"));
}

TEST_F(PollerTest, CommitsWhatIsDoneFromTimeToTimeAndAtTheEnd) {
  StartWith({.commit_interval = absl::Milliseconds(30)});
  Assigned({{"t", 0}});
  Polled(0, 10, 3);
  Run();
  Work(1);
  consumer_->AwaitCall("commit t/0=11");
  Work(2);
  EXPECT_THAT(Stop(), IsOk());
  const std::vector<std::string> calls = consumer_->calls();
  EXPECT_EQ(calls.back(), "close");
  EXPECT_EQ(calls[calls.size() - 2], "commit t/0=13");
}

TEST_F(PollerTest, AStopDropsWhatWaitsAndWaitsForWhatIsInFlight) {
  StartWith({.commit_interval = absl::Hours(1)});
  Assigned({{"t", 0}});
  Polled(0, 10, 3);
  Run();
  const Handover::Taken in_flight = *handover_->Take();
  stop_.Request(kafka::Deadline(absl::Seconds(20)));
  absl::SleepFor(absl::Milliseconds(50));
  EXPECT_THAT(consumer_->calls(), ::testing::IsEmpty()) << "it waits";
  EXPECT_FALSE(handover_->Take().has_value());
  handover_->Done(in_flight);
  thread_.join();
  EXPECT_THAT(consumer_->calls(), ElementsAre("commit t/0=11", "close"));
}

TEST_F(PollerTest, AStopDoesNotWaitForEver) {
  StartWith({.drain_timeout = absl::Hours(1)});
  Assigned({{"t", 0}});
  Polled(0, 10, 3);
  Run();
  const Handover::Taken hangs = *handover_->Take();
  const absl::Time begin = absl::Now();
  EXPECT_THAT(Stop(absl::Milliseconds(200)), IsOk());
  EXPECT_LT(absl::Now() - begin, absl::Seconds(10));
  EXPECT_THAT(consumer_->calls(), ElementsAre("close"));
}

TEST_F(PollerTest, ARevokedPartitionIsDrainedAndCommittedBeforeItGoes) {
  StartWith({.commit_interval = absl::Hours(1), .drain_timeout = absl::Seconds(20)});
  Assigned({{"t", 0}, {"t", 1}});
  Polled(0, 10, 3);
  Polled(1, 5, 1);
  Run();
  consumer_->AwaitSteps();
  const Handover::Taken in_flight = *handover_->Take();
  Revoked({{"t", 0}});
  absl::SleepFor(absl::Milliseconds(50));
  EXPECT_THAT(consumer_->calls(), ::testing::IsEmpty()) << "it waits";
  handover_->Done(in_flight);
  consumer_->AwaitCall("commit t/0=11");
  const Handover::Taken next = *handover_->Take();
  EXPECT_EQ(next.record.partition(), 1) << "the rest of t/0 was dropped";
  handover_->Done(next);
  EXPECT_THAT(Stop(), IsOk());
}

TEST_F(PollerTest, ADrainHasAnEnd) {
  StartWith({.commit_interval = absl::Hours(1), .drain_timeout = absl::Milliseconds(30)});
  Assigned({{"t", 0}});
  Polled(0, 10, 2);
  Run();
  const Handover::Taken slow = *handover_->Take();
  Revoked({{"t", 0}});
  Assigned({{"t", 0}});
  Polled(0, 10, 1);
  consumer_->AwaitSteps();
  handover_->Done(slow);  // Too late: somebody else may have it.
  EXPECT_THAT(Stop(), IsOk());
  EXPECT_THAT(consumer_->calls(), ElementsAre("close"));
}

TEST_F(PollerTest, LostPartitionsAreNeitherWaitedForNorCommitted) {
  StartWith({.commit_interval = absl::Hours(1), .drain_timeout = absl::Hours(1)});
  Assigned({{"t", 0}});
  Polled(0, 10, 2);
  Run();
  Work(1);
  Lost({{"t", 0}});
  consumer_->AwaitSteps();
  EXPECT_THAT(Stop(), IsOk());
  EXPECT_THAT(consumer_->calls(), ElementsAre("close"));
}

TEST_F(PollerTest, PausesWhenTheHandlerIsSlowAndResumesWhenThereIsRoom) {
  StartWith({.commit_interval = absl::Hours(1), .max_waiting_records = 4});
  Assigned({{"t", 0}, {"t", 1}});
  Polled(0, 0, 4);
  Run();
  consumer_->AwaitCall("pause t/0 t/1");
  Assigned({{"t", 2}});  // A partition that comes meanwhile is paused too.
  consumer_->AwaitCall("pause t/2");
  Work(1);
  absl::SleepFor(absl::Milliseconds(20));
  EXPECT_THAT(consumer_->calls(), ElementsAre("pause t/0 t/1", "pause t/2"));
  Work(1);
  consumer_->AwaitCall("resume t/0 t/1 t/2");
  EXPECT_THAT(Stop(), IsOk());
}

TEST_F(PollerTest, DoesNotPauseForAHandlerThatIsMerelyBusy) {
  StartWith({.commit_interval = absl::Hours(1), .max_waiting_records = 4});
  Assigned({{"t", 0}});
  for (int i = 0; i < 50; ++i) Polled(0, i * 4, 4);
  Run();
  Work(200);
  EXPECT_THAT(Stop(), IsOk());
  EXPECT_THAT(consumer_->calls(), ElementsAre("commit t/0=200", "close"));
}

TEST_F(PollerTest, AFatalErrorStopsTheSubscription) {
  StartWith({});
  consumer_->Then([]() -> absl::StatusOr<kafka::PollResult> {
    return absl::AbortedError("consuming: fenced");
  });
  Run();
  thread_.join();
  EXPECT_THAT(stop_.failure(), StatusIs(absl::StatusCode::kAborted, "consuming: fenced"));
  EXPECT_THAT(consumer_->calls(), Contains("close"));
}

TEST_F(PollerTest, AFailedCommitIsTriedAgainAndToldAtTheEnd) {
  StartWith({.commit_interval = absl::Milliseconds(20)});
  consumer_->AnswerCommits(absl::UnavailableError("no coordinator"));
  Assigned({{"t", 0}});
  Polled(0, 0, 1);
  Run();
  Work(1);
  consumer_->AwaitCall("commit t/0=1");
  absl::SleepFor(absl::Milliseconds(100));
  EXPECT_GE(consumer_->calls().size(), 2u);
  EXPECT_THAT(Stop(), StatusIs(absl::StatusCode::kUnavailable, "no coordinator"));
}

}  // namespace
}  // namespace kontrakt
