#include "kontrakt/schemas/validate/listed_values.h"

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/validate/described.h"

namespace kontrakt::internal {
namespace {

bool IsBelow(const Number& a, const Number& b) { return Compare(a, b) < 0; }

}  // namespace

ListedValues::ListedValues(std::vector<Json> values) : values_(std::move(values)) {
  for (const Json& value : values_) {
    has_null_ = has_null_ || value.is_null();
    has_true_ = has_true_ || value == true;
    has_false_ = has_false_ || value == false;
    if (value.is_string()) texts_.insert(value.get_ref<const std::string&>());
    if (value.is_number()) numbers_.push_back(ToNumber(value));
    if (value.is_structured()) composites_.insert(&value);
  }
  std::ranges::sort(numbers_, IsBelow);
}

bool ListedValues::HasNumber(const Number& number) const {
  return std::ranges::binary_search(numbers_, number, IsBelow);
}

std::string ListedValues::ToString() const {
  constexpr std::size_t kShown = 20;
  std::string text;
  for (std::size_t i = 0; i < std::min(values_.size(), kShown); ++i) {
    absl::StrAppend(&text, i == 0 ? "" : ", ", DescribedWithText(values_[i]));
  }
  if (values_.size() > kShown) text += ", ...";
  return values_.empty() ? "nothing" : text;
}

}  // namespace kontrakt::internal
