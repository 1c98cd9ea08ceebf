// Random values of any declared type, valid and broken.
#ifndef KONTRAKT_TESTS_SCHEMAS_RANDOM_MESSAGE_H_
#define KONTRAKT_TESTS_SCHEMAS_RANDOM_MESSAGE_H_

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "kontrakt/schemas/codec/kinds/decode_kinds.h"
#include "kontrakt/schemas/codec/kinds/demands.h"
#include "kontrakt/schemas/codec/time_text.h"
#include "kontrakt/schemas/declare/bytes.h"
#include "kontrakt/schemas/declare/chrono.h"
#include "kontrakt/schemas/declare/decimal.h"
#include "kontrakt/schemas/declare/describe.h"
#include "kontrakt/schemas/declare/fields.h"
#include "kontrakt/schemas/declare/uuid.h"
#include "tests/schemas/choices.h"
#include "tests/schemas/random_json.h"

namespace kontrakt::testing {

// Draws near the edges of what the checks allow, on both sides; now and then what no JSON can say.
class RandomMessage {
 public:
  explicit RandomMessage(Choices& choices) : choices_(choices) {}

  // Draws about one field in `one_in` anew.
  template <Declared T>
  void Change(T& message, std::uint64_t one_in) {
    internal::ForEachField<T>([&]<auto Member, std::size_t I>() {
      if (Below(one_in) == 0) FillField(message.*Member, internal::kFields<T>.specs[I]);
    });
  }

 private:
  template <class V>
  void FillField(V& out, const FieldSpec& spec) {
    Fill(out, spec.value, spec.items);
    if constexpr (KindOf<V>() == Kind::kBool || KindOf<V>() == Kind::kInteger ||
                  KindOf<V>() == Kind::kEnum || KindOf<V>() == Kind::kString) {
      if (spec.constant.given() && Below(8) != 0) out = internal::ValueOfLiteral<V>(spec.constant);
    }
  }

  std::uint64_t Below(std::uint64_t n) { return choices_.Below(n); }

  template <class V>
  V Pick(const std::vector<V>& values) {
    return choices_.Pick(values);
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
                      static_cast<N>(choices_.Any())});
    }
    const Number bound = Pick(bounds);
    const std::uint64_t base = bound.type == Number::Type::kUnsigned ? bound.as_unsigned
                               : bound.type == Number::Type::kSigned
                                   ? static_cast<std::uint64_t>(bound.as_signed)
                                   : static_cast<std::uint64_t>(static_cast<std::int64_t>(
                                         std::clamp(bound.as_double, -1e18, 1e18)));
    return static_cast<N>(base * (Below(2) + 1) + Below(3) - 1);
  }

  template <std::floating_point N>
  N Floating(const Checks& c) {
    // A set needs an order, and NaN has none.
    if (sets_ == 0 && Unsendable()) {
      return Pick<N>({std::numeric_limits<N>::quiet_NaN(), std::numeric_limits<N>::infinity()});
    }
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
    if (Unsendable()) return Pick<std::string>({"\xff", "a\xc3", "\xed\xa0\x80"});
    if (Below(3) != 0) return Pick(SomeTexts());
    const std::uint64_t length = c.max_length ? *c.max_length + Below(3) : Below(40);
    std::string text;
    for (std::uint64_t i = 0; i < length; ++i)
      text += Pick<std::string>({"a", "b", "\u00e9", "\U0001F600"});
    return text;
  }

  // To the microsecond: finer digits are cut when they are written.
  std::int64_t Micros() {
    if (Unsendable()) return Pick<std::int64_t>({internal::kFirstMicros - 1, internal::kEndMicros});
    return Pick<std::int64_t>({static_cast<std::int64_t>(Below(4'000'000'000'000'000)), 0, -1,
                               internal::kFirstMicros, internal::kEndMicros - 1});
  }
  static void SetTime(absl::Time& out, std::int64_t micros) { out = absl::FromUnixMicros(micros); }
  static void SetTime(internal::UnixTime& out, std::int64_t micros) {
    const absl::Time time = absl::FromUnixMicros(micros);
    out.seconds = absl::ToUnixSeconds(time);
    out.nanoseconds = static_cast<std::int32_t>(
        absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(out.seconds)));
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
      SetTime(out, Micros());
    } else if constexpr (kKind == Kind::kEnum) {
      constexpr const auto& kAll = internal::kEnumerators<V>;
      out = Unsendable() ? kAll.landing.value_or(static_cast<V>(101))
                         : kAll[Below(kAll.size())].value;
    } else if constexpr (kKind == Kind::kNull) {
    } else if constexpr (kKind == Kind::kJson) {
      out = SomeJson(choices_);
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
      ++sets_;
      for (std::uint64_t i = Size(4); i > 0; --i) {
        Element<V> element{};
        Fill(element, items, {});
        out.insert(std::move(element));
      }
      --sets_;
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

  template <class V>
  void FillWithCodec(V& out) {
    if constexpr (std::same_as<V, Uuid>) {
      for (auto& byte : out.bytes) byte = static_cast<std::uint8_t>(Below(256));
    } else if constexpr (std::same_as<V, Bytes>) {
      out.resize(Below(6));
      for (auto& byte : out) byte = static_cast<std::byte>(Below(256));
    } else if constexpr (internal::kIsDuration<V>) {
      using Rep = typename V::rep;
      out = V(Pick<Rep>({static_cast<Rep>(Below(5000)), std::numeric_limits<Rep>::min(),
                         std::numeric_limits<Rep>::max(), static_cast<Rep>(choices_.Any())}));
    } else {
      FillAsItsCodecReads(out);
      // For types of a test's own.
      if constexpr (requires { MakeUnsendable(out); }) {
        if (Unsendable()) MakeUnsendable(out);
      }
    }
  }

  // Whatever its Codec reads out of a random value; often what breaks its demands.
  template <class V>
  void FillAsItsCodecReads(V& out) {
    internal::Underlying<V> underlying{};
    const FieldSpec& spec = internal::kFields<V>.specs[0];
    for (int i = 0; i < 50; ++i) {
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

  bool Unsendable() { return choices_.OneIn(60); }

  Choices& choices_;
  int depth_ = 0;
  int sets_ = 0;  // That enclose the value.
};

}  // namespace kontrakt::testing

#endif  // KONTRAKT_TESTS_SCHEMAS_RANDOM_MESSAGE_H_
