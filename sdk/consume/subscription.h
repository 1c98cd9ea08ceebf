// Subscription: the topics of one pattern, read by one member of a consumer group into one handler.
//
// Three threads at most: one polls (and pauses, resumes, commits), one runs the handler, and, for a
// pattern with `*`, one looks for new topics.
#ifndef KONTRAKT_SDK_CONSUME_SUBSCRIPTION_H_
#define KONTRAKT_SDK_CONSUME_SUBSCRIPTION_H_

#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kontrakt/sdk/consume/handler.h"
#include "kontrakt/sdk/consume/subscription_options.h"
#include "kontrakt/sdk/consume/thread_group.h"
#include "kontrakt/sdk/consume/topic_pattern.h"
#include "kontrakt/sdk/kafka/connection.h"
#include "kontrakt/sdk/kafka/deadline.h"
#include "kontrakt/sdk/kafka/topic_admin.h"

namespace kontrakt {

struct SubscriptionSpec {
  TopicPattern pattern;
  SubscriptionOptions options;  // Has passed Check().
  Handler handler;
  HandlerContext context;
};

// Start and Stop from one thread; the other functions from any.
class Subscription {
 public:
  // Begins to read. The topic of an exact pattern should exist; topics of a pattern with `*` are
  // picked up when they appear.
  static absl::StatusOr<std::unique_ptr<Subscription>> Start(
      const kafka::Connection& connection, const std::shared_ptr<kafka::TopicAdmin>& admin,
      SubscriptionSpec spec);

  // Stops within thirty seconds.
  ~Subscription();

  // OK as long as it reads; afterwards why it stopped by itself (kAborted), OK if it was asked to.
  absl::Status status() const;

  // Records that on_invalid and on_failure skipped.
  std::int64_t skipped() const;

  // Asks for the end and returns at once.
  void RequestStop(kafka::Deadline deadline);

  // Takes no further record, waits for the one in flight (options.drain_timeout at most), commits
  // and leaves the group. At most a second later than `deadline`, whatever handler and broker do. A
  // further call does nothing.
  //   kDeadlineExceeded: the handler did not return; its thread is left behind, and everything that
  //   the handler uses must stay alive. Others: the last commit or the farewell failed: some
  //   records will be delivered again.
  absl::Status Stop(kafka::Deadline deadline);

  // Whether the calling thread is one that runs handlers: it must not wait for its own end.
  static bool IsHandlerThread();

 private:
  struct Core;
  explicit Subscription(std::shared_ptr<Core> core) : core_(std::move(core)) {}

  std::shared_ptr<Core> core_;  // Shared with the threads.
  ThreadGroup threads_;
  bool is_stopped_ = false;
};

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_CONSUME_SUBSCRIPTION_H_
