// Validation: how much a reader checks.
#ifndef KONTRAKT_SCHEMAS_CODEC_VALIDATION_H_
#define KONTRAKT_SCHEMAS_CODEC_VALIDATION_H_

#include <cstdint>

namespace kontrakt {

enum class Validation : std::uint8_t {
  kStructural,  // What decoding needs: JSON, types, ranges of the C++ types, required keys. The
                // default.
  kFull,        // Every constraint of the schema as well, and what Validator refuses in keys that
                // the struct does not have.
  kNone,  // For a struct the same as kStructural: less cannot be decoded. For JSON handlers: JSON,
          // nothing else.
};

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_CODEC_VALIDATION_H_
