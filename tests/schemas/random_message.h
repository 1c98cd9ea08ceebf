// Random values of any declared type, valid and broken.
#ifndef KONTRAKT_TESTS_SCHEMAS_RANDOM_MESSAGE_H_
#define KONTRAKT_TESTS_SCHEMAS_RANDOM_MESSAGE_H_

#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "kontrakt/schemas/codec/kinds/decode_kinds.h"
#include "kontrakt/schemas/codec/kinds/demands.h"
#include "kontrakt/schemas/declare/describe.h"
#include "kontrakt/schemas/declare/fields.h"
#include "kontrakt/schemas/json/json.h"

namespace kontrakt::testing {

// Draws near the edges of what the checks allow, on both sides.
class RandomMessage {
 public:
  explicit RandomMessage(std::uint64_t seed) : random_(seed) {}

  // Draws about one field in `one_in` anew.
  template <Declared T>
  void Change(T& message, std::uint64_t one_in) {
    internal::ForEachField<T>([&]<auto Member, std::size_t I>() {
      if (Below(one_in) == 0) FillField(message.*Member, internal::kFields<T>.specs[I]);
    });
  }

  // Changes one place of `json`, which need not fit its schema any more.
  void Spoil(Json& json) {
    std::vector<Json*> places;
    ListPlaces(json, places);
    Json& place = *Pick(places);
    switch (Below(5)) {
      case 0:
        if (place.is_object() && !place.empty()) {
          place.erase(std::next(place.begin(), static_cast<std::ptrdiff_t>(Below(place.size()))));
          return;
        }
        break;
      case 1:
        if (place.is_object()) {
          place[Pick<std::string>({"new", "type", "op", "a"})] = SomeJson();
          return;
        }
        break;
      case 2:
        if (place.is_array() && !place.empty()) {
          place.push_back(place[Below(place.size())]);
          return;
        }
        break;
      case 3:
        if (place.is_array() && !place.empty()) {
          place.erase(Below(place.size()));
          return;
        }
        break;
      default:
        break;
    }
    place = SomeJson();
  }

 private:
  static void ListPlaces(Json& json, std::vector<Json*>& places) {
    places.push_back(&json);
    if (json.is_structured()) {
      for (Json& member : json) ListPlaces(member, places);
    }
  }

  Json SomeJson() {
    static const std::vector<std::string> kJson = {"null",
                                                   "true",
                                                   "false",
                                                   "0",
                                                   "1",
                                                   "-1",
                                                   "2.0",
                                                   "1.5",
                                                   "-0.0",
                                                   "128",
                                                   "4294967296",
                                                   "1e300",
                                                   "18446744073709551615",
                                                   "\"\"",
                                                   "\"a\"",
                                                   "\"abcd\"",
                                                   "\"circle\"",
                                                   "\"square\"",
                                                   "\"sum\"",
                                                   "\"low\"",
                                                   "\"high\"",
                                                   "\"line\"",
                                                   "\"5\"",
                                                   "\"-0\"",
                                                   "\"01\"",
                                                   "\"104\"",
                                                   "\"-12\"",
                                                   "\"-13\"",
                                                   "\"9223372036854775808\"",
                                                   "\"18446744073709551616\"",
                                                   "\"1 \"",
                                                   "[]",
                                                   "[1,1]",
                                                   "[1,1.0]",
                                                   "[[],{}]",
                                                   "{}",
                                                   "{\"type\":\"circle\",\"radius\":2}",
                                                   "{\"radius\":2,\"type\":\"circle\"}",
                                                   "{\"side\":1,\"type\":\"square\"}",
                                                   "{\"type\":\"line\"}",
                                                   "{\"op\":\"number\",\"value\":1}",
                                                   "{\"op\":\"sum\",\"of\":[]}",
                                                   "\"2eb8aa08-aa98-11ea-b4aa-73b441d16380\"",
                                                   "\"2EB8AA08-AA98-11EA-B4AA-73B441D1638F\"",
                                                   "\"PT1.5S\"",
                                                   "\"P1DT2H3M4.000000001S\"",
                                                   "\"PT\"",
                                                   "\"P1D\"",
                                                   "\"-PT0S\"",
                                                   "\"P1W\"",
                                                   "\"QQ==\"",
                                                   "\"QR==\"",
                                                   "\"QUI=\"",
                                                   "\"QUJD\"",
                                                   "\"QUJ\"",
                                                   "\"12.50\"",
                                                   "\"1.\"",
                                                   "\"-0.0\"",
                                                   "\"007\"",
                                                   "\"12.50 EUR\"",
                                                   "\"2026-11-21T13:32:02.000000+00:00\"",
                                                   "{\"a\":{\"b\":[0.5,\"\u00e9\"]}}"};
    return Json::parse(Pick(kJson));
  }

  template <class V>
  void FillField(V& out, const FieldSpec& spec) {
    Fill(out, spec.value, spec.items);
    if constexpr (KindOf<V>() == Kind::kBool || KindOf<V>() == Kind::kInteger ||
                  KindOf<V>() == Kind::kEnum || KindOf<V>() == Kind::kString) {
      if (spec.constant.given() && Below(8) != 0) out = internal::ValueOfLiteral<V>(spec.constant);
    }
  }

  std::uint64_t Below(std::uint64_t n) { return random_() % n; }

  template <class V>
  V Pick(const std::vector<V>& values) {
    return values[Below(values.size())];
  }

  static std::vector<Number> Bounds(const Checks& c) {
    std::vector<Number> bounds;
    for (const auto& b :
         {c.minimum, c.maximum, c.exclusive_minimum, c.exclusive_maximum, c.multiple_of}) {
      if (b.has_value()) bounds.push_back(*b);
    }
    return bounds;
  }

  static double AsDouble(const Number& n) {
    return n.type == Number::Type::kDouble     ? n.as_double
           : n.type == Number::Type::kUnsigned ? static_cast<double>(n.as_unsigned)
                                               : static_cast<double>(n.as_signed);
  }

  template <std::integral N>
  N Integer(const Checks& c) {
    const std::vector<Number> bounds = Bounds(c);
    if (bounds.empty() || Below(4) == 0) {
      return Pick<N>({0, 1, 5, 100, std::numeric_limits<N>::min(), std::numeric_limits<N>::max(),
                      static_cast<N>(random_())});
    }
    const Number bound = Pick(bounds);
    const std::uint64_t base = bound.type == Number::Type::kSigned
                                   ? static_cast<std::uint64_t>(bound.as_signed)
                                   : static_cast<std::uint64_t>(AsDouble(bound));
    return static_cast<N>(base * (Below(2) + 1) + Below(3) - 1);
  }

  template <std::floating_point N>
  N Floating(const Checks& c) {
    const std::vector<Number> bounds = Bounds(c);
    if (bounds.empty() || Below(4) == 0) {
      return Pick<N>({N{0}, N{-0.0}, N{1}, N{0.1}, N(19.99), N(1e-7), std::numeric_limits<N>::max(),
                      std::numeric_limits<N>::denorm_min(), std::numeric_limits<N>::lowest(),
                      static_cast<N>(static_cast<double>(Below(2000000)) / 1000.0)});
    }
    const N base = static_cast<N>(AsDouble(Pick(bounds)));
    return Pick<N>({base, std::nextafter(base, N{0}), std::nextafter(base, N{1e9}),
                    base * static_cast<N>(Below(3000))});
  }

  std::string String(const Checks& c) {
    static const std::vector<std::string> kTexts = {"",
                                                    "a",
                                                    "ab",
                                                    "AB12",
                                                    "ZZ99",
                                                    "AB1",
                                                    "\u00e9",
                                                    "\U0001F600",
                                                    "\"\\\n\x01",
                                                    "a b",
                                                    "2026-11-21",
                                                    "2026-02-30",
                                                    "https://example.org/a",
                                                    "plain",
                                                    "\x7f",
                                                    "u:",
                                                    "[",
                                                    "a/~b",
                                                    "2eb8aa08-aa98-11ea-b4aa-73b441d16380",
                                                    "PT0.25S",
                                                    "PT90M",
                                                    "-P2DT3H",
                                                    "P20D",
                                                    "QUI=",
                                                    "QUJDRA==",
                                                    "-12.50",
                                                    "7",
                                                    "12.50 EUR"};
    if (Below(3) != 0) return Pick(kTexts);
    const std::uint64_t length = c.max_length ? *c.max_length + Below(3) : Below(40);
    std::string text;
    for (std::uint64_t i = 0; i < length; ++i)
      text += Pick<std::string>({"a", "b", "\u00e9", "\U0001F600"});
    return text;
  }

  static void SetTime(absl::Time& out, std::int64_t micros) { out = absl::FromUnixMicros(micros); }
  static void SetTime(internal::UnixTime& out, std::int64_t micros) {
    out.seconds = micros / 1'000'000;
    out.nanoseconds = static_cast<std::int32_t>(micros % 1'000'000 * 1'000);
  }

  template <class V>
  void Fill(V& out, const Checks& checks, const Checks& items) {
    constexpr Kind kKind = KindOf<V>();
    if constexpr (kKind == Kind::kBool) {
      out = Below(2) == 0;
    } else if constexpr (kKind == Kind::kInteger) {
      out = Integer<V>(checks);
    } else if constexpr (kKind == Kind::kNumber) {
      out = Floating<V>(checks);
    } else if constexpr (kKind == Kind::kString) {
      out = String(checks);
    } else if constexpr (kKind == Kind::kTime) {
      SetTime(out, static_cast<std::int64_t>(Below(4000000000000000)));
    } else if constexpr (kKind == Kind::kEnum) {
      out = internal::kEnumerators<V>[Below(internal::kEnumerators<V>.size())].value;
    } else if constexpr (kKind == Kind::kNull) {
    } else if constexpr (kKind == Kind::kJson) {
      out = SomeJson();
    } else {
      ++depth_;
      FillParts(out, checks, items);
      --depth_;
    }
  }

  // A struct that contains itself ends somewhere.
  std::uint64_t Size(std::uint64_t limit) { return depth_ > 4 ? 0 : Below(limit); }

  template <class V>
  void FillParts(V& out, const Checks& checks, const Checks& items) {
    constexpr Kind kKind = KindOf<V>();
    if constexpr (kKind == Kind::kOptional) {
      out.reset();
      if (Size(2) == 1) Fill(internal::MakePresent(out), checks, items);
    } else if constexpr (kKind == Kind::kArray) {
      FillArray(out, items);
    } else if constexpr (kKind == Kind::kSet) {
      out.clear();
      for (std::uint64_t i = Size(4); i > 0; --i) {
        Element<V> element{};
        Fill(element, items, {});
        out.insert(std::move(element));
      }
    } else if constexpr (kKind == Kind::kMap) {
      out.clear();
      for (std::uint64_t i = Size(3); i > 0; --i) Fill(out[String({})], items, {});
    } else if constexpr (kKind == Kind::kTuple) {
      std::apply([&](auto&... places) { (Fill(places, {}, {}), ...); }, out);
    } else if constexpr (kKind == Kind::kVariant) {
      FillVariant(out, std::make_index_sequence<std::variant_size_v<V>>{});
    } else if constexpr (HasCodec<V>) {
      FillWithCodec(out);
    } else {
      internal::ForEachField<V>([&]<auto Member, std::size_t I>() {
        FillField(out.*Member, internal::kFields<V>.specs[I]);
      });
    }
  }

  template <class V, std::size_t... I>
  void FillVariant(V& out, std::index_sequence<I...>) {
    const std::uint64_t chosen = depth_ > 4 ? 0 : Below(sizeof...(I));
    ((I == chosen ? Fill(out.template emplace<I>(), {}, {}) : void()), ...);
  }

  // Whatever its Codec reads out of a random value.
  template <class V>
  void FillWithCodec(V& out) {
    internal::Underlying<V> underlying{};
    const FieldSpec& spec = internal::kFields<V>.specs[0];
    for (int i = 0; i < 20; ++i) {
      Fill(underlying, spec.value, spec.items);
      if (auto value = Codec<V>::Read(underlying)) {
        out = *std::move(value);
        return;
      }
    }
  }

  template <class V>
  void FillArray(V& out, const Checks& items) {
    if constexpr (kFixedSize<V> == 0) {
      out.clear();
      out.resize(Size(5));
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
      Element<V> element{};
      Fill(element, items, {});
      out[i] = std::move(element);
    }
  }

  std::mt19937_64 random_;
  int depth_ = 0;
};

}  // namespace kontrakt::testing

#endif  // KONTRAKT_TESTS_SCHEMAS_RANDOM_MESSAGE_H_
