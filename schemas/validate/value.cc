#include "kontrakt/schemas/validate/value.h"

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>

#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/codec/reporter.h"
#include "kontrakt/schemas/declare/checks.h"
#include "kontrakt/schemas/text/multiple_of.h"
#include "kontrakt/schemas/text/utf8.h"

namespace kontrakt::internal {
namespace {

// Calls `use` with the number's own C++ type.
template <typename Use>
auto WithNumber(const Json& number, const Use& use) {
  if (number.is_number_unsigned()) return use(number.get<std::uint64_t>());
  if (number.is_number_integer()) return use(number.get<std::int64_t>());
  return use(number.get<double>());
}

Number ToNumber(const Json& number) {
  return WithNumber(number, [](auto n) { return Number(n); });
}

// Equal numbers have equal hashes, so an integral double is hashed as the integer that it is.
std::size_t HashNumber(const Json& number) {
  return WithNumber(number, [](auto n) {
    if constexpr (std::is_floating_point_v<decltype(n)>) {
      if (n != std::trunc(n) || n >= 0x1p64 || n < -0x1p63) return absl::HashOf('n', n);
      if (n < 0) return absl::HashOf('n', static_cast<std::uint64_t>(static_cast<std::int64_t>(n)));
    }
    return absl::HashOf('n', static_cast<std::uint64_t>(n));
  });
}

}  // namespace

int CompareNumbers(const Json& a, const Json& b) { return Compare(ToNumber(a), ToNumber(b)); }

bool IsInteger(const Json& value) {
  if (!value.is_number_float()) return value.is_number();
  const double number = value.get<double>();
  return number == std::trunc(number);
}

bool IsMultiple(const Json& value, const Json& divisor) {
  return WithNumber(value, [&](auto v) {
    return WithNumber(divisor, [&](auto d) { return IsMultipleOf(v, d); });
  });
}

bool EqualValues(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number()) return CompareNumbers(a, b) == 0;
  if (a.type() != b.type()) return false;
  if (a.is_array()) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (!EqualValues(a[i], b[i])) return false;
    }
    return true;
  }
  if (!a.is_object()) return a == b;
  if (a.size() != b.size()) return false;
  for (auto x = a.begin(), y = b.begin(); x != a.end(); ++x, ++y) {  // Both are sorted by key.
    if (x.key() != y.key() || !EqualValues(*x, *y)) return false;
  }
  return true;
}

std::size_t HashOfValue::operator()(const Json* value) const {
  if (value->is_string()) return absl::HashOf('s', value->get_ref<const std::string&>());
  if (value->is_number()) return HashNumber(*value);
  if (value->is_boolean()) return absl::HashOf('b', value->get<bool>());
  std::size_t hash = absl::HashOf(value->type(), value->size());
  if (value->is_array()) {
    for (const Json& item : *value) hash = absl::HashOf(hash, (*this)(&item));
  } else if (value->is_object()) {
    for (const auto& [key, member] : value->items())
      hash = absl::HashOf(hash, key, (*this)(&member));
  }
  return hash;
}

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
