// Which structs contain themselves, known when the program is compiled.
#ifndef KONTRAKT_SCHEMAS_DECLARE_RECURSION_H_
#define KONTRAKT_SCHEMAS_DECLARE_RECURSION_H_

#include <array>
#include <cstddef>
#include <span>
#include <type_traits>

#include "kontrakt/schemas/declare/fields.h"
#include "kontrakt/schemas/declare/traits.h"

namespace kontrakt::internal {

// A type as a node of a graph whose edges are functions: one that leads back to its own struct asks
// for nothing that is still being made.
struct TypeNode;
using TypeNodeOf = const TypeNode& (*)();
struct TypeNode {
  std::span<const TypeNodeOf> parts;
};

template <class T>
constexpr const TypeNode& NodeOf();

template <template <class...> class C, class... Ts>
constexpr std::array<TypeNodeOf, sizeof...(Ts)> PartsOfEach(Tag<C<Ts...>>) {
  return {&NodeOf<Ts>...};
}
template <auto... Members>
constexpr std::array<TypeNodeOf, sizeof...(Members)> PartsOfFields(const FieldList<Members...>&) {
  return {&NodeOf<ValueOf<Members>>...};
}
template <class T>
constexpr auto PartsOf() {
  constexpr Kind kKind = KindOf<T>();
  if constexpr (kKind == Kind::kStruct) {
    return PartsOfFields(kFields<T>);
  } else if constexpr (kKind == Kind::kAlias) {
    return std::array<TypeNodeOf, 1>{&NodeOf<Underlying<T>>};
  } else if constexpr (kKind == Kind::kTuple || kKind == Kind::kVariant) {
    return PartsOfEach(Tag<T>{});
  } else if constexpr (!std::is_void_v<Element<T>>) {
    return std::array<TypeNodeOf, 1>{&NodeOf<Element<T>>};
  } else {
    return std::array<TypeNodeOf, 0>{};
  }
}
template <class T>
inline constexpr auto kParts = PartsOf<T>();
template <class T>
inline constexpr TypeNode kNode{kParts<T>};
template <class T>
constexpr const TypeNode& NodeOf() {
  return kNode<T>;
}

// More types in one message than this, and a struct counts as one that contains itself.
inline constexpr std::size_t kMaxNodes = 512;

consteval bool Reaches(const TypeNode& from, const TypeNode& target) {
  std::array<const TypeNode*, kMaxNodes> seen{};
  std::size_t found = 0;
  const auto see = [&](const TypeNode& node) {
    for (const TypeNodeOf part : node.parts) {
      const TypeNode* const next = &part();
      bool known = false;
      for (std::size_t i = 0; i < found && !known; ++i) known = seen[i] == next;
      if (!known && found < kMaxNodes) seen[found++] = next;
    }
  };
  see(from);
  for (std::size_t done = 0; done < found; ++done) {
    if (seen[done] == &target || found == kMaxNodes) return true;
    see(*seen[done]);
  }
  return false;
}

// Whether a T can lie inside of a T.
template <class T>
inline constexpr bool kIsRecursive = Reaches(kNode<T>, kNode<T>);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_DECLARE_RECURSION_H_
