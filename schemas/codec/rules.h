// Rules: what a declaration demands of one value, in the form in which the codec uses it.
#ifndef KONTRAKT_SCHEMAS_CODEC_RULES_H_
#define KONTRAKT_SCHEMAS_CODEC_RULES_H_

#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/base/optimization.h"
#include "kontrakt/schemas/declare/checks.h"
#include "kontrakt/schemas/declare/fields.h"
#include "kontrakt/schemas/reporter.h"

namespace kontrakt::internal {

// A pattern of a declaration, compiled at its first use. One that RE2 refuses matches nothing;
// Catalog::Check() has refused it before.
class LazyPattern {
 public:
  constexpr explicit LazyPattern(std::string_view text) : text_(text) {}
  bool Matches(std::string_view subject) const;

 private:
  std::string_view text_;
  mutable std::atomic<const void*> compiled_{nullptr};  // Never freed: one a declaration.
};

struct Rules {
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
  if constexpr (kSpec.value.pattern.empty()) {
    return {kSpec.value, nullptr, &kItemRules<T, I>};
  } else {
    return {kSpec.value, &kPattern<T, I>, &kItemRules<T, I>};
  }
}
// The rules of field I of struct T.
template <class T, std::size_t I>
inline constexpr Rules kRules = MakeRules<T, I>();

// Rules of the elements of a value that has `rules`.
inline constexpr const Rules& ItemRules(const Rules& rules) {
  return rules.items != nullptr ? *rules.items : kNoRules;
}

// ---- checks; the encoder and the decoder both call these, so that they cannot differ ----

// Length, pattern and format of `text`, which is valid UTF-8. `ascii`: it is known to be all ASCII.
void CheckTextSlowly(Reporter& reporter, const Path& path, const Rules& rules,
                     std::string_view text, bool ascii);
ABSL_ATTRIBUTE_ALWAYS_INLINE inline void CheckText(Reporter& reporter, const Path& path,
                                                   const Rules& rules, std::string_view text,
                                                   bool ascii) {
  const Checks& c = rules.checks;
  if (!c.for_strings()) return;
  // The common case by the number of bytes alone: between a quarter of them and all are code
  // points.
  const bool long_enough = !c.min_length || text.size() >= *c.min_length * (ascii ? 1 : 4);
  const bool short_enough = !c.max_length || text.size() <= *c.max_length;
  if (ABSL_PREDICT_TRUE(long_enough && short_enough && rules.pattern == nullptr && !c.format)) {
    return;
  }
  CheckTextSlowly(reporter, path, rules, text, ascii);
}

// Bounds and multipleOf. N: std::int64_t, std::uint64_t or double.
template <class N>
void ReportNumber(Reporter& reporter, const Path& path, const Rules& rules, N value);
extern template void ReportNumber(Reporter&, const Path&, const Rules&, std::int64_t);
extern template void ReportNumber(Reporter&, const Path&, const Rules&, std::uint64_t);
extern template void ReportNumber(Reporter&, const Path&, const Rules&, double);

template <class N>
ABSL_ATTRIBUTE_ALWAYS_INLINE inline void CheckNumber(Reporter& reporter, const Path& path,
                                                     const Rules& rules, N value) {
  const Checks& c = rules.checks;
  const bool in_bounds = !(c.minimum && Compare(value, *c.minimum) < 0) &&
                         !(c.maximum && Compare(value, *c.maximum) > 0) &&
                         !(c.exclusive_minimum && Compare(value, *c.exclusive_minimum) <= 0) &&
                         !(c.exclusive_maximum && Compare(value, *c.exclusive_maximum) >= 0);
  if (ABSL_PREDICT_TRUE(in_bounds && !c.multiple_of)) return;
  if constexpr (std::is_floating_point_v<N>) {
    ReportNumber(reporter, path, rules, double{value});
  } else if constexpr (std::is_signed_v<N>) {
    ReportNumber(reporter, path, rules, std::int64_t{value});
  } else {
    ReportNumber(reporter, path, rules, std::uint64_t{value});
  }
}

void ReportCount(Reporter& reporter, const Path& path, const Rules& rules, std::size_t count);
ABSL_ATTRIBUTE_ALWAYS_INLINE inline void CheckCount(Reporter& reporter, const Path& path,
                                                    const Rules& rules, std::size_t count) {
  const Checks& c = rules.checks;
  if (ABSL_PREDICT_FALSE((c.min_items && count < *c.min_items) ||
                         (c.max_items && count > *c.max_items))) {
    ReportCount(reporter, path, rules, count);
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
