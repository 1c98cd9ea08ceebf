#include "kontrakt/schemas/validate/plain_keywords.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/json/value.h"
#include "kontrakt/schemas/reporter.h"
#include "kontrakt/schemas/text/format.h"

namespace kontrakt::internal {
namespace {

// draft-07's formats that kontrakt does not assert: they are notes, as section 7.2 allows.
constexpr std::string_view kUnassertedFormats[] = {
    "idn-email",     "idn-hostname", "iri", "iri-reference", "relative-json-pointer",
    "uri-reference", "uri-template",
};
constexpr std::string_view kTypes[] = {"array",  "boolean", "integer", "null",
                                       "number", "object",  "string"};

bool IsOneOf(const Json& value, const auto& texts) {
  return value.is_string() &&
         std::ranges::find(texts, value.get_ref<const std::string&>()) != std::end(texts);
}

absl::Status Wrong(std::string_view what) { return absl::InvalidArgumentError(what); }

// Counts are normalised: 2.0 is 2.
absl::Status TakeCount(const Json& value, Json& out) {
  if (!value.is_number() || !IsInteger(value) || CompareNumbers(value, 0) < 0) {
    return Wrong("it must be an integer from 0");
  }
  constexpr std::int64_t kMost =
      std::numeric_limits<std::int64_t>::max();  // No message has as many.
  out = CompareNumbers(value, kMost) > 0 ? kMost : value.get<std::int64_t>();
  return absl::OkStatus();
}

absl::Status CheckType(const Json& value) {
  const auto is_type = [](const Json& name) { return IsOneOf(name, kTypes); };
  const bool fine =
      value.is_array() ? !value.empty() && std::ranges::all_of(value, is_type) : is_type(value);
  if (fine) return absl::OkStatus();
  return Wrong(
      "it must be array, boolean, integer, null, number, object or string, or an array of these");
}

absl::Status CheckBound(const Keyword& keyword, const Json& value) {
  if (value.is_boolean()) return Wrong("it must be a number; a boolean was draft-04");
  if (!value.is_number()) return Wrong("it must be a number");
  if (keyword.takes == Takes::kPositiveNumber && CompareNumbers(value, 0) <= 0)
    return Wrong("it must be above 0");
  return absl::OkStatus();
}

absl::Status CheckFormat(const Json& value) {
  if (!value.is_string()) return Wrong("it must be a string");
  const std::string& name = value.get_ref<const std::string&>();
  if (IsKnownFormat(name) || IsOneOf(value, kUnassertedFormats) || name.starts_with("x-"))
    return absl::OkStatus();
  return Wrong(
      absl::StrCat("draft-07 has no format ", Shown(name), "; one of your own begins with x-"));
}

// Keywords that demand nothing still may not hold just anything: it would be a mistake.
absl::Status CheckNote(const Keyword& keyword, const Json& value) {
  if (keyword.takes == Takes::kText && !value.is_string()) return Wrong("it must be a string");
  if (keyword.takes == Takes::kFlag && !value.is_boolean())
    return Wrong("it must be true or false");
  if (keyword.takes == Takes::kNotes && !value.is_array()) return Wrong("it must be an array");
  if (keyword.name != "$schema") return absl::OkStatus();
  std::string_view draft = value.get_ref<const std::string&>();
  if (draft.ends_with('#')) draft.remove_suffix(1);
  if (draft == "http://json-schema.org/draft-07/schema" ||
      draft == "https://json-schema.org/draft-07/schema") {
    return absl::OkStatus();
  }
  return Wrong("only draft-07 is supported: write \"http://json-schema.org/draft-07/schema#\"");
}

}  // namespace

PlainKeywords::PlainKeywords(std::size_t patterns)
    : memory_per_pattern_(
          std::min(Pattern::kMaxMemory,
                   kPatternMemory / static_cast<std::int64_t>(std::max(patterns, std::size_t{1})))),
      patterns_(patterns) {}

absl::Status PlainKeywords::Take(const Keyword& keyword, const Json& value, Json& schema) {
  const std::string name(keyword.name);
  if (keyword.takes >= Takes::kText) return CheckNote(keyword, value);
  if (keyword.takes == Takes::kCount) return TakeCount(value, schema[name]);
  if (keyword.takes == Takes::kFormat) {
    absl::Status status = CheckFormat(value);
    if (status.ok() && IsKnownFormat(value.get_ref<const std::string&>())) schema[name] = value;
    return status;
  }
  schema[name] = value;
  switch (keyword.takes) {
    case Takes::kBoolean:
      return value.is_boolean() ? absl::OkStatus() : Wrong("it must be true or false");
    case Takes::kNames:
      return CheckNames(value);
    case Takes::kType:
      return CheckType(value);
    case Takes::kNumber:
    case Takes::kPositiveNumber:
      return CheckBound(keyword, value);
    case Takes::kValues:
      return value.is_array() ? absl::OkStatus() : Wrong("it must be an array");
    case Takes::kPattern:
      return value.is_string() ? Compile(value.get_ref<const std::string&>())
                               : Wrong("it must be a string");
    default:
      return absl::OkStatus();  // Any value.
  }
}

absl::Status PlainKeywords::Compile(const std::string& text) {
  if (patterns_ > kMaxPatterns)
    return Wrong(absl::StrCat("a schema has at most ", kMaxPatterns, " patterns"));
  if (compiled_.contains(text)) return absl::OkStatus();
  absl::StatusOr<Pattern> pattern = Pattern::Compile(text, memory_per_pattern_);
  if (pattern.ok()) compiled_.emplace(text, *pattern);
  return pattern.status();
}

absl::Status PlainKeywords::CheckName(std::string_view name) {
  // Nobody means one, and what others make of it differs.
  if (name.find('\0') != std::string_view::npos)
    return Wrong("a name may not hold the character NUL");
  if (name.size() <= kMaxNameBytes) return absl::OkStatus();
  return Wrong(
      absl::StrCat("a name has at most ", kMaxNameBytes, " bytes, ", Shown(name), " has more"));
}

absl::Status PlainKeywords::CheckNames(const Json& names) {
  if (!names.is_array()) return Wrong("it must be an array of strings");
  for (const Json& name : names) {
    if (!name.is_string()) return Wrong("it must be an array of strings");
    if (absl::Status status = CheckName(name.get_ref<const std::string&>()); !status.ok())
      return status;
  }
  return absl::OkStatus();
}

}  // namespace kontrakt::internal
