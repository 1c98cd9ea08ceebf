// Where the random decisions of a test come from: a seed, or the bytes that a fuzzer gives.
#ifndef KONTRAKT_TESTS_SCHEMAS_CHOICES_H_
#define KONTRAKT_TESTS_SCHEMAS_CHOICES_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <string_view>
#include <vector>

namespace kontrakt::testing {

class Choices {
 public:
  explicit Choices(std::uint64_t seed) : from_seed_(true), random_(seed) {}
  // When the bytes are used up, every choice is the first one. Keeps the view.
  explicit Choices(std::string_view bytes) : from_seed_(false), bytes_(bytes) {}

  // 0 to n - 1.
  std::uint64_t Below(std::uint64_t n) {
    if (from_seed_) return random_() % n;
    return (n <= 256 ? Byte() : Any()) % n;
  }

  std::uint64_t Any() {
    if (from_seed_) return random_();
    std::uint64_t value = 0;
    for (int i = 0; i < 8; ++i) value = value << 8 | Byte();
    return value;
  }

  // Rarely: with bytes that are used up, never.
  bool OneIn(std::uint64_t chances) { return Below(chances) == chances - 1; }

  template <class V>
  V Pick(const std::vector<V>& values) {
    return values[Below(values.size())];
  }

 private:
  std::uint64_t Byte() {
    if (bytes_.empty()) return 0;
    const auto byte = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return byte;
  }

  bool from_seed_;
  std::mt19937_64 random_;
  std::string_view bytes_;
};

}  // namespace kontrakt::testing

#endif  // KONTRAKT_TESTS_SCHEMAS_CHOICES_H_
