// ReadToEnd: one bounded pass over partitions.
#ifndef KONTRAKT_SDK_KAFKA_READ_TO_END_H_
#define KONTRAKT_SDK_KAFKA_READ_TO_END_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "kontrakt/sdk/kafka/connection.h"
#include "kontrakt/sdk/kafka/record.h"
#include "kontrakt/sdk/kafka/topic_partition.h"

namespace kontrakt::kafka {

// Shows `visit` every record of these partitions, from the given offsets to what was the end of
// each when it was reached; in order within a partition. `connection` must have passed Check().
//   kDeadlineExceeded   some end was not reached within `timeout`; the message has the last error
//   met. kPermissionDenied, kUnauthenticated, kAborted: as they are found.
absl::Status ReadToEnd(const Connection& connection,
                       absl::Span<const TopicPartitionOffset> partitions, absl::Duration timeout,
                       absl::FunctionRef<void(const Record&)> visit);

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_READ_TO_END_H_
