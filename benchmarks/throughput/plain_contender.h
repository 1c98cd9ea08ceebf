// PlainContender: librdkafka alone, used as its manual advises.
#ifndef KONTRAKT_BENCHMARKS_THROUGHPUT_PLAIN_CONTENDER_H_
#define KONTRAKT_BENCHMARKS_THROUGHPUT_PLAIN_CONTENDER_H_

#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "kontrakt/benchmarks/throughput/contender.h"

namespace benchmarks {

enum class Headers {
  kNone,       // Key and value only.
  kMessageId,  // And the header `kontrakt.id`: then the record is kontrakt's, byte for byte.
};

// Sends the bytes that kontrakt would send, encoded before the clock runs and never checked, with
// the properties of kontrakt's producer and `properties` over them. `topic` exists.
//   kInvalidArgument: librdkafka refuses a property.
absl::StatusOr<std::unique_ptr<Contender>> NewPlainContender(
    const std::string& servers, const std::map<std::string, std::string>& properties,
    const std::string& topic, Headers headers);

}  // namespace benchmarks

#endif  // KONTRAKT_BENCHMARKS_THROUGHPUT_PLAIN_CONTENDER_H_
