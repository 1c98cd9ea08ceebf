// RecordWorker: runs one subscription's handler over the records that are handed over, and keeps
// its policies.
#ifndef KONTRAKT_SDK_CONSUME_RECORD_WORKER_H_
#define KONTRAKT_SDK_CONSUME_RECORD_WORKER_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <string_view>

#include "absl/status/status.h"
#include "kontrakt/sdk/consume/handler.h"
#include "kontrakt/sdk/consume/handover.h"
#include "kontrakt/sdk/consume/subscription_options.h"
#include "kontrakt/sdk/kafka/deadline.h"

namespace kontrakt {

class RecordWorker {
 public:
  // `handover` must outlive the worker; `made_room` is called when partitions may be resumed.
  RecordWorker(const SubscriptionOptions& options, Handler handler, HandlerContext context,
               Handover* handover, std::function<void()> made_room);

  // Handles records until the handover is shut: OK; or until one may not be passed: why, for
  // people. Call it once.
  absl::Status Run();

  // Records that on_invalid and on_failure skipped. Any thread.
  std::int64_t skipped() const { return skipped_.load(std::memory_order_relaxed); }

  // Whether the calling thread is one that runs handlers.
  static bool IsThisThread();

 private:
  Handled Handle(const Handover::Taken& taken);
  bool MaySkip(Handled::Verdict verdict) const;
  void NoteSkipped(const Record& record, const Handled& handled);
  absl::Status WhyStopped(const Record& record, const Handled& handled) const;

  const SubscriptionOptions options_;
  Handler handler_;
  const HandlerContext context_;
  Handover* const handover_;
  const std::function<void()> made_room_;
  std::atomic<std::int64_t> skipped_ = 0;
  kafka::Deadline quiet_until_{absl::ZeroDuration()};
};

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_CONSUME_RECORD_WORKER_H_
