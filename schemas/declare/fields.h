// SCHEMA_FIELDS and FIELD: which members of a struct are the message, and what must hold of them.
#ifndef KONTRAKT_SCHEMAS_DECLARE_FIELDS_H_
#define KONTRAKT_SCHEMAS_DECLARE_FIELDS_H_

#if __cplusplus < 202002L
#error "kontrakt needs C++20: put  build --cxxopt=-std=c++20  into your .bazelrc"
#endif

#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "kontrakt/schemas/declare/checks.h"
#include "kontrakt/schemas/declare/constraints.h"
#include "kontrakt/schemas/declare/enums.h"
#include "kontrakt/schemas/declare/traits.h"

// SCHEMA_FIELDS(Content, FIELD(id, MinLength(1)), FIELD(title));
// Declares the fields of struct `Content`, in the order in which they are written. Use once, in the
// struct's own namespace, below it and below the declarations of the structs and enums that it
// contains. Runs nothing.
#define SCHEMA_FIELDS(Type, ...)                                                            \
  [[maybe_unused]] constexpr auto KontraktFields(::kontrakt::Tag<Type>) {                   \
    using KontraktSelf [[maybe_unused]] = Type;                                             \
    KONTRAKT_INTERNAL_USE_CONSTRAINTS                                                       \
    return ::kontrakt::internal::MakeFields<Type>(__VA_ARGS__);                             \
  }                                                                                         \
  [[maybe_unused]] constexpr ::std::string_view KontraktStructName(::kontrakt::Tag<Type>) { \
    return ::kontrakt::internal::Unqualified(#Type);                                        \
  }                                                                                         \
  static_assert(::kontrakt::internal::FieldsAreSound<Type>(),                               \
                "SCHEMA_FIELDS(" #Type ", ...): the sentences above say which field is wrong")

// FIELD(member, constraints...)
// One public data member. The constraints are those of constraints.h: MinLength(1), Doc("..."),
// Name("..."), ...
#define FIELD(member, ...)                                                      \
  []<class KontraktStruct>(::kontrakt::Tag<KontraktStruct>) {                   \
    static_assert(                                                              \
        requires { &KontraktStruct::member; },                                  \
        "FIELD(" #member                                                        \
        "): the struct has no public data member of this name; "                \
        "write one of its members, and Name(\"...\") for another key in JSON"); \
    if constexpr (requires { &KontraktStruct::member; }) {                      \
      return ::kontrakt::internal::FieldOf<&KontraktStruct::member>{            \
          ::kontrakt::internal::MakeSpec(#member __VA_OPT__(, ) __VA_ARGS__)};  \
    } else {                                                                    \
      return ::kontrakt::internal::NoField{};                                   \
    }                                                                           \
  }(::kontrakt::Tag<KontraktSelf>{})

// ---- implementation details ----

// Block-scope declarations: a user's own `Pattern` or `Name` does not get in the way.
#define KONTRAKT_INTERNAL_USE_CONSTRAINTS          \
  using ::kontrakt::constraints::Default;          \
  using ::kontrakt::constraints::Doc;              \
  using ::kontrakt::constraints::ExclusiveMaximum; \
  using ::kontrakt::constraints::ExclusiveMinimum; \
  using ::kontrakt::constraints::Format;           \
  using ::kontrakt::constraints::Items;            \
  using ::kontrakt::constraints::MaxItems;         \
  using ::kontrakt::constraints::MaxLength;        \
  using ::kontrakt::constraints::Maximum;          \
  using ::kontrakt::constraints::MinItems;         \
  using ::kontrakt::constraints::MinLength;        \
  using ::kontrakt::constraints::Minimum;          \
  using ::kontrakt::constraints::MultipleOf;       \
  using ::kontrakt::constraints::Name;             \
  using ::kontrakt::constraints::Pattern;          \
  using ::kontrakt::constraints::Sensitive;        \
  using ::kontrakt::constraints::UniqueItems;

namespace kontrakt::internal {

// "Content" of "v1::Content".
constexpr std::string_view Unqualified(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

struct NoField {};

template <auto Member>
struct FieldOf {
  FieldSpec spec;
};

template <class Member>
struct MemberType;
template <class Struct, class Value>
struct MemberType<Value Struct::*> {
  using Type = std::remove_cv_t<Value>;
};

// The fields of one struct: types in the template, everything else as data.
template <auto... Members>
struct FieldList {
  static constexpr std::size_t kSize = sizeof...(Members);
  std::array<FieldSpec, kSize> specs;
};

template <class T, auto... Members>
constexpr FieldList<Members...> MakeFields(const FieldOf<Members>&... fields) {
  return {{fields.spec...}};
}

// Reached only when some FIELD has failed already, with its own sentence.
template <class T, class... Fields>
  requires(std::is_same_v<Fields, NoField> || ...)
constexpr FieldList<> MakeFields(const Fields&...) {
  return {};
}

template <class T>
inline constexpr auto kFields = KontraktFields(Tag<T>{});

template <class T>
inline constexpr std::size_t kFieldCount = kFields<T>.kSize;

// Calls f.operator()<Member, Index>() for each field, in order.
template <auto... Members, class F, std::size_t... I>
constexpr void ForEachMember(const FieldList<Members...>&, std::index_sequence<I...>, F&& f) {
  (f.template operator()<Members, I>(), ...);
}
template <class T, class F>
constexpr void ForEachField(F&& f) {
  ForEachMember(kFields<T>, std::make_index_sequence<kFieldCount<T>>{}, f);
}

template <auto Member>
using ValueOf = typename MemberType<decltype(Member)>::Type;

// V without std::optional: constraints speak of the value that is there.
template <class V>
struct Present {
  using Type = V;
};
template <class V>
struct Present<std::optional<V>> {
  using Type = V;
};
template <class V>
using PresentType = typename Present<V>::Type;

template <class V>
consteval bool ChecksFit(const Checks& checks) {
  constexpr Kind kKind = KindOf<PresentType<V>>();
  return (!checks.for_strings() || kKind == Kind::kString) &&
         (!checks.for_numbers() || kKind == Kind::kInteger || kKind == Kind::kNumber) &&
         (!checks.for_arrays() || kKind == Kind::kArray) &&
         // A std::array has its length already.
         (!(checks.min_items || checks.max_items) || kFixedSize<PresentType<V>> == 0);
}

template <class V>
consteval bool ItemsFit(const Checks& checks) {
  constexpr Kind kKind = KindOf<PresentType<V>>();
  if constexpr (kKind == Kind::kArray || kKind == Kind::kMap) {
    return ChecksFit<Element<PresentType<V>>>(checks);
  } else {
    return !checks.any();
  }
}

template <class V>
consteval bool DefaultFits(const DefaultValue& value) {
  using Value = PresentType<V>;
  constexpr Kind kKind = KindOf<Value>();
  switch (value.type) {
    case DefaultValue::Type::kNone:
      return true;
    case DefaultValue::Type::kBool:
      return kKind == Kind::kBool;
    case DefaultValue::Type::kString:
      return kKind == Kind::kString;
    case DefaultValue::Type::kEnum:
      if constexpr (kKind == Kind::kEnum) {
        return EnumName(static_cast<Value>(value.as_enum)).has_value();
      }
      return false;
    case DefaultValue::Type::kNumber:
      if constexpr (kKind == Kind::kInteger) {
        return value.as_number.type != Number::Type::kDouble &&
               Compare(std::numeric_limits<Value>::min(), value.as_number) <= 0 &&
               Compare(std::numeric_limits<Value>::max(), value.as_number) >= 0;
      }
      return kKind == Kind::kNumber;
  }
  return false;
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

template <class V, std::size_t I, class T>
consteval void CheckField() {
  constexpr const FieldSpec& kSpec = kFields<T>.specs[I];
  static_assert(IsSupported<V>(),
                "this member's type cannot be in a message: write bool, an integer type (not "
                "char), float, double, "
                "std::string, absl::Time, a struct with SCHEMA_FIELDS or an enum with SCHEMA_ENUM "
                "(both above this "
                "declaration), or std::optional, std::vector, std::array, std::map<std::string, "
                "...> of those");
  if constexpr (IsSupported<V>()) {
    static_assert(
        ChecksFit<V>(kSpec.value),
        "a constraint does not fit the member's type: MinLength, MaxLength, Pattern and Format fit "
        "std::string; Minimum, Maximum, ExclusiveMinimum, ExclusiveMaximum and MultipleOf fit "
        "numbers; "
        "MinItems and MaxItems fit std::vector; UniqueItems fits std::vector and std::array");
    static_assert(ItemsFit<V>(kSpec.items),
                  "Items(...) fits std::vector, std::array and std::map, and holds constraints of "
                  "their elements");
    static_assert(DefaultFits<V>(kSpec.default_value),
                  "Default(...) takes a value that the member can hold: true or false, a number in "
                  "range, a text, or "
                  "an enumerator that SCHEMA_ENUM lists; other types have no Default");
    static_assert(BoundsAreOrdered(kSpec.value) && BoundsAreOrdered(kSpec.items),
                  "no value can satisfy this field: its lower bound lies above its upper bound");
  }
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
  ForEachField<T>([]<auto Member, std::size_t I>() { CheckField<ValueOf<Member>, I, T>(); });
  return true;
}

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_DECLARE_FIELDS_H_
