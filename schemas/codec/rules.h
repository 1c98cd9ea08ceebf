// Rules: what a declaration demands of one value, in the form in which the codec uses it.
#ifndef KONTRAKT_SCHEMAS_CODEC_RULES_H_
#define KONTRAKT_SCHEMAS_CODEC_RULES_H_

#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/base/optimization.h"
#include "kontrakt/schemas/codec/limits.h"
#include "kontrakt/schemas/codec/nature.h"
#include "kontrakt/schemas/declare/checks.h"
#include "kontrakt/schemas/declare/fields.h"
#include "kontrakt/schemas/reporter.h"
#include "kontrakt/schemas/text/class_sequence.h"

namespace kontrakt::internal {

// A pattern of a declaration, compiled at its first use. One that RE2 refuses matches nothing;
// Catalog::Check() has refused it before.
class LazyPattern {
 public:
  constexpr explicit LazyPattern(std::string_view text)
      : text_(text), sequence_(ClassSequence::Of(text)) {}
  bool Matches(std::string_view subject) const {
    return sequence_.known() ? sequence_.Matches(subject) : MatchesAutomaton(subject);
  }
  // Whether `subject` matches and is plain. False says nothing.
  bool Proves(std::string_view subject) const;

 private:
  bool MatchesAutomaton(std::string_view subject) const;

  std::string_view text_;
  ClassSequence sequence_;
  mutable std::atomic<const void*> compiled_{nullptr};  // Never freed: one a declaration.
};

// Constants of each field, that the compiler sees through: where a field is known, what its rules
// do not demand leaves no code.
struct Rules {
  using Matcher = bool (*)(std::string_view text);

  const Checks& checks;
  const LazyPattern* pattern = nullptr;
  const Rules* items = nullptr;  // Of the elements; null: none.
  Limits limits = LimitsOf(checks);
  Matcher format = checks.format ? MatcherOf(*checks.format) : nullptr;
  // Whether a text in that format needs no escapes.
  bool format_is_plain = checks.format && IsPlainFormat(*checks.format);
};

inline constexpr Checks kNoChecks;
inline constexpr Rules kNoRules{kNoChecks};

template <class T, std::size_t I>
constinit inline LazyPattern kPattern{kFields<T>.specs[I].value.pattern};
template <class T, std::size_t I>
constinit inline LazyPattern kItemsPattern{kFields<T>.specs[I].items.pattern};

template <class T, std::size_t I>
constexpr Rules MakeItemRules() {
  constexpr const FieldSpec& kSpec = kFields<T>.specs[I];
  if constexpr (kSpec.items.pattern.empty()) {
    return {kSpec.items};
  } else {
    return {kSpec.items, &kItemsPattern<T, I>};
  }
}
template <class T, std::size_t I>
inline constexpr Rules kItemRules = MakeItemRules<T, I>();

template <class T, std::size_t I>
constexpr Rules MakeRules() {
  constexpr const FieldSpec& kSpec = kFields<T>.specs[I];
  const Rules* items = nullptr;
  if constexpr (kSpec.items.any()) items = &kItemRules<T, I>;
  if constexpr (kSpec.value.pattern.empty()) {
    return {kSpec.value, nullptr, items};
  } else {
    return {kSpec.value, &kPattern<T, I>, items};
  }
}
template <class T, std::size_t I>
inline constexpr Rules kRules = MakeRules<T, I>();

// The rules of field I of struct T.
template <class T, std::size_t I>
constexpr const Rules& FieldRules() {
  constexpr const FieldSpec& kSpec = kFields<T>.specs[I];
  if constexpr (kSpec.value.any() || kSpec.items.any()) {
    return kRules<T, I>;
  } else {
    return kNoRules;
  }
}

// Rules of the elements of a value that has `rules`.
constexpr const Rules& ItemRules(const Rules& rules) {
  return rules.items != nullptr ? *rules.items : kNoRules;
}

// ---- checks; the encoder and the decoder both use these, so that they cannot differ ----
//
// ...Holds() is quick and tells whether a value surely satisfies its rules. If not, Report...()
// finds out which are broken, and reports those. Check...() is both. `path` is copied where it is
// reported: otherwise every message would spell it out in memory.

// Whether `text` is plain and has the pattern or the format of its rules. False says nothing.
ABSL_ATTRIBUTE_ALWAYS_INLINE inline bool ProvesText(const Rules& rules, std::string_view text) {
  if (rules.pattern != nullptr) return rules.format == nullptr && rules.pattern->Proves(text);
  return rules.format_is_plain && rules.format(text);
}

// Pattern and format.
bool PatternAndFormatHold(const Rules& rules, std::string_view text);

// Length, pattern and format of `text`, which is valid UTF-8.
ABSL_ATTRIBUTE_ALWAYS_INLINE inline bool TextHolds(const Rules& rules, std::string_view text,
                                                   Nature nature) {
  const Limits& limits = rules.limits;
  // By the number of bytes alone: a code point has one to four.
  const std::size_t least = nature == Nature::kUnicode ? (text.size() + 3) / 4 : text.size();
  if (least < limits.shortest || text.size() > limits.longest) return false;
  return !limits.more_for_texts || nature == Nature::kProven || PatternAndFormatHold(rules, text);
}
void ReportText(Reporter& reporter, const Path& path, const Rules& rules, std::string_view text);
ABSL_ATTRIBUTE_ALWAYS_INLINE inline void CheckText(Reporter& reporter, const Path& path,
                                                   const Rules& rules, std::string_view text,
                                                   Nature nature) {
  if (ABSL_PREDICT_FALSE(!TextHolds(rules, text, nature))) {
    ReportText(reporter, path.Copy(), rules, text);
  }
}

// Numbers are checked as the widest of their kind: std::int64_t, std::uint64_t or double.
template <class N>
using Widest =
    std::conditional_t<std::is_floating_point_v<N>, double,
                       std::conditional_t<std::is_signed_v<N>, std::int64_t, std::uint64_t>>;

// Bounds and multipleOf, all of them.
bool EveryBoundHolds(const Rules& rules, std::int64_t value);
bool EveryBoundHolds(const Rules& rules, std::uint64_t value);
bool EveryBoundHolds(const Rules& rules, double value);

template <class N>
ABSL_ATTRIBUTE_ALWAYS_INLINE inline bool NumberHolds(const Rules& rules, N value) {
  const Limits& limits = rules.limits;
  if constexpr (std::is_floating_point_v<N>) {
    if (!limits.more_for_numbers && value >= limits.least && value <= limits.most) return true;
  } else {
    if (!limits.more_for_integers && std::cmp_greater_equal(value, limits.lowest) &&
        std::cmp_less_equal(value, limits.highest)) {
      return true;
    }
  }
  return EveryBoundHolds(rules, Widest<N>{value});
}
void ReportNumber(Reporter& reporter, const Path& path, const Rules& rules, std::int64_t value);
void ReportNumber(Reporter& reporter, const Path& path, const Rules& rules, std::uint64_t value);
void ReportNumber(Reporter& reporter, const Path& path, const Rules& rules, double value);
template <class N>
ABSL_ATTRIBUTE_ALWAYS_INLINE inline void CheckNumber(Reporter& reporter, const Path& path,
                                                     const Rules& rules, N value) {
  if (ABSL_PREDICT_FALSE(!NumberHolds(rules, value))) {
    ReportNumber(reporter, path.Copy(), rules, Widest<N>{value});
  }
}

// minItems and maxItems.
void ReportCount(Reporter& reporter, const Path& path, const Rules& rules, std::size_t count);
ABSL_ATTRIBUTE_ALWAYS_INLINE inline void CheckCount(Reporter& reporter, const Path& path,
                                                    const Rules& rules, std::size_t count) {
  const Checks& c = rules.checks;
  if (ABSL_PREDICT_FALSE((c.min_items && count < *c.min_items) ||
                         (c.max_items && count > *c.max_items))) {
    ReportCount(reporter, path.Copy(), rules, count);
  }
}

// uniqueItems over the JSON texts of the elements: equal as JSON values, whatever their spelling.
void CheckUnique(Reporter& reporter, const Path& path, const std::vector<std::string_view>& items);

// A text that is not valid UTF-8.
void ReportNotUtf8(Reporter& reporter, const Path& path);
// A value that is none of an enum's.
void ReportNotListed(Reporter& reporter, const Path& path,
                     std::span<const std::string_view> enumerators, std::string found);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_CODEC_RULES_H_
