#include "kontrakt/sdk/produce/publisher.h"

#include <cstddef>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/codec/envelope.h"
#include "kontrakt/schemas/text/utf8.h"
#include "kontrakt/sdk/produce/message_id.h"

namespace kontrakt {
namespace {

constexpr std::size_t kLargestKeptBuffer = std::size_t{1} << 20;
constexpr std::size_t kMaxIdLength = 200;
constexpr std::string_view kReservedHeaders = "kontrakt.";

Buffer& ThreadBuffer() {
  thread_local Buffer bytes;
  return bytes;
}

absl::Status CheckHeader(const HeaderView& header) {
  const auto refuse = [&](std::string_view reason) {
    return absl::InvalidArgumentError(
        absl::StrCat("header \"", absl::CHexEscape(header.name.substr(0, 80)), "\": ", reason));
  };
  if (header.name.empty() || !IsValidUtf8(header.name)) {
    return refuse("a header's name is UTF-8 and not empty");
  }
  if (absl::StartsWith(header.name, kReservedHeaders)) {
    return refuse("names that begin with \"kontrakt.\" are reserved; use another name");
  }
  if (!IsValidUtf8(header.value)) return refuse("its value is not valid UTF-8; encode it as text");
  return absl::OkStatus();
}

absl::Status CheckOptions(const PublishOptions& options) {
  for (const HeaderView& header : options.headers) {
    if (absl::Status status = CheckHeader(header); !status.ok()) return status;
  }
  if (options.id.has_value() &&
      (options.id->empty() || options.id->size() > kMaxIdLength || !IsValidUtf8(*options.id))) {
    return absl::InvalidArgumentError(
        absl::StrCat("PublishOptions::id: use 1 to ", kMaxIdLength, " bytes of UTF-8"));
  }
  return absl::OkStatus();
}

}  // namespace

namespace internal {

EncodeBuffer::EncodeBuffer() : bytes_(ThreadBuffer()) { bytes_.clear(); }

EncodeBuffer::~EncodeBuffer() {
  if (bytes_.capacity() > kLargestKeptBuffer) bytes_ = Buffer();
}

}  // namespace internal

Publisher::Publisher(std::unique_ptr<kafka::Producer> producer,
                     std::shared_ptr<Undelivered> undelivered, Topics* topics,
                     std::shared_ptr<PublishedValidators> validators, absl::Duration back_pressure)
    : topics_(topics),
      validators_(std::move(validators)),
      back_pressure_(back_pressure),
      undelivered_(std::move(undelivered)),
      producer_(std::move(producer)) {}

absl::Status Publisher::PublishJson(std::string_view topic, const SchemaId& id,
                                    std::string_view json, const PublishOptions& options) {
  if (absl::Status status = validators_->CheckText(id, json); !status.ok()) return status;
  internal::EncodeBuffer buffer;
  WriteEnvelope(id, json, buffer.bytes());
  return Send(topic, buffer.bytes().view(), options);
}

absl::StatusOr<Position> Publisher::PublishJsonAndWait(std::string_view topic, const SchemaId& id,
                                                       std::string_view json,
                                                       const PublishOptions& options,
                                                       absl::Duration timeout) {
  DeliveryWaiter waiter;
  absl::Status status = PublishJson(topic, id, json, Waiting(options, waiter));
  return status.ok() ? waiter.Wait(timeout) : status;
}

absl::Status Publisher::Flush(absl::Duration timeout) {
  absl::Status status = producer_->Flush(timeout);
  absl::Status lost = undelivered_->Take();
  return status.ok() ? lost : status;
}

absl::Status Publisher::Close(absl::Duration timeout) {
  absl::Status status = producer_->Close(timeout);
  absl::Status lost = undelivered_->Take();
  return lost.ok() ? status : lost;
}

PublishOptions Publisher::Waiting(const PublishOptions& options, const DeliveryWaiter& waiter) {
  PublishOptions waiting = options;
  waiting.on_delivery = waiter.Callback(options.on_delivery);
  return waiting;
}

absl::Status Publisher::Send(std::string_view topic, std::string_view bytes,
                             const PublishOptions& options) {
  if (absl::Status status = CheckOptions(options); !status.ok()) return status;
  absl::StatusOr<const std::string*> full_name = topics_->FullName(topic);
  if (!full_name.ok()) return full_name.status();

  const MessageId random = MessageId::Random();
  absl::InlinedVector<HeaderView, 8> headers(options.headers.begin(), options.headers.end());
  headers.push_back({.name = kMessageIdHeader, .value = options.id.value_or(random.text())});
  return producer_->Produce({.topic = **full_name,
                             .key = options.key,
                             .value = bytes,
                             .headers = headers,
                             .timestamp = options.timestamp},
                            options.on_delivery, back_pressure_);
}

}  // namespace kontrakt
