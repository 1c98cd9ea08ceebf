// Record: one record as it was read from Kafka.
#ifndef KONTRAKT_SDK_KAFKA_RECORD_H_
#define KONTRAKT_SDK_KAFKA_RECORD_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/time/time.h"

namespace kontrakt {

// One header of a record. Views: valid as long as the bytes that they point to.
struct HeaderView {
  std::string_view name;
  std::string_view value;
};

// A consumed record. Movable, not copyable; it owns the bytes, and every view that it gives is
// valid as long as the Record is. Const functions may be called from any thread.
class Record {
 public:
  // Where the bytes come from: the Kafka wall, or a test that makes records of its own.
  class Source {
   public:
    virtual ~Source() = default;
    virtual std::string_view topic() const = 0;
    virtual int32_t partition() const = 0;
    virtual int64_t offset() const = 0;
    virtual absl::Time timestamp() const = 0;
    virtual std::optional<std::string_view> key() const = 0;
    virtual std::optional<std::string_view> value() const = 0;
    virtual std::vector<HeaderView> headers() const = 0;
  };

  explicit Record(std::unique_ptr<Source> source) : source_(std::move(source)) {}

  // The topic's full name, prefix included.
  std::string_view topic() const { return source_->topic(); }
  int32_t partition() const { return source_->partition(); }
  int64_t offset() const { return source_->offset(); }
  // When the record was made, to the millisecond; absl::InfinitePast() if the broker does not know.
  absl::Time timestamp() const { return source_->timestamp(); }
  // nullopt: the record has no key (not the same as an empty one).
  std::optional<std::string_view> key() const { return source_->key(); }
  // nullopt: a tombstone.
  std::optional<std::string_view> value() const { return source_->value(); }
  // In the order of the wire; names may repeat.
  std::vector<HeaderView> headers() const { return source_->headers(); }
  // The value of the last header of that name.
  std::optional<std::string_view> header(std::string_view name) const;

 private:
  std::unique_ptr<Source> source_;
};

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_KAFKA_RECORD_H_
