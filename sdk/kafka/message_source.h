// MessageSource: a record's bytes where librdkafka left them.
#ifndef KONTRAKT_SDK_KAFKA_MESSAGE_SOURCE_H_
#define KONTRAKT_SDK_KAFKA_MESSAGE_SOURCE_H_

#include <string_view>
#include <vector>

#include "absl/base/call_once.h"
#include "kontrakt/sdk/kafka/handles.h"
#include "kontrakt/sdk/kafka/record.h"

namespace kontrakt::kafka {

class MessageSource final : public Record::Source {
 public:
  // `message` must hold a record, not an error.
  explicit MessageSource(MessageHandle message)
      : message_(std::move(message)), topic_(rd_kafka_topic_name(message_->rkt)) {}

  std::string_view topic() const override { return topic_; }
  int32_t partition() const override { return message_->partition; }
  int64_t offset() const override { return message_->offset; }
  absl::Time timestamp() const override;
  std::optional<std::string_view> key() const override;
  std::optional<std::string_view> value() const override;
  std::vector<HeaderView> headers() const override;

 private:
  const MessageHandle message_;
  const std::string_view topic_;
  // librdkafka parses headers at the first call that asks for them: not something for two threads
  // at once.
  mutable absl::once_flag headers_parsed_;
};

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_MESSAGE_SOURCE_H_
