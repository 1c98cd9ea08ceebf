#include "kontrakt/sdk/consume/poller.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "absl/log/log.h"

namespace kontrakt {
namespace {

constexpr absl::Duration kPollWait = absl::Milliseconds(250);
constexpr std::size_t kMaxPoll = 500;
constexpr absl::Duration kBeforePause = absl::Milliseconds(100);
constexpr absl::Duration kCommitWait = absl::Seconds(5);
constexpr absl::Duration kLeastCloseWait = absl::Milliseconds(500);
constexpr absl::Duration kReserve = absl::Seconds(2);  // Of a stop, for commit and close.
constexpr absl::Duration kQuiet = absl::Seconds(10);   // Between two warnings.

}  // namespace

void Poller::SetTopics(std::vector<std::string> topics) {
  if (topics.empty()) return;
  {
    absl::MutexLock lock(&mutex_);
    new_topics_ = std::move(topics);
  }
  Wake();
}

absl::Status Poller::Run() {
  kafka::Deadline next_commit{options_.commit_interval};
  while (!stop_->IsRequested()) {
    absl::Status status = SubscribeToNewTopics();
    status.Update(PollOnce());
    status.Update(PauseOrResume());
    if (!status.ok()) {
      stop_->Fail(kafka::Deadline(options_.drain_timeout + kCommitWait), std::move(status));
      break;
    }
    if (next_commit.passed()) {
      Warn(Commit(handover_->Uncommitted()));
      next_commit = kafka::Deadline(options_.commit_interval);
    }
  }
  return LeaveGroup();
}

absl::Status Poller::SubscribeToNewTopics() {
  std::optional<std::vector<std::string>> topics;
  {
    absl::MutexLock lock(&mutex_);
    topics.swap(new_topics_);
  }
  if (!topics.has_value() || *topics == topics_) return absl::OkStatus();
  topics_ = *std::move(topics);
  return consumer_->Subscribe(topics_);
}

absl::Status Poller::PollOnce() {
  absl::StatusOr<kafka::PollResult> polled =
      consumer_->Poll(kPollWait, std::min(kMaxPoll, handover_->Room()));
  if (!polled.ok()) return polled.status();
  for (const absl::Status& error : polled->errors) Warn(error);
  handover_->Add(std::move(polled->records));
  return absl::OkStatus();
}

absl::Status Poller::PauseOrResume() {
  if (!paused_.empty() && handover_->HasRoom()) {
    const std::vector<kafka::TopicPartition> resumed(paused_.begin(), paused_.end());
    paused_.clear();
    return consumer_->Resume(resumed);
  }
  if (!handover_->IsFull() || paused_ == assigned_) return absl::OkStatus();
  // A pause throws away what was fetched ahead: a handler that is merely busy gets a moment first.
  if (handover_->AwaitRoom(kBeforePause)) return absl::OkStatus();
  std::vector<kafka::TopicPartition> running;
  std::set_difference(assigned_.begin(), assigned_.end(), paused_.begin(), paused_.end(),
                      std::back_inserter(running));
  paused_ = assigned_;
  return consumer_->Pause(running);
}

absl::Status Poller::Commit(const Handover::Offsets& offsets) {
  if (offsets.empty()) return absl::OkStatus();
  const absl::Duration wait =
      stop_->IsRequested() ? std::min(stop_->deadline().left(), kCommitWait) : kCommitWait;
  absl::Status status = consumer_->Commit(offsets, wait);
  if (status.ok()) handover_->SetCommitted(offsets);
  return status;
}

void Poller::OnAssigned(absl::Span<const kafka::TopicPartition> partitions) {
  handover_->Assign(partitions);
  assigned_.insert(partitions.begin(), partitions.end());
}

void Poller::OnRevoked(absl::Span<const kafka::TopicPartition> partitions) {
  handover_->Drop(partitions);
  handover_->AwaitIdle(partitions, DrainTime());
  Warn(Commit(handover_->Uncommitted(partitions)));
  Forget(partitions);
}

void Poller::OnLost(absl::Span<const kafka::TopicPartition> partitions) { Forget(partitions); }

void Poller::Forget(absl::Span<const kafka::TopicPartition> partitions) {
  handover_->Forget(partitions);
  for (const kafka::TopicPartition& partition : partitions) {
    assigned_.erase(partition);
    paused_.erase(partition);
  }
}

absl::Duration Poller::DrainTime() const {
  if (!stop_->IsRequested()) return options_.drain_timeout;
  const absl::Duration left = stop_->deadline().left();
  return std::min(options_.drain_timeout, left - std::min(kReserve, left / 2));
}

absl::Status Poller::LeaveGroup() {
  handover_->Shut();
  handover_->AwaitIdle(DrainTime());
  absl::Status status = Commit(handover_->Uncommitted());
  status.Update(consumer_->Close(std::max(stop_->deadline().left(), kLeastCloseWait)));
  return status;
}

void Poller::Warn(const absl::Status& status) {
  if (status.ok() || !quiet_until_.passed()) return;
  LOG(WARNING) << "subscription " << options_.group << ": " << status.message();
  quiet_until_ = kafka::Deadline(kQuiet);
}

}  // namespace kontrakt
