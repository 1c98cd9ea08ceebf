#include "kontrakt/schemas/codec/rules.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/json/value.h"
#include "kontrakt/schemas/text/format.h"
#include "kontrakt/schemas/text/multiple_of.h"
#include "kontrakt/schemas/text/pattern.h"
#include "kontrakt/schemas/text/utf8.h"

namespace kontrakt::internal {
namespace {

// What a pattern that does not compile becomes: it has nothing to match with.
using CompiledPattern = std::optional<Pattern>;

}  // namespace

bool LazyPattern::Proves(std::string_view subject) const {
  return sequence_.known() && sequence_.Matches(subject);
}

bool LazyPattern::MatchesAutomaton(std::string_view subject) const {
  const auto* compiled =
      static_cast<const CompiledPattern*>(compiled_.load(std::memory_order_acquire));
  if (ABSL_PREDICT_FALSE(compiled == nullptr)) {
    absl::StatusOr<Pattern> pattern = Pattern::Compile(text_);
    auto fresh = pattern.ok() ? std::make_unique<CompiledPattern>(*std::move(pattern))
                              : std::make_unique<CompiledPattern>();
    const void* expected = nullptr;
    if (compiled_.compare_exchange_strong(expected, fresh.get(), std::memory_order_acq_rel)) {
      compiled = fresh.release();
    } else {
      compiled = static_cast<const CompiledPattern*>(expected);  // Another thread was first.
    }
  }
  return compiled->has_value() && (*compiled)->Matches(subject);
}

void ReportText(Reporter& reporter, const Path& path, const Rules& rules, std::string_view text) {
  const Checks& c = rules.checks;
  if (c.min_length || c.max_length) {
    const std::size_t length = CountCodePoints(text).value_or(text.size());
    if (c.min_length && length < *c.min_length) {
      reporter.Report(path, "minLength",
                      absl::StrCat("at least ", Counted(*c.min_length, "character")),
                      Counted(length, "character"));
    }
    if (c.max_length && length > *c.max_length) {
      reporter.Report(path, "maxLength",
                      absl::StrCat("at most ", Counted(*c.max_length, "character")),
                      Counted(length, "character"));
    }
  }
  if (rules.pattern != nullptr && !rules.pattern->Matches(text)) {
    reporter.Report(path, "pattern", absl::StrCat("a match of ", c.pattern), Shown(text));
  }
  if (c.format && !MatchesFormat(*c.format, text)) {
    reporter.Report(path, "format", absl::StrCat("a text in format ", FormatName(*c.format)),
                    Shown(text));
  }
}

bool PatternAndFormatHold(const Rules& rules, std::string_view text) {
  return (rules.pattern == nullptr || rules.pattern->Matches(text)) &&
         (rules.format == nullptr || rules.format(text));
}

namespace {

template <class N>
bool EachBoundHolds(const Rules& rules, N value) {
  const Checks& c = rules.checks;
  return !(c.minimum && Compare(value, *c.minimum) < 0) &&
         !(c.maximum && Compare(value, *c.maximum) > 0) &&
         !(c.exclusive_minimum && Compare(value, *c.exclusive_minimum) <= 0) &&
         !(c.exclusive_maximum && Compare(value, *c.exclusive_maximum) >= 0) &&
         (!c.multiple_of || IsMultipleOf(value, *c.multiple_of));
}

template <class N>
void ReportEachBound(Reporter& reporter, const Path& path, const Rules& rules, N value) {
  const Checks& c = rules.checks;
  const auto report = [&](std::string_view rule, std::string_view words, const Number& bound) {
    reporter.Report(path, rule, absl::StrCat(words, NumberText(bound)), NumberText(Number(value)));
  };
  if (c.minimum && Compare(value, *c.minimum) < 0) report("minimum", "at least ", *c.minimum);
  if (c.maximum && Compare(value, *c.maximum) > 0) report("maximum", "at most ", *c.maximum);
  if (c.exclusive_minimum && Compare(value, *c.exclusive_minimum) <= 0) {
    report("exclusiveMinimum", "more than ", *c.exclusive_minimum);
  }
  if (c.exclusive_maximum && Compare(value, *c.exclusive_maximum) >= 0) {
    report("exclusiveMaximum", "less than ", *c.exclusive_maximum);
  }
  if (c.multiple_of && !IsMultipleOf(value, *c.multiple_of)) {
    report("multipleOf", "a multiple of ", *c.multiple_of);
  }
}

}  // namespace

bool EveryBoundHolds(const Rules& rules, std::int64_t value) {
  return EachBoundHolds(rules, value);
}
bool EveryBoundHolds(const Rules& rules, std::uint64_t value) {
  return EachBoundHolds(rules, value);
}
bool EveryBoundHolds(const Rules& rules, double value) { return EachBoundHolds(rules, value); }

void ReportNumber(Reporter& reporter, const Path& path, const Rules& rules, std::int64_t value) {
  ReportEachBound(reporter, path, rules, value);
}
void ReportNumber(Reporter& reporter, const Path& path, const Rules& rules, std::uint64_t value) {
  ReportEachBound(reporter, path, rules, value);
}
void ReportNumber(Reporter& reporter, const Path& path, const Rules& rules, double value) {
  ReportEachBound(reporter, path, rules, value);
}

void ReportCount(Reporter& reporter, const Path& path, const Rules& rules, std::size_t count) {
  const Checks& c = rules.checks;
  if (c.min_items && count < *c.min_items) {
    reporter.Report(path, "minItems", absl::StrCat("at least ", Counted(*c.min_items, "item")),
                    Counted(count, "item"));
  }
  if (c.max_items && count > *c.max_items) {
    reporter.Report(path, "maxItems", absl::StrCat("at most ", Counted(*c.max_items, "item")),
                    Counted(count, "item"));
  }
}

void CheckUnique(Reporter& reporter, const Path& path, const std::vector<std::string_view>& items) {
  std::vector<Json> values;
  values.reserve(items.size());
  for (const std::string_view item : items) {
    absl::StatusOr<Json> value = ParseJson(item);
    // Said elsewhere: the element itself is broken.
    values.push_back(value.ok() ? *std::move(value) : Json(Json::value_t::discarded));
  }
  if (const auto twice = FindTwice(values)) {
    reporter.Report(path, "uniqueItems", "every item once",
                    absl::StrCat("items ", twice->first, " and ", twice->second, " equal"));
  }
}

void ReportNotUtf8(Reporter& reporter, const Path& path) {
  reporter.Report(path, "utf-8", "valid UTF-8", "bytes that are not");
}

void ReportNotListed(Reporter& reporter, const Path& path,
                     std::span<const std::string_view> enumerators, std::string found) {
  constexpr std::size_t kShownEnumerators = 20;
  const std::size_t shown = std::min(enumerators.size(), kShownEnumerators);
  reporter.Report(
      path, "enum",
      absl::StrCat("one of ", absl::StrJoin(enumerators.begin(), enumerators.begin() + shown, ", "),
                   shown < enumerators.size() ? ", ..." : ""),
      std::move(found));
}

}  // namespace kontrakt::internal
