// Nature: what is known of a value once it has been written or read, before it is checked.
#ifndef KONTRAKT_SCHEMAS_CODEC_NATURE_H_
#define KONTRAKT_SCHEMAS_CODEC_NATURE_H_

#include <cstdint>

namespace kontrakt::internal {

enum class Nature : std::uint8_t {
  kAscii,    // A text, all ASCII; or any value that is no text.
  kUnicode,  // A text that has, or may have, other characters.
  kProven,   // A text that is plain (IsPlainJsonByte) and has the pattern or format of its rules.
  kBroken,   // It has no JSON: a text that is not UTF-8, a number that is not finite, ...
};

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_CODEC_NATURE_H_
