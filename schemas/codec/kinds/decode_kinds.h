// How the kinds of values beyond JSON's own are read. The machinery below decode.h; not for users.
#ifndef KONTRAKT_SCHEMAS_CODEC_KINDS_DECODE_KINDS_H_
#define KONTRAKT_SCHEMAS_CODEC_KINDS_DECODE_KINDS_H_

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/base/optimization.h"
#include "kontrakt/schemas/codec/decoder.h"
#include "kontrakt/schemas/codec/kinds/demands.h"
#include "kontrakt/schemas/codec/kinds/encode_kinds.h"
#include "kontrakt/schemas/codec/rules.h"
#include "kontrakt/schemas/declare/codec.h"
#include "kontrakt/schemas/declare/literals.h"
#include "kontrakt/schemas/declare/variants.h"
#include "kontrakt/schemas/reporter.h"

namespace kontrakt::internal {

// decode.h
template <class V>
void DecodeValue(Decoder& decoder, V& out, const Rules& rules, const Path& path);

// ---- what may be null ----

template <class T>
T& MakePresent(std::optional<T>& out) {
  return out.has_value() ? *out : out.emplace();
}
template <class T>
T& MakePresent(std::unique_ptr<T>& out) {
  if (out == nullptr) out = std::make_unique<T>();
  return *out;
}
// What others may share is not written to.
template <class T>
T& MakePresent(std::shared_ptr<T>& out) {
  out = std::make_shared<T>();
  return *out;
}

// ---- the value of an absent field ----

// False: the Codec of V, or of what V is made of, does not read it; Catalog::Check() has refused
// that before.
template <class V>
bool SetToLiteral(V& out, const Literal& literal) {
  constexpr Kind kKind = KindOf<V>();
  if constexpr (kKind == Kind::kOptional) {
    return SetToLiteral(MakePresent(out), literal);
  } else if constexpr (HasCodec<V>) {
    std::conditional_t<std::is_same_v<Underlying<V>, std::string>, std::string_view, Underlying<V>>
        underlying{};
    if constexpr (std::is_same_v<Underlying<V>, std::string>) {
      underlying = literal.as_string;
    } else if (!SetToLiteral(underlying, literal)) {
      return false;
    }
    auto value = Codec<V>::Read(underlying);
    if (value) out = *std::move(value);
    return static_cast<bool>(value);
  } else if constexpr (kKind == Kind::kAlias) {
    return SetToLiteral(out.*OnlyMember(kFields<V>), literal);
  } else if constexpr (HasLiterals(kKind)) {
    out = ValueOfLiteral<V>(literal);
    return true;
  } else {
    return false;
  }
}

// ---- objects ----

// What MapFiller (decode.h) is for std::map, for all others; their nodes are not used again.
template <class Map>
class HashMapFiller {
 public:
  explicit HashMapFiller(Map& map) : map_(map) { map_.clear(); }

  typename Map::value_type* Add(std::string_view key) {
    const auto [place, inserted] = map_.try_emplace(std::string(key));
    return inserted ? &*place : nullptr;
  }
  void Finish() {}

 private:
  Map& map_;
};

// ---- integers that travel as strings ----

// Exactly what the encoder writes: decimal, no leading zeros, no plus, no "-0".
bool IsIntegerText(std::string_view text);
ABSL_ATTRIBUTE_COLD void ReportIntegerText(Reporter& reporter, std::string_view text,
                                           const std::string& lowest, const std::string& highest,
                                           const Path& path);

template <class N>
void DecodeIntegerText(Decoder& decoder, N& out, const Rules& rules, const Path& path) {
  std::string_view text;
  if (!decoder.Text(text, path)) return;
  N value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (ABSL_PREDICT_FALSE(!IsIntegerText(text) || error != std::errc() || stop != end)) {
    return ReportIntegerText(decoder, text, std::to_string(std::numeric_limits<N>::min()),
                             std::to_string(std::numeric_limits<N>::max()), path);
  }
  out = value;
  if (decoder.full_checks()) CheckNumber(decoder, path, rules, out);
}

// ---- sets ----

// Items that are equal in C++ become one; equal JSON is refused by full checks alone.
template <class V>
void DecodeSet(Decoder& decoder, V& out, const Rules& rules, const Path& path) {
  if (!decoder.Expect(JsonReader::Type::kArray, "an array", path)) return;
  std::vector<std::string_view> texts;
  std::size_t size = 0;
  out.clear();
  decoder.reader().EnterArray();
  while (decoder.reader().NextElement()) {
    decoder.reader().Peek();
    const std::size_t begin = decoder.reader().position();
    Element<V> element{};
    DecodeValue(decoder, element, ItemRules(rules), Path::Element(path, size++));
    out.insert(std::move(element));
    if (decoder.full_checks()) texts.push_back(decoder.TextFrom(begin));
  }
  if (!decoder.reader().ok() || !decoder.full_checks()) return;
  CheckCount(decoder, path, rules, size);
  CheckUnique(decoder, path, texts);
}

// ---- tuples ----

template <class V>
void DecodeTuple(Decoder& decoder, V& out, const Path& path) {
  constexpr std::size_t kSize = std::tuple_size_v<V>;
  if (!decoder.Expect(JsonReader::Type::kArray, "an array", path)) return;
  std::size_t size = 0;
  decoder.reader().EnterArray();
  const auto read = [&]<std::size_t... I>(std::index_sequence<I...>) {
    ((I == size ? DecodeValue(decoder, std::get<I>(out), kNoRules, Path::Element(path, I))
                : void()),
     ...);
  };
  while (decoder.reader().NextElement()) {
    if (size < kSize) {
      read(std::make_index_sequence<kSize>{});
    } else {
      decoder.reader().Skip();
    }
    ++size;
  }
  if (decoder.reader().ok() && size != kSize) decoder.ReportSize(kSize, size, path);
}

// ---- variants ----

// The type of the value that comes next, as a JsonTypes bit; 0 where none begins.
std::uint8_t NextType(Decoder& decoder);

// Looks for the text of the key `tag` in the object that comes next, and reads nothing of it.
// False: it has none.
bool FindTagText(Decoder& decoder, std::string_view tag, std::string& text);

// The variant takes no such value; skips it.
void RefuseVariant(Decoder& decoder, std::string_view tag, std::vector<std::string_view> texts,
                   const Path& path);

inline constexpr std::size_t kNoAlternative = static_cast<std::size_t>(-1);

// The alternative that the next value belongs to.
template <class... Ts>
std::size_t ChooseAlternative(Decoder& decoder, Tag<std::variant<Ts...>>) {
  constexpr std::uint8_t kTypes[] = {JsonTypesOf<Ts>()...};
  constexpr std::string_view kTag = kTagOf<std::variant<Ts...>>;
  const std::uint8_t type = NextType(decoder);
  if (type == kObjectType && kTag.data() != nullptr) {
    std::string text;
    if (!FindTagText(decoder, kTag, text)) return kNoAlternative;
    static constexpr std::string_view kTexts[] = {TagText<Ts>(kTag)...};
    for (std::size_t i = 0; i < sizeof...(Ts); ++i) {
      if (kTexts[i].data() != nullptr && kTexts[i] == text) return i;
    }
    return kNoAlternative;
  }
  for (std::size_t i = 0; i < sizeof...(Ts); ++i) {
    if ((kTypes[i] & type) != 0) return i;
  }
  return kNoAlternative;
}

template <std::size_t I, class V>
void DecodeAlternative(Decoder& decoder, V& out, const Path& path) {
  if (out.index() != I) out.template emplace<I>();
  DecodeValue(decoder, *std::get_if<I>(&out), kNoRules, path);
}

template <class... Ts>
void DecodeVariant(Decoder& decoder, std::variant<Ts...>& out, const Path& path) {
  const std::size_t chosen = ChooseAlternative(decoder, Tag<std::variant<Ts...>>{});
  if (ABSL_PREDICT_FALSE(chosen == kNoAlternative)) {
    constexpr std::string_view kTag = kTagOf<std::variant<Ts...>>;
    return RefuseVariant(decoder, kTag, {TagText<Ts>(kTag)...}, path);
  }
  const auto decode = [&]<std::size_t... I>(std::index_sequence<I...>) {
    ((I == chosen ? DecodeAlternative<I>(decoder, out, path) : void()), ...);
  };
  decode(std::index_sequence_for<Ts...>{});
}

// ---- types that are another type in JSON ----

ABSL_ATTRIBUTE_COLD void ReportUnreadable(Reporter& reporter, const Path& path,
                                          std::string_view expected, std::string found);

template <class T>
void DecodeTextWithCodec(Decoder& decoder, T& out, const Path& path) {
  const std::size_t before = decoder.count();
  std::string_view text;
  if (!decoder.Text(text, path)) return;
  if (decoder.full_checks()) CheckText(decoder, path, FieldRules<T, 0>(), text, Nature::kUnicode);
  if (auto value = Codec<T>::Read(text)) {
    out = *std::move(value);
  } else if (decoder.count() == before) {
    ReportUnreadable(decoder, path, ExpectedOf<T>(), Shown(text));
  }
}

template <class T>
void DecodeValueWithCodec(Decoder& decoder, T& out, const Path& path) {
  const std::size_t before = decoder.count();
  Underlying<T> underlying{};
  DecodeValue(decoder, underlying, FieldRules<T, 0>(), path);
  if (!decoder.reader().ok() || decoder.count() != before) return;
  if (auto value = Codec<T>::Read(underlying)) {
    out = *std::move(value);
  } else {
    ReportUnreadable(decoder, path, ExpectedOf<T>(), "another");
  }
}

template <class T>
void DecodeAlias(Decoder& decoder, T& out, const Path& path) {
  std::optional<Reporter::Hidden> hidden;
  if constexpr (kFields<T>.specs[0].sensitive) hidden.emplace(decoder, path);
  if constexpr (!HasCodec<T>) {
    DecodeValue(decoder, out.*OnlyMember(kFields<T>), FieldRules<T, 0>(), path);
  } else if constexpr (std::is_same_v<Underlying<T>, std::string>) {
    DecodeTextWithCodec(decoder, out, path);
  } else {
    DecodeValueWithCodec(decoder, out, path);
  }
}

// ---- any JSON ----

void DecodeJson(Decoder& decoder, nlohmann::json& out, const Path& path);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_CODEC_KINDS_DECODE_KINDS_H_
