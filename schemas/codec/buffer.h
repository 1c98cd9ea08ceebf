// Buffer: the bytes of one message while they are written; made to be used again for the next.
#ifndef KONTRAKT_SCHEMAS_CODEC_BUFFER_H_
#define KONTRAKT_SCHEMAS_CODEC_BUFFER_H_

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

#include "absl/base/attributes.h"
#include "absl/base/optimization.h"

namespace kontrakt {

// Not thread-safe. Keeps its memory when it is cleared.
class Buffer {
 public:
  Buffer() = default;
  // What was moved from is empty and may be used again.
  Buffer(Buffer&& other) noexcept
      : data_(std::move(other.data_)),
        at_(std::exchange(other.at_, nullptr)),
        end_(std::exchange(other.end_, nullptr)) {}
  Buffer& operator=(Buffer&& other) noexcept {
    data_ = std::move(other.data_);
    at_ = std::exchange(other.at_, nullptr);
    end_ = std::exchange(other.end_, nullptr);
    return *this;
  }

  std::string_view view() const { return {data_.get(), size()}; }
  std::size_t size() const { return static_cast<std::size_t>(at_ - data_.get()); }
  std::size_t capacity() const { return static_cast<std::size_t>(end_ - data_.get()); }
  void clear() { at_ = data_.get(); }
  // Drops all bytes behind the first `size`, which must not exceed size().
  void Truncate(std::size_t size) { at_ = data_.get() + size; }

  // Room for `n` more bytes. Write at most `n` bytes there, then CommitTo() their end.
  char* Reserve(std::size_t n) { return Room(at_, n); }

  // For a writer that keeps the place of the next byte, `to`, in a register: to = Room(to, n) makes
  // room for `n` more bytes behind it, and may move everything; CommitTo(to) ends it.
  char* Room(char* to, std::size_t n) {
    if (ABSL_PREDICT_TRUE(static_cast<std::size_t>(end_ - to) >= n)) return to;
    at_ = to;
    Grow(n);
    return at_;
  }
  void CommitTo(char* to) { at_ = to; }
  // What size() will be then.
  std::size_t SizeAt(const char* to) const { return static_cast<std::size_t>(to - data_.get()); }

  void Append(std::string_view bytes) {
    if (bytes.empty()) return;
    std::memcpy(Reserve(bytes.size()), bytes.data(), bytes.size());
    at_ += bytes.size();
  }
  void Append(char c) {
    *Reserve(1) = c;
    ++at_;
  }

 private:
  ABSL_ATTRIBUTE_NOINLINE void Grow(std::size_t n) {
    const std::size_t used = size();
    std::size_t capacity = this->capacity() < 256 ? 256 : 2 * this->capacity();
    if (capacity < used + n) capacity = used + n;
    std::unique_ptr<char[]> grown(new char[capacity]);  // Not value-initialised.
    if (used != 0) std::memcpy(grown.get(), data_.get(), used);
    data_ = std::move(grown);
    at_ = data_.get() + used;
    end_ = data_.get() + capacity;
  }

  std::unique_ptr<char[]> data_;
  char* at_ = nullptr;   // The next byte.
  char* end_ = nullptr;  // Of the memory.
};

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_CODEC_BUFFER_H_
