// Poller: one member of a consumer group: polls, hands records over, pauses and resumes, commits.
#ifndef KONTRAKT_SDK_CONSUME_POLLER_H_
#define KONTRAKT_SDK_CONSUME_POLLER_H_

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "kontrakt/sdk/consume/handover.h"
#include "kontrakt/sdk/consume/stop_signal.h"
#include "kontrakt/sdk/consume/subscription_options.h"
#include "kontrakt/sdk/kafka/consumer.h"

namespace kontrakt {

// Never runs a handler and never waits for one, but for options.drain_timeout where partitions
// leave.
class Poller : public kafka::RebalanceListener {
 public:
  // `handover` and `stop` must outlive the poller.
  Poller(const SubscriptionOptions& options, Handover* handover, StopSignal* stop)
      : options_(options), handover_(handover), stop_(stop) {}

  // The consumer to poll, made with this poller as its listener. Before anything else.
  void Use(std::unique_ptr<kafka::Consumer> consumer) { consumer_ = std::move(consumer); }

  // Which topics (full names) to read from now on. An empty list changes nothing. Any thread.
  void SetTopics(std::vector<std::string> topics);

  // Makes Run() look up. Any thread.
  void Wake() { consumer_->Wake(); }

  // Polls until `stop` is requested, or the consumer is of no use any more (then it requests `stop`
  // itself). Then waits for the record in flight, commits what is done, and leaves the group, all
  // by the signal's deadline. Returns what went wrong on that way out. Call it once.
  absl::Status Run();

  // For the consumer only, which calls them from inside Run().
  void OnAssigned(absl::Span<const kafka::TopicPartition> partitions) override;
  void OnRevoked(absl::Span<const kafka::TopicPartition> partitions) override;
  void OnLost(absl::Span<const kafka::TopicPartition> partitions) override;

 private:
  void Forget(absl::Span<const kafka::TopicPartition> partitions);
  absl::Status SubscribeToNewTopics();
  absl::Status PollOnce();
  absl::Status PauseOrResume();
  absl::Status Commit(const Handover::Offsets& offsets);
  absl::Status LeaveGroup();
  absl::Duration DrainTime() const;
  void Warn(const absl::Status& status);

  const SubscriptionOptions options_;
  Handover* const handover_;
  StopSignal* const stop_;

  absl::Mutex mutex_;
  std::optional<std::vector<std::string>> new_topics_ ABSL_GUARDED_BY(mutex_);

  // Used by the thread in Run() only, which is also the one that the listener is called on.
  std::vector<std::string> topics_;
  std::set<kafka::TopicPartition> assigned_;
  std::set<kafka::TopicPartition> paused_;
  kafka::Deadline quiet_until_{absl::ZeroDuration()};
  std::unique_ptr<kafka::Consumer> consumer_;  // Last: its end calls the listener.
};

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_CONSUME_POLLER_H_
