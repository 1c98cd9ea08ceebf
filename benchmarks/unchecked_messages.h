// The same messages without a constraint: what our own encoder costs when it has nothing to check.
#ifndef KONTRAKT_BENCHMARKS_UNCHECKED_MESSAGES_H_
#define KONTRAKT_BENCHMARKS_UNCHECKED_MESSAGES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "kontrakt/benchmarks/messages.h"
#include "kontrakt/schemas/declare/declare.h"

namespace benchmarks::unchecked {

struct Content {
  std::string id;
  std::string url;
  std::optional<std::string> title;
  std::int64_t size = 0;
};
SCHEMA_FIELDS(Content, FIELD(id), FIELD(url), FIELD(title), FIELD(size));

struct Address {
  std::string name;
  std::string street;
  std::string city;
  std::string zip;
  std::string country;
};
SCHEMA_FIELDS(Address, FIELD(name), FIELD(street), FIELD(city), FIELD(zip), FIELD(country));

struct OrderLine {
  std::string sku;
  std::string title;
  std::int32_t quantity = 0;
  double price = 0;
  std::optional<double> discount;
};
SCHEMA_FIELDS(OrderLine, FIELD(sku), FIELD(title), FIELD(quantity), FIELD(price), FIELD(discount));

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
};
SCHEMA_FIELDS(Order, FIELD(id), FIELD(customer), FIELD(state), FIELD(currency), FIELD(placed_at),
              FIELD(paid_at), FIELD(deliver_on), FIELD(email), FIELD(billing), FIELD(shipping),
              FIELD(lines), FIELD(attributes), FIELD(gift), FIELD(total), FIELD(note));

struct Item {
  std::string sku;
  std::string name;
  std::int32_t quantity = 0;
  double price = 0;
  bool active = false;
  std::optional<std::string> shelf;
};
SCHEMA_FIELDS(Item, FIELD(sku), FIELD(name), FIELD(quantity), FIELD(price), FIELD(active),
              FIELD(shelf));

struct Inventory {
  std::string warehouse;
  std::vector<Item> items;
};
SCHEMA_FIELDS(Inventory, FIELD(warehouse), FIELD(items));

// The type here that has the fields of the checked one.
template <class Checked>
struct TwinOf;
template <>
struct TwinOf<benchmarks::Content> {
  using Type = Content;
};
template <>
struct TwinOf<benchmarks::Order> {
  using Type = Order;
};
template <>
struct TwinOf<benchmarks::Inventory> {
  using Type = Inventory;
};
template <class Checked>
using Twin = typename TwinOf<Checked>::Type;

}  // namespace benchmarks::unchecked

#endif  // KONTRAKT_BENCHMARKS_UNCHECKED_MESSAGES_H_
