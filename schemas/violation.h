// Violation: one reason why a message breaks its schema.
//
// Every check in kontrakt (the fused check of Publish, the decoder, the validator of plain JSON)
// reports in this form, so that a refused message reads the same whoever refused it.
#ifndef KONTRAKT_SCHEMAS_VIOLATION_H_
#define KONTRAKT_SCHEMAS_VIOLATION_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"

namespace kontrakt {

struct Violation {
  std::string pointer;  // Where: JSON pointer (RFC 6901) into the message; "" is the whole message.
  // What: the JSON Schema keyword ("minLength", "required", "type", ...), or "json" (not JSON at
  // all), "utf-8" (text that is not valid UTF-8), "depth" (nested too deep), "work" (checking it
  // would take too long), "x-kontrakt-rules" (a SCHEMA_RULE), "schema" (no keyword can be named).
  std::string rule;
  std::string expected;  // For people: "at least 1 character".
  std::string found;     // For people: "0 characters". Never a value of a `Sensitive` field.

  friend bool operator==(const Violation&, const Violation&) = default;
};

// At most this many violations are reported of one message; the rest adds nothing for a reader.
inline constexpr std::size_t kMaxViolations = 100;

// Turns the violations of one message into the error that Publish returns: kInvalidArgument, one
// line a violation, and the violations themselves as a payload of the status. `subject` names the
// message ("Content:1"). `violations` must not be empty.
absl::Status ViolationsToStatus(std::string_view subject, absl::Span<const Violation> violations);

// The violations that `status` carries, in the order in which they were found; empty when it
// carries none (it is OK, or about something else).
std::vector<Violation> ViolationsOf(const absl::Status& status);

// Appends `token` to the JSON pointer `pointer`, escaped as RFC 6901 section 3 demands.
void AppendPointerToken(std::string& pointer, std::string_view token);

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_VIOLATION_H_
