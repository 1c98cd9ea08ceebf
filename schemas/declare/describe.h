// TypeDescription: a declared type as plain data, for everything that is not hot: the schema
// document, code generation, the check at start. Ordinary functions read it; no template of a user
// is involved.
#ifndef KONTRAKT_SCHEMAS_DECLARE_DESCRIBE_H_
#define KONTRAKT_SCHEMAS_DECLARE_DESCRIBE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

#include "kontrakt/schemas/declare/checks.h"
#include "kontrakt/schemas/declare/enums.h"
#include "kontrakt/schemas/declare/fields.h"
#include "kontrakt/schemas/declare/literals.h"
#include "kontrakt/schemas/declare/rule.h"
#include "kontrakt/schemas/declare/traits.h"
#include "kontrakt/schemas/declare/variants.h"

namespace kontrakt {

struct TypeDescription;

// Functions instead of pointers: a struct may contain itself.
using Describer = const TypeDescription& (*)();

struct FieldDescription {
  const FieldSpec* spec = nullptr;
  Describer type = nullptr;
  bool required = false;  // Neither optional nor defaulted.
};

// Everything it refers to is as constant as itself.
struct TypeDescription {
  Kind kind = Kind::kUnsupported;
  Number minimum;  // kInteger, kNumber: what the C++ type can hold.
  Number maximum;
  std::size_t fixed_size = 0;   // kArray: of a std::array.
  Describer element = nullptr;  // kOptional, kArray, kSet, kMap, kAlias: what it is in JSON.
  std::span<const Describer> alternatives;          // kVariant; kTuple: one a place.
  std::span<const std::string_view> enumerators;    // kEnum, in declared order.
  std::span<const std::int64_t> enumerator_values;  // kEnum: of each, in C++.
  bool has_landing = false;                         // kEnum: readers take other texts too.
  const FieldSpec* spec = nullptr;                  // kAlias: what its own declaration demands.
  bool (*reads)(const Literal&) = nullptr;          // kAlias of a Codec: whether it takes that.
  std::string_view struct_name;              // kStruct, kAlias of a SCHEMA_VALUE: unqualified.
  std::span<const FieldDescription> fields;  // kStruct, in declared order.
  bool closed = false;                       // kStruct: no other keys.
  std::span<const std::string_view> rules;   // kStruct: the sentences of SCHEMA_RULE.
};

template <class T>
const TypeDescription& Describe();

// ---- implementation details ----

namespace internal {

template <class N>
constexpr auto LargestInJson() {
  if constexpr (std::is_same_v<N, float>) return kLargestFloatInJson;
  if constexpr (!std::is_same_v<N, float>) return std::numeric_limits<N>::max();
}
template <class N>
constexpr auto LowestInJson() {
  if constexpr (std::is_same_v<N, float>) return -kLargestFloatInJson;
  if constexpr (!std::is_same_v<N, float>) return std::numeric_limits<N>::lowest();
}

// All of it is constant, so that a description is data and no code.
template <template <class...> class C, class... Ts>
constexpr std::array<Describer, sizeof...(Ts)> DescribeEach(Tag<C<Ts...>>) {
  return {&Describe<Ts>...};
}
template <class T>
inline constexpr auto kAlternatives = DescribeEach(Tag<T>{});

template <class E>
inline constexpr auto kEnumeratorNames = [] {
  std::array<std::string_view, kEnumerators<E>.size()> names;
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = kEnumerators<E>[i].name;
  return names;
}();
template <class E>
inline constexpr auto kEnumeratorValues = [] {
  std::array<std::int64_t, kEnumerators<E>.size()> values{};
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = static_cast<std::int64_t>(kEnumerators<E>[i].value);
  }
  return values;
}();

template <class T>
inline constexpr auto kSentences = [] {
  std::array<std::string_view, kRulesOf<T>.size()> sentences;
  for (std::size_t i = 0; i < sentences.size(); ++i) sentences[i] = kRulesOf<T>[i].sentence;
  return sentences;
}();

template <class V>
constexpr FieldDescription DescribeField(const FieldSpec& spec) {
  return {&spec, &Describe<V>, KindOf<V>() != Kind::kOptional && !spec.has_default()};
}
template <class T, auto... Members, std::size_t... I>
constexpr std::array<FieldDescription, sizeof...(I)> DescribeFields(const FieldList<Members...>&,
                                                                    std::index_sequence<I...>) {
  return {DescribeField<ValueOf<Members>>(kFields<T>.specs[I])...};
}
template <class T>
inline constexpr auto kFieldDescriptions =
    DescribeFields<T>(kFields<T>, std::make_index_sequence<kFieldCount<T>>{});

template <class T>
constexpr void DescribeStruct(TypeDescription& type) {
  type.struct_name = KontraktStructName(Tag<T>{});
  type.closed = kFields<T>.closed;
  type.fields = kFieldDescriptions<T>;
  type.rules = kSentences<T>;
}

template <class T>
constexpr TypeDescription MakeDescription() {
  constexpr Kind kKind = KindOf<T>();
  TypeDescription type;
  type.kind = kKind;
  if constexpr (kKind == Kind::kInteger || kKind == Kind::kNumber) {
    type.minimum = Number(LowestInJson<T>());
    type.maximum = Number(LargestInJson<T>());
  } else if constexpr (kKind == Kind::kTuple || kKind == Kind::kVariant) {
    type.alternatives = kAlternatives<T>;
  } else if constexpr (kKind == Kind::kAlias) {
    type.element = &Describe<Underlying<T>>;
    type.spec = &kFields<T>.specs[0];
    if constexpr (HasCodec<T>) type.reads = &ReadsLiteral<T>;
    if constexpr (DeclaredValue<T>) type.struct_name = KontraktStructName(Tag<T>{});
  } else if constexpr (!std::is_void_v<Element<T>>) {
    type.element = &Describe<Element<T>>;
    type.fixed_size = kFixedSize<T>;
  } else if constexpr (kKind == Kind::kEnum) {
    type.has_landing = kEnumerators<T>.landing.has_value();
    type.enumerators = kEnumeratorNames<T>;
    type.enumerator_values = kEnumeratorValues<T>;
  } else if constexpr (kKind == Kind::kStruct) {
    DescribeStruct<T>(type);
  }
  return type;
}
template <class T>
inline constexpr TypeDescription kDescription = MakeDescription<T>();

// The type that a literal of a field speaks of, behind optionals and aliases, and what is demanded
// of it.
struct Meant {
  const TypeDescription* type;
  const Checks* checks;
};
inline Meant MeantBy(const TypeDescription& type, const Checks& checks) {
  Meant meant{&type, &checks};
  while (meant.type->kind == Kind::kOptional || meant.type->kind == Kind::kAlias) {
    if (meant.type->spec != nullptr) meant.checks = &meant.type->spec->value;
    meant.type = &meant.type->element();
  }
  return meant;
}

}  // namespace internal

// Not constexpr: only its address is needed where a struct that it speaks of is still incomplete.
template <class T>
const TypeDescription& Describe() {
  return internal::kDescription<T>;
}

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_DESCRIBE_H_
