// How the kinds of values beyond JSON's own are written. The machinery below encode.h; not for
// users.
#ifndef KONTRAKT_SCHEMAS_CODEC_KINDS_ENCODE_KINDS_H_
#define KONTRAKT_SCHEMAS_CODEC_KINDS_ENCODE_KINDS_H_

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "absl/base/attributes.h"
#include "absl/base/optimization.h"
#include "kontrakt/schemas/codec/encoder.h"
#include "kontrakt/schemas/codec/kinds/demands.h"
#include "kontrakt/schemas/codec/rules.h"
#include "kontrakt/schemas/declare/codec.h"
#include "kontrakt/schemas/declare/recursion.h"
#include "kontrakt/schemas/declare/variants.h"
#include "kontrakt/schemas/reporter.h"

namespace kontrakt::internal {

// encode.h
template <class V>
void EncodeValue(Encoder& encoder, const V& value, const Rules& rules, const Path& path);
template <class T>
void EncodeStruct(Encoder& encoder, const T& value, const Path& path);
template <class T>
void EncodeAlias(Encoder& encoder, const T& value, const Path& path);

// ---- structs and aliases that contain themselves ----

// The deepest nesting of arrays and objects in `json`; 1 for "[]".
std::size_t NestingOf(std::string_view json);

// A circle of pointers ends at the depth that no reader takes. What lies between two structs opens
// levels too, as may what an alias is, so a deep one's text is looked at when it is there.
template <class T>
void EncodeRecursive(Encoder& encoder, const T& value, const Path& path) {
  constexpr bool kIsStruct = KindOf<T>() == Kind::kStruct;
  if (ABSL_PREDICT_FALSE(encoder.too_deep())) return;  // A circle has more ways than can be gone.
  const std::size_t depth = DepthOf(path);
  if (ABSL_PREDICT_FALSE(depth + kIsStruct > kMaxMessageDepth)) {
    encoder.SetTooDeep();
    return ReportDepth(encoder, path);
  }
  const std::size_t begin = encoder.out().size();
  if constexpr (kIsStruct) {
    EncodeStruct(encoder, value, path);
  } else {
    EncodeAlias(encoder, value, path);
  }
  if (depth < kMaxMessageDepth / 2 || !encoder.clean()) return;
  if (depth + NestingOf(encoder.out().view().substr(begin)) > kMaxMessageDepth) {
    ReportDepth(encoder, path);
  }
}

// ---- integers that travel as strings ----

// At `to`, as Encoder's functions do.
template <class N>
char* EncodeIntegerText(Encoder& encoder, char* to, N value, const Rules& rules, const Path& path) {
  to = encoder.out().Room(to, 1);
  *to++ = '"';
  to = encoder.out().Room(encoder.Integer(to, value, rules, path), 1);
  *to++ = '"';
  return to;
}

// ---- sets ----

// uniqueItems over the array that `json` is; a text that is no JSON is another's affair.
void CheckItemsUnique(Reporter& reporter, const Path& path, std::string_view json);

// Different values of these kinds are different JSON.
template <class V>
inline constexpr bool kIsDistinct = KindOf<V>() == Kind::kBool || KindOf<V>() == Kind::kInteger ||
                                    KindOf<V>() == Kind::kString || KindOf<V>() == Kind::kEnum;

template <class V>
void EncodeSet(Encoder& encoder, const V& set, const Rules& rules, const Path& path) {
  const std::size_t begin = encoder.out().size();
  CheckCount(encoder, path, rules, set.size());
  std::size_t i = 0;
  char before = '[';
  for (const auto& element : set) {
    encoder.out().Append(std::exchange(before, ','));
    EncodeValue(encoder, element, ItemRules(rules), Path::Element(path, i++));
  }
  encoder.out().Append(i == 0 ? std::string_view("[]") : std::string_view("]"));
  if constexpr (!kIsDistinct<Element<V>>) {
    CheckItemsUnique(encoder, path, encoder.out().view().substr(begin));
  }
}

// ---- tuples ----

template <class V>
void EncodeTuple(Encoder& encoder, const V& tuple, const Path& path) {
  const auto place = [&](std::size_t i, const auto& value) {
    encoder.out().Append(i == 0 ? '[' : ',');
    EncodeValue(encoder, value, kNoRules, Path::Element(path, i));
  };
  const auto places = [&]<std::size_t... I>(std::index_sequence<I...>) {
    (place(I, std::get<I>(tuple)), ...);
  };
  places(std::make_index_sequence<std::tuple_size_v<V>>{});
  encoder.out().Append(std::tuple_size_v<V> == 0 ? std::string_view("[]") : std::string_view("]"));
}

// ---- variants ----

ABSL_ATTRIBUTE_COLD void ReportValueless(Reporter& reporter, const Path& path);

template <class... Ts>
void EncodeVariant(Encoder& encoder, const std::variant<Ts...>& value, const Path& path) {
  static_assert(IsUnambiguous(Tag<std::variant<Ts...>>{}),
                "the alternatives of a std::variant must be told apart: each has another JSON "
                "type, and structs have a field of one name with a Const(\"...\") of its own");
  if (ABSL_PREDICT_FALSE(value.valueless_by_exception())) return ReportValueless(encoder, path);
  std::visit([&](const auto& it) { EncodeValue(encoder, it, kNoRules, path); }, value);
}

// ---- types that are another type in JSON ----

ABSL_ATTRIBUTE_COLD void ReportUnwritable(Reporter& reporter, const Path& path,
                                          std::string_view expected);

template <class T>
constexpr std::string_view ExpectedOf() {
  if constexpr (requires { Codec<T>::kExpected; }) {
    return Codec<T>::kExpected;
  } else {
    return "a value that its Codec takes";
  }
}

template <class T, class Written>
void EncodeWritten(Encoder& encoder, const Written& written, const Path& path) {
  if constexpr (std::is_same_v<Underlying<T>, std::string>) {
    Buffer& out = encoder.out();
    out.CommitTo(
        encoder.String(out.Reserve(0), std::string_view(written), FieldRules<T, 0>(), path));
  } else {
    EncodeValue<Underlying<T>>(encoder, written, FieldRules<T, 0>(), path);
  }
}

template <class T>
void EncodeWithCodec(Encoder& encoder, const T& value, const Path& path) {
  const auto& written = Codec<T>::Write(value);
  if constexpr (requires {
                  written.has_value();
                  *written;
                }) {
    if (ABSL_PREDICT_TRUE(written.has_value())) return EncodeWritten<T>(encoder, *written, path);
    ReportUnwritable(encoder, path, ExpectedOf<T>());
  } else {
    EncodeWritten<T>(encoder, written, path);
  }
}

template <class T>
void EncodeAlias(Encoder& encoder, const T& value, const Path& path) {
  std::optional<Reporter::Hidden> hidden;
  if constexpr (kFields<T>.specs[0].sensitive) hidden.emplace(encoder, path);
  if constexpr (HasCodec<T>) {
    EncodeWithCodec(encoder, value, path);
  } else {
    EncodeValue(encoder, value.*OnlyMember(kFields<T>), FieldRules<T, 0>(), path);
  }
}

// ---- any JSON ----

void EncodeJson(Encoder& encoder, const nlohmann::json& value, const Path& path);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_CODEC_KINDS_ENCODE_KINDS_H_
