// Json: any JSON value as a tree, read strictly and written in one canonical form.
#ifndef KONTRAKT_SCHEMAS_JSON_JSON_H_
#define KONTRAKT_SCHEMAS_JSON_JSON_H_

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace kontrakt {

// Include <nlohmann/json.hpp> to look inside.
using Json = nlohmann::json;

struct ParseLimits {
  int max_depth = 64;                             // Nested arrays and objects; at most 1024.
  std::size_t max_bytes = std::size_t{64} << 20;  // Length of the text.
};

// Reads exactly one JSON value (RFC 8259) and nothing after it. An integer keeps its 64 bits,
// signed or unsigned; any other number is the nearest double. May be called from any thread.
//   kInvalidArgument: not JSON (see JsonReader for how strict), two members of an object have the
//   same key, a number is too large for a double, an integer has more digits than either 64 bits or
//   a double keep, or a limit was passed. The message gives the byte offset and never quotes the
//   text.
absl::StatusOr<Json> ParseJson(std::string_view text, const ParseLimits& limits = {});

// The canonical text: keys sorted by their bytes, no whitespace, UTF-8 unescaped, numbers
// that read back the same. `value` must hold what JSON can express: finite numbers, valid UTF-8
// (ParseJson gives nothing else); a number that is not finite is written as null, bytes that are
// not UTF-8 as U+FFFD. May be called from any thread.
std::string DumpJson(const Json& value);

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_JSON_JSON_H_
