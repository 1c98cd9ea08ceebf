// Contender: one way to bring the small message to Kafka.
#ifndef KONTRAKT_BENCHMARKS_THROUGHPUT_CONTENDER_H_
#define KONTRAKT_BENCHMARKS_THROUGHPUT_CONTENDER_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace benchmarks {

// How many different messages are sent, over and over. They are ready before the clock runs.
inline constexpr int kDifferentMessages = 1000;

// Not thread-safe.
class Contender {
 public:
  virtual ~Contender() = default;

  // As the result calls it.
  virtual std::string_view name() const = 0;

  // Whether it spends its CPU time in this process.
  virtual bool in_this_process() const { return true; }

  // How many messages it sends when the others send `messages`.
  virtual int Share(int messages) const { return messages; }

  // Sends `count` messages and waits until the broker has acknowledged every one. Returns how long
  // that took.
  //   Any error: one of them was not delivered; the measurement is void.
  virtual absl::StatusOr<absl::Duration> Run(int count) = 0;
};

}  // namespace benchmarks

#endif  // KONTRAKT_BENCHMARKS_THROUGHPUT_CONTENDER_H_
