// StopSignal: tells the threads of one subscription to end, and remembers why.
#ifndef KONTRAKT_SDK_CONSUME_STOP_SIGNAL_H_
#define KONTRAKT_SDK_CONSUME_STOP_SIGNAL_H_

#include <optional>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "kontrakt/sdk/kafka/deadline.h"

namespace kontrakt {

// Thread-safe. The earliest deadline counts, and the first failure.
class StopSignal {
 public:
  // Somebody asks for it.
  void Request(kafka::Deadline deadline) { Set(deadline, absl::OkStatus()); }
  // It cannot go on.
  void Fail(kafka::Deadline deadline, absl::Status why) { Set(deadline, std::move(why)); }

  bool IsRequested() const {
    absl::MutexLock lock(&mutex_);
    return deadline_.has_value();
  }
  // Waits for it, `timeout` at most; returns IsRequested().
  bool Await(absl::Duration timeout) const {
    const auto requested = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      return deadline_.has_value();
    };
    absl::MutexLock lock(&mutex_);
    return mutex_.AwaitWithTimeout(absl::Condition(&requested), timeout);
  }
  // By when the threads must have ended; only once it was requested.
  kafka::Deadline deadline() const {
    absl::MutexLock lock(&mutex_);
    return *deadline_;
  }
  // Why it could not go on; OK if nothing failed.
  absl::Status failure() const {
    absl::MutexLock lock(&mutex_);
    return failure_;
  }

 private:
  void Set(kafka::Deadline deadline, absl::Status why) {
    absl::MutexLock lock(&mutex_);
    if (!deadline_.has_value() || deadline.left() < deadline_->left()) deadline_ = deadline;
    failure_.Update(std::move(why));
  }

  mutable absl::Mutex mutex_;
  std::optional<kafka::Deadline> deadline_ ABSL_GUARDED_BY(mutex_);
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_CONSUME_STOP_SIGNAL_H_
