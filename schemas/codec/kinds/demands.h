// What a declaration demands beyond the rules of one value: constants, subsets of an enum, rules
// between fields, depth. The encoder and the decoder ask the same functions.
#ifndef KONTRAKT_SCHEMAS_CODEC_KINDS_DEMANDS_H_
#define KONTRAKT_SCHEMAS_CODEC_KINDS_DEMANDS_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/base/attributes.h"
#include "absl/base/optimization.h"
#include "kontrakt/schemas/declare/checks.h"
#include "kontrakt/schemas/declare/enums.h"
#include "kontrakt/schemas/declare/literals.h"
#include "kontrakt/schemas/declare/rule.h"
#include "kontrakt/schemas/declare/traits.h"
#include "kontrakt/schemas/reporter.h"

namespace kontrakt::internal {

// Nested arrays and objects that a message may have; what JsonReader takes.
inline constexpr std::size_t kMaxMessageDepth = 64;

// How many arrays and objects enclose the value at `path`.
std::size_t DepthOf(const Path& path);

ABSL_ATTRIBUTE_COLD void ReportConstant(Reporter& reporter, const Path& path,
                                        std::string_view expected, std::string found);
ABSL_ATTRIBUTE_COLD void ReportNotAmong(Reporter& reporter, const Path& path,
                                        std::string_view found);
ABSL_ATTRIBUTE_COLD void ReportRule(Reporter& reporter, const Path& path,
                                    std::string_view sentence);
ABSL_ATTRIBUTE_COLD void ReportDepth(Reporter& reporter, const Path& path);

// A value as an error shows it.
template <class V>
std::string ShownValue(const V& value) {
  if constexpr (KindOf<V>() == Kind::kBool) {
    return value ? "true" : "false";
  } else if constexpr (KindOf<V>() == Kind::kEnum) {
    return Shown(EnumName(value).value_or("another value"));
  } else if constexpr (KindOf<V>() == Kind::kString) {
    return Shown(value);
  } else {
    return std::to_string(value);
  }
}

// Const(...)
template <class V>
void CheckConstant(Reporter& reporter, const Path& path, const Literal& constant, const V& value) {
  if constexpr (KindOf<V>() == Kind::kString) {
    if (ABSL_PREDICT_TRUE(value == constant.as_string)) return;
  } else {
    if (ABSL_PREDICT_TRUE(value == ValueOfLiteral<V>(constant))) return;
  }
  ReportConstant(reporter, path, ShownValue(ValueOfLiteral<V>(constant)), ShownValue(value));
}

// OneOf(...); a value that SCHEMA_ENUM does not list is another's affair.
template <class E>
void CheckEnumerator(Reporter& reporter, const Path& path, const Checks& checks, E value) {
  if (ABSL_PREDICT_TRUE(!checks.for_enums())) return;
  const std::size_t index = EnumeratorIndex(value);
  if (index < kEnumerators<E>.size() && !checks.takes_enumerator(index)) {
    ReportNotAmong(reporter, path, *EnumName(value));
  }
}

// SCHEMA_RULE.
template <class T>
void CheckRules(Reporter& reporter, const Path& path, const T& value) {
  for (const Rule<T>& rule : kRulesOf<T>) {
    if (ABSL_PREDICT_FALSE(!rule.holds(value))) ReportRule(reporter, path, rule.sentence);
  }
}

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_CODEC_KINDS_DEMANDS_H_
