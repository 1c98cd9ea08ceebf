// The same messages through nlohmann_json, as its manual says: the usual C++ way, for comparison.
#ifndef KONTRAKT_BENCHMARKS_NLOHMANN_MESSAGES_H_
#define KONTRAKT_BENCHMARKS_NLOHMANN_MESSAGES_H_

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>

#include "absl/time/time.h"
#include "kontrakt/benchmarks/messages.h"

namespace nlohmann {

template <class T>
struct adl_serializer<std::optional<T>> {
  static void to_json(json& out, const std::optional<T>& value) {
    if (value.has_value()) {
      out = *value;
    } else {
      out = nullptr;
    }
  }
  static void from_json(const json& in, std::optional<T>& value) {
    if (in.is_null()) {
      value.reset();
    } else {
      value = in.get<T>();
    }
  }
};

template <>
struct adl_serializer<absl::Time> {
  static void to_json(json& out, absl::Time value) {
    out = absl::FormatTime("%E4Y-%m-%d%ET%H:%M:%E6S%Ez", value, absl::UTCTimeZone());
  }
  static void from_json(const json& in, absl::Time& value) {
    std::string why;
    if (!absl::ParseTime(absl::RFC3339_full, in.get_ref<const std::string&>(), &value, &why)) {
      throw std::invalid_argument(why);
    }
  }
};

}  // namespace nlohmann

namespace benchmarks {

NLOHMANN_JSON_SERIALIZE_ENUM(Currency, {{Currency::kEur, "EUR"},
                                        {Currency::kUsd, "USD"},
                                        {Currency::kGbp, "GBP"}})
NLOHMANN_JSON_SERIALIZE_ENUM(OrderState, {{OrderState::kPlaced, "placed"},
                                          {OrderState::kPaid, "paid"},
                                          {OrderState::kShipped, "shipped"}})
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Content, id, url, title, size)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Address, name, street, city, zip, country)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(OrderLine, sku, title, quantity, price, discount)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Order, id, customer, state, currency, placed_at, paid_at,
                                   deliver_on, email, billing, shipping, lines, attributes, gift,
                                   total, note)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Item, sku, name, quantity, price, active, shelf)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Inventory, warehouse, items)

}  // namespace benchmarks

#endif  // KONTRAKT_BENCHMARKS_NLOHMANN_MESSAGES_H_
