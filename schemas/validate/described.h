// What errors say of a JSON value.
#ifndef KONTRAKT_SCHEMAS_VALIDATE_DESCRIBED_H_
#define KONTRAKT_SCHEMAS_VALIDATE_DESCRIBED_H_

#include <string>

#include "kontrakt/schemas/json/json.h"

namespace kontrakt::internal {

// What an error may say that it found: "a string of 3 characters", "-1", "an array of 2 items". No
// text of a string is shown.
std::string Described(const Json& value);

// The same with a string's own text, quoted and cut: for rules about the text.
std::string DescribedWithText(const Json& value);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_VALIDATE_DESCRIBED_H_
