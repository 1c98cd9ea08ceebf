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
#include "kontrakt/schemas/declare/traits.h"

namespace kontrakt {

struct TypeDescription;

// Functions instead of pointers: a struct may contain itself.
using Describer = const TypeDescription& (*)();

struct FieldDescription {
  const FieldSpec* spec = nullptr;
  Describer type = nullptr;
  bool required = false;          // Neither optional nor defaulted.
  std::string_view default_name;  // Text of a defaulted enumerator.
};

struct TypeDescription {
  Kind kind = Kind::kUnsupported;
  Number minimum;  // kInteger, kNumber: what the C++ type can hold.
  Number maximum;
  std::size_t fixed_size = 0;                 // kArray: of a std::array.
  Describer element = nullptr;                // kOptional, kArray, kMap.
  std::vector<std::string_view> enumerators;  // kEnum, in declared order.
  std::string_view struct_name;          // kStruct: unqualified, as SCHEMA_FIELDS was given it.
  std::vector<FieldDescription> fields;  // kStruct, in declared order.
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

template <class T>
FieldDescription DescribeField(const FieldSpec& spec) {
  FieldDescription field;
  field.spec = &spec;
  field.type = &Describe<T>;
  field.required = KindOf<T>() != Kind::kOptional && !spec.has_default();
  if constexpr (KindOf<PresentType<T>>() == Kind::kEnum) {
    if (spec.has_default()) {
      field.default_name = *EnumName(static_cast<PresentType<T>>(spec.default_value.as_enum));
    }
  }
  return field;
}

template <class T>
TypeDescription MakeDescription() {
  constexpr Kind kKind = KindOf<T>();
  TypeDescription type;
  type.kind = kKind;
  if constexpr (kKind == Kind::kInteger || kKind == Kind::kNumber) {
    type.minimum = Number(LowestInJson<T>());
    type.maximum = Number(LargestInJson<T>());
  } else if constexpr (kKind == Kind::kOptional || kKind == Kind::kArray || kKind == Kind::kMap) {
    type.element = &Describe<Element<T>>;
    type.fixed_size = kFixedSize<T>;
  } else if constexpr (kKind == Kind::kEnum) {
    for (const auto& e : kEnumerators<T>) type.enumerators.push_back(e.name);
  } else if constexpr (kKind == Kind::kStruct) {
    type.struct_name = KontraktStructName(Tag<T>{});
    ForEachField<T>([&]<auto Member, std::size_t I>() {
      type.fields.push_back(DescribeField<ValueOf<Member>>(kFields<T>.specs[I]));
    });
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
