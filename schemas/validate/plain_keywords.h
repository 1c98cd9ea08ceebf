// The keywords that hold no schemas: their values are checked and kept.
#ifndef KONTRAKT_SCHEMAS_VALIDATE_PLAIN_KEYWORDS_H_
#define KONTRAKT_SCHEMAS_VALIDATE_PLAIN_KEYWORDS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/text/pattern.h"
#include "kontrakt/schemas/validate/keywords.h"

namespace kontrakt::internal {

// For the keywords of one document. The errors are bare sentences; the caller adds the place.
class PlainKeywords {
 public:
  static constexpr std::size_t kMaxPatterns = 256;          // In one document.
  static constexpr std::int64_t kPatternMemory = 32 << 20;  // Of all of them together, in bytes.
  static constexpr std::size_t kMaxNameBytes = 256;         // Of a member that a schema names.

  // `patterns`: how many the document holds.
  explicit PlainKeywords(std::size_t patterns);

  // Checks `value`, the value of `keyword`, and puts it into `schema`; but notes, which demand
  // nothing, are only checked.
  absl::Status Take(const Keyword& keyword, const Json& value, Json& schema);

  // Compiles a regular expression; equal ones are one.
  absl::Status Compile(const std::string& text);

  // Those that were compiled, by their texts.
  std::map<std::string, Pattern> TakePatterns() && { return std::move(compiled_); }

  static absl::Status CheckName(std::string_view name);
  static absl::Status CheckNames(const Json& names);

 private:
  std::int64_t memory_per_pattern_;
  std::size_t patterns_;
  std::map<std::string, Pattern> compiled_;
};

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_VALIDATE_PLAIN_KEYWORDS_H_
