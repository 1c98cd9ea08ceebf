#include "kontrakt/schemas/declare/schema_id.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace kontrakt {
namespace {

constexpr std::size_t kMaxNameLength = 200;

// Decimal without sign, blanks or leading zeros, so that every id has one text.
bool ParseVersion(std::string_view text, int& version) {
  return !text.empty() && text.front() >= '1' && text.front() <= '9' &&
         std::all_of(text.begin(), text.end(), absl::ascii_isdigit) &&
         absl::SimpleAtoi(text, &version);
}

}  // namespace

std::string SchemaId::ToString() const { return absl::StrCat(name, ":", version); }

std::optional<SchemaId> SchemaId::Parse(std::string_view text) {
  SchemaId id;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || !IsSchemaName(text.substr(0, colon)) ||
      !ParseVersion(text.substr(colon + 1), id.version)) {
    return std::nullopt;
  }
  id.name = text.substr(0, colon);
  return id;
}

bool IsSchemaName(std::string_view name) {
  return !name.empty() && name.size() <= kMaxNameLength && absl::ascii_isalpha(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [](unsigned char c) { return absl::ascii_isalnum(c) || c == '_'; });
}

}  // namespace kontrakt
