// Encode: a declared struct to JSON text, with every constraint checked in the same pass.
//
// The text is compact, keys in declared order, absent optionals as null, UTF-8 unescaped. What is
// written satisfies the struct's SchemaDocument(): both come from the same declaration.
#ifndef KONTRAKT_SCHEMAS_CODEC_ENCODE_H_
#define KONTRAKT_SCHEMAS_CODEC_ENCODE_H_

#include <array>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "kontrakt/schemas/codec/buffer.h"
#include "kontrakt/schemas/codec/encoder.h"
#include "kontrakt/schemas/declare/describe.h"
#include "kontrakt/schemas/declare/register.h"

namespace kontrakt {

// Appends `message` to `out`. Thread-safe as far as `out` is the caller's own.
//   kInvalidArgument: the message breaks its schema; ViolationsOf() the status lists every
//   violation. `out` is then as before.
template <Declared T>
absl::Status Encode(const T& message, Buffer& out);
template <Declared T>
absl::Status Encode(const T& message, std::string& out);

// The same inside of its envelope: {"schema":"Content:1","data":{...}}.
template <Registered T>
absl::Status EncodeEnvelope(const T& message, Buffer& out);
template <Registered T>
absl::Status EncodeEnvelope(const T& message, std::string& out);

// ---- implementation details ----

namespace internal {

// Texts that are known when the program is compiled.
template <std::size_t N>
struct Text {
  std::array<char, N> bytes{};
  constexpr std::string_view view() const { return {bytes.data(), N}; }
};

// `,"name":`, or `{"name":` for the first field.
template <class T, std::size_t I>
inline constexpr auto kKeyText = [] {
  constexpr std::string_view kName = kFields<T>.specs[I].name;
  Text<kName.size() + 4> text;
  std::size_t at = 0;
  text.bytes[at++] = I == 0 ? '{' : ',';
  text.bytes[at++] = '"';
  for (const char c : kName) text.bytes[at++] = c;
  text.bytes[at++] = '"';
  text.bytes[at++] = ':';
  return text;
}();

// `{"schema":"Content:1","data":`
template <class T>
inline constexpr auto kEnvelopePrefix = [] {
  constexpr Registration kThis = kRegistration<T>;
  constexpr std::string_view kHead = "{\"schema\":\"", kTail = "\",\"data\":";
  constexpr std::size_t kDigits = [] {
    std::size_t digits = 1;
    for (int v = kThis.version; v >= 10; v /= 10) ++digits;
    return digits;
  }();
  Text<kHead.size() + kThis.name.size() + 1 + kDigits + kTail.size()> text;
  std::size_t at = 0;
  for (const char c : kHead) text.bytes[at++] = c;
  for (const char c : kThis.name) text.bytes[at++] = c;
  text.bytes[at++] = ':';
  int version = kThis.version;
  for (std::size_t i = kDigits; i > 0; --i, version /= 10) {
    text.bytes[at + i - 1] = static_cast<char>('0' + version % 10);
  }
  at += kDigits;
  for (const char c : kTail) text.bytes[at++] = c;
  return text;
}();

template <class V>
void EncodeValue(Encoder& encoder, const V& value, const Rules& rules, const Path& path);

template <class T>
void EncodeStruct(Encoder& encoder, const T& value, const Path& path) {
  ForEachField<T>([&]<auto Member, std::size_t I>() {
    constexpr const FieldSpec& kSpec = kFields<T>.specs[I];
    encoder.out().Append(kKeyText<T, I>.view());
    const Path here = Path::Member(path, kSpec.name);
    if constexpr (kSpec.sensitive) {
      const Reporter::Hidden hidden(encoder, here);
      EncodeValue(encoder, value.*Member, kRules<T, I>, here);
    } else {
      EncodeValue(encoder, value.*Member, kRules<T, I>, here);
    }
  });
  encoder.out().Append(kFieldCount<T> == 0 ? std::string_view("{}") : std::string_view("}"));
}

template <class E>
void EncodeEnum(Encoder& encoder, E value, const Path& path) {
  const std::optional<std::string_view> name = EnumName(value);
  bool ascii;
  if (ABSL_PREDICT_TRUE(name.has_value())) {
    AppendString(encoder.out(), *name, ascii);
  } else {
    ReportNotListed(encoder, path, Describe<E>().enumerators,
                    std::to_string(static_cast<std::underlying_type_t<E>>(value)));
  }
}

template <class V>
void EncodeArray(Encoder& encoder, const V& array, const Rules& rules, const Path& path) {
  Buffer& out = encoder.out();
  CheckCount(encoder, path, rules, array.size());
  std::vector<std::pair<std::size_t, std::size_t>> items;  // Only for uniqueItems.
  if (rules.checks.unique_items) items.reserve(array.size());
  std::size_t i = 0;
  char before = '[';
  for (const auto& element : array) {
    out.Append(std::exchange(before, ','));
    const std::size_t begin = out.size();
    EncodeValue<Element<V>>(encoder, element, ItemRules(rules), Path::Element(path, i++));
    if (rules.checks.unique_items) items.emplace_back(begin, out.size() - begin);
  }
  out.Append(array.empty() ? std::string_view("[]") : std::string_view("]"));
  if (rules.checks.unique_items) {
    std::vector<std::string_view> texts;
    texts.reserve(items.size());
    for (const auto& [begin, size] : items) texts.push_back(out.view().substr(begin, size));
    CheckUnique(encoder, path, texts);
  }
}

template <class V>
void EncodeMap(Encoder& encoder, const V& map, const Rules& rules, const Path& path) {
  Buffer& out = encoder.out();
  char before = '{';
  for (const auto& [key, element] : map) {
    out.Append(std::exchange(before, ','));
    const Path here = Path::Member(path, key);
    bool ascii;
    if (!AppendString(out, key, ascii)) ReportNotUtf8(encoder, path);
    out.Append(':');
    EncodeValue(encoder, element, ItemRules(rules), here);
  }
  out.Append(map.empty() ? std::string_view("{}") : std::string_view("}"));
}

template <class V>
void EncodeValue(Encoder& encoder, const V& value, const Rules& rules, const Path& path) {
  constexpr Kind kKind = KindOf<V>();
  if constexpr (kKind == Kind::kBool) {
    encoder.out().Append(value ? std::string_view("true") : std::string_view("false"));
  } else if constexpr (kKind == Kind::kInteger) {
    encoder.Integer(value, rules, path);
  } else if constexpr (kKind == Kind::kNumber) {
    encoder.Floating(value, rules, path);
  } else if constexpr (kKind == Kind::kString) {
    encoder.String(value, rules, path);
  } else if constexpr (kKind == Kind::kTime) {
    encoder.Time(value, path);
  } else if constexpr (kKind == Kind::kEnum) {
    EncodeEnum(encoder, value, path);
  } else if constexpr (kKind == Kind::kOptional) {
    if (value.has_value()) return EncodeValue(encoder, *value, rules, path);
    encoder.out().Append("null");
  } else if constexpr (kKind == Kind::kArray) {
    EncodeArray(encoder, value, rules, path);
  } else if constexpr (kKind == Kind::kMap) {
    EncodeMap(encoder, value, rules, path);
  } else {
    EncodeStruct(encoder, value, path);
  }
}

// Subject of an error: "Content:1" where there is a version, else "Content".
template <class T>
std::string SubjectOf() {
  if constexpr (Registered<T>) {
    return SchemaIdOf<T>().ToString();
  } else {
    return std::string(KontraktStructName(Tag<T>{}));
  }
}

template <class T>
absl::Status EncodeBetween(std::string_view prefix, const T& message, std::string_view suffix,
                           Buffer& out) {
  const std::size_t before = out.size();
  Encoder encoder(out);
  out.Append(prefix);
  EncodeStruct(encoder, message, Path{});
  out.Append(suffix);
  if (ABSL_PREDICT_TRUE(encoder.clean())) return absl::OkStatus();
  out.Truncate(before);
  return ViolationsToStatus(SubjectOf<T>(), encoder.violations());
}

}  // namespace internal

template <Declared T>
absl::Status Encode(const T& message, Buffer& out) {
  return internal::EncodeBetween("", message, "", out);
}

template <Declared T>
absl::Status Encode(const T& message, std::string& out) {
  Buffer buffer;
  absl::Status status = Encode(message, buffer);
  out += buffer.view();
  return status;
}

template <Registered T>
absl::Status EncodeEnvelope(const T& message, Buffer& out) {
  return internal::EncodeBetween(internal::kEnvelopePrefix<T>.view(), message, "}", out);
}

template <Registered T>
absl::Status EncodeEnvelope(const T& message, std::string& out) {
  Buffer buffer;
  absl::Status status = EncodeEnvelope(message, buffer);
  out += buffer.view();
  return status;
}

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_CODEC_ENCODE_H_
