// ClassSequence: patterns like ^[A-Z]{2}[0-9]{4}$, matched without an automaton.
#ifndef KONTRAKT_SCHEMAS_TEXT_CLASS_SEQUENCE_H_
#define KONTRAKT_SCHEMAS_TEXT_CLASS_SEQUENCE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kontrakt/schemas/text/block.h"
#include "kontrakt/schemas/text/plain.h"

namespace kontrakt {

// A pattern that is anchored at both ends and leaves one range of plain characters
// (IsPlainJsonByte) for each of at most sixteen places; only the last piece may have a varying
// count. Made by the compiler, so that a program knows without asking whether a pattern is of this
// kind.
class ClassSequence {
 public:
  // The sequence that matches what `pattern` (ECMA 262) matches; without known() when there is
  // none.
  static constexpr ClassSequence Of(std::string_view pattern);

  constexpr bool known() const { return known_; }

  // Whether `text` matches. Everything that does is plain.
  bool Matches(std::string_view text) const {
    if (text.size() < least_ || text.size() > most_) return false;
    const ShortText bytes = LoadShort(text.data(), text.size());
    constexpr std::uint64_t kHighs = 0x8080808080808080;
    // A byte below 0x80 plus (0x80 - first) has its high bit set from `first` on, and plus
    // (0x7F - last) beyond `last`. Places behind the text are cut off.
    const auto outside = [&](std::uint64_t word, std::size_t half) {
      return (word | ~(word + from_first_[half]) | (word + beyond_last_[half])) & kHighs;
    };
    const std::size_t size = text.size();
    if (size <= 8) return (outside(bytes.low, 0) & Mask(size)) == 0;
    return (outside(bytes.low, 0) | (outside(bytes.high, 1) & Mask(size - 8))) == 0;
  }

 private:
  static constexpr std::uint64_t Mask(std::size_t bytes) {
    return bytes == 0 ? 0 : ~std::uint64_t{0} >> (8 * (8 - bytes));
  }

  struct Piece {
    std::uint8_t first = 0;
    std::uint8_t last = 0;
    std::size_t least = 1;
    std::size_t most = 1;
  };

  // Each cuts what it reads off `rest`; false: it is something else.
  static constexpr bool TakeCharacter(std::string_view& rest, bool in_class, std::uint8_t& out);
  static constexpr bool TakeClass(std::string_view& rest, Piece& out);
  static constexpr bool TakeNumber(std::string_view& rest, std::size_t& out);
  static constexpr bool TakeCount(std::string_view& rest, Piece& out);
  static constexpr bool TakePiece(std::string_view& rest, Piece& out) {
    return TakeClass(rest, out) && TakeCount(rest, out) && IsPlainJsonByte(char(out.first)) &&
           IsPlainJsonByte(char(out.last)) && out.first <= out.last && !Holds(out, '"') &&
           !Holds(out, '\\');
  }
  static constexpr bool Holds(const Piece& piece, std::uint8_t c) {
    return piece.first <= c && c <= piece.last;
  }
  // False: more places than there are.
  constexpr bool Add(const Piece& piece) {
    if (most_ + piece.most > 16) return false;
    for (std::size_t i = 0; i < piece.most; ++i, ++most_) {
      const std::size_t shift = 8 * (most_ % 8);
      from_first_[most_ / 8] |= std::uint64_t{0x80u - piece.first} << shift;
      beyond_last_[most_ / 8] |= std::uint64_t{0x7Fu - piece.last} << shift;
    }
    least_ += piece.least;
    return true;
  }

  bool known_ = false;
  std::size_t least_ = 0;
  std::size_t most_ = 0;
  std::array<std::uint64_t, 2> from_first_{};
  std::array<std::uint64_t, 2> beyond_last_{};
};

// ---- implementation details ----

constexpr bool ClassSequence::TakeCharacter(std::string_view& rest, bool in_class,
                                            std::uint8_t& out) {
  constexpr std::string_view kSpecial = "^$\\.*+?()[]{}|/-";
  if (rest.empty()) return false;
  const bool escaped = rest.front() == '\\';
  if (escaped) rest.remove_prefix(1);
  if (rest.empty()) return false;
  const char c = rest.front();
  const bool special = kSpecial.find(c) != std::string_view::npos;
  const bool hyphen = c == '-' && !in_class;  // Means itself outside of a class, unescaped.
  if (escaped ? !special || c == '-' : special && !hyphen) return false;
  if (!IsPlainJsonByte(c)) return false;
  out = static_cast<std::uint8_t>(c);
  rest.remove_prefix(1);
  return true;
}

// A character, \d, [c] or [a-z].
constexpr bool ClassSequence::TakeClass(std::string_view& rest, Piece& out) {
  if (rest.starts_with("\\d")) {
    rest.remove_prefix(2);
    out.first = '0';
    out.last = '9';
    return true;
  }
  const bool in_class = rest.starts_with('[');
  if (in_class) rest.remove_prefix(1);
  if (!TakeCharacter(rest, in_class, out.first)) return false;
  out.last = out.first;
  if (!in_class) return true;
  if (rest.starts_with('-')) {
    rest.remove_prefix(1);
    if (!TakeCharacter(rest, true, out.last)) return false;
  }
  if (!rest.starts_with(']')) return false;
  rest.remove_prefix(1);
  return true;
}

constexpr bool ClassSequence::TakeNumber(std::string_view& rest, std::size_t& out) {
  out = 0;
  std::size_t digits = 0;
  for (; digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9'; ++digits) {
    out = out * 10 + static_cast<std::size_t>(rest[digits] - '0');
  }
  rest.remove_prefix(digits);
  return digits == 1 || digits == 2;
}

// Nothing, {4} or {4,5}.
constexpr bool ClassSequence::TakeCount(std::string_view& rest, Piece& out) {
  if (!rest.starts_with('{')) return true;
  rest.remove_prefix(1);
  if (!TakeNumber(rest, out.least)) return false;
  out.most = out.least;
  if (rest.starts_with(',')) {
    rest.remove_prefix(1);
    if (!TakeNumber(rest, out.most)) return false;
  }
  if (!rest.starts_with('}') || out.most < out.least || out.most == 0) return false;
  rest.remove_prefix(1);
  return true;
}

constexpr ClassSequence ClassSequence::Of(std::string_view pattern) {
  ClassSequence sequence;
  if (!pattern.starts_with('^')) return {};
  pattern.remove_prefix(1);
  while (pattern != "$") {
    Piece piece;
    const bool fixed = sequence.least_ == sequence.most_;
    if (!fixed || !TakePiece(pattern, piece) || !sequence.Add(piece)) return {};
  }
  sequence.known_ = true;
  return sequence;
}

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_TEXT_CLASS_SEQUENCE_H_
