// Contender: one way to bring the small message to Kafka.
#ifndef KONTRAKT_BENCHMARKS_THROUGHPUT_CONTENDER_H_
#define KONTRAKT_BENCHMARKS_THROUGHPUT_CONTENDER_H_

#include <string_view>

#include "absl/status/status.h"

namespace benchmarks {

// How many different messages are sent, over and over. They are ready before the clock runs.
inline constexpr int kDifferentMessages = 1000;

// Not thread-safe.
class Contender {
 public:
  virtual ~Contender() = default;

  // As the result calls it.
  virtual std::string_view name() const = 0;

  // Sends `count` messages and waits until the broker has acknowledged every one.
  //   Any error: one of them was not delivered; the measurement is void.
  virtual absl::Status Run(int count) = 0;
};

}  // namespace benchmarks

#endif  // KONTRAKT_BENCHMARKS_THROUGHPUT_CONTENDER_H_
