// What the values that a declaration names (Default, Const, Example) are in C++.
#ifndef KONTRAKT_SCHEMAS_DECLARE_LITERALS_H_
#define KONTRAKT_SCHEMAS_DECLARE_LITERALS_H_

#include <string>
#include <type_traits>

#include "kontrakt/schemas/declare/checks.h"
#include "kontrakt/schemas/declare/fields.h"
#include "kontrakt/schemas/declare/traits.h"

namespace kontrakt::internal {

// The kinds of types that a literal can stand for by itself.
constexpr bool HasLiterals(Kind kind) {
  return kind == Kind::kBool || kind == Kind::kString || kind == Kind::kEnum ||
         kind == Kind::kInteger || kind == Kind::kNumber;
}

// Of a literal that soundness.h found to fit V.
template <class V>
  requires(HasLiterals(KindOf<V>()))
V ValueOfLiteral(const Literal& literal) {
  if constexpr (KindOf<V>() == Kind::kBool) {
    return literal.as_bool;
  } else if constexpr (KindOf<V>() == Kind::kEnum) {
    return static_cast<V>(literal.as_enum);
  } else if constexpr (KindOf<V>() == Kind::kString) {
    return V(literal.as_string);
  } else {
    return WithNumber(literal.as_number, [](auto n) { return static_cast<V>(n); });
  }
}

// Whether the Codec of T reads a literal. Where its Underlying is a type with demands of its own,
// it is not asked: true.
template <HasCodec T>
bool ReadsLiteral(const Literal& literal) {
  if constexpr (std::is_same_v<Underlying<T>, std::string>) {
    return static_cast<bool>(Codec<T>::Read(literal.as_string));
  } else if constexpr (HasLiterals(KindOf<Underlying<T>>())) {
    return static_cast<bool>(Codec<T>::Read(ValueOfLiteral<Underlying<T>>(literal)));
  } else {
    return true;
  }
}

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_DECLARE_LITERALS_H_
