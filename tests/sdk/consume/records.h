// Records that no broker made.
#ifndef KONTRAKT_TESTS_SDK_CONSUME_RECORDS_H_
#define KONTRAKT_TESTS_SDK_CONSUME_RECORDS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kontrakt/sdk/kafka/record.h"

namespace kontrakt::fakes {

struct RecordContent {
  std::string topic = "t";
  std::int32_t partition = 0;
  std::int64_t offset = 0;
  std::optional<std::string> key = {};
  std::optional<std::string> value = {};
};

inline Record MakeRecord(RecordContent content) {
  class Source : public Record::Source {
   public:
    explicit Source(RecordContent content) : content_(std::move(content)) {}
    std::string_view topic() const override { return content_.topic; }
    std::int32_t partition() const override { return content_.partition; }
    std::int64_t offset() const override { return content_.offset; }
    absl::Time timestamp() const override { return absl::UnixEpoch(); }
    std::optional<std::string_view> key() const override { return View(content_.key); }
    std::optional<std::string_view> value() const override { return View(content_.value); }
    std::vector<HeaderView> headers() const override { return {}; }

   private:
    static std::optional<std::string_view> View(const std::optional<std::string>& text) {
      return text.has_value() ? std::optional<std::string_view>(*text) : std::nullopt;
    }
    const RecordContent content_;
  };
  return Record(std::make_unique<Source>(std::move(content)));
}

inline Record RecordAt(std::string topic, std::int32_t partition, std::int64_t offset,
                       std::string value = "") {
  return MakeRecord({.topic = std::move(topic),
                     .partition = partition,
                     .offset = offset,
                     .value = std::move(value)});
}

inline std::vector<Record> One(Record record) {
  std::vector<Record> records;
  records.push_back(std::move(record));
  return records;
}

inline Record RecordOf(std::string value) { return RecordAt("t", 0, 0, std::move(value)); }

}  // namespace kontrakt::fakes

#endif  // KONTRAKT_TESTS_SDK_CONSUME_RECORDS_H_
