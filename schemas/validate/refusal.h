// How a schema is refused.
#ifndef KONTRAKT_SCHEMAS_VALIDATE_REFUSAL_H_
#define KONTRAKT_SCHEMAS_VALIDATE_REFUSAL_H_

#include <string_view>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace kontrakt::internal {

// kInvalidArgument: "schema refused at /properties/id: ...". `pointer` leads to the construct,
// `reason` names it and says what to write instead.
inline absl::Status SchemaRefusal(std::string_view pointer, std::string_view reason) {
  return absl::InvalidArgumentError(
      absl::StrCat("schema refused at ", pointer.empty() ? "its root" : pointer, ": ", reason));
}

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_VALIDATE_REFUSAL_H_
