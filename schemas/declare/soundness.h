// What a declaration must be, checked while it is compiled; the sentences of what it is not.
#ifndef KONTRAKT_SCHEMAS_DECLARE_SOUNDNESS_H_
#define KONTRAKT_SCHEMAS_DECLARE_SOUNDNESS_H_

#include <cstddef>
#include <limits>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include "kontrakt/schemas/declare/checks.h"
#include "kontrakt/schemas/declare/fields.h"
#include "kontrakt/schemas/declare/traits.h"
#include "kontrakt/schemas/declare/variants.h"

namespace kontrakt::internal {

// KindOf<T>(), but nothing is asked of a type that is declared further below.
template <class T>
consteval Kind KindSoFar() {
  if constexpr (Follows<T>) {
    return Kind::kUnsupported;
  } else {
    return KindOf<T>();
  }
}

template <class T>
consteval bool IsSupported();
template <template <class...> class C, class... Ts>
consteval bool AreSupported(Tag<C<Ts...>>) {
  return (IsSupported<Ts>() && ...);
}

// A T may itself be null, so that an optional of it could not tell whether it is there.
template <class T>
consteval bool IsNullable() {
  if constexpr (KindSoFar<T>() == Kind::kUnsupported) {
    return false;
  } else {
    return (JsonTypesOf<T>() & kNullType) != 0;
  }
}

// Whether T and all that it is made of can be in a message.
template <class T>
consteval bool IsSupported() {
  constexpr Kind kKind = KindSoFar<T>();
  if constexpr (Follows<T>) {
    return true;
  } else if constexpr (kKind == Kind::kOptional) {
    return IsSupported<Element<T>>() && !IsNullable<Element<T>>();
  } else if constexpr (kKind == Kind::kArray || kKind == Kind::kSet || kKind == Kind::kMap) {
    return IsSupported<Element<T>>();
  } else if constexpr (kKind == Kind::kTuple || kKind == Kind::kVariant) {
    return AreSupported(Tag<T>{});
  } else if constexpr (kKind == Kind::kAlias) {
    return IsSupported<Underlying<T>>();
  } else {
    return kKind != Kind::kUnsupported;
  }
}

template <class T>
consteval bool VariantsAreSound();
template <template <class...> class C, class... Ts>
consteval bool AlternativesAreSound(Tag<C<Ts...>> type) {
  if constexpr ((Follows<Ts> || ...)) {
    return true;  // Asked again where the variant is written and read.
  } else if constexpr (std::is_same_v<C<Ts...>, std::variant<Ts...>>) {
    return (VariantsAreSound<Ts>() && ...) && IsUnambiguous(type);
  } else {
    return (VariantsAreSound<Ts>() && ...);
  }
}
// Whether every variant inside of T is.
template <class T>
consteval bool VariantsAreSound() {
  constexpr Kind kKind = KindSoFar<T>();
  if constexpr (kKind == Kind::kTuple || kKind == Kind::kVariant) {
    return AlternativesAreSound(Tag<T>{});
  } else if constexpr (!std::is_void_v<Element<T>>) {
    return VariantsAreSound<Element<T>>();
  } else {
    return true;
  }
}

template <class V>
consteval bool ChecksFit(const Checks& checks) {
  constexpr Kind kKind = KindSoFar<PresentType<V>>();
  constexpr bool kFixed = kFixedSize<PresentType<V>> != 0;
  const bool is_number = kKind == Kind::kInteger || kKind == Kind::kNumber;
  return (!checks.for_strings() || kKind == Kind::kString) &&
         (!checks.for_numbers() || is_number) && (!checks.for_enums() || kKind == Kind::kEnum) &&
         // A std::array has its length already, a set its uniqueness.
         (!(checks.min_items || checks.max_items) || (kKind == Kind::kArray && !kFixed) ||
          kKind == Kind::kSet) &&
         (!checks.unique_items || kKind == Kind::kArray) &&
         (!checks.as_string || (kKind == Kind::kInteger && !checks.multiple_of));
}

template <class V>
consteval bool ItemsFit(const Checks& checks) {
  constexpr Kind kKind = KindSoFar<PresentType<V>>();
  if constexpr (kKind == Kind::kArray || kKind == Kind::kSet || kKind == Kind::kMap) {
    return ChecksFit<Element<PresentType<V>>>(checks);
  } else {
    return !checks.any();
  }
}

// Whether a V can hold `value`.
template <class V>
consteval bool LiteralFits(const Literal& value) {
  using Value = PresentType<V>;
  constexpr Kind kKind = KindSoFar<Value>();
  if constexpr (kKind == Kind::kAlias) {
    return LiteralFits<Underlying<Value>>(value);
  } else {
    switch (value.type) {
      case Literal::Type::kNone:
        return true;
      case Literal::Type::kBool:
        return kKind == Kind::kBool;
      case Literal::Type::kString:
        return kKind == Kind::kString;
      case Literal::Type::kEnum:
        if constexpr (kKind == Kind::kEnum) {
          return EnumName(static_cast<Value>(value.as_enum)).has_value();
        }
        return false;
      case Literal::Type::kNumber:
        if (!IsFinite(value.as_number)) return false;
        if constexpr (kKind == Kind::kInteger) {
          return value.as_number.type != Number::Type::kDouble &&
                 Compare(std::numeric_limits<Value>::min(), value.as_number) <= 0 &&
                 Compare(std::numeric_limits<Value>::max(), value.as_number) >= 0;
        } else if constexpr (std::is_same_v<Value, float>) {
          return Compare(-kLargestFloatInJson, value.as_number) <= 0 &&
                 Compare(kLargestFloatInJson, value.as_number) >= 0;
        }
        return kKind == Kind::kNumber;
    }
    return false;
  }
}

template <class V>
consteval bool ExamplesFit(const FieldSpec& spec) {
  for (const Literal& example : spec.examples) {
    if (!LiteralFits<V>(example)) return false;
  }
  return true;
}

// Exactly the kinds in which equal is equal for every reader, and that are always there.
template <class V>
consteval bool ConstantFits(const FieldSpec& spec) {
  constexpr Kind kKind = KindSoFar<V>();
  if (!spec.constant.given()) return true;
  return (kKind == Kind::kBool || kKind == Kind::kInteger || kKind == Kind::kString ||
          kKind == Kind::kEnum) &&
         LiteralFits<V>(spec.constant) && !spec.value.any() && !spec.has_default();
}

consteval bool BoundsAreOrdered(const Checks& c) {
  const auto above = [](const std::optional<Number>& low, const std::optional<Number>& high) {
    return low && high && Compare(*low, *high) > 0;
  };
  return !(c.min_length && c.max_length && *c.min_length > *c.max_length) &&
         !(c.min_items && c.max_items && *c.min_items > *c.max_items) &&
         !above(c.minimum, c.maximum) && !above(c.exclusive_minimum, c.maximum) &&
         !above(c.minimum, c.exclusive_maximum) && !above(c.exclusive_minimum, c.exclusive_maximum);
}

template <class V>
consteval bool CodecIsSound() {
  if constexpr (HasCodec<V>) {
    constexpr const FieldSpec& kSpec = kFields<V>.specs[0];
    return IsSupported<Underlying<V>>() && !IsNullable<Underlying<V>>() &&
           ChecksFit<Underlying<V>>(kSpec.value) && ItemsFit<Underlying<V>>(kSpec.items) &&
           BoundsAreOrdered(kSpec.value);
  }
  return true;
}

// What is wrong with a field; the sentences stand in SayFault().
enum class Fault {
  kNone,
  kType,
  kAliasConstraint,
  kConstraint,
  kItems,
  kVariant,
  kCodec,
  kBounds,
  kDefault,
  kExample,
  kConst,
};

// Asked once a type, not once a field.
template <class V>
inline constexpr Fault kFaultOfType = [] {
  if constexpr (!IsSupported<V>()) {
    return Fault::kType;
  } else if (!VariantsAreSound<V>()) {
    return Fault::kVariant;
  } else {
    return CodecIsSound<PresentType<V>>() ? Fault::kNone : Fault::kCodec;
  }
}();

template <class V>
consteval Fault FaultOf(const FieldSpec& spec) {
  if constexpr (kFaultOfType<V> != Fault::kNone) {
    return kFaultOfType<V>;
  } else {
    constexpr bool kIsAlias = KindSoFar<PresentType<V>>() == Kind::kAlias;
    if (kIsAlias && spec.value.any()) return Fault::kAliasConstraint;
    if (!kIsAlias && !ChecksFit<V>(spec.value)) return Fault::kConstraint;
    if (!ItemsFit<V>(spec.items)) return Fault::kItems;
    if (!BoundsAreOrdered(spec.value) || !BoundsAreOrdered(spec.items)) return Fault::kBounds;
    if (!LiteralFits<V>(spec.default_value)) return Fault::kDefault;
    if (!ExamplesFit<V>(spec)) return Fault::kExample;
    return ConstantFits<V>(spec) ? Fault::kNone : Fault::kConst;
  }
}

// V and I: for people who read what the compiler says of it.
template <class V, std::size_t I, Fault kFault>
consteval void SayFaultOfType() {
  static_assert(kFault != Fault::kType,
                "this member's type cannot be in a message: write bool, an integer type (not "
                "char), float, double, std::string, absl::Time, a struct with SCHEMA_FIELDS or an "
                "enum with SCHEMA_ENUM (both above this declaration), a type with a Codec, or "
                "std::optional, std::unique_ptr, std::vector, std::array, std::set, std::pair, "
                "std::tuple, std::variant, std::map<std::string, ...> of those (no optional of "
                "what may itself be null)");
  static_assert(kFault != Fault::kVariant,
                "the alternatives of a std::variant must be told apart: each has another JSON "
                "type, and structs have a field of one name with a Const(\"...\") of its own");
  static_assert(kFault != Fault::kCodec,
                "a Codec's Underlying is a type that a field may have (no optional), and its "
                "kSpec holds constraints that fit that type");
}
template <class V, std::size_t I, Fault kFault>
consteval void SayFault() {
  SayFaultOfType<V, I, kFault>();
  static_assert(kFault != Fault::kAliasConstraint,
                "a constraint of a SCHEMA_VALUE or of a type with a Codec stands in that type's "
                "own declaration: move it there");
  static_assert(
      kFault != Fault::kConstraint,
      "a constraint does not fit the member's type: MinLength, MaxLength, Pattern and Format fit "
      "std::string; Minimum, Maximum, ExclusiveMinimum, ExclusiveMaximum and MultipleOf fit "
      "numbers; MinItems and MaxItems fit std::vector and sets; UniqueItems fits std::vector and "
      "std::array; OneOf fits enums; AsString fits integers without MultipleOf");
  static_assert(kFault != Fault::kItems,
                "Items(...) fits std::vector, std::array, sets and std::map, and holds "
                "constraints of their elements");
  static_assert(kFault != Fault::kBounds,
                "no value can satisfy this field: its lower bound lies above its upper bound");
  static_assert(
      kFault != Fault::kDefault,
      "Default(...) takes a value that the member can hold: true or false, a number in range, a "
      "text, or an enumerator that SCHEMA_ENUM lists; other types have no Default");
  static_assert(
      kFault != Fault::kExample,
      "Example(...) takes a value that the member can hold: true or false, a number in range, a "
      "text, or an enumerator that SCHEMA_ENUM lists; other types have no Example");
  static_assert(
      kFault != Fault::kConst,
      "Const(...) fits bool, integers, std::string and enums, takes a value that the member can "
      "hold, and stands alone: drop the optional, the Default and the other constraints");
}

template <class T>
consteval bool NamesAreUnique() {
  const auto& specs = kFields<T>.specs;
  for (std::size_t i = 0; i < specs.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (specs[i].name == specs[j].name) return false;
    }
  }
  return true;
}

template <class T>
consteval bool FieldsAreSound() {
  static_assert(std::is_default_constructible_v<T>,
                "a message struct is default-constructible: a reader makes one and fills it in");
  static_assert(NamesAreUnique<T>(),
                "two fields have the same name in JSON: drop one or use Name(\"...\")");
  if constexpr (IsValue<T>) {
    static_assert(kFieldCount<T> == 1 && !kFields<T>.closed,
                  "SCHEMA_VALUE takes exactly one FIELD: use SCHEMA_FIELDS for an object");
    if constexpr (kFieldCount<T> == 1) {
      static_assert(!kFields<T>.specs[0].has_default() && !kFields<T>.specs[0].constant.given() &&
                        !IsNullable<Underlying<T>>(),
                    "the value of a SCHEMA_VALUE is always there: no optional, Default or Const");
    }
  }
  []<auto... Members, std::size_t... I>(const FieldList<Members...>&, std::index_sequence<I...>) {
    if constexpr (!((FaultOf<ValueOf<Members>>(kFields<T>.specs[I]) == Fault::kNone) && ...)) {
      (SayFault<ValueOf<Members>, I, FaultOf<ValueOf<Members>>(kFields<T>.specs[I])>(), ...);
    }
  }(kFields<T>, std::make_index_sequence<kFieldCount<T>>{});
  return true;
}

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_DECLARE_SOUNDNESS_H_
