// The three messages that every benchmark measures, always the same to the byte.
//
//   small   138 bytes: the message of the README
//   medium  1,945 bytes: an order with nested structs, ten lines, enums, dates, a map, constraints
//   large   41,506 bytes: an inventory of three hundred items
//
// Sizes are those of the JSON text without envelope. All messages satisfy their schemas.
#ifndef KONTRAKT_BENCHMARKS_MESSAGES_H_
#define KONTRAKT_BENCHMARKS_MESSAGES_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "kontrakt/schemas/declare/declare.h"

namespace benchmarks {

// ---- small ----

struct Content {
  std::string id;
  std::string url;
  std::optional<std::string> title;
  std::int64_t size = 0;
  friend bool operator==(const Content&, const Content&) = default;
};
SCHEMA_FIELDS(Content, FIELD(id, MinLength(1)), FIELD(url, Format("uri")),
              FIELD(title, MaxLength(200)), FIELD(size, Minimum(0)));
REGISTER_SCHEMA(Content, 1);

// ---- medium ----

enum class Currency { kEur, kUsd, kGbp };
SCHEMA_ENUM(Currency, Named(kEur, "EUR"), Named(kUsd, "USD"), Named(kGbp, "GBP"));

enum class OrderState { kPlaced, kPaid, kShipped };
SCHEMA_ENUM(OrderState, Named(kPlaced, "placed"), Named(kPaid, "paid"), Named(kShipped, "shipped"));

struct Address {
  std::string name;
  std::string street;
  std::string city;
  std::string zip;
  std::string country;
  friend bool operator==(const Address&, const Address&) = default;
};
SCHEMA_FIELDS(Address, FIELD(name, MinLength(1), MaxLength(80)), FIELD(street, MinLength(1)),
              FIELD(city, MinLength(1)), FIELD(zip, Pattern("^[0-9]{4,5}$")),
              FIELD(country, Pattern("^[A-Z]{2}$")));

struct OrderLine {
  std::string sku;
  std::string title;
  std::int32_t quantity = 0;
  double price = 0;
  std::optional<double> discount;
  friend bool operator==(const OrderLine&, const OrderLine&) = default;
};
SCHEMA_FIELDS(OrderLine, FIELD(sku, Pattern("^[A-Z]{2}[0-9]{4}$")),
              FIELD(title, MinLength(1), MaxLength(120)),
              FIELD(quantity, Minimum(1), Maximum(1000)), FIELD(price, Minimum(0)),
              FIELD(discount, Minimum(0), ExclusiveMaximum(1)));

struct Order {
  std::string id;
  std::int64_t customer = 0;
  OrderState state = OrderState::kPlaced;
  Currency currency = Currency::kEur;
  absl::Time placed_at;
  std::optional<absl::Time> paid_at;
  std::string deliver_on;
  std::string email;
  Address billing;
  Address shipping;
  std::vector<OrderLine> lines;
  std::map<std::string, std::string> attributes;
  bool gift = false;
  double total = 0;
  std::optional<std::string> note;
  friend bool operator==(const Order&, const Order&) = default;
};
SCHEMA_FIELDS(Order, FIELD(id, Format("uuid")), FIELD(customer, Minimum(1)), FIELD(state),
              FIELD(currency), FIELD(placed_at), FIELD(paid_at), FIELD(deliver_on, Format("date")),
              FIELD(email, Format("email")), FIELD(billing), FIELD(shipping),
              FIELD(lines, MinItems(1), MaxItems(100)), FIELD(attributes, Items(MaxLength(100))),
              FIELD(gift), FIELD(total, Minimum(0)), FIELD(note, MaxLength(500)));
REGISTER_SCHEMA(Order, 1);

// ---- large ----

struct Item {
  std::string sku;
  std::string name;
  std::int32_t quantity = 0;
  double price = 0;
  bool active = false;
  std::optional<std::string> shelf;
  friend bool operator==(const Item&, const Item&) = default;
};
SCHEMA_FIELDS(Item, FIELD(sku, Pattern("^[A-Z]{2}[0-9]{4}$")),
              FIELD(name, MinLength(1), MaxLength(120)), FIELD(quantity, Minimum(0)),
              FIELD(price, Minimum(0)), FIELD(active), FIELD(shelf, MaxLength(20)));

struct Inventory {
  std::string warehouse;
  std::vector<Item> items;
  friend bool operator==(const Inventory&, const Inventory&) = default;
};
SCHEMA_FIELDS(Inventory, FIELD(warehouse, MinLength(1)), FIELD(items, MinItems(1), MaxItems(1000)));
REGISTER_SCHEMA(Inventory, 1);

// ---- the messages ----

inline constexpr std::size_t kSmallBytes = 138;
inline constexpr std::size_t kMediumBytes = 1945;
inline constexpr std::size_t kLargeBytes = 41506;

// Number `n`, 0 to 999,999, of a family of small messages that differ in id, url and title.
Content SmallMessage(int n = 0);
Order MediumMessage();
Inventory LargeMessage();

}  // namespace benchmarks

#endif  // KONTRAKT_BENCHMARKS_MESSAGES_H_
