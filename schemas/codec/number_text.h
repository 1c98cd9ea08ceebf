// Numbers to JSON text, quickly.
//
// Every function writes at `to`, where kNumberRoom bytes must be free (bytes behind the result are
// written as well), and returns the end of what counts.
#ifndef KONTRAKT_SCHEMAS_CODEC_NUMBER_TEXT_H_
#define KONTRAKT_SCHEMAS_CODEC_NUMBER_TEXT_H_

#include <cstddef>
#include <cstdint>

namespace kontrakt::internal {

inline constexpr std::size_t kNumberRoom = 40;

// Decimal digits, as std::to_chars writes them.
char* WriteUnsigned(char* to, std::uint64_t value);
inline char* WriteSigned(char* to, std::int64_t value) {
  *to = '-';
  const bool negative = value < 0;
  const auto bits = static_cast<std::uint64_t>(value);
  return WriteUnsigned(to + negative, negative ? 0 - bits : bits);
}

// The shortest decimal that reads back as `value`, as std::to_chars writes it, with ".0" where it
// would look like an integer. Negative zero is written as 0.0: JSON readers disagree about it.
// What is not finite gives a text that must be dropped.
char* WriteDouble(char* to, double value);
char* WriteFloat(char* to, float value);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_CODEC_NUMBER_TEXT_H_
