// Buffer: the bytes of one message while they are written; made to be used again for the next.
#ifndef KONTRAKT_SCHEMAS_CODEC_BUFFER_H_
#define KONTRAKT_SCHEMAS_CODEC_BUFFER_H_

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

#include "absl/base/optimization.h"

namespace kontrakt {

// Not thread-safe. Keeps its memory when it is cleared.
class Buffer {
 public:
  std::string_view view() const { return {data_.get(), size_}; }
  std::size_t size() const { return size_; }
  std::size_t capacity() const { return capacity_; }
  void clear() { size_ = 0; }
  // Drops all bytes behind the first `size`, which must not exceed size().
  void Truncate(std::size_t size) { size_ = size; }

  // Room for `n` more bytes. Write at most `n` bytes there, then Commit() how many they were.
  char* Reserve(std::size_t n) {
    if (ABSL_PREDICT_FALSE(capacity_ - size_ < n)) Grow(n);
    return data_.get() + size_;
  }
  void Commit(std::size_t n) { size_ += n; }

  void Append(std::string_view bytes) {
    std::memcpy(Reserve(bytes.size()), bytes.data(), bytes.size());
    size_ += bytes.size();
  }
  void Append(char c) {
    *Reserve(1) = c;
    ++size_;
  }

 private:
  void Grow(std::size_t n) {
    std::size_t capacity = capacity_ < 256 ? 256 : capacity_ * 2;
    if (capacity < size_ + n) capacity = size_ + n;
    std::unique_ptr<char[]> grown(new char[capacity]);  // Not value-initialised.
    if (size_ != 0) std::memcpy(grown.get(), data_.get(), size_);
    data_ = std::move(grown);
    capacity_ = capacity;
  }

  std::unique_ptr<char[]> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_CODEC_BUFFER_H_
