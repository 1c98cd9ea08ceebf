#include "kontrakt/schemas/codec/text_writer.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#include "kontrakt/schemas/text/block.h"
#include "kontrakt/schemas/text/utf8.h"

namespace kontrakt::internal {
namespace {

// Beside the text itself: two quotes, and what a whole block writes behind the end.
constexpr std::size_t kTextRoom = 2 + Block::kBytes;

// Beside six bytes for each of a piece's: what its last step writes behind it, and a quote.
constexpr std::size_t kPieceRoom = 4 * Block::kBytes;

// Copies `text`, and up to a block more; whether it is all plain.
ABSL_ATTRIBUTE_ALWAYS_INLINE inline bool CopyPlain(char* to, std::string_view text) {
  const char* p = text.data();
  std::size_t left = text.size();
  if (left < Block::kBytes) {
    const Block block(LoadShort(p, left));
    block.Store(to);
    return block.FirstNotPlain() >= left;
  }
  Block::Sum sum;
  for (; left > Block::kBytes; p += Block::kBytes, to += Block::kBytes, left -= Block::kBytes) {
    const Block block(p);
    block.Store(to);
    sum.Add(block);
  }
  // The last block ends where the text ends, over the one before it.
  const Block last(p + left - Block::kBytes);
  last.Store(to + left - Block::kBytes);
  sum.Add(last);
  return sum.all_plain();
}

// How JSON writes one byte below 0x20, a quote or a backslash.
struct Escape {
  char text[8] = {};
  std::uint8_t size = 0;
};
constexpr auto kEscapes = [] {
  std::array<Escape, 128> escapes{};
  for (std::size_t c = 0; c < 0x20; ++c) {
    constexpr char kHex[] = "0123456789abcdef";
    escapes[c] = {{'\\', 'u', '0', '0', kHex[c >> 4], kHex[c & 15]}, 6};
  }
  for (const auto& [c, letter] : {std::pair{'"', '"'},
                                  {'\\', '\\'},
                                  {'\b', 'b'},
                                  {'\f', 'f'},
                                  {'\n', 'n'},
                                  {'\r', 'r'},
                                  {'\t', 't'}}) {
    escapes[static_cast<unsigned char>(c)] = {{'\\', letter}, 2};
  }
  return escapes;
}();

// Any text. Out of line: it would make the usual road save registers.
ABSL_ATTRIBUTE_NOINLINE Written WriteUnusual(Buffer& out, char* to, std::string_view text) {
  constexpr std::ptrdiff_t kPiece = 4096;
  Nature nature = Nature::kAscii;
  *to++ = '"';  // WriteText() has made room for it.
  const char* const end = text.data() + text.size();
  const char* stop = text.data();  // So far there is room.
  for (const char* p = text.data(); p != end;) {
    if (p >= stop) {  // Piece by piece: a huge text has hardly an escape for every byte.
      stop = p + std::min(end - p, kPiece);
      to = out.Room(to, 6 * static_cast<std::size_t>(stop - p) + kPieceRoom);
    }
    const auto left = static_cast<std::size_t>(end - p);
    const Block block = left >= Block::kBytes ? Block(p) : Block(LoadShort(p, left));
    block.Store(to);
    const std::size_t plain = block.FirstNotPlain();
    if (plain == Block::kBytes) {  // By a constant: the next step need not wait for this one.
      p += Block::kBytes;
      to += Block::kBytes;
      continue;
    }
    p += std::min(plain, left);
    to += std::min(plain, left);
    while (p < stop && static_cast<std::uint8_t>(*p) >= 0x80) {
      const std::size_t length = Utf8SequenceLength(p, end);
      if (length == 0) return {to, Nature::kBroken};
      nature = Nature::kUnicode;
      std::memcpy(to, p, length);
      p += length;
      to += length;
    }
    if (p < stop && !IsPlainJsonByte(*p)) {
      const Escape& escape = kEscapes[static_cast<std::uint8_t>(*p++)];
      std::memcpy(to, escape.text, sizeof escape.text);
      to += escape.size;
    }
  }
  *to = '"';
  return {to + 1, nature};
}

}  // namespace

Written WriteText(Buffer& out, char* to, std::string_view text) {
  to = out.Room(to, text.size() + kTextRoom);
  *to = '"';
  if (ABSL_PREDICT_FALSE(!CopyPlain(to + 1, text))) return WriteUnusual(out, to, text);
  to += text.size() + 1;
  *to = '"';
  return {to + 1, Nature::kAscii};
}

char* WritePlainText(Buffer& out, char* to, std::string_view text) {
  to = out.Room(to, text.size() + kTextRoom);
  *to = '"';
  CopyPlain(to + 1, text);  // Its look at the bytes is left out by the compiler.
  to += text.size() + 1;
  *to = '"';
  return to + 1;
}

}  // namespace kontrakt::internal
