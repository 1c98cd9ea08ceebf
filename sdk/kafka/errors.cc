#include "kontrakt/sdk/kafka/errors.h"

#include <algorithm>
#include <span>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace kontrakt::kafka {
namespace {

using Error = rd_kafka_resp_err_t;

constexpr Error kTransient[] = {
    RD_KAFKA_RESP_ERR__TRANSPORT,
    RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN,
    RD_KAFKA_RESP_ERR__RESOLVE,
    RD_KAFKA_RESP_ERR__WAIT_COORD,
    RD_KAFKA_RESP_ERR__WAIT_CACHE,
    RD_KAFKA_RESP_ERR__RETRY,
    RD_KAFKA_RESP_ERR__ISR_INSUFF,
    RD_KAFKA_RESP_ERR__OUTDATED,
    RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE,
    RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION,
    RD_KAFKA_RESP_ERR_BROKER_NOT_AVAILABLE,
    RD_KAFKA_RESP_ERR_REPLICA_NOT_AVAILABLE,
    RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION,
    RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS,
    RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE,
    RD_KAFKA_RESP_ERR_NOT_COORDINATOR,
    RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS,
    RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND,
    RD_KAFKA_RESP_ERR_NOT_CONTROLLER,
    RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS,
    RD_KAFKA_RESP_ERR_KAFKA_STORAGE_ERROR,
    RD_KAFKA_RESP_ERR_FENCED_LEADER_EPOCH,
    RD_KAFKA_RESP_ERR_UNKNOWN_LEADER_EPOCH,
    RD_KAFKA_RESP_ERR_STALE_BROKER_EPOCH,
    RD_KAFKA_RESP_ERR_OFFSET_NOT_AVAILABLE,
    RD_KAFKA_RESP_ERR_PREFERRED_LEADER_NOT_AVAILABLE,
    RD_KAFKA_RESP_ERR_UNSTABLE_OFFSET_COMMIT,
    RD_KAFKA_RESP_ERR_FETCH_SESSION_ID_NOT_FOUND,
    RD_KAFKA_RESP_ERR_INVALID_FETCH_SESSION_EPOCH,
};
constexpr Error kNoAnswer[] = {
    RD_KAFKA_RESP_ERR__TIMED_OUT,
    RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE,
    RD_KAFKA_RESP_ERR__MSG_TIMED_OUT,
    RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT,
};
constexpr Error kDenied[] = {
    RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED,
    RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED,
    RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED,
    RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
    RD_KAFKA_RESP_ERR_DELEGATION_TOKEN_AUTHORIZATION_FAILED,
};
constexpr Error kCredentials[] = {
    RD_KAFKA_RESP_ERR__AUTHENTICATION,
    RD_KAFKA_RESP_ERR__SSL,
    RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED,
    RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM,
    RD_KAFKA_RESP_ERR_ILLEGAL_SASL_STATE,
    RD_KAFKA_RESP_ERR_DELEGATION_TOKEN_EXPIRED,
};
constexpr Error kMissing[] = {
    RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_ID,
    RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC,        RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION,
    RD_KAFKA_RESP_ERR_GROUP_ID_NOT_FOUND,
};
constexpr Error kTooLarge[] = {
    RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE,
    RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE,
    RD_KAFKA_RESP_ERR_INVALID_MSG_SIZE,
};
constexpr Error kInvalid[] = {
    RD_KAFKA_RESP_ERR__INVALID_ARG,
    RD_KAFKA_RESP_ERR__INVALID_DIFFERENT_RECORD,
    RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION,
    RD_KAFKA_RESP_ERR_INVALID_PARTITIONS,
    RD_KAFKA_RESP_ERR_INVALID_REPLICA_ASSIGNMENT,
    RD_KAFKA_RESP_ERR_INVALID_CONFIG,
    RD_KAFKA_RESP_ERR_INVALID_RECORD,
    RD_KAFKA_RESP_ERR_INVALID_TIMESTAMP,
    RD_KAFKA_RESP_ERR_INVALID_REQUEST,
    RD_KAFKA_RESP_ERR_INVALID_GROUP_ID,
    RD_KAFKA_RESP_ERR_INVALID_SESSION_TIMEOUT,
    RD_KAFKA_RESP_ERR_OFFSET_METADATA_TOO_LARGE,
    RD_KAFKA_RESP_ERR_INVALID_COMMIT_OFFSET_SIZE,
    RD_KAFKA_RESP_ERR_POLICY_VIOLATION,
};
constexpr Error kReplication[] = {RD_KAFKA_RESP_ERR_INVALID_REPLICATION_FACTOR};
constexpr Error kNotOurs[] = {
    RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION, RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID,
    RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID, RD_KAFKA_RESP_ERR_FENCED_MEMBER_EPOCH,
    RD_KAFKA_RESP_ERR_STALE_MEMBER_EPOCH, RD_KAFKA_RESP_ERR_INCONSISTENT_GROUP_PROTOCOL,
    RD_KAFKA_RESP_ERR__ASSIGNMENT_LOST,   RD_KAFKA_RESP_ERR__STATE,
};
constexpr Error kSlowPoll[] = {RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED};
constexpr Error kOffset[] = {
    RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE,
    RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET,
    RD_KAFKA_RESP_ERR__NO_OFFSET,
};
constexpr Error kFull[] = {
    RD_KAFKA_RESP_ERR__QUEUE_FULL,
    RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE,
    RD_KAFKA_RESP_ERR_THROTTLING_QUOTA_EXCEEDED,
    RD_KAFKA_RESP_ERR_GROUP_MAX_SIZE_REACHED,
};
constexpr Error kCorrupt[] = {
    RD_KAFKA_RESP_ERR_INVALID_MSG,
    RD_KAFKA_RESP_ERR__BAD_MSG,
    RD_KAFKA_RESP_ERR__BAD_COMPRESSION,
    RD_KAFKA_RESP_ERR__LOG_TRUNCATION,
};
constexpr Error kFatal[] = {
    RD_KAFKA_RESP_ERR__FATAL,
    RD_KAFKA_RESP_ERR__FENCED,
    RD_KAFKA_RESP_ERR__GAPLESS_GUARANTEE,
    RD_KAFKA_RESP_ERR__INCONSISTENT,
    RD_KAFKA_RESP_ERR_PRODUCER_FENCED,
    RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH,
    RD_KAFKA_RESP_ERR_INVALID_PRODUCER_ID_MAPPING,
    RD_KAFKA_RESP_ERR_UNKNOWN_PRODUCER_ID,
    RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER,
};
constexpr Error kGivenUp[] = {
    RD_KAFKA_RESP_ERR__PURGE_QUEUE,
    RD_KAFKA_RESP_ERR__PURGE_INFLIGHT,
    RD_KAFKA_RESP_ERR__DESTROY,
};
constexpr Error kTooOld[] = {
    RD_KAFKA_RESP_ERR_UNSUPPORTED_VERSION,
    RD_KAFKA_RESP_ERR_UNSUPPORTED_FOR_MESSAGE_FORMAT,
    RD_KAFKA_RESP_ERR_UNSUPPORTED_COMPRESSION_TYPE,
    RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE,
    RD_KAFKA_RESP_ERR__NOT_IMPLEMENTED,
};
constexpr Error kExists[] = {RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS};

struct Kind {
  std::span<const Error> errors;
  absl::StatusCode code;
  std::string_view advice;
};

constexpr Kind kKinds[] = {
    {kTransient, absl::StatusCode::kUnavailable, "it may pass: try again in a moment"},
    {kNoAnswer, absl::StatusCode::kDeadlineExceeded,
     "no answer came in time, so it may or may not have happened"},
    {kDenied, absl::StatusCode::kPermissionDenied,
     "ask the cluster's administrator for an ACL that allows it"},
    {kCredentials, absl::StatusCode::kUnauthenticated,
     "check security.protocol, sasl.* and ssl.* in --kafka-settings"},
    {kMissing, absl::StatusCode::kNotFound, "create it, or check its name"},
    {kTooLarge, absl::StatusCode::kInvalidArgument,
     "send less, or raise max.message.bytes of the topic and message.max.bytes here"},
    {kInvalid, absl::StatusCode::kInvalidArgument, "a retry cannot help"},
    {kReplication, absl::StatusCode::kInvalidArgument,
     "start more brokers, or lower --replication-factor"},
    {kNotOurs, absl::StatusCode::kFailedPrecondition,
     "another member of the group has the partitions now"},
    {kSlowPoll, absl::StatusCode::kFailedPrecondition,
     "poll more often, or raise max.poll.interval.ms"},
    {kOffset, absl::StatusCode::kOutOfRange, "the log does not hold that offset any more"},
    {kFull, absl::StatusCode::kResourceExhausted, "slow down and try again"},
    {kCorrupt, absl::StatusCode::kDataLoss, "the bytes were damaged on their way or on disk"},
    {kFatal, absl::StatusCode::kAborted, "this client is of no use any more: make a new one"},
    {kGivenUp, absl::StatusCode::kCancelled, "the client was closed first"},
    {kTooOld, absl::StatusCode::kUnimplemented, "the broker does not know this request"},
    {kExists, absl::StatusCode::kAlreadyExists, "use it as it is"},
};

}  // namespace

absl::Status ToStatus(rd_kafka_resp_err_t error, std::string_view doing, std::string_view detail) {
  if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return absl::OkStatus();
  absl::StatusCode code = absl::StatusCode::kInternal;
  std::string_view advice = "see librdkafka's documentation of this error";
  for (const Kind& kind : kKinds) {
    if (std::ranges::find(kind.errors, error) == kind.errors.end()) continue;
    code = kind.code;
    advice = kind.advice;
  }
  return absl::Status(code, absl::StrCat(doing, ": ", rd_kafka_err2str(error),
                                         detail.empty() ? "" : ": ", detail, "; ", advice));
}

bool IsTransient(rd_kafka_resp_err_t error) {
  return std::ranges::find(kTransient, error) != std::end(kTransient);
}

absl::Status NoBrokerStatus(const std::vector<std::string>& servers, absl::Duration waited,
                            std::string_view cause) {
  return absl::UnavailableError(absl::StrCat(
      "no broker answered at ", absl::StrJoin(servers, ", "), " within ",
      absl::FormatDuration(waited), cause.empty() ? "" : ": ", cause,
      "; check --kafka-servers, and that the brokers run and can be reached from here"));
}

}  // namespace kontrakt::kafka
