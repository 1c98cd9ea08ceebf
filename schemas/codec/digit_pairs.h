// Two decimal digits at a time.
#ifndef KONTRAKT_SCHEMAS_CODEC_DIGIT_PAIRS_H_
#define KONTRAKT_SCHEMAS_CODEC_DIGIT_PAIRS_H_

#include <array>
#include <cstddef>
#include <cstring>

namespace kontrakt::internal {

// "000102...99"
inline constexpr auto kDigitPairs = [] {
  std::array<char, 200> pairs{};
  for (std::size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();

// Writes the two digits of `value` < 100.
inline void WritePair(char* to, unsigned value) {
  std::memcpy(to, &kDigitPairs[std::size_t{2} * value], 2);
}

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_CODEC_DIGIT_PAIRS_H_
