#include "kontrakt/schemas/declare/decimal.h"

#include <algorithm>
#include <cstddef>

namespace kontrakt {
namespace {

bool AreDigits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<Decimal> Decimal::Parse(std::string_view text) {
  std::string_view whole = text.substr(text.starts_with('-') ? 1 : 0);
  const std::size_t point = whole.find('.');
  if (point != std::string_view::npos) {
    if (!AreDigits(whole.substr(point + 1))) return std::nullopt;
    whole = whole.substr(0, point);
  }
  if (!AreDigits(whole) || (whole.size() > 1 && whole.front() == '0')) return std::nullopt;
  return Decimal(std::string(text));
}

}  // namespace kontrakt
