// Preparing a schema: everything that nobody could judge, or that a hostile schema could misuse, is
// refused here; references become parts, and notes are dropped.
#ifndef KONTRAKT_SCHEMAS_VALIDATE_PREPARE_H_
#define KONTRAKT_SCHEMAS_VALIDATE_PREPARE_H_

#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/text/pattern.h"

namespace kontrakt::internal {

// In place of a $ref: the index of the part that it points to.
inline constexpr char kPartKeyword[] = "kontrakt:part";
// Only ever true: the value may not be shown.
inline constexpr char kSensitiveKeyword[] = "x-kontrakt-sensitive";

// A schema that something refers to (or the root), with draft-07's structure and counts, without
// $ref, $id and notes.
struct Part {
  // A reference that is applied to the same value as the part itself.
  struct Reference {
    std::size_t target = 0;  // Into PreparedSchema::parts.
    std::size_t depth = 0;   // How many schemas of this part are around it.
  };

  Json schema;
  std::string pointer;  // Into the document.
  // Only schemas that are applied to the same value as the part itself are counted: those under
  // allOf, not those under properties.
  std::size_t schemas = 0;
  std::size_t depth = 0;
  std::vector<Reference> references;
};

struct PreparedSchema {
  std::vector<Part> parts;                  // The first is the root.
  std::map<std::string, Pattern> patterns;  // By their text.
};

// Prepares a draft-07 schema document.
//   kInvalidArgument: a keyword is unknown or takes another value, a reference leads nowhere or
//   outside, a pattern is not supported, or a limit is passed. The message has the construct and
//   its pointer.
absl::StatusOr<PreparedSchema> PrepareSchema(const Json& document);

// Whether checking any one value against `parts` takes a bounded number of steps.
//   kInvalidArgument: a cycle of references that comes back to the same value; references that
//   multiply beyond kMaxExpansion schemas for one value, or nest deeper than kMaxExpansionDepth.
inline constexpr std::size_t kMaxExpansion = 100'000;
inline constexpr std::size_t kMaxExpansionDepth = 200;
absl::Status CheckExpansion(const std::vector<Part>& parts);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_VALIDATE_PREPARE_H_
