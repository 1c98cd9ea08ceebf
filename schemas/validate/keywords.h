// The keywords of JSON Schema draft-07, and what each takes.
#ifndef KONTRAKT_SCHEMAS_VALIDATE_KEYWORDS_H_
#define KONTRAKT_SCHEMAS_VALIDATE_KEYWORDS_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace kontrakt::internal {

enum class Takes : std::uint8_t {
  kSchema,   // A schema. From here to kDefinitions: what holds schemas.
  kSchemas,  // An array of at least one schema.
  kSchemaOrSchemas,
  kNamedSchemas,  // An object whose members are schemas.
  kDependencies,  // An object whose members are schemas or arrays of names.
  kDefinitions,   // Like kNamedSchemas; applied to nothing by itself.
  kCount,         // An integer from 0.
  kNumber,
  kPositiveNumber,
  kBoolean,
  kNames,  // An array of strings.
  kType,   // A type's name, or an array of them.
  kValue,
  kValues,  // An array.
  kPattern,
  kFormat,
  kText,  // From here on: notes, which demand nothing.
  kFlag,
  kNote,
  kNotes,  // An array.
};

struct Keyword {
  std::string_view name;
  Takes takes;
  // Its schemas are applied to parts of the value (members, items), not to the value itself.
  bool to_parts = false;
};

// nullptr: draft-07 has no such keyword.
const Keyword* FindKeyword(std::string_view name);

// What to tell somebody who wrote `name`, which is no keyword of draft-07: what another draft means
// by it, or the keyword that is spelt most alike.
std::string AdviceOnUnknownKeyword(std::string_view name);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_VALIDATE_KEYWORDS_H_
