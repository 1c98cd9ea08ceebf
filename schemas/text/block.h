// Sixteen bytes of text at a time.
#ifndef KONTRAKT_SCHEMAS_TEXT_BLOCK_H_
#define KONTRAKT_SCHEMAS_TEXT_BLOCK_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "kontrakt/schemas/text/plain.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace kontrakt {

// Up to sixteen bytes; those behind the text are 0. The first byte is the lowest of `low`.
struct ShortText {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
};

// The `n` <= 16 bytes at `p`; reads nothing outside of them.
inline ShortText LoadShort(const char* p, std::size_t n) {
  const auto load64 = [](const char* from) {
    std::uint64_t word;
    std::memcpy(&word, from, sizeof word);
    return word;
  };
  const auto load32 = [](const char* from) {
    std::uint32_t word;
    std::memcpy(&word, from, sizeof word);
    return std::uint64_t{word};
  };
  const auto byte = [p](std::size_t i) { return std::uint64_t{static_cast<std::uint8_t>(p[i])}; };
  // The last bytes are read where they end, over the first ones, and shifted into place.
  if (n > 8) return {load64(p), load64(p + n - 8) >> (8 * (16 - n))};
  if (n >= 4) return {load32(p) | load32(p + n - 4) << (8 * (n - 4)), 0};
  if (n == 0) return {};
  return {byte(0) | byte(n / 2) << (8 * (n / 2)) | byte(n - 1) << (8 * (n - 1)), 0};
}

// Characters from `first` to `last`, both ASCII.
struct ByteRange {
  char first;
  char last;
};

// The bytes of a block, wherever the machine keeps them best.
class Block {
 public:
  static constexpr std::size_t kBytes = 16;

#if defined(__SSE2__)
  explicit Block(const char* p)  // Reads kBytes.
      : bytes_(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p))) {}
  explicit Block(const ShortText& text)
      : bytes_(_mm_set_epi64x(static_cast<std::int64_t>(text.high),
                              static_cast<std::int64_t>(text.low))) {}

  void Store(char* to) const { _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes_); }

  // The place of the first byte that is not plain (IsPlainJsonByte); kBytes: all are.
  std::size_t FirstNotPlain() const {
    const int mask = _mm_movemask_epi8(NotPlain());
    return static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(mask) | 1u << kBytes));
  }

  // A bit for each byte that is in none of the ranges, the first byte's the lowest.
  template <ByteRange... kRanges>
  unsigned Outside() const {
    const __m128i inside = _mm_cmpeq_epi8(Distance<kRanges...>(), _mm_setzero_si128());
    return static_cast<unsigned>(_mm_movemask_epi8(inside)) ^ 0xFFFFu;
  }

  // Whether bytes of any of the blocks that were added are not plain.
  class Sum {
   public:
    void Add(const Block& block) { hits_ = _mm_or_si128(hits_, block.NotPlain()); }
    bool all_plain() const { return _mm_movemask_epi8(hits_) == 0; }

   private:
    __m128i hits_ = _mm_setzero_si128();
  };

 private:
  __m128i NotPlain() const {
    const __m128i quotes = _mm_cmpeq_epi8(bytes_, _mm_set1_epi8('"'));
    const __m128i backslashes = _mm_cmpeq_epi8(bytes_, _mm_set1_epi8('\\'));
    // Signed, so that one comparison finds control characters and non-ASCII together.
    const __m128i outside = _mm_cmplt_epi8(bytes_, _mm_set1_epi8(0x20));
    return _mm_or_si128(outside, _mm_or_si128(quotes, backslashes));
  }

  // 0 for each byte that is in one of the ranges.
  template <ByteRange... kRanges>
  __m128i Distance() const {
    __m128i least = _mm_set1_epi8(-1);
    ((least = _mm_min_epu8(least, DistanceTo<kRanges>())), ...);
    return least;
  }
  template <ByteRange kRange>
  __m128i DistanceTo() const {
    const __m128i first = _mm_set1_epi8(kRange.first);
    if constexpr (kRange.first == kRange.last) return _mm_xor_si128(bytes_, first);
    return _mm_subs_epu8(_mm_sub_epi8(bytes_, first), _mm_set1_epi8(kRange.last - kRange.first));
  }

  __m128i bytes_;
#else
  explicit Block(const char* p) {
    std::memcpy(&text_.low, p, 8);
    std::memcpy(&text_.high, p + 8, 8);
  }
  explicit Block(const ShortText& text) : text_(text) {}

  void Store(char* to) const {
    std::memcpy(to, &text_.low, 8);
    std::memcpy(to + 8, &text_.high, 8);
  }

  std::size_t FirstNotPlain() const {
    const std::uint64_t low = text_internal::NotPlainMask(text_.low);
    if (low != 0) return static_cast<std::size_t>(std::countr_zero(low)) / 8;
    const std::uint64_t high = text_internal::NotPlainMask(text_.high);
    return 8 + static_cast<std::size_t>(std::countr_zero(high)) / 8;
  }

  template <ByteRange... kRanges>
  unsigned Outside() const {
    unsigned outside = 0;
    for (unsigned i = 0; i < kBytes; ++i) {
      const auto c = static_cast<char>((i < 8 ? text_.low : text_.high) >> (8 * (i % 8)));
      const bool inside = ((kRanges.first <= c && c <= kRanges.last) || ...);
      outside |= unsigned{!inside} << i;
    }
    return outside;
  }

  class Sum {
   public:
    void Add(const Block& block) {
      hits_ |= text_internal::NotPlainMask(block.text_.low) |
               text_internal::NotPlainMask(block.text_.high);
    }
    bool all_plain() const { return hits_ == 0; }

   private:
    std::uint64_t hits_ = 0;
  };

 private:
  ShortText text_;
#endif
};

// Whether every byte of `text` is in one of the ranges.
template <ByteRange... kRanges>
[[gnu::always_inline]] inline bool AllIn(std::string_view text) {
  const char* p = text.data();
  std::size_t left = text.size();
  if (left < Block::kBytes) {
    return (Block(LoadShort(p, left)).template Outside<kRanges...>() & ((1u << left) - 1)) == 0;
  }
  unsigned outside = 0;
  for (; left > Block::kBytes; p += Block::kBytes, left -= Block::kBytes) {
    outside |= Block(p).template Outside<kRanges...>();
  }
  // The last block ends where the text ends, over the one before it.
  return (outside | Block(p + left - Block::kBytes).template Outside<kRanges...>()) == 0;
}

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_TEXT_BLOCK_H_
