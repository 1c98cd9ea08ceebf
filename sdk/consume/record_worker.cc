#include "kontrakt/sdk/consume/record_worker.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/log/log.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/violation.h"

namespace kontrakt {
namespace {

constexpr absl::Duration kQuiet = absl::Seconds(10);  // Between two warnings.
constexpr absl::Duration kNotNowPause = absl::Seconds(1);

thread_local bool runs_handlers = false;

std::string PlaceOf(const Record& record) {
  return absl::StrCat("topic ", record.topic(), ", partition ", record.partition(), ", offset ",
                      record.offset());
}

// One line, without any value of the message.
std::string ReasonOf(const absl::Status& why) {
  const std::vector<Violation> violations = ViolationsOf(why);
  if (violations.empty()) return std::string(why.message());
  const Violation& first = violations.front();
  std::string reason = absl::StrCat("breaks its schema at \"", first.pointer, "\": ", first.rule,
                                    ", expected ", first.expected);
  if (violations.size() > 1) absl::StrAppend(&reason, " (and ", violations.size() - 1, " more)");
  return reason;
}

}  // namespace

RecordWorker::RecordWorker(const SubscriptionOptions& options, Handler handler,
                           HandlerContext context, Handover* handover,
                           std::function<void()> made_room)
    : options_(options),
      handler_(std::move(handler)),
      context_(std::move(context)),
      handover_(handover),
      made_room_(std::move(made_room)) {}

bool RecordWorker::IsThisThread() { return runs_handlers; }

absl::Status RecordWorker::Run() {
  runs_handlers = true;
  while (std::optional<Handover::Taken> taken = handover_->Take()) {
    const Handled handled = Handle(*taken);
    if (handled.verdict == Handled::Verdict::kNotNow) {  // Its partition went away meanwhile.
      handover_->GiveUp(*taken);
      continue;
    }
    if (handled.verdict != Handled::Verdict::kDone) {
      if (!MaySkip(handled.verdict)) {
        handover_->GiveUp(*taken);
        return WhyStopped(taken->record, handled);
      }
      NoteSkipped(taken->record, handled);
    }
    if (handover_->Done(*taken)) made_room_();
  }
  return absl::OkStatus();
}

Handled RecordWorker::Handle(const Handover::Taken& taken) {
  Handled handled = handler_(taken.record, context_);
  while (handled.verdict == Handled::Verdict::kNotNow) {
    if (quiet_until_.passed()) {
      LOG(WARNING) << "subscription " << options_.group << " waits at " << PlaceOf(taken.record)
                   << ": its schema cannot be read now: " << handled.why.message();
      quiet_until_ = kafka::Deadline(kQuiet);
    }
    if (!handover_->StillWanted(taken, kNotNowPause)) break;
    handled = handler_(taken.record, context_);
  }
  return handled;
}

bool RecordWorker::MaySkip(Handled::Verdict verdict) const {
  return verdict == Handled::Verdict::kInvalid ? options_.on_invalid == OnInvalid::kSkip
                                               : options_.on_failure == OnFailure::kSkip;
}

void RecordWorker::NoteSkipped(const Record& record, const Handled& handled) {
  const std::int64_t skipped = skipped_.fetch_add(1, std::memory_order_relaxed) + 1;
  if (!quiet_until_.passed()) return;
  LOG(WARNING) << "subscription " << options_.group << " skipped " << skipped
               << " record(s) so far, the last one at " << PlaceOf(record) << ": "
               << ReasonOf(handled.why);
  quiet_until_ = kafka::Deadline(kQuiet);
}

absl::Status RecordWorker::WhyStopped(const Record& record, const Handled& handled) const {
  const bool is_invalid = handled.verdict == Handled::Verdict::kInvalid;
  return absl::AbortedError(absl::StrCat(
      "subscription ", options_.group, " stopped at ", PlaceOf(record), ", ",
      is_invalid ? "a record that its handler cannot take: " : "where its handler failed: ",
      ReasonOf(handled.why),
      ". Nothing from there on is committed; after a restart it is delivered ",
      "again. To pass over such records set ",
      is_invalid ? "on_invalid = OnInvalid::kSkip" : "on_failure = OnFailure::kSkip"));
}

}  // namespace kontrakt
