// TypeDescription: a declared type as plain data, for everything that is not hot: the schema
// document, code generation, the check at start. Ordinary functions read it; no template of a user
// is involved.
#ifndef KONTRAKT_SCHEMAS_DECLARE_DESCRIBE_H_
#define KONTRAKT_SCHEMAS_DECLARE_DESCRIBE_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>
#include <vector>

#include "kontrakt/schemas/declare/checks.h"
#include "kontrakt/schemas/declare/enums.h"
#include "kontrakt/schemas/declare/fields.h"
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

struct TypeDescription {
  Kind kind = Kind::kUnsupported;
  Number minimum;  // kInteger, kNumber: what the C++ type can hold.
  Number maximum;
  std::size_t fixed_size = 0;   // kArray: of a std::array.
  Describer element = nullptr;  // kOptional, kArray, kSet, kMap, kAlias: what it is in JSON.
  std::vector<Describer> alternatives;          // kVariant; kTuple: one a place.
  std::string_view tag;                         // kVariant: the key that tells its structs apart.
  std::vector<std::string_view> enumerators;    // kEnum, in declared order.
  std::vector<std::int64_t> enumerator_values;  // kEnum: of each, in C++.
  bool has_landing = false;                     // kEnum: readers take other texts too.
  const FieldSpec* spec = nullptr;              // kAlias: what its own declaration demands.
  std::string_view struct_name;                 // kStruct, kAlias of a SCHEMA_VALUE: unqualified.
  std::vector<FieldDescription> fields;         // kStruct, in declared order.
  bool closed = false;                          // kStruct: no other keys.
  std::vector<std::string_view> rules;          // kStruct: the sentences of SCHEMA_RULE.
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

template <template <class...> class C, class... Ts>
std::vector<Describer> DescribeEach(Tag<C<Ts...>>) {
  return {&Describe<Ts>...};
}

template <class T>
void DescribeEnum(TypeDescription& type) {
  type.has_landing = kEnumerators<T>.landing.has_value();
  for (const auto& e : kEnumerators<T>) {
    type.enumerators.push_back(e.name);
    type.enumerator_values.push_back(static_cast<std::int64_t>(e.value));
  }
}

template <class T>
void DescribeStruct(TypeDescription& type) {
  type.struct_name = KontraktStructName(Tag<T>{});
  type.closed = kFields<T>.closed;
  for (const Rule<T>& rule : kRulesOf<T>) type.rules.push_back(rule.sentence);
  ForEachField<T>([&]<auto Member, std::size_t I>() {
    using Value = ValueOf<Member>;
    const FieldSpec& spec = kFields<T>.specs[I];
    type.fields.push_back(
        {&spec, &Describe<Value>, KindOf<Value>() != Kind::kOptional && !spec.has_default()});
  });
}

template <class T>
TypeDescription MakeDescription() {
  constexpr Kind kKind = KindOf<T>();
  TypeDescription type;
  type.kind = kKind;
  if constexpr (kKind == Kind::kInteger || kKind == Kind::kNumber) {
    type.minimum = Number(LowestInJson<T>());
    type.maximum = Number(LargestInJson<T>());
  } else if constexpr (kKind == Kind::kTuple) {
    type.alternatives = DescribeEach(Tag<T>{});
  } else if constexpr (kKind == Kind::kVariant) {
    type.alternatives = DescribeEach(Tag<T>{});
    type.tag = kTagOf<T>;
  } else if constexpr (kKind == Kind::kAlias) {
    type.element = &Describe<Underlying<T>>;
    type.spec = &kFields<T>.specs[0];
    if constexpr (DeclaredValue<T>) type.struct_name = KontraktStructName(Tag<T>{});
  } else if constexpr (!std::is_void_v<Element<T>>) {
    type.element = &Describe<Element<T>>;
    type.fixed_size = kFixedSize<T>;
  } else if constexpr (kKind == Kind::kEnum) {
    DescribeEnum<T>(type);
  } else if constexpr (kKind == Kind::kStruct) {
    DescribeStruct<T>(type);
  }
  return type;
}

}  // namespace internal

template <class T>
const TypeDescription& Describe() {
  static const auto& type = *new TypeDescription(internal::MakeDescription<T>());
  return type;
}

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_DESCRIBE_H_
