#include "kontrakt/sdk/kafka/enqueue.h"

#include <algorithm>
#include <exception>
#include <memory>

#include "absl/container/inlined_vector.h"
#include "absl/log/log.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/sdk/kafka/errors.h"

namespace kontrakt::kafka {
namespace {

// librdkafka keeps a pointer for us with every record: its callback, or null.
std::unique_ptr<DeliveryCallback> CallbackOf(const rd_kafka_message_t& message) {
  return std::unique_ptr<DeliveryCallback>(static_cast<DeliveryCallback*>(message._private));
}

// librdkafka calls a record stored, but knows no offset of it, when a later one of its partition
// was acknowledged before it. It need not be there (third_party/librdkafka.patch says how that
// comes).
bool IsGuessed(const rd_kafka_message_t& message) {
  return message.err == RD_KAFKA_RESP_ERR_NO_ERROR && message.offset < 0;
}

Outcome OutcomeOf(const rd_kafka_message_t& message) {
  if (IsGuessed(message)) return Outcome::kUnknown;
  switch (rd_kafka_message_status(&message)) {
    case RD_KAFKA_MSG_STATUS_PERSISTED:
      return Outcome::kDelivered;
    case RD_KAFKA_MSG_STATUS_NOT_PERSISTED:
      return Outcome::kNotSent;
    case RD_KAFKA_MSG_STATUS_POSSIBLY_PERSISTED:
      return Outcome::kUnknown;
  }
  return Outcome::kUnknown;
}

// Null would mean "none" to librdkafka, and the data of an empty view may be null.
rd_kafka_vu_t Bytes(rd_kafka_vtype_t type, std::string_view bytes) {
  rd_kafka_vu_t argument{};
  argument.vtype = type;
  argument.u.mem.ptr = const_cast<char*>(bytes.data() == nullptr ? "" : bytes.data());
  argument.u.mem.size = bytes.size();
  return argument;
}

HeadersHandle CopyHeaders(absl::Span<const HeaderView> headers) {
  HeadersHandle copy(rd_kafka_headers_new(headers.size()));
  for (const HeaderView& header : headers) {
    const char* value = header.value.data() == nullptr ? "" : header.value.data();
    rd_kafka_header_add(copy.get(), header.name.data() == nullptr ? "" : header.name.data(),
                        static_cast<ssize_t>(header.name.size()), value,
                        static_cast<ssize_t>(header.value.size()));
  }
  return copy;
}

DeliveryReport ReportOf(const rd_kafka_message_t& message) {
  DeliveryReport report;
  report.topic = rd_kafka_topic_name(message.rkt);
  report.partition = message.partition;
  report.outcome = OutcomeOf(message);
  if (report.outcome == Outcome::kDelivered) {
    report.offset = message.offset;
  } else {
    const rd_kafka_resp_err_t error =
        message.err == RD_KAFKA_RESP_ERR_NO_ERROR ? RD_KAFKA_RESP_ERR__TIMED_OUT : message.err;
    report.status = ToStatus(error, absl::StrCat("publishing to \"", report.topic, "\""),
                             IsGuessed(message) ? "the broker gave it no offset" : "");
  }
  return report;
}

void Tell(const DeliveryCallback& callback, const DeliveryReport& report) {
  try {
    callback(report);
  } catch (const std::exception& e) {
    LOG(ERROR) << "A delivery callback threw: " << e.what();
  } catch (...) {
    LOG(ERROR) << "A delivery callback threw something that is no std::exception";
  }
}

}  // namespace

rd_kafka_resp_err_t Enqueue(rd_kafka_t* client, rd_kafka_topic_t* topic,
                            const OutgoingRecord& record, DeliveryCallback* callback) {
  absl::InlinedVector<rd_kafka_vu_t, 8> arguments(3);
  arguments[0].vtype = RD_KAFKA_VTYPE_RKT;
  arguments[0].u.rkt = topic;
  arguments[1].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
  arguments[1].u.i = RD_KAFKA_MSG_F_COPY;
  arguments[2].vtype = RD_KAFKA_VTYPE_OPAQUE;
  arguments[2].u.ptr = callback;
  if (record.key) arguments.push_back(Bytes(RD_KAFKA_VTYPE_KEY, *record.key));
  if (record.value) arguments.push_back(Bytes(RD_KAFKA_VTYPE_VALUE, *record.value));
  if (record.timestamp) {
    rd_kafka_vu_t& argument = arguments.emplace_back();
    argument.vtype = RD_KAFKA_VTYPE_TIMESTAMP;
    argument.u.i64 = std::max<int64_t>(1, absl::ToUnixMillis(*record.timestamp));  // 0 means now.
  }
  HeadersHandle headers;
  if (!record.headers.empty()) {
    headers = CopyHeaders(record.headers);
    rd_kafka_vu_t& argument = arguments.emplace_back();
    argument.vtype = RD_KAFKA_VTYPE_HEADERS;
    argument.u.headers = headers.get();
  }
  const ErrorHandle error(rd_kafka_produceva(client, arguments.data(), arguments.size()));
  if (error != nullptr) {
    // A fatal error carries the code of its cause; the caller must know that it is fatal.
    return rd_kafka_error_is_fatal(error.get()) != 0 ? RD_KAFKA_RESP_ERR__FATAL
                                                     : rd_kafka_error_code(error.get());
  }
  (void)headers.release();  // The record's now.
  return RD_KAFKA_RESP_ERR_NO_ERROR;
}

void Report(const rd_kafka_message_t& message, const DeliveryCallback& unattended) {
  const std::unique_ptr<DeliveryCallback> callback = CallbackOf(message);
  if (callback != nullptr) return Tell(*callback, ReportOf(message));
  if (message.err == RD_KAFKA_RESP_ERR_NO_ERROR && !IsGuessed(message)) return;
  const DeliveryReport report = ReportOf(message);
  if (unattended != nullptr) return Tell(unattended, report);
  LOG_EVERY_N_SEC(WARNING, 10) << "Nobody asked what became of a record, and it was not delivered: "
                               << report.status;
}

}  // namespace kontrakt::kafka
