// Rules: what a declaration demands of one value, in the form in which the codec uses it.
#ifndef KONTRAKT_SCHEMAS_CODEC_RULES_H_
#define KONTRAKT_SCHEMAS_CODEC_RULES_H_

#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/base/optimization.h"
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
  const ClassSequence& sequence() const { return sequence_; }
  bool Matches(std::string_view subject) const {
    return sequence_.known() ? sequence_.Matches(subject) : MatchesAutomaton(subject);
  }

 private:
  bool MatchesAutomaton(std::string_view subject) const;

  std::string_view text_;
  ClassSequence sequence_;
  mutable std::atomic<const void*> compiled_{nullptr};  // Never freed: one a declaration.
};

// Rules as data, for values whose field is not known when the program is compiled. A function that
// is a template of its rules takes FieldRules or ElementRules as well and leaves out, while it is
// compiled, what they do not demand.
struct Rules {
  static constexpr bool kForText = true;  // Whether there may be rules for a text, ...
  static constexpr bool kForPattern = true;
  static constexpr bool kForNumbers = true;
  static constexpr bool kForArrays = true;

  const Checks& checks;
  const LazyPattern* pattern = nullptr;
  const Rules* items = nullptr;  // Of the elements; null: none.
};

inline constexpr Checks kNoChecks;
inline constexpr Rules kNoRules{kNoChecks};

template <class T, std::size_t I>
inline LazyPattern kPattern{kFields<T>.specs[I].value.pattern};
template <class T, std::size_t I>
inline LazyPattern kItemsPattern{kFields<T>.specs[I].items.pattern};

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

// Rules as a type.
template <const Rules& kData>
struct ConstantRules {
  static constexpr const Checks& checks = kData.checks;
  static constexpr const LazyPattern* pattern = kData.pattern;
  static constexpr bool kForText = checks.for_strings();
  static constexpr bool kForPattern = kData.pattern != nullptr;
  static constexpr bool kForNumbers = checks.for_numbers();
  static constexpr bool kForArrays = checks.for_arrays();

  constexpr operator const Rules&() const { return kData; }  // NOLINT(google-explicit-constructor)
};

// The rules of field I of struct T; those of fields without any are one type.
template <class T, std::size_t I>
constexpr auto FieldRules() {
  constexpr const FieldSpec& kSpec = kFields<T>.specs[I];
  if constexpr (kSpec.value.any() || kSpec.items.any()) {
    return ConstantRules<kRules<T, I>>{};
  } else {
    return ConstantRules<kNoRules>{};
  }
}

// Rules of the elements of a value that has `rules`.
inline constexpr const Rules& ItemRules(const Rules& rules) {
  return rules.items != nullptr ? *rules.items : kNoRules;
}
template <const Rules& kData>
constexpr auto ItemRules(const ConstantRules<kData>&) {
  if constexpr (kData.items != nullptr) {
    return ConstantRules<*kData.items>{};
  } else {
    return ConstantRules<kNoRules>{};
  }
}

// ---- checks; the encoder and the decoder both use these, so that they cannot differ ----
//
// ...Holds() is quick and tells whether a value surely satisfies its rules. If not, Report...()
// finds out which are broken, and reports those. Check...() is both. `path` is copied where it is
// reported: otherwise every message would spell it out in memory.

// Whether `text` is plain and has the pattern or the format of its rules. False says nothing.
template <class R>
ABSL_ATTRIBUTE_ALWAYS_INLINE inline bool ProvesText(const R& rules, std::string_view text) {
  if constexpr (R::kForPattern) {
    if (rules.pattern != nullptr) {
      const ClassSequence& sequence = rules.pattern->sequence();
      return !rules.checks.format && sequence.known() && sequence.Matches(text);
    }
  }
  if constexpr (R::kForText) {
    const std::optional<Format>& format = rules.checks.format;
    return format && IsPlainFormat(*format) && MatchesFormat(*format, text);
  }
  return false;
}

// Length, pattern and format of `text`, which is valid UTF-8.
template <class R>
ABSL_ATTRIBUTE_ALWAYS_INLINE inline bool TextHolds(const R& rules, std::string_view text,
                                                   Nature nature) {
  if constexpr (R::kForText) {
    const Checks& c = rules.checks;
    // By the number of bytes alone: a code point has one to four.
    const std::size_t least = nature == Nature::kUnicode ? (text.size() + 3) / 4 : text.size();
    if (c.min_length && least < *c.min_length) return false;
    if (c.max_length && text.size() > *c.max_length) return false;
    if (nature == Nature::kProven) return true;
    if constexpr (R::kForPattern) {
      if (rules.pattern != nullptr && !rules.pattern->Matches(text)) return false;
    }
    return !c.format || MatchesFormat(*c.format, text);
  }
  return true;
}
void ReportText(Reporter& reporter, const Path& path, const Rules& rules, std::string_view text);
template <class R>
ABSL_ATTRIBUTE_ALWAYS_INLINE inline void CheckText(Reporter& reporter, const Path& path,
                                                   const R& rules, std::string_view text,
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

// Bounds and multipleOf.
bool IsMultiple(std::int64_t value, const Number& divisor);
bool IsMultiple(std::uint64_t value, const Number& divisor);
bool IsMultiple(double value, const Number& divisor);
template <class R, class N>
ABSL_ATTRIBUTE_ALWAYS_INLINE inline bool NumberHolds(const R& rules, N value) {
  if constexpr (R::kForNumbers) {
    const Checks& c = rules.checks;
    return !(c.minimum && Compare(value, *c.minimum) < 0) &&
           !(c.maximum && Compare(value, *c.maximum) > 0) &&
           !(c.exclusive_minimum && Compare(value, *c.exclusive_minimum) <= 0) &&
           !(c.exclusive_maximum && Compare(value, *c.exclusive_maximum) >= 0) &&
           (!c.multiple_of || IsMultiple(Widest<N>{value}, *c.multiple_of));
  }
  return true;
}
void ReportNumber(Reporter& reporter, const Path& path, const Rules& rules, std::int64_t value);
void ReportNumber(Reporter& reporter, const Path& path, const Rules& rules, std::uint64_t value);
void ReportNumber(Reporter& reporter, const Path& path, const Rules& rules, double value);
template <class R, class N>
ABSL_ATTRIBUTE_ALWAYS_INLINE inline void CheckNumber(Reporter& reporter, const Path& path,
                                                     const R& rules, N value) {
  if (ABSL_PREDICT_FALSE(!NumberHolds(rules, value))) {
    ReportNumber(reporter, path.Copy(), rules, Widest<N>{value});
  }
}

// minItems and maxItems.
void ReportCount(Reporter& reporter, const Path& path, const Rules& rules, std::size_t count);
template <class R>
ABSL_ATTRIBUTE_ALWAYS_INLINE inline void CheckCount(Reporter& reporter, const Path& path,
                                                    const R& rules, std::size_t count) {
  if constexpr (R::kForArrays) {
    const Checks& c = rules.checks;
    if (ABSL_PREDICT_FALSE((c.min_items && count < *c.min_items) ||
                           (c.max_items && count > *c.max_items))) {
      ReportCount(reporter, path.Copy(), rules, count);
    }
  }
}

// uniqueItems over the JSON texts of the elements: equal as JSON values, whatever their spelling.
void CheckUnique(Reporter& reporter, const Path& path, const std::vector<std::string_view>& items);

// A text that is not valid UTF-8.
void ReportNotUtf8(Reporter& reporter, const Path& path);
// A value that is none of an enum's.
void ReportNotListed(Reporter& reporter, const Path& path,
                     const std::vector<std::string_view>& enumerators, std::string found);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_CODEC_RULES_H_
