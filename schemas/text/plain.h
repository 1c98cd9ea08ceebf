// Finding the end of plain text: the bytes of a JSON string that need no look at each.
#ifndef KONTRAKT_SCHEMAS_TEXT_PLAIN_H_
#define KONTRAKT_SCHEMAS_TEXT_PLAIN_H_

#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace kontrakt {

// Whether `c` is a byte that may stand in a JSON string as it is, and is one code point by itself:
// ASCII, no control character, no quote, no backslash.
inline constexpr bool IsPlainJsonByte(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

static_assert(std::endian::native == std::endian::little,
              "kontrakt takes the first character of a word for its lowest byte");

namespace text_internal {

// The high bit of each byte of the result is set where `word` holds a byte that is not plain. Bytes
// above the first one that is not plain may be flagged wrongly, never one below it.
inline std::uint64_t NotPlainMask(std::uint64_t word) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHighs = 0x8080808080808080;
  const auto zero_bytes = [](std::uint64_t w) { return (w - kOnes) & ~w; };
  const std::uint64_t controls = (word - kOnes * 0x20) & ~word;
  return (word | controls | zero_bytes(word ^ (kOnes * '"')) | zero_bytes(word ^ (kOnes * '\\'))) &
         kHighs;
}

}  // namespace text_internal

// The first byte in [p, end) that is not plain (IsPlainJsonByte), or `end`. Reads nothing outside.
inline const char* FindNotPlain(const char* p, const char* end) {
#if defined(__SSE2__)
  const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\');
  for (; end - p >= 16; p += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    // Signed, so that one comparison finds control characters and non-ASCII together.
    const __m128i hit =
        _mm_or_si128(_mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)),
                     _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)));
    const int mask = _mm_movemask_epi8(hit);
    if (mask != 0) return p + __builtin_ctz(static_cast<unsigned>(mask));
  }
#endif
  for (; end - p >= 8; p += 8) {
    std::uint64_t word;
    std::memcpy(&word, p, sizeof word);
    const std::uint64_t mask = text_internal::NotPlainMask(word);
    if (mask == 0) continue;
    return p + __builtin_ctzll(mask) / 8;
  }
  while (p < end && IsPlainJsonByte(*p)) ++p;
  return p;
}

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_TEXT_PLAIN_H_
