// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
//
// All functions are pure, read only inside the view they are given, and may be called from any
// thread.
#ifndef KONTRAKT_SCHEMAS_TEXT_UTF8_H_
#define KONTRAKT_SCHEMAS_TEXT_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kontrakt {

// The number of code points in `text`, which is what JSON Schema's minLength and maxLength count.
// nullopt: `text` is not valid UTF-8. ASCII goes eight bytes a step.
std::optional<std::size_t> CountCodePoints(std::string_view text);

// Whether `text` is valid UTF-8.
bool IsValidUtf8(std::string_view text);

// Appends `code_point` to `out` as UTF-8. It must be a scalar value: at most 0x10FFFF, no
// surrogate.
void AppendUtf8(std::string& out, std::uint32_t code_point);

// The bytes (2 to 4) of the well-formed multi-byte sequence that begins at `p`; 0 when there is
// none. `p < end` and `*p >= 0x80` must hold. Unicode 15.0, table 3-7.
constexpr std::size_t Utf8SequenceLength(const char* p, const char* end) {
  const auto byte = [p](int i) { return static_cast<std::uint8_t>(p[i]); };
  const auto continues = [&](int i) { return (byte(i) & 0xC0) == 0x80; };
  const std::uint8_t lead = byte(0);
  const std::ptrdiff_t left = end - p;
  if (lead < 0xC2) return 0;  // A continuation byte, or a lead that can only be overlong.
  if (lead < 0xE0) return left >= 2 && continues(1) ? 2 : 0;
  if (lead < 0xF0) {
    if (left < 3 || !continues(1) || !continues(2)) return 0;
    if (lead == 0xE0 && byte(1) < 0xA0) return 0;  // Overlong.
    if (lead == 0xED && byte(1) > 0x9F) return 0;  // A surrogate.
    return 3;
  }
  if (lead > 0xF4 || left < 4 || !continues(1) || !continues(2) || !continues(3)) return 0;
  if (lead == 0xF0 && byte(1) < 0x90) return 0;  // Overlong.
  if (lead == 0xF4 && byte(1) > 0x8F) return 0;  // Above U+10FFFF.
  return 4;
}

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_TEXT_UTF8_H_
