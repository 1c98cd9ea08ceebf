#include "kontrakt/sdk/kafka/message_source.h"

namespace kontrakt::kafka {
namespace {

std::optional<std::string_view> Bytes(const void* data, std::size_t size) {
  if (data == nullptr) return std::nullopt;
  return std::string_view(static_cast<const char*>(data), size);
}

}  // namespace

absl::Time MessageSource::timestamp() const {
  rd_kafka_timestamp_type_t type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
  const int64_t ms = rd_kafka_message_timestamp(message_.get(), &type);
  if (type == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE || ms < 0) return absl::InfinitePast();
  return absl::FromUnixMillis(ms);
}

std::optional<std::string_view> MessageSource::key() const {
  return Bytes(message_->key, message_->key_len);
}

std::optional<std::string_view> MessageSource::value() const {
  return Bytes(message_->payload, message_->len);
}

std::vector<HeaderView> MessageSource::headers() const {
  rd_kafka_headers_t* headers = nullptr;
  absl::call_once(headers_parsed_, [&] { rd_kafka_message_headers(message_.get(), &headers); });
  if (headers == nullptr &&
      rd_kafka_message_headers(message_.get(), &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return {};
  }
  std::vector<HeaderView> views;
  views.reserve(rd_kafka_header_cnt(headers));
  const char* name = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  while (rd_kafka_header_get_all(headers, views.size(), &name, &value, &size) ==
         RD_KAFKA_RESP_ERR_NO_ERROR) {
    views.push_back({name, Bytes(value, size).value_or("")});
  }
  return views;
}

}  // namespace kontrakt::kafka
