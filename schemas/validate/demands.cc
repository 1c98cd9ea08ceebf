#include "kontrakt/schemas/validate/demands.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/reporter.h"
#include "kontrakt/schemas/validate/described.h"

namespace kontrakt::internal {
namespace {

// How each bound is judged, and said.
struct BoundRule {
  std::string_view keyword, words;
  bool (*holds)(const Json& value, const Json& bound);
};
constexpr BoundRule kBoundRules[] = {
    {"minimum", "at least ",
     [](const Json& v, const Json& b) { return CompareNumbers(v, b) >= 0; }},
    {"maximum", "at most ", [](const Json& v, const Json& b) { return CompareNumbers(v, b) <= 0; }},
    {"exclusiveMinimum", "more than ",
     [](const Json& v, const Json& b) { return CompareNumbers(v, b) > 0; }},
    {"exclusiveMaximum", "less than ",
     [](const Json& v, const Json& b) { return CompareNumbers(v, b) < 0; }},
    {"multipleOf", "a multiple of ", IsMultiple},
};

const BoundRule& RuleFor(std::string_view keyword) {
  return *std::ranges::find(kBoundRules, keyword, &BoundRule::keyword);
}

}  // namespace

ValueList::ValueList(std::vector<Json> values) : values_(std::move(values)) {
  for (const Json& value : values_) set_.insert(&value);
}

std::string ValueList::ToString() const {
  constexpr std::size_t kShown = 20;
  std::string text;
  for (std::size_t i = 0; i < std::min(values_.size(), kShown); ++i) {
    absl::StrAppend(&text, i == 0 ? "" : ", ", DescribedWithText(values_[i]));
  }
  if (values_.size() > kShown) text += ", ...";
  return values_.empty() ? "nothing" : text;
}

void Demands::SetBound(std::string_view keyword, const Json& value) {
  bounds_.push_back({RuleFor(keyword).keyword, value});
}

void Demands::SetValues(std::string_view keyword, std::vector<Json> values) {
  (keyword == "const" ? const_ : enum_).emplace(std::move(values));
}

bool Demands::empty() const {
  return bounds_.empty() && !enum_ && !const_ && !pattern_ && !format_ && !sensitive_;
}

std::uint64_t Demands::WorkOn(const Json& value) const {
  constexpr std::uint64_t kEach = 50, kValue = 30, kFormatByte = 3;
  std::uint64_t work = kEach;
  if (value.is_number()) work += kEach * bounds_.size();
  if (value.is_string()) {
    const std::uint64_t bytes = value.get_ref<const std::string&>().size();
    if (pattern_) work += kEach + bytes * pattern_->work_per_byte();
    if (format_) work += kEach + bytes * kFormatByte;
  }
  if (enum_ || const_) {
    const Extent extent = ExtentOf(value);
    work += 2 * (kValue * extent.values + extent.bytes);
  }
  return work;
}

bool Demands::Check(const Json& value, const Refuse& refuse) const {
  bool met = true;
  if (value.is_number()) met = CheckNumber(value, refuse);
  if (value.is_string()) met = CheckText(value, refuse);
  return CheckValues(value, refuse) && met;
}

bool Demands::CheckNumber(const Json& value, const Refuse& refuse) const {
  bool met = true;
  for (const Bound& bound : bounds_) {
    const BoundRule& rule = RuleFor(bound.keyword);
    if (rule.holds(value, bound.value)) continue;
    met = false;
    if (refuse)
      refuse(rule.keyword, absl::StrCat(rule.words, DumpJson(bound.value)), Described(value));
  }
  return met;
}

bool Demands::CheckText(const Json& value, const Refuse& refuse) const {
  const std::string& text = value.get_ref<const std::string&>();
  bool met = true;
  if (pattern_ && !pattern_->Matches(text)) {
    met = false;
    if (refuse) refuse("pattern", absl::StrCat("a match of ", pattern_->text()), Shown(text));
  }
  if (format_ && !MatchesFormat(*format_, text)) {
    met = false;
    if (refuse)
      refuse("format", absl::StrCat("a text in format ", FormatName(*format_)), Shown(text));
  }
  return met;
}

bool Demands::CheckValues(const Json& value, const Refuse& refuse) const {
  bool met = true;
  if (enum_ && !enum_->Contains(value)) {
    met = false;
    if (refuse)
      refuse("enum", absl::StrCat("one of ", enum_->ToString()), DescribedWithText(value));
  }
  if (const_ && !const_->Contains(value)) {
    met = false;
    if (refuse) refuse("const", const_->ToString(), DescribedWithText(value));
  }
  return met;
}

}  // namespace kontrakt::internal
