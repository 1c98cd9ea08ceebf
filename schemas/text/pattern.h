// Pattern: the regular expressions of JSON Schema's `pattern`, matched in linear time.
#ifndef KONTRAKT_SCHEMAS_TEXT_PATTERN_H_
#define KONTRAKT_SCHEMAS_TEXT_PATTERN_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "absl/status/statusor.h"

namespace kontrakt {

// A compiled pattern. Cheap to copy (copies share the program). May be used from many threads at
// once.
class Pattern {
 public:
  // Longest pattern, in code points, and the memory that its program and automaton may take, in
  // bytes.
  static constexpr std::size_t kMaxCharacters = 1000;
  static constexpr std::int64_t kMaxMemory = 8 << 20;

  // Compiles `pattern`, an ECMA 262 expression as far as RE2 can express it. With less `max_memory`
  // larger patterns are refused and hostile texts take longer.
  //   kInvalidArgument: not valid UTF-8, longer than kMaxCharacters, too large for `max_memory`,
  //   not an expression at all, or it has a construct that cannot be matched in linear time
  //   (lookahead, lookbehind, a backreference). The message names the construct and says what to
  //   write instead.
  static absl::StatusOr<Pattern> Compile(std::string_view pattern,
                                         std::int64_t max_memory = kMaxMemory);

  // Whether `text`, which must be valid UTF-8, has a match anywhere (JSON Schema does not anchor).
  // Time is linear in `text`, memory bounded by Compile()'s `max_memory`.
  bool Matches(std::string_view text) const;

  // How much matching one byte may cost at worst, 1 being about a nanosecond: small unless many
  // places of the pattern can be tried at once, for which the automaton is too large to keep. For
  // work budgets.
  std::size_t work_per_byte() const;

  // The pattern as it was given.
  std::string_view text() const;

 private:
  struct Program;
  explicit Pattern(std::shared_ptr<const Program> program);

  std::shared_ptr<const Program> program_;
};

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_TEXT_PATTERN_H_
