// Decimal: a decimal number that nobody rounds, money for example.
#ifndef KONTRAKT_SCHEMAS_DECLARE_DECIMAL_H_
#define KONTRAKT_SCHEMAS_DECLARE_DECIMAL_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "kontrakt/schemas/declare/codec.h"

namespace kontrakt {

// Keeps the text: "19.90" stays "19.90" and is not equal to "19.9". In JSON it is a string, because
// many readers take every number for a double. It does not calculate: give text() to a library that
// does.
class Decimal {
 public:
  Decimal() = default;  // 0

  // nullopt: not digits with an optional '-' before them and an optional fraction: "-0.05", "12".
  // No exponent, no '+', no leading zeros, nothing left out beside the point.
  static std::optional<Decimal> Parse(std::string_view text);

  const std::string& text() const { return text_; }

  friend bool operator==(const Decimal&, const Decimal&) = default;

 private:
  explicit Decimal(std::string text) : text_(std::move(text)) {}

  std::string text_ = "0";
};

template <>
struct Codec<Decimal> {
  using Underlying = std::string;
  static constexpr FieldSpec kSpec =
      Constrained(constraints::Pattern("^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?$"));
  static constexpr std::string_view kExpected = "a decimal number, \"-12.50\"";
  static const std::string& Write(const Decimal& decimal) { return decimal.text(); }
  static std::optional<Decimal> Read(std::string_view text) { return Decimal::Parse(text); }
};

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_DECIMAL_H_
