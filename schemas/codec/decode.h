// Decode: JSON text to a declared struct.
//
// Keys may stand in any order; unknown ones are skipped (their syntax is checked); null or absence
// is an empty optional; a field with Default takes it when its key is absent. A known key that
// stands twice is refused.
#ifndef KONTRAKT_SCHEMAS_CODEC_DECODE_H_
#define KONTRAKT_SCHEMAS_CODEC_DECODE_H_

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "kontrakt/schemas/codec/decoder.h"
#include "kontrakt/schemas/codec/encode.h"
#include "kontrakt/schemas/codec/kinds/decode_kinds.h"
#include "kontrakt/schemas/codec/kinds/demands.h"
#include "kontrakt/schemas/codec/validation.h"
#include "kontrakt/schemas/declare/describe.h"

namespace kontrakt {

// Reads `json`, the whole of it, into `out`, whose strings and vectors are reused. Thread-safe as
// far as `out` is the caller's own.
//   kInvalidArgument: it is not JSON, or not a T; ViolationsOf() the status lists what is wrong.
//   `out` is then half filled: do not use it.
template <Declared T>
absl::Status Decode(std::string_view json, T& out, Validation validation = Validation::kStructural);

// ---- implementation details ----

namespace internal {

template <class V>
void SetAbsent(Decoder& decoder, V& out, const FieldSpec& spec, const Path& path) {
  if (spec.has_default()) {
    SetToLiteral(out, spec.default_value);
  } else if constexpr (KindOf<V>() == Kind::kOptional) {
    out.reset();
  } else {
    decoder.ReportMissing(spec.name, path);
  }
}

template <class T, auto Member, std::size_t I>
ABSL_ATTRIBUTE_ALWAYS_INLINE inline void DecodeField(Decoder& decoder, T& out, const Path& path) {
  constexpr const FieldSpec& kSpec = kFields<T>.specs[I];
  const Path here = Path::Member(path, kSpec.name);
  if constexpr (kSpec.sensitive) {
    const Reporter::Hidden hidden(decoder, here);
    DecodeValue(decoder, out.*Member, FieldRules<T, I>(), here);
  } else {
    DecodeValue(decoder, out.*Member, FieldRules<T, I>(), here);
  }
  if constexpr (kSpec.constant.given()) {
    if (decoder.full_checks()) CheckConstant(decoder, here, kSpec.constant, out.*Member);
  }
}

// The field with that key, `first` if it has it; kFieldCount<T>: none.
template <class T>
std::size_t FieldNamed(std::string_view key, std::size_t first) {
  const auto& specs = kFields<T>.specs;
  if (first < specs.size() && specs[first].name == key) return first;
  std::size_t index = 0;
  while (index < specs.size() && specs[index].name != key) ++index;
  return index;
}

// Reads members as long as they come in declared order and in the usual spelling. The first may be
// `given`, a field whose key has been read; kFieldCount<T>: it is not. Returns the field behind the
// last one that was read.
template <class T>
std::size_t DecodeUsualMembers(Decoder& decoder, T& out, const Path& path, std::size_t given,
                               std::bitset<kFieldCount<T>>& seen) {
  constexpr std::size_t kNone = kFieldCount<T>;
  std::size_t next = 0;
  ForEachField<T>([&]<auto Member, std::size_t I>() {
    constexpr std::size_t kBrace = I == 0 ? 1 : 0;  // It has been read.
    constexpr std::size_t kSize = kKeyText<T, I>.kSize - kBrace;
    if (given == kNone) {
      const std::string_view key = kKeyText<T, I>.view().substr(kBrace);
      if (!decoder.reader().template TakeMember<kSize>(key)) return;
    } else if (given != I) {
      return;
    }
    given = kNone;
    next = I + 1;
    if (ABSL_PREDICT_FALSE(seen[I])) {
      decoder.ReportTwice(kFields<T>.specs[I].name, path);
      decoder.reader().Skip();
      return;
    }
    seen[I] = true;
    DecodeField<T, Member, I>(decoder, out, path);
  });
  return next;
}

// Any members up to the end of the object.
template <class T>
void DecodeMembers(Decoder& decoder, T& out, const Path& path, std::bitset<kFieldCount<T>>& seen) {
  std::size_t next = DecodeUsualMembers(decoder, out, path, kFieldCount<T>, seen);
  std::string_view key;
  while (!decoder.reader().TakeEnd('}') && decoder.reader().NextKey(key, decoder.scratch())) {
    const std::size_t given = FieldNamed<T>(key, next);
    if (given == kFieldCount<T>) {
      SkipUnknown<T>(decoder, key, path);
    } else {
      next = DecodeUsualMembers(decoder, out, path, given, seen);
    }
  }
}

template <class T>
void DecodeStruct(Decoder& decoder, T& out, const Path& path) {
  if (!decoder.Expect(JsonReader::Type::kObject, "an object", path)) return;
  std::bitset<kFieldCount<T>> seen;
  decoder.reader().EnterObject();
  DecodeMembers(decoder, out, path, seen);
  if (ABSL_PREDICT_FALSE(!seen.all())) {
    if (!decoder.reader().ok()) return;
    ForEachField<T>([&]<auto Member, std::size_t I>() {
      if (!seen[I]) SetAbsent(decoder, out.*Member, kFields<T>.specs[I], path);
    });
  }
  if constexpr (!kRulesOf<T>.empty()) {
    if (decoder.full_checks() && decoder.reader().ok()) CheckRules(decoder, path, out);
  }
}

// Makes room in a full array whose `size` elements took `read` bytes of text, `left` bytes before
// its end: four times as much, but no more than can follow. Moving elements is what a new array
// costs most.
template <class E>
void Grow(std::vector<E>& array, std::size_t read, std::size_t left) {
  constexpr std::size_t kFirst = sizeof(E) < 64 ? 256 / sizeof(E) : 4;
  const std::size_t size = array.size();
  if (size == 0) return array.reserve(std::min(kFirst, left / 2 + 1));
  const std::size_t likely = left / (read / size) + 1;
  array.reserve(size + std::clamp<std::size_t>(likely, 1, 3 * size));
}

template <class E, class R>
void DecodeElement(Decoder& decoder, std::vector<E>& array, std::size_t i, const R& rules,
                   const Path& path) {
  if constexpr (std::is_same_v<E, bool>) {  // std::vector<bool> has no bools to refer to.
    bool element = false;
    DecodeValue(decoder, element, rules, path);
    if (i == array.size()) array.emplace_back();
    array[i] = element;
  } else {
    if (i == array.size()) array.emplace_back();  // Else one that is there is used again.
    DecodeValue(decoder, array[i], rules, path);
  }
}
template <class E, std::size_t N, class R>
void DecodeElement(Decoder& decoder, std::array<E, N>& array, std::size_t i, const R& rules,
                   const Path& path) {
  if (i < N) {
    DecodeValue(decoder, array[i], rules, path);
  } else {
    decoder.reader().Skip();
  }
}

// R: the rules of an element.
template <class V, class R>
void DecodeArray(Decoder& decoder, V& out, const Rules& rules, const R& item_rules,
                 const Path& path) {
  if (!decoder.Expect(JsonReader::Type::kArray, "an array", path)) return;
  const bool unique = decoder.full_checks() && rules.checks.unique_items;
  std::vector<std::string_view> texts;
  std::size_t size = 0;
  const std::size_t array_begin = decoder.reader().position();
  decoder.reader().EnterArray();
  while (decoder.reader().NextElement()) {
    if (unique) decoder.reader().Peek();
    const std::size_t begin = unique ? decoder.reader().position() : 0;
    if constexpr (requires { out.reserve(0); }) {
      if (ABSL_PREDICT_FALSE(size == out.capacity())) {
        Grow(out, decoder.TextFrom(array_begin).size(), decoder.left());
      }
    }
    DecodeElement(decoder, out, size, item_rules, Path::Element(path, size));
    ++size;
    if (unique) texts.push_back(decoder.TextFrom(begin));
  }
  if (!decoder.reader().ok()) return;
  if constexpr (kFixedSize<V> == 0) {
    out.resize(size);
  } else if (size != kFixedSize<V>) {
    decoder.ReportSize(kFixedSize<V>, size, path);
  }
  if (decoder.full_checks()) CheckCount(decoder, path, rules, size);
  if (unique) CheckUnique(decoder, path, texts);
}

// The members of a map while it is read. Nodes that the map has already are used again, together
// with what their values hold; a message with the keys of the last one changes no node.
template <class Map>
class MapFiller {
 public:
  explicit MapFiller(Map& map) : map_(map), next_(map.begin()) {}

  // The place for the value of `key` (it holds anything) and its key; null: `key` was there before.
  typename Map::value_type* Add(std::string_view key) {
    if (next_ != map_.end()) {
      if (next_->first == key) return &*next_++;
      while (next_ != map_.end()) spare_.insert(spare_.end(), map_.extract(next_++));
    }
    if (spare_.empty()) {
      const auto [place, inserted] = map_.try_emplace(std::string(key));
      return inserted ? &*place : nullptr;
    }
    auto node = spare_.extract(spare_.begin());
    node.key() = key;
    auto added = map_.insert(std::move(node));
    if (added.inserted) return &*added.position;
    spare_.insert(std::move(added.node));
    return nullptr;
  }
  // Drops what was not used again.
  void Finish() { map_.erase(next_, map_.end()); }

 private:
  Map& map_;
  typename Map::iterator next_;  // As long as every key was the one that was there: the next.
  Map spare_;
};

// R: the rules of an element.
template <class V, class R>
void DecodeMap(Decoder& decoder, V& out, const R& item_rules, const Path& path) {
  if (!decoder.Expect(JsonReader::Type::kObject, "an object", path)) return;
  std::conditional_t<requires { typename V::key_compare; }, MapFiller<V>, HashMapFiller<V>> filler(
      out);
  std::string_view key;
  decoder.reader().EnterObject();
  while (decoder.reader().NextKey(key, decoder.scratch())) {
    if (auto* const place = filler.Add(key)) {
      DecodeValue(decoder, place->second, item_rules, Path::Member(path, place->first));
    } else {
      decoder.ReportTwice(key, path);
      decoder.reader().Skip();
    }
  }
  filler.Finish();
}

template <class E, class R>
void DecodeEnum(Decoder& decoder, E& out, const R& rules, const Path& path) {
  std::string_view text;
  if (!decoder.Text(text, path)) return;
  const std::optional<E> value = EnumValue<E>(text);
  if (ABSL_PREDICT_TRUE(value.has_value())) {
    out = *value;
    if (decoder.full_checks()) CheckEnumerator(decoder, path, rules.checks.enumerators, out);
  } else if (kEnumerators<E>.landing.has_value() && !decoder.full_checks()) {
    out = *kEnumerators<E>.landing;
  } else {
    ReportNotListed(decoder, path, Describe<E>().enumerators, Shown(text));
  }
}

template <class V, class R>
void DecodeValue(Decoder& decoder, V& out, const R& rules, const Path& path) {
  constexpr Kind kKind = KindOf<V>();
  if constexpr (kKind == Kind::kBool) {
    decoder.Bool(out, path);
  } else if constexpr (kKind == Kind::kInteger) {
    if (rules.checks.as_string) return DecodeIntegerText(decoder, out, rules, path.Copy());
    decoder.Integer(out, rules, path);
  } else if constexpr (kKind == Kind::kNumber) {
    decoder.Floating(out, rules, path);
  } else if constexpr (kKind == Kind::kString) {
    decoder.String(out, rules, path);
  } else if constexpr (kKind == Kind::kTime) {
    decoder.Time(out, path.Copy());
  } else if constexpr (kKind == Kind::kEnum) {
    DecodeEnum(decoder, out, rules, path.Copy());
  } else if constexpr (kKind == Kind::kOptional) {
    if (decoder.TakeNull()) {
      out.reset();
    } else {
      DecodeValue(decoder, MakePresent(out), rules, path);
    }
  } else if constexpr (kKind == Kind::kNull) {
    if (decoder.Expect(JsonReader::Type::kNull, "null", path)) decoder.reader().ReadNull();
  } else if constexpr (kKind == Kind::kAlias) {
    DecodeAlias(decoder, out, path.Copy());
  } else if constexpr (kKind == Kind::kSet) {
    DecodeSet(decoder, out, rules, path.Copy());
  } else if constexpr (kKind == Kind::kTuple) {
    DecodeTuple(decoder, out, path.Copy());
  } else if constexpr (kKind == Kind::kVariant) {
    DecodeVariant(decoder, out, path.Copy());
  } else if constexpr (kKind == Kind::kJson) {
    DecodeJson(decoder, out, path.Copy());
  } else if constexpr (kKind == Kind::kArray) {
    DecodeArray(decoder, out, rules, ItemRules(rules), path.Copy());
  } else if constexpr (kKind == Kind::kMap) {
    DecodeMap(decoder, out, ItemRules(rules), path.Copy());
  } else {
    DecodeStruct(decoder, out, path.Copy());
  }
}

template <class T>
void DecodeErased(Decoder& decoder, void* out) {
  DecodeStruct(decoder, *static_cast<T*>(out), Path{});
}

}  // namespace internal

template <Declared T>
absl::Status Decode(std::string_view json, T& out, Validation validation) {
  return internal::DecodeMessage(json, &out, &internal::DecodeErased<T>,
                                 validation == Validation::kFull, &internal::SubjectOf<T>);
}

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_CODEC_DECODE_H_
