#include "kontrakt/schemas/validate/described.h"

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/reporter.h"
#include "kontrakt/schemas/text/utf8.h"

namespace kontrakt::internal {

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
