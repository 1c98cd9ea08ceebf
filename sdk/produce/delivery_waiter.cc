#include "kontrakt/sdk/produce/delivery_waiter.h"

#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"

namespace kontrakt {

struct DeliveryWaiter::Answer {
  absl::Mutex mutex;
  bool there ABSL_GUARDED_BY(mutex) = false;
  absl::StatusOr<Position> position ABSL_GUARDED_BY(mutex);
};

DeliveryWaiter::DeliveryWaiter() : answer_(std::make_shared<Answer>()) {}

kafka::DeliveryCallback DeliveryWaiter::Callback(kafka::DeliveryCallback next) const {
  return [answer = answer_, next = std::move(next)](const kafka::DeliveryReport& report) {
    if (next != nullptr) next(report);
    absl::MutexLock lock(&answer->mutex);
    if (report.status.ok()) {
      answer->position = Position{.topic = std::string(report.topic),
                                  .partition = report.partition,
                                  .offset = report.offset};
    } else {
      answer->position = report.status;
    }
    answer->there = true;
  };
}

absl::StatusOr<Position> DeliveryWaiter::Wait(absl::Duration timeout) {
  absl::MutexLock lock(&answer_->mutex);
  if (!answer_->mutex.AwaitWithTimeout(absl::Condition(&answer_->there), timeout)) {
    return absl::DeadlineExceededError(
        absl::StrCat("no answer from the broker in ", absl::FormatDuration(timeout),
                     ": whether the message was stored is unknown, and it may still be sent"));
  }
  return answer_->position;
}

}  // namespace kontrakt
