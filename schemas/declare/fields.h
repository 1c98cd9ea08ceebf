// SCHEMA_FIELDS, SCHEMA_VALUE and FIELD: which members of a struct are the message, and what must
// hold of them.
#ifndef KONTRAKT_SCHEMAS_DECLARE_FIELDS_H_
#define KONTRAKT_SCHEMAS_DECLARE_FIELDS_H_

#if __cplusplus < 202002L
#error "kontrakt needs C++20: put  build --cxxopt=-std=c++20  into your .bazelrc"
#endif

#include <array>
#include <cstddef>
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
// contains. Runs nothing. Beside FIELD, in any place:
//   FieldsOf<Event>()  the fields of a base class that has SCHEMA_FIELDS
//   Closed()           no other keys: "additionalProperties": false in the schema, and a reader
//   with
//                      Validation::kFull refuses them
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

// SCHEMA_VALUE(OrderId, FIELD(text, MinLength(1)));
// Declares a struct of one field that is, in JSON, that field's value: a strong typedef. The
// constraints hold wherever the struct is used, and a FIELD of the struct takes none of its own.
#define SCHEMA_VALUE(Type, ...)                                                           \
  [[maybe_unused]] constexpr bool KontraktIsValue(::kontrakt::Tag<Type>) { return true; } \
  SCHEMA_FIELDS(Type, __VA_ARGS__)

// SCHEMA_FOLLOWS(Node);
// Promises that SCHEMA_FIELDS or SCHEMA_VALUE of `Node` comes further below. Two structs that
// contain each other need it (one that contains itself does not): write it above the first
// SCHEMA_FIELDS, in the struct's own namespace, below its declaration.
#define SCHEMA_FOLLOWS(Type) \
  [[maybe_unused]] constexpr bool KontraktFollows(::kontrakt::Tag<Type>) { return true; }

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
  using ::kontrakt::constraints::AsString;         \
  using ::kontrakt::constraints::Closed;           \
  using ::kontrakt::constraints::Const;            \
  using ::kontrakt::constraints::ContentEncoding;  \
  using ::kontrakt::constraints::Default;          \
  using ::kontrakt::constraints::Deprecated;       \
  using ::kontrakt::constraints::Doc;              \
  using ::kontrakt::constraints::Example;          \
  using ::kontrakt::constraints::ExclusiveMaximum; \
  using ::kontrakt::constraints::ExclusiveMinimum; \
  using ::kontrakt::constraints::FieldsOf;         \
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
  using ::kontrakt::constraints::OneOf;            \
  using ::kontrakt::constraints::Pattern;          \
  using ::kontrakt::constraints::Sensitive;        \
  using ::kontrakt::constraints::UniqueItems;

namespace kontrakt {
namespace constraints {
template <class Base>
struct FieldsOf {};
struct Closed {};
}  // namespace constraints

namespace internal {

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
  std::array<FieldSpec, kSize> specs{};
  bool closed = false;
};

template <class T, auto... Members>
constexpr FieldList<Members...> MakeFields(const FieldOf<Members>&... fields) {
  return {{fields.spec...}};
}

// ---- what may stand beside FIELD ----

template <class T>
inline constexpr auto kFields = KontraktFields(Tag<T>{});

// A type with a Codec has one field in the same sense: its demands, and what it is in JSON.
struct CodecField {
  static constexpr std::size_t kSize = 1;
  std::array<FieldSpec, kSize> specs;
};
template <HasCodec T>
inline constexpr CodecField kFields<T> = [] {
  if constexpr (requires { Codec<T>::kSpec; }) {
    return CodecField{{Codec<T>::kSpec}};
  } else {
    return CodecField{};
  }
}();

template <class T, auto Member>
constexpr FieldList<Member> AsList(const FieldOf<Member>& field) {
  return {{field.spec}};
}
template <class T>
constexpr FieldList<> AsList(constraints::Closed) {
  return {{}, true};
}
template <class T, class Base>
constexpr auto AsList(constraints::FieldsOf<Base>) {
  static_assert(std::is_convertible_v<T*, Base*> && !std::is_same_v<T, Base>,
                "FieldsOf<Base>() takes a public base class of the struct");
  static_assert(Declared<Base>,
                "FieldsOf<Base>() takes a base class with SCHEMA_FIELDS: write that above");
  if constexpr (Declared<Base>) {
    auto fields = kFields<Base>;
    fields.closed = false;
    return fields;
  } else {
    return FieldList<>{};
  }
}

template <auto... As, auto... Bs>
constexpr FieldList<As..., Bs...> operator+(const FieldList<As...>& a, const FieldList<Bs...>& b) {
  FieldList<As..., Bs...> sum;
  sum.closed = a.closed || b.closed;
  for (std::size_t i = 0; i < a.kSize; ++i) sum.specs[i] = a.specs[i];
  for (std::size_t i = 0; i < b.kSize; ++i) sum.specs[a.kSize + i] = b.specs[i];
  return sum;
}

template <class Part>
inline constexpr bool kIsField = false;
template <auto Member>
inline constexpr bool kIsField<FieldOf<Member>> = true;

template <class T, class... Parts>
  requires((!kIsField<Parts> || ...) && (!std::is_same_v<Parts, NoField> && ...))
constexpr auto MakeFields(const Parts&... parts) {
  static_assert((requires { AsList<T>(parts); } && ...),
                "SCHEMA_FIELDS takes FIELD(...), FieldsOf<Base>() and Closed()");
  if constexpr ((requires { AsList<T>(parts); } && ...)) {
    return (FieldList<>{} + ... + AsList<T>(parts));
  } else {
    return FieldList<>{};
  }
}

// Reached only when some FIELD has failed already, with its own sentence.
template <class T, class... Fields>
  requires(std::is_same_v<Fields, NoField> || ...)
constexpr FieldList<> MakeFields(const Fields&...) {
  return {};
}

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

// V without std::optional and its kin: constraints speak of the value that is there.
template <class V, Kind = ElementOf<V>::kKind>
struct Present {
  using Type = V;
};
template <class V>
struct Present<V, Kind::kOptional> {
  using Type = Element<V>;
};
template <class V>
using PresentType = typename Present<V>::Type;

// Of a type of kind kAlias: what it is in JSON.
template <auto Member>
consteval auto OnlyMember(const FieldList<Member>&) {
  return Member;
}
template <class T>
struct UnderlyingOf {
  using Type = ValueOf<OnlyMember(kFields<T>)>;
};
template <HasCodec T>
struct UnderlyingOf<T> {
  using Type = typename Codec<T>::Underlying;
};
template <class T>
using Underlying = typename UnderlyingOf<T>::Type;

template <class T>
consteval bool FieldsAreSound();  // soundness.h

}  // namespace internal
}  // namespace kontrakt

#include "kontrakt/schemas/declare/soundness.h"  // IWYU pragma: export

#endif  // KONTRAKT_SCHEMAS_DECLARE_FIELDS_H_
