// Undelivered: remembers the deliveries that failed and that nobody else was told about.
#ifndef KONTRAKT_SDK_PRODUCE_UNDELIVERED_H_
#define KONTRAKT_SDK_PRODUCE_UNDELIVERED_H_

#include <cstdint>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "kontrakt/sdk/kafka/producer.h"

namespace kontrakt {

// Thread-safe.
class Undelivered {
 public:
  // Counts the report if it tells a failure.
  void Note(const kafka::DeliveryReport& report);

  // OK when nothing failed since the last call; it then counts from zero again.
  //   kDataLoss: how many were not sent, how many are unknown, and the first reason.
  absl::Status Take();

 private:
  absl::Mutex mutex_;
  std::int64_t not_sent_ ABSL_GUARDED_BY(mutex_) = 0;
  std::int64_t unknown_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Status first_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_PRODUCE_UNDELIVERED_H_
