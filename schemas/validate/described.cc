#include "kontrakt/schemas/validate/described.h"

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/reporter.h"
#include "kontrakt/schemas/text/utf8.h"

namespace kontrakt::internal {
Extent ExtentOf(const Json& value) {
  Extent extent{1, 0};
  if (value.is_string()) {
    extent.bytes = value.get_ref<const std::string&>().size();
  } else if (value.is_structured()) {
    for (auto part = value.begin(); part != value.end(); ++part) {
      const Extent inner = ExtentOf(*part);
      extent.values += inner.values;
      extent.bytes += inner.bytes + (value.is_object() ? part.key().size() : 0);
    }
  }
  return extent;
}

std::string Described(const Json& value) {
  switch (value.type()) {
    case Json::value_t::string: {
      const std::string& text = value.get_ref<const std::string&>();
      return absl::StrCat("a string of ",
                          Counted(CountCodePoints(text).value_or(text.size()), "character"));
    }
    case Json::value_t::array:
      return absl::StrCat("an array of ", Counted(value.size(), "item"));
    case Json::value_t::object:
      return absl::StrCat("an object of ", Counted(value.size(), "member"));
    default:
      return DumpJson(value);
  }
}

std::string DescribedWithText(const Json& value) {
  return value.is_string() ? Shown(value.get_ref<const std::string&>()) : Described(value);
}

}  // namespace kontrakt::internal
