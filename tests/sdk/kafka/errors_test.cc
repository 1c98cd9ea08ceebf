#include "kontrakt/sdk/kafka/errors.h"

#include "absl/status/status_matchers.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt::kafka {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(ToStatusTest, SaysWhatToDo) {
  const struct {
    const char* name;
    rd_kafka_resp_err_t error;
    absl::StatusCode code;
    const char* advice;
  } kCases[] = {
      {"broker gone", RD_KAFKA_RESP_ERR__TRANSPORT, absl::StatusCode::kUnavailable, "try again"},
      {"leader moves", RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION, absl::StatusCode::kUnavailable,
       "try again"},
      {"too few replicas", RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS, absl::StatusCode::kUnavailable,
       "try again"},
      {"rebalancing", RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS, absl::StatusCode::kUnavailable,
       "try again"},
      {"no answer", RD_KAFKA_RESP_ERR__TIMED_OUT, absl::StatusCode::kDeadlineExceeded,
       "may or may not have happened"},
      {"message timed out", RD_KAFKA_RESP_ERR__MSG_TIMED_OUT, absl::StatusCode::kDeadlineExceeded,
       "may or may not have happened"},
      {"topic ACL", RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED,
       absl::StatusCode::kPermissionDenied, "ACL"},
      {"group ACL", RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED,
       absl::StatusCode::kPermissionDenied, "ACL"},
      {"password", RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED, absl::StatusCode::kUnauthenticated,
       "sasl.*"},
      {"certificate", RD_KAFKA_RESP_ERR__SSL, absl::StatusCode::kUnauthenticated, "ssl.*"},
      {"no topic", RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, absl::StatusCode::kNotFound,
       "create it"},
      {"no topic here", RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC, absl::StatusCode::kNotFound, "create it"},
      {"too large", RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, absl::StatusCode::kInvalidArgument,
       "max.message.bytes"},
      {"broker's interceptor", RD_KAFKA_RESP_ERR_INVALID_RECORD, absl::StatusCode::kInvalidArgument,
       "retry cannot help"},
      {"copies", RD_KAFKA_RESP_ERR_INVALID_REPLICATION_FACTOR, absl::StatusCode::kInvalidArgument,
       "lower --replication-factor"},
      {"old member", RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION, absl::StatusCode::kFailedPrecondition,
       "another member"},
      {"unknown member", RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID, absl::StatusCode::kFailedPrecondition,
       "another member"},
      {"slow", RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED, absl::StatusCode::kFailedPrecondition,
       "max.poll.interval.ms"},
      {"offset gone", RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE, absl::StatusCode::kOutOfRange,
       "does not hold"},
      {"queue full", RD_KAFKA_RESP_ERR__QUEUE_FULL, absl::StatusCode::kResourceExhausted,
       "slow down"},
      {"quota", RD_KAFKA_RESP_ERR_THROTTLING_QUOTA_EXCEEDED, absl::StatusCode::kResourceExhausted,
       "slow down"},
      {"damaged", RD_KAFKA_RESP_ERR__BAD_COMPRESSION, absl::StatusCode::kDataLoss, "damaged"},
      {"fatal", RD_KAFKA_RESP_ERR__FATAL, absl::StatusCode::kAborted, "make a new one"},
      {"fenced", RD_KAFKA_RESP_ERR__FENCED, absl::StatusCode::kAborted, "make a new one"},
      {"given up", RD_KAFKA_RESP_ERR__PURGE_QUEUE, absl::StatusCode::kCancelled, "closed first"},
      {"old broker", RD_KAFKA_RESP_ERR_UNSUPPORTED_VERSION, absl::StatusCode::kUnimplemented,
       "does not know"},
      {"exists", RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS, absl::StatusCode::kAlreadyExists,
       "as it is"},
      {"unheard of", RD_KAFKA_RESP_ERR_UNKNOWN, absl::StatusCode::kInternal, "documentation"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(ToStatus(c.error, "doing this", "in detail"),
                StatusIs(c.code, AllOf(StartsWith("doing this: "), HasSubstr(": in detail; "),
                                       HasSubstr(c.advice))));
  }
}

TEST(ToStatusTest, NoErrorIsOk) {
  EXPECT_THAT(ToStatus(RD_KAFKA_RESP_ERR_NO_ERROR, "doing this"), IsOk());
}

TEST(ToStatusTest, WithoutDetailThereIsNoGap) {
  EXPECT_EQ(ToStatus(RD_KAFKA_RESP_ERR__TRANSPORT, "doing this").message(),
            "doing this: Local: Broker transport failure; it may pass: try again in a moment");
}

// Each error stands in one list at most, and being transient is being kUnavailable.
TEST(ToStatusTest, TransientIsUnavailable) {
  const rd_kafka_err_desc* known = nullptr;
  std::size_t count = 0;
  rd_kafka_get_err_descs(&known, &count);
  int transient = 0;
  for (const rd_kafka_err_desc& error : absl::MakeSpan(known, count)) {
    if (error.name == nullptr || error.code == RD_KAFKA_RESP_ERR_NO_ERROR) continue;
    SCOPED_TRACE(error.name);
    EXPECT_EQ(IsTransient(error.code), absl::IsUnavailable(ToStatus(error.code, "x")));
    transient += IsTransient(error.code) ? 1 : 0;
  }
  EXPECT_GT(transient, 20);
}

TEST(NoBrokerStatusTest, NamesAddressesWaitAndCause) {
  EXPECT_EQ(NoBrokerStatus({"127.0.0.1:9", "b:2"}, absl::Seconds(10), "Connection refused"),
            absl::UnavailableError(
                "no broker answered at 127.0.0.1:9, b:2 within 10s: Connection refused; check "
                "--kafka-servers, and that the brokers run and can be reached from here"));
  EXPECT_THAT(NoBrokerStatus({"a:1"}, absl::Seconds(1), "").message(),
              HasSubstr("within 1s; check"));
}

}  // namespace
}  // namespace kontrakt::kafka
