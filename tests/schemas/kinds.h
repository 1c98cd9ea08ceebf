// Messages of every kind beyond JSON's own types, which the tests of schemas/ share.
#ifndef KONTRAKT_TESTS_SCHEMAS_KINDS_H_
#define KONTRAKT_TESTS_SCHEMAS_KINDS_H_

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "kontrakt/schemas/declare/declare.h"

namespace kinds {

// ---- structs that contain themselves ----

template <class P>
bool SameTarget(const P& a, const P& b) {
  return a == nullptr || b == nullptr ? a == b : *a == *b;
}

struct Node {
  int value = 0;
  std::unique_ptr<Node> next;
  std::shared_ptr<Node> other;
  std::vector<Node> children;
  std::map<std::string, Node> named;
  friend bool operator==(const Node& a, const Node& b) {
    return a.value == b.value && SameTarget(a.next, b.next) && SameTarget(a.other, b.other) &&
           a.children == b.children && a.named == b.named;
  }
};
SCHEMA_FIELDS(Node, FIELD(value, Minimum(-5)), FIELD(next), FIELD(other), FIELD(children),
              FIELD(named, Doc("By name")));

// Two that contain each other.
struct Branch;
struct Leaf {
  std::string name;
  std::vector<Branch> behind;
};
struct Branch {
  std::optional<std::string> label;
  std::vector<Leaf> leaves;
};
inline bool operator==(const Branch& a, const Branch& b);
inline bool operator==(const Leaf& a, const Leaf& b) {
  return a.name == b.name && a.behind == b.behind;
}
inline bool operator==(const Branch& a, const Branch& b) {
  return a.label == b.label && a.leaves == b.leaves;
}
SCHEMA_FOLLOWS(Branch);
SCHEMA_FIELDS(Leaf, FIELD(name, MaxLength(3)), FIELD(behind, MaxItems(2)));
SCHEMA_FIELDS(Branch, FIELD(label), FIELD(leaves));

// ---- containers ----

enum class Level { kLow, kHigh, kUnknown };
SCHEMA_ENUM(Level, Named(kLow, "low"), Named(kHigh, "high"), Landing(kUnknown));

struct Containers {
  std::set<std::string> words;
  std::unordered_set<int> numbers;
  absl::flat_hash_set<std::int64_t> ids;
  std::set<double> doubles;
  std::set<float> floats;
  std::set<std::vector<int>> lists;
  std::set<Level> levels;
  std::unordered_map<std::string, int> counts;
  absl::flat_hash_map<std::string, std::vector<int>> rows;
  std::pair<std::string, int> pair;
  std::tuple<bool, std::optional<int>, std::pair<int, int>> tuple{};
  std::tuple<> nothing;
  std::optional<std::pair<int, double>> maybe;
  std::vector<std::pair<std::string, double>> pairs;
  friend bool operator==(const Containers&, const Containers&) = default;
};
SCHEMA_FIELDS(Containers, FIELD(words, MinItems(1), Items(MaxLength(3))),
              FIELD(numbers, MaxItems(2)), FIELD(ids), FIELD(doubles, Items(Minimum(0))),
              FIELD(floats), FIELD(lists), FIELD(levels), FIELD(counts, Items(Maximum(9))),
              FIELD(rows), FIELD(pair), FIELD(tuple), FIELD(nothing), FIELD(maybe), FIELD(pairs));

inline Containers ValidContainers() {
  Containers c;
  c.words = {"a", "bc"};
  c.pair = {"x", 1};
  return c;
}

// ---- variants ----

struct Circle {
  std::string type = "circle";
  double radius = 1;
  friend bool operator==(const Circle&, const Circle&) = default;
};
SCHEMA_FIELDS(Circle, FIELD(type, Const("circle")), FIELD(radius, Minimum(0)));

enum class Shape { kSquare, kLine };
SCHEMA_ENUM(Shape, Named(kSquare, "square"), Named(kLine, "line"));

struct Square {
  double side = 1;
  Shape shape = Shape::kSquare;
  friend bool operator==(const Square&, const Square&) = default;
};
SCHEMA_FIELDS(Square, FIELD(side, ExclusiveMinimum(0)),
              FIELD(shape, Const(Shape::kSquare), Name("type")));

struct Variants {
  std::variant<Circle, Square> shape;
  std::variant<std::monostate, bool, int, std::string, std::vector<int>, Circle> scalar;
  std::optional<std::variant<double, std::string>> maybe;
  std::vector<std::variant<Square, std::string>> list;
  std::variant<std::map<std::string, int>, std::int8_t> map_or_number;
  std::monostate nothing;
  friend bool operator==(const Variants&, const Variants&) = default;
};
SCHEMA_FIELDS(Variants, FIELD(shape, Doc("A form")), FIELD(scalar), FIELD(maybe), FIELD(list),
              FIELD(map_or_number), FIELD(nothing));

// An expression: structs that contain each other through a variant in a SCHEMA_VALUE.
struct Expression;
struct Sum {
  std::string op = "sum";
  std::vector<Expression> of;
};
struct Number {
  std::string op = "number";
  double value = 0;
  friend bool operator==(const Number&, const Number&) = default;
};
struct Expression {
  std::variant<Number, Sum> it;
};
inline bool operator==(const Expression& a, const Expression& b);
inline bool operator==(const Sum& a, const Sum& b) { return a.op == b.op && a.of == b.of; }
inline bool operator==(const Expression& a, const Expression& b) { return a.it == b.it; }
SCHEMA_FOLLOWS(Expression);
SCHEMA_FIELDS(Number, FIELD(op, Const("number")), FIELD(value));
SCHEMA_FIELDS(Sum, FIELD(op, Const("sum")), FIELD(of, MaxItems(3)));
SCHEMA_VALUE(Expression, FIELD(it));
struct Formula {
  std::string name;
  Expression body;
  friend bool operator==(const Formula&, const Formula&) = default;
};
SCHEMA_FIELDS(Formula, FIELD(name), FIELD(body));

// ---- strong typedefs, base classes, closed objects ----

struct OrderId {
  std::string text;
  friend auto operator<=>(const OrderId&, const OrderId&) = default;
};
SCHEMA_VALUE(OrderId, FIELD(text, MinLength(1), MaxLength(3), Doc("Of an order")));

struct Percent {
  int value = 0;
  friend bool operator==(const Percent&, const Percent&) = default;
};
SCHEMA_VALUE(Percent, FIELD(value, Minimum(0), Maximum(100)));

struct Pin {
  std::string digits = "0000";
  friend bool operator==(const Pin&, const Pin&) = default;
};
SCHEMA_VALUE(Pin, FIELD(digits, Pattern("^[0-9]{4}$"), Sensitive()));

struct Event {
  OrderId id{"o"};
  std::int64_t at = 0;
  friend bool operator==(const Event&, const Event&) = default;
};
SCHEMA_FIELDS(Event, FIELD(id), FIELD(at, Minimum(0)), Closed());

struct Placed : Event {
  Percent discount;
  std::optional<Percent> tax;
  std::vector<OrderId> related;
  std::set<OrderId> seen;
  Pin pin;
  Percent rebate;
  friend bool operator==(const Placed&, const Placed&) = default;
};
SCHEMA_FIELDS(Placed, FieldsOf<Event>(), FIELD(discount, Doc("In per cent")), FIELD(tax),
              FIELD(related), FIELD(seen), FIELD(pin), FIELD(rebate, Default(5)));

// ---- fields ----

struct Line {
  std::string name = "line";
  int count = 1;
  int price = 1;
  friend bool operator==(const Line&, const Line&) = default;
};
SCHEMA_FIELDS(Line, FIELD(name), FIELD(count), FIELD(price), Closed());
SCHEMA_RULE(Line, "count and price have one sign",
            [](const Line& line) { return (line.count < 0) == (line.price < 0); });

struct Bill {
  std::string kind = "bill";
  int version = 2;
  bool paid = true;
  Level level = Level::kLow;
  Level any = Level::kHigh;
  std::vector<Level> levels;
  std::int64_t total = 1;
  std::uint64_t number = 1;
  std::optional<std::int64_t> other;
  std::int32_t bounded = 0;
  std::vector<std::int64_t> texts;
  std::optional<Line> line;
  friend bool operator==(const Bill&, const Bill&) = default;
};
SCHEMA_FIELDS(Bill, FIELD(kind, Const("bill")), FIELD(version, Const(2)), FIELD(paid, Const(true)),
              FIELD(level, OneOf(Level::kLow), Deprecated("write any instead")),
              FIELD(any, Example(Level::kLow), Example(Level::kHigh)),
              FIELD(levels, Items(OneOf(Level::kHigh))), FIELD(total, AsString(), Example(12)),
              FIELD(number, AsString()), FIELD(other, AsString(), Minimum(-3), Default(-1)),
              FIELD(bounded, AsString(), ExclusiveMinimum(-12.5), Maximum(103)),
              FIELD(texts, Items(AsString(), Maximum(99))), FIELD(line));
SCHEMA_RULE(Bill, "total is above bounded",
            [](const Bill& bill) { return bill.total > bill.bounded; });
SCHEMA_RULE(Bill, "total is not 5", [](const Bill& bill) { return bill.total != 5; });

// ---- types with a Codec ----

// The example of docs/schemas.md.
struct Money {
  std::int64_t cents = 0;
  std::string currency = "EUR";
  friend bool operator==(const Money&, const Money&) = default;
};

struct Celsius {
  double degrees = 0;
  friend bool operator==(const Celsius&, const Celsius&) = default;
};

}  // namespace kinds

template <>
struct kontrakt::Codec<kinds::Money> {
  using Underlying = std::string;
  static constexpr FieldSpec kSpec =
      Constrained(constraints::Pattern("^(?:0|[1-9][0-9]{0,8})\\.[0-9]{2} [A-Z]{3}$"),
                  constraints::Doc("An amount"));
  static constexpr std::string_view kExpected = "an amount, \"12.50 EUR\"";
  static std::optional<std::string> Write(const kinds::Money& money);
  static std::optional<kinds::Money> Read(std::string_view text);
};

inline std::optional<std::string> kontrakt::Codec<kinds::Money>::Write(const kinds::Money& money) {
  if (money.cents < 0) return std::nullopt;
  const std::string cents = std::to_string(100 + money.cents % 100).substr(1);
  return std::to_string(money.cents / 100) + "." + cents + " " + money.currency;
}

inline std::optional<kinds::Money> kontrakt::Codec<kinds::Money>::Read(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos || text.size() != point + 7) return std::nullopt;
  kinds::Money money;
  for (const char c : text.substr(0, point + 3)) {
    if (c != '.') money.cents = money.cents * 10 + (c - '0');
  }
  money.currency = text.substr(point + 4);
  return money;
}

template <>
struct kontrakt::Codec<kinds::Celsius> {
  using Underlying = double;
  static constexpr FieldSpec kSpec = Constrained(constraints::Minimum(-273.15));
  static double Write(const kinds::Celsius& celsius) { return celsius.degrees; }
  static std::optional<kinds::Celsius> Read(double degrees) { return kinds::Celsius{degrees}; }
};

namespace kinds {

struct Coded {
  kontrakt::Uuid id;
  std::optional<kontrakt::Uuid> parent;
  std::set<kontrakt::Uuid> ids;
  kontrakt::Bytes bytes;
  kontrakt::Decimal price;
  std::map<std::string, kontrakt::Decimal> prices;
  std::chrono::sys_time<std::chrono::microseconds> at;
  std::chrono::sys_seconds second;
  std::vector<std::chrono::sys_days> days;
  std::chrono::nanoseconds ns{};
  std::chrono::microseconds us{};
  std::chrono::milliseconds ms{};
  std::chrono::seconds s{};
  std::optional<std::chrono::minutes> m;
  std::chrono::hours h{};
  std::chrono::days d{};
  Money money;
  Celsius warmth;
  Celsius cold;
  friend bool operator==(const Coded&, const Coded&) = default;
};
// For random_message.h.
inline void MakeUnsendable(Money& money) { money.cents = -1; }

SCHEMA_FIELDS(Coded, FIELD(id), FIELD(parent), FIELD(ids), FIELD(bytes, Doc("Raw")), FIELD(price),
              FIELD(prices), FIELD(at), FIELD(second), FIELD(days), FIELD(ns), FIELD(us), FIELD(ms),
              FIELD(s, Default("PT1S")), FIELD(m), FIELD(h), FIELD(d), FIELD(money),
              FIELD(warmth, Example(21.5)), FIELD(cold, Default(-5)));

// ---- every format ----

struct Formats {
  std::string at = "2026-11-21T13:32:02Z";
  std::string date = "2026-11-21";
  std::string time = "13:32:02Z";
  std::string duration = "P1DT12H";
  std::string email = "a@example.org";
  std::string hostname = "example.org";
  std::string ipv4 = "127.0.0.1";
  std::string ipv6 = "::1";
  std::string uri = "https://example.org/a";
  std::string uuid = "2eb8aa08-aa98-11ea-b4aa-73b441d16380";
  std::string pointer = "/a~1b/\"";
  std::string regex = "^\\S\"\u00e9+$";
  friend bool operator==(const Formats&, const Formats&) = default;
};
SCHEMA_FIELDS(Formats, FIELD(at, Format("date-time")), FIELD(date, Format("date")),
              FIELD(time, Format("time")), FIELD(duration, Format("duration")),
              FIELD(email, Format("email")), FIELD(hostname, Format("hostname")),
              FIELD(ipv4, Format("ipv4")), FIELD(ipv6, Format("ipv6")), FIELD(uri, Format("uri")),
              FIELD(uuid, Format("uuid")), FIELD(pointer, Format("json-pointer"), MaxLength(9)),
              FIELD(regex, Format("regex")));

// ---- any JSON ----

struct Anything {
  nlohmann::json any;
  std::vector<nlohmann::json> list;
  std::map<std::string, nlohmann::json> map;
  friend bool operator==(const Anything&, const Anything&) = default;
};
SCHEMA_FIELDS(Anything, FIELD(any, Doc("Whatever")), FIELD(list, MaxItems(2), UniqueItems()),
              FIELD(map));

}  // namespace kinds

#endif  // KONTRAKT_TESTS_SCHEMAS_KINDS_H_
