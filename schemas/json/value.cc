#include "kontrakt/schemas/json/value.h"

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <type_traits>

#include "absl/hash/hash.h"
#include "kontrakt/schemas/text/multiple_of.h"
#include "kontrakt/schemas/text/number.h"

namespace kontrakt::internal {

Number ToNumber(const Json& number) {
  if (number.is_number_unsigned()) return Number(number.get<std::uint64_t>());
  if (number.is_number_integer()) return Number(number.get<std::int64_t>());
  return Number(number.get<double>());
}

Json ToJson(const Number& number) {
  return WithNumber(number, [](auto n) { return Json(n); });
}

std::string NumberText(const Number& number) { return DumpJson(ToJson(number)); }

int CompareNumbers(const Json& a, const Json& b) { return Compare(ToNumber(a), ToNumber(b)); }

bool IsInteger(const Json& value) { return value.is_number() && IsInteger(ToNumber(value)); }

bool IsMultiple(const Number& value, const Number& divisor) {
  return WithNumber(value, [&](auto v) { return IsMultipleOf(v, divisor); });
}

// An integral double is hashed as the integer that it is.
std::size_t HashOfNumber(const Number& number) {
  return WithNumber(number, [](auto n) {
    if constexpr (std::is_floating_point_v<decltype(n)>) {
      if (n != std::trunc(n) || n >= 0x1p64 || n < -0x1p63) return absl::HashOf('n', n);
      if (n < 0) return absl::HashOf('n', static_cast<std::uint64_t>(static_cast<std::int64_t>(n)));
    }
    return absl::HashOf('n', static_cast<std::uint64_t>(n));
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
  if (value->is_number()) return HashOfNumber(ToNumber(*value));
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

std::optional<std::pair<std::size_t, std::size_t>> FindTwice(const std::vector<Json>& values) {
  ValueSet seen;
  for (const Json& value : values) {
    if (value.is_discarded()) continue;
    const auto [equal, is_new] = seen.insert(&value);
    if (!is_new) return std::pair(*equal - values.data(), &value - values.data());
  }
  return std::nullopt;
}

}  // namespace kontrakt::internal
