// A text in memory of its own size: AddressSanitizer notices a byte that is read beyond it.
#ifndef KONTRAKT_TESTS_SUPPORT_EXACT_TEXT_H_
#define KONTRAKT_TESTS_SUPPORT_EXACT_TEXT_H_

#include <cstddef>
#include <memory>
#include <string_view>

namespace kontrakt::tests {

class ExactText {
 public:
  explicit ExactText(std::string_view text) : size_(text.size()), bytes_(new char[text.size()]) {
    text.copy(bytes_.get(), size_);
  }
  std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::size_t size_;
  std::unique_ptr<char[]> bytes_;
};

}  // namespace kontrakt::tests

#endif  // KONTRAKT_TESTS_SUPPORT_EXACT_TEXT_H_
