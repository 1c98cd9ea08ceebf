// Encode: a declared struct to JSON text, with every constraint checked in the same pass.
//
// The text is compact, keys in declared order, absent optionals as null, UTF-8 unescaped. What is
// written satisfies the struct's SchemaDocument(): both come from the same declaration.
#ifndef KONTRAKT_SCHEMAS_CODEC_ENCODE_H_
#define KONTRAKT_SCHEMAS_CODEC_ENCODE_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "kontrakt/schemas/codec/buffer.h"
#include "kontrakt/schemas/codec/encoder.h"
#include "kontrakt/schemas/codec/kinds/demands.h"
#include "kontrakt/schemas/codec/kinds/encode_kinds.h"
#include "kontrakt/schemas/declare/describe.h"
#include "kontrakt/schemas/declare/register.h"
#include "kontrakt/schemas/text/plain.h"

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

// Texts that are known when the program is compiled. kRoom bytes are copied, in as few steps as the
// machine can, of which kSize count.
template <std::size_t N>
struct Text {
  static constexpr std::size_t kSize = N;
  static constexpr std::size_t kRoom = N <= 8 ? 8 : (N + 15) / 16 * 16;
  std::array<char, kRoom> bytes{};
  constexpr std::string_view view() const { return {bytes.data(), N}; }
  char* Write(char* to) const {
    std::memcpy(to, bytes.data(), kRoom);
    return to + N;
  }
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

// The texts of an enum in quotes, as many bytes each.
template <class E>
inline constexpr auto kEnumTexts = [] {
  constexpr const auto& kAll = kEnumerators<E>;
  constexpr std::size_t kLongest = [] {
    std::size_t longest = 0;
    for (const auto& e : kAll) longest = std::max(longest, e.name.size());
    return longest;
  }();
  struct Texts {
    std::array<Text<kLongest + 2>, kAll.size()> texts{};
    bool plain = true;  // There is nothing to escape.
  } all;
  for (std::size_t i = 0; i < kAll.size(); ++i) {
    std::size_t at = 0;
    all.texts[i].bytes[at++] = '"';
    for (const char c : kAll[i].name) {
      all.texts[i].bytes[at++] = c;
      all.plain = all.plain && IsPlainJsonByte(c);
    }
    all.texts[i].bytes[at] = '"';
  }
  return all;
}();

template <class E>
char* EncodeEnum(Encoder& encoder, char* to, E value, const Path& path) {
  constexpr const auto& kAll = kEnumerators<E>;
  std::size_t i = 0;
  while (i < kAll.size() && kAll[i].value != value) ++i;
  if (ABSL_PREDICT_FALSE(i == kAll.size())) {
    ReportNotListed(encoder, path.Copy(), Describe<E>().enumerators,
                    std::to_string(static_cast<std::underlying_type_t<E>>(value)));
    return to;
  }
  if constexpr (kEnumTexts<E>.plain) {
    const auto& text = kEnumTexts<E>.texts[i];
    to = encoder.out().Room(to, text.kRoom);
    text.Write(to);
    return to + kAll[i].name.size() + 2;
  } else {
    const Written written = WriteText(encoder.out(), to, kAll[i].name);
    if (ABSL_PREDICT_FALSE(written.nature == Nature::kBroken)) ReportNotUtf8(encoder, path.Copy());
    return written.to;
  }
}

// Writes a value at `to`, where kValueRoom bytes are free, and returns the end. What is small is
// written right here, where the place of the next byte stays in a register.
template <class V>
ABSL_ATTRIBUTE_ALWAYS_INLINE inline char* EncodeAt(Encoder& encoder, char* to, const V& value,
                                                   const Rules& rules, const Path& path) {
  constexpr Kind kKind = KindOf<V>();
  if constexpr (kKind == Kind::kBool) {
    return encoder.Bool(to, value);
  } else if constexpr (kKind == Kind::kInteger) {
    if (rules.checks.as_string) return EncodeIntegerText(encoder, to, value, rules, path);
    return encoder.Integer(to, value, rules, path);
  } else if constexpr (kKind == Kind::kNumber) {
    return encoder.Floating(to, value, rules, path);
  } else if constexpr (kKind == Kind::kString) {
    return encoder.String(to, value, rules, path);
  } else if constexpr (kKind == Kind::kTime) {
    return encoder.Time(to, value, path);
  } else if constexpr (kKind == Kind::kEnum) {
    CheckEnumerator(encoder, path, rules.checks, value);
    return EncodeEnum(encoder, to, value, path);
  } else if constexpr (kKind == Kind::kOptional) {
    if (value) return EncodeAt(encoder, to, *value, rules, path);
    return encoder.Null(to);
  } else if constexpr (kKind == Kind::kNull) {
    return encoder.Null(to);
  } else {
    encoder.out().CommitTo(to);
    EncodeValue(encoder, value, rules, path.Copy());
    return encoder.out().Reserve(0);
  }
}

// Field I of struct T, which is sensitive or a constant, at `to`.
template <class T, std::size_t I, class V>
char* EncodeSpecial(Encoder& encoder, char* to, const V& value, const Path& path) {
  constexpr const FieldSpec& kSpec = kFields<T>.specs[I];
  std::optional<Reporter::Hidden> hidden;
  if constexpr (kSpec.sensitive) hidden.emplace(encoder, path);
  to = EncodeAt(encoder, to, value, FieldRules<T, I>(), path);
  if constexpr (kSpec.constant.given()) CheckConstant(encoder, path, kSpec.constant, value);
  return to;
}

template <class T>
void EncodeStruct(Encoder& encoder, const T& value, const Path& path) {
  Buffer& out = encoder.out();
  char* to = out.Reserve(2);
  if constexpr (kFieldCount<T> == 0) *to++ = '{';
  ForEachField<T>([&]<auto Member, std::size_t I>() {
    constexpr const FieldSpec& kSpec = kFields<T>.specs[I];
    const Path here = Path::Member(path, kSpec.name);
    to = kKeyText<T, I>.Write(out.Room(to, kKeyText<T, I>.kRoom + kValueRoom));
    if constexpr (kSpec.sensitive || kSpec.constant.given()) {
      to = EncodeSpecial<T, I>(encoder, to, value.*Member, here);
    } else {
      to = EncodeAt(encoder, to, value.*Member, FieldRules<T, I>(), here);
    }
  });
  to = out.Room(to, 1);
  *to++ = '}';
  out.CommitTo(to);
  CheckRules(encoder, path, value);
}

template <class V>
void EncodeArray(Encoder& encoder, const V& array, const Rules& rules, const Path& path) {
  Buffer& out = encoder.out();
  CheckCount(encoder, path, rules, array.size());
  std::vector<std::size_t> ends;  // Of the elements; only for uniqueItems.
  const std::size_t begin = out.size();
  std::size_t i = 0;
  char* to = out.Reserve(2);
  *to++ = '[';
  for (const auto& element : array) {
    to = EncodeAt<Element<V>>(encoder, out.Room(to, kValueRoom), element, ItemRules(rules),
                              Path::Element(path, i++));
    if (rules.checks.unique_items) ends.push_back(out.SizeAt(to));
    to = out.Room(to, 2);
    *to++ = ',';
  }
  to -= !array.empty();  // The last comma.
  *to++ = ']';
  out.CommitTo(to);
  if (rules.checks.unique_items) CheckUniqueTexts(encoder, path, begin, ends);
}

template <class V>
void EncodeMap(Encoder& encoder, const V& map, const Rules& rules, const Path& path) {
  Buffer& out = encoder.out();
  char* to = out.Reserve(2);
  *to++ = '{';
  for (const auto& [key, element] : map) {
    const Written written = WriteText(out, to, key);
    if (ABSL_PREDICT_FALSE(written.nature == Nature::kBroken)) ReportNotUtf8(encoder, path);
    to = out.Room(written.to, 1 + kValueRoom);
    *to++ = ':';
    to = EncodeAt(encoder, to, element, ItemRules(rules), Path::Member(path, key));
    to = out.Room(to, 2);
    *to++ = ',';
  }
  to -= !map.empty();  // The last comma.
  *to++ = '}';
  out.CommitTo(to);
}

// Appends a value of any supported type.
template <class V>
void EncodeValue(Encoder& encoder, const V& value, const Rules& rules, const Path& path) {
  constexpr Kind kKind = KindOf<V>();
  if constexpr (kKind == Kind::kArray) {
    EncodeArray(encoder, value, rules, path);
  } else if constexpr (kKind == Kind::kMap) {
    EncodeMap(encoder, value, rules, path);
  } else if constexpr ((kKind == Kind::kStruct || kKind == Kind::kAlias) && kIsRecursive<V>) {
    EncodeRecursive(encoder, value, path);
  } else if constexpr (kKind == Kind::kAlias) {
    EncodeAlias(encoder, value, path);
  } else if constexpr (kKind == Kind::kStruct) {
    EncodeStruct(encoder, value, path);
  } else if constexpr (kKind == Kind::kSet) {
    EncodeSet(encoder, value, rules, path);
  } else if constexpr (kKind == Kind::kTuple) {
    EncodeTuple(encoder, value, path);
  } else if constexpr (kKind == Kind::kVariant) {
    EncodeVariant(encoder, value, path);
  } else if constexpr (kKind == Kind::kJson) {
    EncodeJson(encoder, value, path);
  } else {
    Buffer& out = encoder.out();
    out.CommitTo(EncodeAt(encoder, out.Reserve(kValueRoom), value, rules, path));
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
  return RefuseMessage(encoder, before, &SubjectOf<T>);
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
