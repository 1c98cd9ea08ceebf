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

}  // namespace kontrakt::internal
