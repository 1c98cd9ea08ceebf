// Money: a type of one's own in messages. What it is in JSON, what the schema says of it, how it is
// checked and what an error says, in one place.
#ifndef KONTRAKT_EXAMPLES_OWN_TYPE_MONEY_H_
#define KONTRAKT_EXAMPLES_OWN_TYPE_MONEY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kontrakt/schemas/declare/declare.h"

namespace shop {

struct Money {
  std::int64_t cents = 0;
  std::string currency = "EUR";  // ISO 4217.
  friend bool operator==(const Money&, const Money&) = default;
};

}  // namespace shop

template <>
struct kontrakt::Codec<shop::Money> {
  // In JSON: a string, because readers round numbers.
  using Underlying = std::string;
  // In the schema, and checked whenever a message is written or fully read. 17 digits: Read() below
  // holds them all.
  static constexpr FieldSpec kSpec = Constrained(
      constraints::Pattern("^(?:0|[1-9][0-9]{0,14})\\.[0-9]{2} [A-Z]{3}$"),
      constraints::Doc("An amount that is not negative, and its currency: \"12.50 EUR\""));
  // In errors, behind "expected".
  static constexpr std::string_view kExpected = "an amount that is not negative, \"12.50 EUR\"";

  // nullopt: it cannot be sent.
  static std::optional<std::string> Write(const shop::Money& money) {
    if (money.cents < 0) return std::nullopt;
    return std::to_string(money.cents / 100) + "." +
           std::to_string(100 + money.cents % 100).substr(1) + " " + money.currency;
  }

  // Takes whatever kSpec takes. Structural reading asks no pattern, so any text may come.
  static std::optional<shop::Money> Read(std::string_view text) {
    if (text.size() < 8 || text.size() > 22) return std::nullopt;  // "0.00 EUR" and 14 digits more.
    shop::Money money{0, std::string(text.substr(text.size() - 3))};
    const std::string_view amount = text.substr(0, text.size() - 4);
    for (std::size_t i = 0; i < amount.size(); ++i) {
      const bool is_point = i + 3 == amount.size();
      if (is_point ? amount[i] != '.' : amount[i] < '0' || amount[i] > '9') return std::nullopt;
      if (!is_point) money.cents = money.cents * 10 + (amount[i] - '0');
    }
    return money;
  }
};

#endif  // KONTRAKT_EXAMPLES_OWN_TYPE_MONEY_H_
