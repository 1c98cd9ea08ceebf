#include "kontrakt/schemas/validate/keywords.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace kontrakt::internal {
namespace {

constexpr bool kToParts = true;
constexpr Keyword kKeywords[] = {
    {"$comment", Takes::kText},
    {"$id", Takes::kText},
    {"$ref", Takes::kText},
    {"$schema", Takes::kText},
    {"additionalItems", Takes::kSchema, kToParts},
    {"additionalProperties", Takes::kSchema, kToParts},
    {"allOf", Takes::kSchemas},
    {"anyOf", Takes::kSchemas},
    {"const", Takes::kValue},
    {"contains", Takes::kSchema, kToParts},
    {"contentEncoding", Takes::kText},
    {"contentMediaType", Takes::kText},
    {"default", Takes::kNote},
    {"definitions", Takes::kDefinitions, kToParts},
    {"dependencies", Takes::kDependencies},
    {"deprecated", Takes::kFlag},  // Of draft 2019-09; it demands nothing.
    {"description", Takes::kText},
    {"else", Takes::kSchema},
    {"enum", Takes::kValues},
    {"examples", Takes::kNotes},
    {"exclusiveMaximum", Takes::kNumber},
    {"exclusiveMinimum", Takes::kNumber},
    {"format", Takes::kFormat},
    {"if", Takes::kSchema},
    {"items", Takes::kSchemaOrSchemas, kToParts},
    {"maxItems", Takes::kCount},
    {"maxLength", Takes::kCount},
    {"maxProperties", Takes::kCount},
    {"maximum", Takes::kNumber},
    {"minItems", Takes::kCount},
    {"minLength", Takes::kCount},
    {"minProperties", Takes::kCount},
    {"minimum", Takes::kNumber},
    {"multipleOf", Takes::kPositiveNumber},
    {"not", Takes::kSchema},
    {"oneOf", Takes::kSchemas},
    {"pattern", Takes::kPattern},
    {"patternProperties", Takes::kNamedSchemas, kToParts},
    {"properties", Takes::kNamedSchemas, kToParts},
    {"propertyNames", Takes::kSchema, kToParts},
    {"readOnly", Takes::kFlag},
    {"required", Takes::kNames},
    {"then", Takes::kSchema},
    {"title", Takes::kText},
    {"type", Takes::kType},
    {"uniqueItems", Takes::kBoolean},
    {"writeOnly", Takes::kFlag},
};
static_assert(std::ranges::is_sorted(kKeywords, {}, &Keyword::name));

constexpr struct {
  std::string_view name, advice;
} kForeign[] = {
    {"$anchor", "it is of a later draft: write \"$id\": \"#name\""},
    {"$defs", "it is of a later draft: write definitions"},
    {"$dynamicAnchor", "it is of a later draft, and draft-07 has nothing like it"},
    {"$dynamicRef", "it is of a later draft: write $ref"},
    {"$recursiveAnchor", "it is of a later draft, and draft-07 has nothing like it"},
    {"$recursiveRef", "it is of a later draft: write $ref"},
    {"$vocabulary", "it is of a later draft, and draft-07 has nothing like it"},
    {"contentSchema", "it is of a later draft, and draft-07 has nothing like it"},
    {"dependentRequired", "it is of a later draft: write dependencies"},
    {"dependentSchemas", "it is of a later draft: write dependencies"},
    {"divisibleBy", "it is of an earlier draft: write multipleOf"},
    {"example", "it is OpenAPI's: write examples, an array"},
    {"id", "it is of an earlier draft: write $id"},
    {"maxContains", "it is of a later draft, and draft-07 has nothing like it"},
    {"minContains", "it is of a later draft, and draft-07 has nothing like it"},
    {"nullable", "it is OpenAPI's: add \"null\" to type"},
    {"prefixItems", "it is of a later draft: write items with an array"},
    {"unevaluatedItems", "it is of a later draft: write additionalItems"},
    {"unevaluatedProperties", "it is of a later draft: write additionalProperties"},
};

// Levenshtein's distance.
std::size_t Distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({substituted, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

const Keyword* FindKeyword(std::string_view name) {
  const auto* const found = std::ranges::lower_bound(kKeywords, name, {}, &Keyword::name);
  return found != std::end(kKeywords) && found->name == name ? found : nullptr;
}

std::string AdviceOnUnknownKeyword(std::string_view name) {
  for (const auto& foreign : kForeign) {
    if (foreign.name == name) return std::string(foreign.advice);
  }
  constexpr std::size_t kAlike = 2;                    // Edits.
  constexpr std::size_t kShortest = 4, kLongest = 30;  // A longer one is like no keyword.
  const bool comparable = name.size() >= kShortest && name.size() <= kLongest;
  const Keyword* nearest = nullptr;
  std::size_t least = kAlike + 1;
  for (const Keyword& keyword : kKeywords) {
    const std::size_t distance = comparable ? Distance(name, keyword.name) : least;
    if (distance < least) {
      nearest = &keyword;
      least = distance;
    }
  }
  if (nearest != nullptr) return absl::StrCat("is it ", nearest->name, "?");
  return "draft-07 has no such keyword; one of your own begins with x-";
}

}  // namespace kontrakt::internal
