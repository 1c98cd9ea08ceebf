// The one place that turns librdkafka's errors into ours.
#ifndef KONTRAKT_SDK_KAFKA_ERRORS_H_
#define KONTRAKT_SDK_KAFKA_ERRORS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "kontrakt/sdk/kafka/handles.h"

namespace kontrakt::kafka {

// "<doing>: <librdkafka's words>[: <detail>]; <what to do>". The code says which:
//   kUnavailable         it may pass: try again, with a pause.
//   kDeadlineExceeded    no answer in time; whether it happened is not known.
//   kPermissionDenied    the broker's ACLs.            kUnauthenticated  credentials or TLS.
//   kNotFound            no such topic or partition.   kInvalidArgument  the broker will never take
//   it. kFailedPrecondition  this group member no longer owns what it acted on. kOutOfRange an
//   offset that is not in the log (any more). kResourceExhausted   a queue or a quota is full.
//   kDataLoss         bytes that do not decode. kAborted             fatal: the client is of no use
//   any more. kCancelled           given up at Close().          kUnimplemented    the broker is
//   too old. kInternal            anything that librdkafka adds one day.
// OK for RD_KAFKA_RESP_ERR_NO_ERROR.
absl::Status ToStatus(rd_kafka_resp_err_t error, std::string_view doing,
                      std::string_view detail = {});

// Whether the same call may succeed a moment later.
bool IsTransient(rd_kafka_resp_err_t error);

// kUnavailable: "no broker answered at a:1, b:2 within 10s: <cause>; check --kafka-servers ...".
// `cause` is what the client last complained about; may be empty.
absl::Status NoBrokerStatus(const std::vector<std::string>& servers, absl::Duration waited,
                            std::string_view cause);

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_ERRORS_H_
