// kafkaesk 0.8.7, the peer of our tests, publishing from a Python process of its own.
#ifndef KONTRAKT_BENCHMARKS_THROUGHPUT_KAFKAESK_CONTENDER_H_
#define KONTRAKT_BENCHMARKS_THROUGHPUT_KAFKAESK_CONTENDER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "kontrakt/benchmarks/throughput/contender.h"

namespace benchmarks {

// Publishes to the stream `topic` below `prefix`, which exists. It runs with kafkaesk's own
// settings: acks=1, not idempotent, no header.
//   kNotFound: the environment variable KONTRAKT_PEER_PYTHON does not name a Python that has
//   kafkaesk; `tools/setup test` makes one.
absl::StatusOr<std::unique_ptr<Contender>> NewKafkaeskContender(const std::string& servers,
                                                                const std::string& prefix,
                                                                const std::string& topic);

}  // namespace benchmarks

#endif  // KONTRAKT_BENCHMARKS_THROUGHPUT_KAFKAESK_CONTENDER_H_
