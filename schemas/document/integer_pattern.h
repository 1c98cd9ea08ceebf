// IntegerPattern: the regular expression of the integers between two bounds.
#ifndef KONTRAKT_SCHEMAS_DOCUMENT_INTEGER_PATTERN_H_
#define KONTRAKT_SCHEMAS_DOCUMENT_INTEGER_PATTERN_H_

#include <string>

#include "kontrakt/schemas/declare/checks.h"

namespace kontrakt::internal {

// The pattern of exactly those decimal texts, without leading zeros, plus sign or "-0", whose value
// satisfies the bounds of `checks`; minimum and maximum, within 64 bits, must be there. It is how a
// schema says "an integer in this range" of a value that travels as a string. The pattern fits no
// text when no integer lies between the bounds.
std::string IntegerPattern(const Checks& checks);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_DOCUMENT_INTEGER_PATTERN_H_
