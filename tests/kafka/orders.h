// Order:1, with every constraint that a field can have, and the ways to break it: each names the
// pointer and the rule that must be in the refusal.
#ifndef KONTRAKT_TESTS_KAFKA_ORDERS_H_
#define KONTRAKT_TESTS_KAFKA_ORDERS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kontrakt/schemas/declare/declare.h"
#include "nlohmann/json.hpp"

namespace kontrakt::tests {

enum class Stage { kOpen, kPaid };
SCHEMA_ENUM(Stage, Named(kOpen, "open"), Named(kPaid, "paid"));

struct Address {
  std::string city = "Zürich";
  std::string zip = "8001";
};
SCHEMA_FIELDS(Address, FIELD(city, MinLength(1)), FIELD(zip, Pattern("^[0-9]{4}$")));

struct Line {
  std::string sku = "sku-1";
  std::int32_t count = 1;
};
SCHEMA_FIELDS(Line, FIELD(sku, Pattern("^sku-[0-9]+$")), FIELD(count, Minimum(1), Maximum(99)));

// Valid as it is.
struct Order {
  std::string id = "order-1";
  std::string code = "ABC-1";
  std::string mail = "someone@example.org";
  std::optional<std::string> link = "https://example.org/1";
  std::int64_t quantity = 1;
  double price = 19.99;
  double discount = 0.5;
  Stage stage = Stage::kOpen;
  std::vector<std::string> tags = {"a", "b"};
  Address shipping = {};
  std::vector<Line> lines = {Line{}, Line{}};
  std::map<std::string, std::int64_t> stock = {{"north/south", 3}};
  std::string note = "no note";
};
SCHEMA_FIELDS(Order, FIELD(id, MinLength(1), MaxLength(20)),
              FIELD(code, Pattern("^[A-Z]{3}-[0-9]+$")), FIELD(mail, Format("email")),
              FIELD(link, Format("uri")), FIELD(quantity, Minimum(1), Maximum(1000)),
              FIELD(price, ExclusiveMinimum(0), MultipleOf(0.01)),
              FIELD(discount, ExclusiveMaximum(1)), FIELD(stage),
              FIELD(tags, MinItems(1), MaxItems(5), UniqueItems(), Items(MinLength(1))),
              FIELD(shipping), FIELD(lines), FIELD(stock, Items(Minimum(0))), FIELD(note));
REGISTER_SCHEMA(Order, 1);

// One way to break a message.
template <typename Message>
struct Breakage {
  const char* name;
  const char* pointer;
  const char* rule;
  // `pick` chooses among equal ways; any number will do.
  void (*apply)(Message& message, int pick);
};

const std::vector<Breakage<Order>>& OrderBreakages();
// Of the data of a valid Order as JSON.
const std::vector<Breakage<nlohmann::json>>& JsonBreakages();

// The data of Order{}, written without kontrakt.
nlohmann::json ValidOrderJson();

// Texts that are no JSON, or not only JSON, made from a valid text.
struct TextBreakage {
  const char* name;
  std::string (*apply)(std::string text);
};
const std::vector<TextBreakage>& TextBreakages();

}  // namespace kontrakt::tests

#endif  // KONTRAKT_TESTS_KAFKA_ORDERS_H_
