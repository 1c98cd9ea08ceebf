// The orders that the shop announces.
#ifndef MONOREPO_SCHEMAS_ORDER_H_
#define MONOREPO_SCHEMAS_ORDER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "kontrakt/kontrakt.h"

namespace shop {

enum class Currency { kEur, kUsd };
SCHEMA_ENUM(Currency, Named(kEur, "EUR"), Named(kUsd, "USD"));

struct OrderLine {
  std::string sku;
  std::int32_t quantity = 1;
  double price = 0;
};
SCHEMA_FIELDS(OrderLine, FIELD(sku, Pattern("^[A-Z]{3}-[0-9]+$")), FIELD(quantity, Minimum(1)),
              FIELD(price, Minimum(0), MultipleOf(0.01)));

struct Order {
  std::string id;
  Currency currency = Currency::kEur;
  std::vector<OrderLine> lines;
  std::optional<std::string> note;
  absl::Time placed_at;
};
SCHEMA_FIELDS(Order, FIELD(id, MinLength(1)), FIELD(currency), FIELD(lines, MinItems(1)),
              FIELD(note, MaxLength(500)), FIELD(placed_at));
REGISTER_SCHEMA(Order, 1, {.streams = {"orders.placed"}, .retention = absl::Hours(24 * 7)});

// What the billing service answers with.
struct Invoice {
  std::string order_id;
  double total = 0;
};
SCHEMA_FIELDS(Invoice, FIELD(order_id, MinLength(1)), FIELD(total, Minimum(0)));
REGISTER_SCHEMA(Invoice, 1, {.streams = {"invoices.created"}});

}  // namespace shop

#endif  // MONOREPO_SCHEMAS_ORDER_H_
