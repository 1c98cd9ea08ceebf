// ECMA 262 regular expressions, the dialect that JSON Schema names, in RE2's spelling.
#ifndef KONTRAKT_SCHEMAS_TEXT_ECMA_REGEX_H_
#define KONTRAKT_SCHEMAS_TEXT_ECMA_REGEX_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace kontrakt {

struct Re2Expression {
  std::string text;
  // How many places of the expression can match a character, repetitions written out: `^a{3}(b|c)`
  // has 5.
  std::size_t positions = 0;
  // It begins with ^ and leaves no choice (no `|`, `*`, `+`, `?`, `{1,2}`): at most one place is
  // tried at a time.
  bool fixed = false;
};

// An expression for RE2 (UTF-8, default flags) that matches exactly what `pattern`, which must be
// valid UTF-8, matches under ECMA 262 with the `u` flag. Identity escapes of punctuation, `\_` or
// `\@`, and lone braces and `]` are allowed as without that flag, because many published schemas
// have them.
//   kInvalidArgument: the pattern has a construct that RE2 cannot match in linear time, or that is
//   not ECMA 262 (`\A`, `(?i)`, `\pL`): it is named, with what to write instead. Other mistakes,
//   such as a missing ')', are left for RE2 to find.
absl::StatusOr<Re2Expression> EcmaToRe2(std::string_view pattern);

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_TEXT_ECMA_REGEX_H_
