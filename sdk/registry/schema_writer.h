// WriteSchemas: records into schema topics, each acknowledged.
#ifndef KONTRAKT_SDK_REGISTRY_SCHEMA_WRITER_H_
#define KONTRAKT_SDK_REGISTRY_SCHEMA_WRITER_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "kontrakt/sdk/kafka/connection.h"

namespace kontrakt {

struct SchemaWrite {
  std::string topic;
  int version = 0;
  std::string document;
  std::optional<int64_t> restores = std::nullopt;  // Where the winner stands that this repeats.
};

// Writes all of them, waits for the brokers' answers, and returns by topic the offset of the last
// one.
//   kUnavailable, kDeadlineExceeded, kPermissionDenied, ...: not all of them were written; some may
//   have been. A further try with the same schemas is safe.
absl::StatusOr<std::map<std::string, int64_t>> WriteSchemas(const kafka::Connection& connection,
                                                            absl::Span<const SchemaWrite> writes,
                                                            absl::Duration timeout);

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_REGISTRY_SCHEMA_WRITER_H_
