#include "kontrakt/sdk/consume/subscription_options.h"

#include "absl/strings/str_cat.h"

namespace kontrakt {

absl::Status Check(const SubscriptionOptions& options) {
  const auto refuse = [](auto&&... parts) {
    return absl::InvalidArgumentError(absl::StrCat("SubscriptionOptions::", parts...));
  };
  if (options.group.empty()) {
    return refuse("group is empty; name the consumer group, for example {.group = \"indexer\"}");
  }
  if (options.commit_interval <= absl::ZeroDuration()) {
    return refuse("commit_interval is ", absl::FormatDuration(options.commit_interval),
                  "; use more than 0, for example absl::Seconds(1)");
  }
  if (options.drain_timeout < absl::ZeroDuration()) {
    return refuse("drain_timeout is ", absl::FormatDuration(options.drain_timeout),
                  "; use 0 or more, for example absl::Seconds(10)");
  }
  if (options.max_waiting_records == 0) return refuse("max_waiting_records is 0; use 1 or more");
  if (options.max_waiting_bytes == 0) return refuse("max_waiting_bytes is 0; use 1 or more");
  return absl::OkStatus();
}

}  // namespace kontrakt
