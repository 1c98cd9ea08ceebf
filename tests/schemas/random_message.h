// Random values of any declared type, valid and broken, and their JSON by a second, obvious road.
#ifndef KONTRAKT_TESTS_SCHEMAS_RANDOM_MESSAGE_H_
#define KONTRAKT_TESTS_SCHEMAS_RANDOM_MESSAGE_H_

#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "kontrakt/schemas/declare/describe.h"
#include "kontrakt/schemas/declare/fields.h"
#include "kontrakt/schemas/json/json.h"

namespace kontrakt::testing {

// Draws near the edges of what the checks allow, on both sides.
class RandomMessage {
 public:
  explicit RandomMessage(std::uint64_t seed) : random_(seed) {}

  // `message` with about one field in `one_in` drawn anew.
  template <Declared T>
  T Change(T message, std::uint64_t one_in) {
    internal::ForEachField<T>([&]<auto Member, std::size_t I>() {
      const FieldSpec& spec = internal::kFields<T>.specs[I];
      if (Below(one_in) == 0) Fill(message.*Member, spec.value, spec.items);
    });
    return message;
  }

 private:
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
                                                    "a/~b"};
    if (Below(3) != 0) return Pick(kTexts);
    const std::uint64_t length = c.max_length ? *c.max_length + Below(3) : Below(40);
    std::string text;
    for (std::uint64_t i = 0; i < length; ++i)
      text += Pick<std::string>({"a", "b", "\u00e9", "\U0001F600"});
    return text;
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
      out = absl::FromUnixMicros(static_cast<std::int64_t>(Below(4000000000000000)));
    } else if constexpr (kKind == Kind::kEnum) {
      out = internal::kEnumerators<V>[Below(internal::kEnumerators<V>.size())].value;
    } else if constexpr (kKind == Kind::kOptional) {
      out.reset();
      if (Below(2) == 0) Fill(out.emplace(), checks, items);
    } else if constexpr (kKind == Kind::kArray) {
      FillArray(out, items);
    } else if constexpr (kKind == Kind::kMap) {
      out.clear();
      for (std::uint64_t i = Below(3); i > 0; --i) Fill(out[String({})], items, {});
    } else {
      internal::ForEachField<V>([&]<auto Member, std::size_t I>() {
        const FieldSpec& spec = internal::kFields<V>.specs[I];
        Fill(out.*Member, spec.value, spec.items);
      });
    }
  }

  template <class V>
  void FillArray(V& out, const Checks& items) {
    if constexpr (kFixedSize<V> == 0) out.resize(Below(5));
    for (std::size_t i = 0; i < out.size(); ++i) {
      Element<V> element{};
      Fill(element, items, {});
      out[i] = element;
    }
  }

  std::mt19937_64 random_;
};

// The JSON of `value` without any check, through nlohmann::json.
template <class V>
Json ObviousJson(const V& value) {
  constexpr Kind kKind = KindOf<V>();
  if constexpr (kKind == Kind::kNumber) {
    char text[64];
    *std::to_chars(text, text + sizeof text - 1, value).ptr = '\0';
    return std::strtod(text, nullptr);
  } else if constexpr (kKind == Kind::kTime) {
    return absl::FormatTime("%Y-%m-%d%ET%H:%M:%E6S+00:00", value, absl::UTCTimeZone());
  } else if constexpr (kKind == Kind::kEnum) {
    return *EnumName(value);
  } else if constexpr (kKind == Kind::kOptional) {
    return value.has_value() ? ObviousJson(*value) : Json(nullptr);
  } else if constexpr (kKind == Kind::kArray) {
    Json array = Json::array();
    for (const auto& element : value) array.push_back(ObviousJson<Element<V>>(element));
    return array;
  } else if constexpr (kKind == Kind::kMap) {
    Json object = Json::object();
    for (const auto& [key, element] : value) object[key] = ObviousJson(element);
    return object;
  } else if constexpr (kKind == Kind::kStruct) {
    Json object = Json::object();
    internal::ForEachField<V>([&]<auto Member, std::size_t I>() {
      object[std::string(internal::kFields<V>.specs[I].name)] = ObviousJson(value.*Member);
    });
    return object;
  } else {
    return value;
  }
}

}  // namespace kontrakt::testing

#endif  // KONTRAKT_TESTS_SCHEMAS_RANDOM_MESSAGE_H_
