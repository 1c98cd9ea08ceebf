// SubscriptionOptions: how a subscription reads, and what it does with what it cannot handle.
#ifndef KONTRAKT_SDK_CONSUME_SUBSCRIPTION_OPTIONS_H_
#define KONTRAKT_SDK_CONSUME_SUBSCRIPTION_OPTIONS_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "kontrakt/schemas/codec/validation.h"

namespace kontrakt {

// A record that the handler cannot be given: not JSON, no envelope, of a schema that nobody
// published or that is not the handler's, or breaking its schema as far as `validation` looks.
enum class OnInvalid {
  kStop,  // The subscription stops; the record and those behind it stay uncommitted.
  kSkip,  // The record counts as done; a warning says so, at most every ten seconds, with the
          // number so far.
};

// A handler that returned an error or threw.
enum class OnFailure {
  kStop,  // As above; the record is delivered again after a restart.
  kSkip,  // As above.
};

// Where a group begins in a partition that it has never committed in.
enum class StartFrom {
  kEarliest,
  kLatest,  // With a pattern: what was written before a new topic was noticed is passed over.
};

struct SubscriptionOptions {
  // Consumer group, used as it is (no prefix). One subscription each in an application.
  std::string group = {};

  // How closely a message is checked before the handler sees it.
  Validation validation = Validation::kStructural;

  OnInvalid on_invalid = OnInvalid::kStop;
  OnFailure on_failure = OnFailure::kStop;
  StartFrom start_from = StartFrom::kEarliest;

  // After a crash at most what was handled within this time is delivered again. Shorter costs the
  // group's coordinator one more request per interval.
  absl::Duration commit_interval = absl::Seconds(1);

  // How long a partition that moves to another member, or a stop, waits for the record that is
  // being handled. Longer means fewer repeated records, and a slower hand-over.
  absl::Duration drain_timeout = absl::Seconds(10);

  // Records, and their bytes, that wait for the handler; past either the partitions are paused.
  std::size_t max_waiting_records = 1000;
  std::size_t max_waiting_bytes = std::size_t{16} << 20;
};

// kInvalidArgument names the field, the value and what is allowed.
absl::Status Check(const SubscriptionOptions& options);

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_CONSUME_SUBSCRIPTION_OPTIONS_H_
