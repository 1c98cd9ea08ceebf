// How a reader tells the alternatives of a std::variant apart: by their JSON type, and structs by a
// tag, a field of one name that each of them declares with a Const of its own.
#ifndef KONTRAKT_SCHEMAS_DECLARE_VARIANTS_H_
#define KONTRAKT_SCHEMAS_DECLARE_VARIANTS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "kontrakt/schemas/declare/enums.h"
#include "kontrakt/schemas/declare/fields.h"
#include "kontrakt/schemas/declare/traits.h"

namespace kontrakt::internal {

// A set of JSON's types.
enum JsonTypes : std::uint8_t {
  kNullType = 1,
  kBoolType = 2,
  kNumberType = 4,
  kStringType = 8,
  kArrayType = 16,
  kObjectType = 32,
  kEveryType = 63,
};

template <class T>
consteval std::uint8_t JsonTypesOf();
template <class... Ts>
consteval std::uint8_t JsonTypesOfAny(Tag<std::variant<Ts...>>) {
  return (JsonTypesOf<Ts>() | ...);
}

// The types that a T may have in JSON.
template <class T>
consteval std::uint8_t JsonTypesOf() {
  constexpr Kind kKind = KindOf<T>();
  if constexpr (kKind == Kind::kOptional) {
    return kNullType | JsonTypesOf<Element<T>>();
  } else if constexpr (kKind == Kind::kAlias) {
    return JsonTypesOf<Underlying<T>>();
  } else if constexpr (kKind == Kind::kVariant) {
    return JsonTypesOfAny(Tag<T>{});
  } else {
    switch (kKind) {
      case Kind::kNull:
        return kNullType;
      case Kind::kBool:
        return kBoolType;
      case Kind::kInteger:
      case Kind::kNumber:
        return kNumberType;
      case Kind::kString:
      case Kind::kEnum:
      case Kind::kTime:
        return kStringType;
      case Kind::kArray:
      case Kind::kSet:
      case Kind::kTuple:
        return kArrayType;
      case Kind::kMap:
      case Kind::kStruct:
        return kObjectType;
      default:
        return kEveryType;
    }
  }
}

// The text of a Const; no data when it has none.
template <class V>
consteval std::string_view ConstantText(const Literal& constant) {
  if (constant.type == Literal::Type::kString) return constant.as_string;
  if constexpr (KindOf<V>() == Kind::kEnum) {
    if (constant.type == Literal::Type::kEnum) {
      return EnumName(static_cast<V>(constant.as_enum)).value_or(std::string_view());
    }
  }
  return {};
}

struct NamedConstant {
  std::string_view name;
  std::string_view text;
};
// One a field of struct T.
template <class T>
inline constexpr auto kConstants = [] {
  std::array<NamedConstant, kFieldCount<T>> constants{};
  ForEachField<T>([&]<auto Member, std::size_t I>() {
    constexpr const FieldSpec& kSpec = kFields<T>.specs[I];
    constants[I] = {kSpec.name, ConstantText<ValueOf<Member>>(kSpec.constant)};
  });
  return constants;
}();

// The text that tells an alternative by the field `tag`; no data when there is none.
template <class T>
constexpr std::string_view TagText(std::string_view tag) {
  if constexpr (KindOf<T>() == Kind::kStruct) {
    for (const NamedConstant& constant : kConstants<T>) {
      if (constant.name == tag) return constant.text;
    }
  }
  return {};
}

// Whether `tag` tells all struct alternatives apart.
template <class... Ts>
constexpr bool IsTag(std::string_view tag) {
  const std::string_view texts[] = {TagText<Ts>(tag)...};
  const bool tagged[] = {KindOf<Ts>() == Kind::kStruct...};
  for (std::size_t i = 0; i < sizeof...(Ts); ++i) {
    if (!tagged[i]) continue;
    if (texts[i].data() == nullptr) return false;
    for (std::size_t j = 0; j < i; ++j) {
      if (tagged[j] && texts[i] == texts[j]) return false;
    }
  }
  return true;
}

template <class T, class... Ts>
constexpr std::string_view FindTagAmong() {
  if constexpr (KindOf<T>() == Kind::kStruct) {
    for (const NamedConstant& constant : kConstants<T>) {
      if (IsTag<T, Ts...>(constant.name)) return constant.name;
    }
    return {};
  } else if constexpr (sizeof...(Ts) > 0) {
    return FindTagAmong<Ts...>();
  } else {
    return {};
  }
}
template <class... Ts>
constexpr std::string_view FindTag(Tag<std::variant<Ts...>>) {
  return FindTagAmong<Ts...>();
}
// The key that tells the structs of a variant apart; no data when there is none.
template <class V>
inline constexpr std::string_view kTagOf = FindTag(Tag<V>{});

// Whether no value fits two alternatives. Several structs are told apart by their tag, a struct and
// a map are not.
template <class... Ts>
consteval bool IsUnambiguous(Tag<std::variant<Ts...>>) {
  const std::uint8_t types[] = {JsonTypesOf<Ts>()...};
  const bool structs[] = {KindOf<Ts>() == Kind::kStruct...};
  for (std::size_t i = 0; i < sizeof...(Ts); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if ((types[i] & types[j]) == 0) continue;
      if (!structs[i] || !structs[j] || kTagOf<std::variant<Ts...>>.data() == nullptr) return false;
    }
  }
  return true;
}

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_DECLARE_VARIANTS_H_
