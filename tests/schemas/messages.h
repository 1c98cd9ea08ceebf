// Messages that the tests of schemas/ share: every type and every constraint at least once.
#ifndef KONTRAKT_TESTS_SCHEMAS_MESSAGES_H_
#define KONTRAKT_TESTS_SCHEMAS_MESSAGES_H_

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "kontrakt/schemas/declare/declare.h"

namespace messages {

// The message of the design, section 1.
struct Content {
  std::string id;
  std::string url;
  std::optional<std::string> title;
  std::int64_t size = 0;
  friend bool operator==(const Content&, const Content&) = default;
};
SCHEMA_FIELDS(Content, FIELD(id, MinLength(1)), FIELD(url, Format("uri")),
              FIELD(title, MaxLength(200), Doc("Shown in lists")), FIELD(size, Minimum(0)));
REGISTER_SCHEMA(Content, 1);

inline Content ValidContent() { return {"a", "https://example.org/a", "A title", 7}; }

enum class Color { kRed, kGreen, kUnlisted };
SCHEMA_ENUM(Color, kRed, Named(kGreen, "green"));

struct Point {
  double x = 0;
  double y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};
SCHEMA_FIELDS(Point, FIELD(x), FIELD(y));

// One field of every type.
struct Everything {
  bool flag = false;
  std::int8_t i8 = 0;
  std::uint8_t u8 = 0;
  std::int16_t i16 = 0;
  std::uint16_t u16 = 0;
  std::int32_t i32 = 0;
  std::uint32_t u32 = 0;
  std::int64_t i64 = 0;
  std::uint64_t u64 = 0;
  float f32 = 0;
  double f64 = 0;
  std::string text;
  Color color = Color::kRed;
  absl::Time when;
  std::optional<int> maybe;
  std::optional<Point> maybe_point;
  std::vector<std::string> list;
  std::vector<bool> flags;
  std::array<int, 3> three{};
  std::map<std::string, double> map;
  Point point;
  std::vector<Point> points;
  friend bool operator==(const Everything&, const Everything&) = default;
};
SCHEMA_FIELDS(Everything, FIELD(flag), FIELD(i8), FIELD(u8), FIELD(i16), FIELD(u16), FIELD(i32),
              FIELD(u32), FIELD(i64), FIELD(u64), FIELD(f32), FIELD(f64), FIELD(text), FIELD(color),
              FIELD(when), FIELD(maybe), FIELD(maybe_point), FIELD(list), FIELD(flags),
              FIELD(three), FIELD(map), FIELD(point), FIELD(points));
REGISTER_SCHEMA(Everything, 12, {.streams = {"everything"}, .retention = absl::Hours(24)});

inline Everything ValidEverything() {
  Everything e;
  e.flag = true;
  e.i8 = -128;
  e.u8 = 255;
  e.i16 = -32768;
  e.u16 = 65535;
  e.i32 = -2147483647 - 1;
  e.u32 = 4294967295;
  e.i64 = -9223372036854775807 - 1;
  e.u64 = 18446744073709551615u;
  e.f32 = 0.1f;
  e.f64 = 1e300;
  e.text = "caf\u00e9 \"q\" \\ \n \x01 \U0001F600";
  e.color = Color::kGreen;
  e.when = absl::FromUnixMicros(1795268722123456);
  e.maybe = 5;
  e.maybe_point = Point{1, 2.5};
  e.list = {"a", ""};
  e.flags = {true, false};
  e.three = {1, 2, 3};
  e.map = {{"k/~\"", 0.5}, {"", -1}};
  e.points = {{0, 0}, {-0.5, 1e-7}};
  return e;
}

// One field of every constraint.
struct Constrained {
  std::string code = "AB12";
  std::string day = "2026-11-21";
  std::string name = "abc";
  std::int32_t percent = 50;
  std::uint64_t big = 1;
  double price = 19.99;
  float ratio = 0.5f;
  std::vector<std::string> tags = {"a"};
  std::vector<double> unique = {1, 2};
  std::map<std::string, std::int32_t> counts;
  std::optional<std::string> secret;
  std::optional<Point> hidden;
  std::string type = "plain";
  int retries = 3;
  Color color = Color::kRed;
  bool on = true;
  double level = 0.5;
  std::optional<std::int32_t> limit;
  friend bool operator==(const Constrained&, const Constrained&) = default;
};
SCHEMA_FIELDS(Constrained, FIELD(code, Pattern("^[A-Z]{2}[0-9]{2}$")), FIELD(day, Format("date")),
              FIELD(name, MinLength(2), MaxLength(4)),
              FIELD(percent, Minimum(0), Maximum(100), MultipleOf(5)),
              FIELD(big, Minimum(1), Maximum(9007199254740993)),
              FIELD(price, ExclusiveMinimum(0), ExclusiveMaximum(1000.5), MultipleOf(0.01)),
              FIELD(ratio, Minimum(0.1), Maximum(0.7)),
              FIELD(tags, MinItems(1), MaxItems(3), Items(MinLength(1), Pattern("^[a-z]*$"))),
              FIELD(unique, UniqueItems()), FIELD(counts, Items(Minimum(1))),
              FIELD(secret, MinLength(8), Sensitive()), FIELD(hidden, Sensitive()),
              FIELD(type, Name("@type"), Default("plain")), FIELD(retries, Default(3), Minimum(0)),
              FIELD(color, Default(Color::kGreen), Doc("How it looks")), FIELD(on, Default(true)),
              FIELD(level, Default(0.5)), FIELD(limit, Maximum(10), Default(9)));

struct Empty {
  friend bool operator==(const Empty&, const Empty&) = default;
};
SCHEMA_FIELDS(Empty);

namespace v1 {
struct Tag {
  std::string name;
};
SCHEMA_FIELDS(Tag, FIELD(name));
REGISTER_SCHEMA(Tag, 1);
}  // namespace v1

namespace v2 {
struct Tag {
  std::string name;
  v1::Tag old;
};
SCHEMA_FIELDS(Tag, FIELD(name), FIELD(old));
REGISTER_SCHEMA(Tag, 2);
struct Both {
  Tag now;
  v1::Tag before;
};
SCHEMA_FIELDS(Both, FIELD(now), FIELD(before));
}  // namespace v2

}  // namespace messages

#endif  // KONTRAKT_TESTS_SCHEMAS_MESSAGES_H_
