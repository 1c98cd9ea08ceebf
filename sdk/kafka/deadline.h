// Deadline: how much of a timeout is left, by a clock that nobody sets.
#ifndef KONTRAKT_SDK_KAFKA_DEADLINE_H_
#define KONTRAKT_SDK_KAFKA_DEADLINE_H_

#include <algorithm>
#include <chrono>

#include "absl/time/time.h"

namespace kontrakt::kafka {

class Deadline {
 public:
  // `timeout` is counted from now; a negative one is 0, an infinite one a year.
  explicit Deadline(absl::Duration timeout) : end_(Clock::now() + Bounded(timeout)) {}

  // 0 once it has passed.
  absl::Duration left() const {
    return std::max(absl::ZeroDuration(), absl::FromChrono(end_ - Clock::now()));
  }
  bool passed() const { return Clock::now() >= end_; }

  // For librdkafka: whole milliseconds, rounded up and never negative (-1 would mean for ever).
  int left_ms() const { return ToMs(left()); }
  // The same, at most `limit`.
  int left_ms(absl::Duration limit) const { return ToMs(std::min(left(), limit)); }

 private:
  using Clock = std::chrono::steady_clock;

  static Clock::duration Bounded(absl::Duration timeout) {
    return absl::ToChronoNanoseconds(
        std::clamp(timeout, absl::ZeroDuration(), absl::Hours(24 * 365)));
  }
  static int ToMs(absl::Duration d) {
    d = std::min(d, absl::Hours(24));  // In range of int.
    return static_cast<int>(absl::ToInt64Milliseconds(absl::Ceil(d, absl::Milliseconds(1))));
  }

  Clock::time_point end_;
};

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_DEADLINE_H_
