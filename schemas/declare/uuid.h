// Uuid: a universally unique identifier (RFC 4122) as 16 bytes.
#ifndef KONTRAKT_SCHEMAS_DECLARE_UUID_H_
#define KONTRAKT_SCHEMAS_DECLARE_UUID_H_

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kontrakt/schemas/declare/codec.h"

namespace kontrakt {

// In JSON "2eb8aa08-aa98-11ea-b4aa-73b441d16380", in lower case; readers take either case.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};  // In the order in which they are written.

  // nullopt: not 8-4-4-4-12 hexadecimal digits.
  static std::optional<Uuid> Parse(std::string_view text);
  std::string ToString() const;

  friend auto operator<=>(const Uuid&, const Uuid&) = default;
};

template <>
struct Codec<Uuid> {
  using Underlying = std::string;
  static constexpr FieldSpec kSpec = Constrained(constraints::Format("uuid"));
  static constexpr std::string_view kExpected = "a UUID";
  static FixedText<36> Write(const Uuid& uuid);
  static std::optional<Uuid> Read(std::string_view text) { return Uuid::Parse(text); }
};

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_UUID_H_
