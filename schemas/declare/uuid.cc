#include "kontrakt/schemas/declare/uuid.h"

#include <cstddef>

#include "kontrakt/schemas/text/format.h"

namespace kontrakt {
namespace {

// Of a digit that MatchesFormat() has seen.
int HexValue(char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

}  // namespace

std::optional<Uuid> Uuid::Parse(std::string_view text) {
  if (!MatchesFormat(Format::kUuid, text)) return std::nullopt;
  Uuid uuid;
  std::size_t at = 0;
  for (std::uint8_t& byte : uuid.bytes) {
    if (text[at] == '-') ++at;
    byte = static_cast<std::uint8_t>(HexValue(text[at]) << 4 | HexValue(text[at + 1]));
    at += 2;
  }
  return uuid;
}

std::string Uuid::ToString() const { return std::string(Codec<Uuid>::Write(*this)); }

FixedText<36> Codec<Uuid>::Write(const Uuid& uuid) {
  constexpr char kDigits[] = "0123456789abcdef";
  FixedText<36> text;
  char* to = text.data();
  for (std::size_t i = 0; i < uuid.bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *to++ = '-';
    *to++ = kDigits[uuid.bytes[i] >> 4];
    *to++ = kDigits[uuid.bytes[i] & 15];
  }
  text.SetSize(36);
  return text;
}

}  // namespace kontrakt
