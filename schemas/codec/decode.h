// Decode: JSON text to a declared struct.
//
// Keys may stand in any order; null or absence is an empty optional; a field with Default takes it
// when its key is absent. A known key that stands twice is refused. Unknown keys are skipped: their
// syntax is checked, but only Validation::kFull looks for keys that stand twice there and for
// numbers that no double holds, as Validator does. It refuses, as Validator does, a `double` that
// is written as an integer of more digits than a double keeps; else that is rounded.
#ifndef KONTRAKT_SCHEMAS_CODEC_DECODE_H_
#define KONTRAKT_SCHEMAS_CODEC_DECODE_H_

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
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
#include "kontrakt/schemas/codec/object_plan.h"
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
void SetAbsent(Decoder& decoder, void* value, const FieldSpec& spec, const Path& path) {
  auto& out = *static_cast<V*>(value);
  if (spec.has_default()) {
    if (!SetToLiteral(out, spec.default_value)) decoder.ReportMissing(spec.name, path);
  } else if constexpr (KindOf<V>() == Kind::kOptional) {
    out.reset();
  } else {
    decoder.ReportMissing(spec.name, path);
  }
}

template <class V>
inline constexpr ValueReader kValueReader = [] {
  ValueReader reader{};
  reader.read = [](Decoder& decoder, void* value, const Rules& rules, const Path& path) {
    DecodeValue(decoder, *static_cast<V*>(value), rules, path);
  };
  reader.set_absent = &SetAbsent<V>;
  constexpr Kind kKind = KindOf<V>();
  if constexpr (kKind == Kind::kBool || kKind == Kind::kInteger || kKind == Kind::kString ||
                kKind == Kind::kEnum) {
    reader.check_constant = [](Reporter& reporter, const void* value, const Literal& constant,
                               const Path& path) {
      CheckConstant(reporter, path, constant, *static_cast<const V*>(value));
    };
  }
  return reader;
}();

// A pointer to a data member is its offset (Itanium C++ ABI, section 2.3.1), and as such data: a
// function for each member would cost every user's compiler more than all the rest.
template <class T, class V>
std::ptrdiff_t OffsetOf(V T::*member) {
  static_assert(sizeof(member) == sizeof(std::ptrdiff_t));
  return std::bit_cast<std::ptrdiff_t>(member);
}

template <class T, auto Member, std::size_t I>
MemberPlan PlanMember() {
  using V = ValueOf<Member>;
  return {OffsetOf<T, V>(Member), &kValueReader<V>, &FieldRules<T, I>(), &kFields<T>.specs[I]};
}

template <class T>
const ObjectPlan& PlanOf() {
  static const auto members = []<auto... Members, std::size_t... I>(const FieldList<Members...>&,
                                                                    std::index_sequence<I...>) {
    return std::array<MemberPlan, sizeof...(I)>{PlanMember<T, Members, I>()...};
  }(kFields<T>, std::make_index_sequence<kFieldCount<T>>{});
  static const ObjectPlan plan = [] {
    ObjectPlan made{members.data(), members.size(), kFields<T>.closed, nullptr};
    if constexpr (!kRulesOf<T>.empty()) {
      made.check = [](Reporter& reporter, const Path& path, const void* object) {
        CheckRules(reporter, path, *static_cast<const T*>(object));
      };
    }
    return made;
  }();
  return plan;
}

// Reads field I if it comes next as kontrakt writes it.
template <class T, auto Member, std::size_t I>
ABSL_ATTRIBUTE_ALWAYS_INLINE inline void TakeField(Decoder& decoder, T& out, const Path& path,
                                                   std::uint64_t& taken) {
  constexpr const FieldSpec& kSpec = kFields<T>.specs[I];
  constexpr std::string_view kText = kKeyText<T, I>.view();
  if constexpr (I == 0) {
    if (!decoder.reader().TakeFirstMember(kText.substr(1))) return;  // Without its '{'.
  } else {
    if (!decoder.reader().TakeMember(kText)) return;
  }
  taken |= std::uint64_t{1} << I;
  if constexpr (kSpec.sensitive || kSpec.constant.given()) {
    DecodeMember(decoder, PlanOf<T>().members[I], &out, path);
  } else {
    DecodeValue(decoder, out.*Member, FieldRules<T, I>(), Path::Member(path, kSpec.name));
  }
}

template <class T>
void DecodeStruct(Decoder& decoder, T& out, const Path& path) {
  if (!decoder.Expect(JsonReader::Type::kObject, "an object", path)) return;
  decoder.reader().EnterObject();
  std::uint64_t taken = 0;
  constexpr std::size_t kSize = kFieldCount<T>;
  if constexpr (0 < kSize && kSize <= 64) {
    ForEachField<T>(
        [&]<auto Member, std::size_t I>() { TakeField<T, Member, I>(decoder, out, path, taken); });
    constexpr std::uint64_t kAll = ~std::uint64_t{0} >> (64 - kSize);
    if (ABSL_PREDICT_TRUE(taken == kAll && decoder.reader().TakeEnd('}'))) {
      if (decoder.full_checks()) CheckRules(decoder, path, out);
      return;
    }
  }
  DecodeRest(decoder, PlanOf<T>(), taken, &out, path);
}

// Makes room in a full array whose elements took `read` bytes of text: for as many more as are
// likely to follow, but no more than sixteen times as many. Moving elements is what a new array
// costs most.
template <class E>
void Grow(Decoder& decoder, std::vector<E>& array, std::size_t read) {
  constexpr std::size_t kFirst = sizeof(E) < 64 ? 256 / sizeof(E) : 4;
  const std::size_t size = array.size(), left = decoder.left();
  if (size == 0) return array.reserve(decoder.Advance(std::min(kFirst, left / 2 + 1), sizeof(E)));
  const std::size_t likely = left / (read / size) + 1;
  array.reserve(size + std::clamp<std::size_t>(likely, 1, 15 * size));
}

template <class E>
void DecodeElement(Decoder& decoder, std::vector<E>& array, std::size_t i, const Rules& rules,
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
template <class E, std::size_t N>
void DecodeElement(Decoder& decoder, std::array<E, N>& array, std::size_t i, const Rules& rules,
                   const Path& path) {
  if (i < N) {
    DecodeValue(decoder, array[i], rules, path);
  } else {
    decoder.reader().Skip();
  }
}

template <class V>
void DecodeArray(Decoder& decoder, V& out, const Rules& rules, const Path& path) {
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
        Grow(decoder, out, decoder.TextFrom(array_begin).size());
      }
    }
    DecodeElement(decoder, out, size, ItemRules(rules), Path::Element(path, size));
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

// Iterators stay valid while nodes come and go. Other maps, absl::btree_map for one, may look like
// std::map and keep none of it.
template <class Map>
inline constexpr bool kKeepsNodes = false;
template <class V>
inline constexpr bool kKeepsNodes<std::map<std::string, V>> = true;

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

template <class V>
void DecodeMap(Decoder& decoder, V& out, const Rules& rules, const Path& path) {
  if (!decoder.Expect(JsonReader::Type::kObject, "an object", path)) return;
  std::conditional_t<kKeepsNodes<V>, MapFiller<V>, HashMapFiller<V>> filler(out);
  std::string_view key;
  decoder.reader().EnterObject();
  while (decoder.reader().NextKey(key, decoder.scratch())) {
    if (auto* const place = filler.Add(key)) {
      DecodeValue(decoder, place->second, ItemRules(rules), Path::Member(path, place->first));
    } else {
      decoder.ReportTwice(key, path);
      decoder.reader().Skip();
    }
  }
  filler.Finish();
}

template <class E>
void DecodeEnum(Decoder& decoder, E& out, const Rules& rules, const Path& path) {
  std::string_view text;
  if (!decoder.Text(text, path)) return;
  const std::optional<E> value = EnumValue<E>(text);
  if (ABSL_PREDICT_TRUE(value.has_value())) {
    out = *value;
    if (decoder.full_checks()) CheckEnumerator(decoder, path, rules.checks, out);
  } else if (kEnumerators<E>.landing.has_value() && !decoder.full_checks()) {
    out = *kEnumerators<E>.landing;
  } else {
    ReportNotListed(decoder, path, Describe<E>().enumerators, Shown(text));
  }
}

template <class V>
void DecodeValue(Decoder& decoder, V& out, const Rules& rules, const Path& path) {
  constexpr Kind kKind = KindOf<V>();
  if constexpr (kKind == Kind::kBool) {
    decoder.Bool(out, path);
  } else if constexpr (kKind == Kind::kInteger) {
    if (rules.checks.as_string) return DecodeIntegerText(decoder, out, rules, path);
    decoder.Integer(out, rules, path);
  } else if constexpr (kKind == Kind::kNumber) {
    decoder.Floating(out, rules, path);
  } else if constexpr (kKind == Kind::kString) {
    decoder.String(out, rules, path);
  } else if constexpr (kKind == Kind::kTime) {
    decoder.Time(out, path);
  } else if constexpr (kKind == Kind::kEnum) {
    DecodeEnum(decoder, out, rules, path);
  } else if constexpr (kKind == Kind::kOptional) {
    if (decoder.TakeNull()) {
      out.reset();
    } else {
      DecodeValue(decoder, MakePresent(out), rules, path);
    }
  } else if constexpr (kKind == Kind::kNull) {
    if (decoder.Expect(JsonReader::Type::kNull, "null", path)) decoder.reader().ReadNull();
  } else if constexpr (kKind == Kind::kAlias) {
    DecodeAlias(decoder, out, path);
  } else if constexpr (kKind == Kind::kSet) {
    DecodeSet(decoder, out, rules, path);
  } else if constexpr (kKind == Kind::kTuple) {
    DecodeTuple(decoder, out, path);
  } else if constexpr (kKind == Kind::kVariant) {
    DecodeVariant(decoder, out, path);
  } else if constexpr (kKind == Kind::kJson) {
    DecodeJson(decoder, out, path);
  } else if constexpr (kKind == Kind::kArray) {
    DecodeArray(decoder, out, rules, path);
  } else if constexpr (kKind == Kind::kMap) {
    DecodeMap(decoder, out, rules, path);
  } else {
    DecodeStruct(decoder, out, path);
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
