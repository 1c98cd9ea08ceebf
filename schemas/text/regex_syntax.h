// The syntax of ECMA 262 regular expressions, for format "regex".
#ifndef KONTRAKT_SCHEMAS_TEXT_REGEX_SYNTAX_H_
#define KONTRAKT_SCHEMAS_TEXT_REGEX_SYNTAX_H_

#include <string_view>

namespace kontrakt {

// Whether `text` is a regular expression as ECMA 262 (2018) has them under the `u` flag; what
// published schemas write all the same is allowed too: lone braces and `]`, and escapes of
// punctuation that need none. Whether RE2 can match it is another question: see Pattern. Linear, no
// allocation.
bool IsRegex(std::string_view text);

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_TEXT_REGEX_SYNTAX_H_
