#include "kontrakt/schemas/text/utf8.h"

#include <cstring>

namespace kontrakt {

std::optional<std::size_t> CountCodePoints(std::string_view text) {
  const char* p = text.data();
  const char* const end = p + text.size();
  std::size_t continuations = 0;
  while (p != end) {
    if (end - p >= 8) {
      std::uint64_t word;
      std::memcpy(&word, p, sizeof word);
      if ((word & 0x8080808080808080) == 0) {
        p += 8;
        continue;
      }
    }
    if (static_cast<std::uint8_t>(*p) < 0x80) {
      ++p;
      continue;
    }
    const std::size_t length = Utf8SequenceLength(p, end);
    if (length == 0) return std::nullopt;
    continuations += length - 1;
    p += length;
  }
  return text.size() - continuations;
}

bool IsValidUtf8(std::string_view text) { return CountCodePoints(text).has_value(); }

void AppendUtf8(std::string& out, std::uint32_t code_point) {
  const auto push = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  const auto push_six = [&](int shift) { push(0x80 | ((code_point >> shift) & 0x3F)); };
  if (code_point < 0x80) {
    push(code_point);
  } else if (code_point < 0x800) {
    push(0xC0 | (code_point >> 6));
    push_six(0);
  } else if (code_point < 0x10000) {
    push(0xE0 | (code_point >> 12));
    push_six(6);
    push_six(0);
  } else {
    push(0xF0 | (code_point >> 18));
    push_six(12);
    push_six(6);
    push_six(0);
  }
}

}  // namespace kontrakt
