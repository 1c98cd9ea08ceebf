// Bytes: binary data in messages.
#ifndef KONTRAKT_SCHEMAS_DECLARE_BYTES_H_
#define KONTRAKT_SCHEMAS_DECLARE_BYTES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kontrakt/schemas/declare/codec.h"

namespace kontrakt {

// In JSON a string in base64 (RFC 4648 section 4: with padding, no line breaks, canonical: unused
// bits are zero), so that equal bytes are equal texts.
using Bytes = std::vector<std::byte>;

template <>
struct Codec<Bytes> {
  using Underlying = std::string;
  static constexpr FieldSpec kSpec = Constrained(
      constraints::Pattern("^(?:[A-Za-z0-9+/]{4})*"
                           "(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$"),
      constraints::ContentEncoding("base64"));
  static constexpr std::string_view kExpected = "base64 (RFC 4648 section 4)";
  static std::string Write(const Bytes& bytes);
  static std::optional<Bytes> Read(std::string_view text);
};

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_BYTES_H_
