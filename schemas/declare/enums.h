// SCHEMA_ENUM: an enum as text in messages.
//
//   enum class Color { kRed, kGreen };
//   SCHEMA_ENUM(Color, kRed, Named(kGreen, "green"));    // "kRed", "green"
#ifndef KONTRAKT_SCHEMAS_DECLARE_ENUMS_H_
#define KONTRAKT_SCHEMAS_DECLARE_ENUMS_H_

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "kontrakt/schemas/declare/traits.h"

// SCHEMA_ENUM(Color, kRed, Named(kGreen, "green"));
// Declares how the values of enum `Color` are written: as their enumerator's name, or as the text
// that Named() gives. Use once, in the enum's own namespace, below it. Values that are not listed
// cannot be sent. At run time nothing happens. What is wrong (an enumerator or a text twice, no
// enumerator) does not compile.
#define SCHEMA_ENUM(Type, ...)                                                                   \
  [[maybe_unused]] constexpr auto KontraktEnumerators(::kontrakt::Tag<Type>) {                   \
    using enum Type;                                                                             \
    using Named [[maybe_unused]] = ::kontrakt::internal::NamedEnumerator<Type>;                  \
    return ::kontrakt::internal::MakeEnumerators<Type>(#__VA_ARGS__ __VA_OPT__(, ) __VA_ARGS__); \
  }                                                                                              \
  static_assert(::kontrakt::internal::EnumeratorsAreSound<Type>(),                               \
                "SCHEMA_ENUM(" #Type                                                             \
                ", ...): list each enumerator once, at least one, no two with the same text")

// ---- implementation details ----

namespace kontrakt {

template <class E>
struct Enumerator {
  E value{};
  std::string_view name;
};

namespace internal {

template <class E>
struct NamedEnumerator {
  constexpr NamedEnumerator(E v, std::string_view n) : value(v), name(n) {}
  E value;
  std::string_view name;
};

// Cuts the next argument off the stringified list: up to a comma outside of brackets and quotes.
constexpr std::string_view TakeArgument(std::string_view& list) {
  int depth = 0;
  bool quoted = false;
  std::size_t end = 0;
  for (; end < list.size(); ++end) {
    const char c = list[end];
    if (c == '"' && (end == 0 || list[end - 1] != '\\')) quoted = !quoted;
    if (quoted) continue;
    if (c == ',' && depth == 0) break;
    depth += (c == '(' || c == '{') - (c == ')' || c == '}');
  }
  std::string_view argument = list.substr(0, end);
  list.remove_prefix(end < list.size() ? end + 1 : end);
  while (!argument.empty() && argument.front() == ' ') argument.remove_prefix(1);
  while (!argument.empty() && argument.back() == ' ') argument.remove_suffix(1);
  return argument;
}

template <class E>
constexpr Enumerator<E> MakeEnumerator(std::string_view argument, E value) {
  const std::size_t colon = argument.rfind(':');  // Color::kRed
  return {value, colon == std::string_view::npos ? argument : argument.substr(colon + 1)};
}
template <class E>
constexpr Enumerator<E> MakeEnumerator(std::string_view, const NamedEnumerator<E>& named) {
  return {named.value, named.name};
}

template <class E, class... Es>
constexpr std::array<Enumerator<E>, sizeof...(Es)> MakeEnumerators(std::string_view list,
                                                                   const Es&... enumerators) {
  // Braces: evaluated from left to right.
  return {MakeEnumerator(TakeArgument(list), enumerators)...};
}

template <class E>
inline constexpr auto kEnumerators = KontraktEnumerators(Tag<E>{});

template <class E>
consteval bool EnumeratorsAreSound() {
  const auto& all = kEnumerators<E>;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (all[i].value == all[j].value || all[i].name == all[j].name) return false;
    }
  }
  return !all.empty();
}

}  // namespace internal

// The text of `value`; nullopt when SCHEMA_ENUM does not list it.
template <DeclaredEnum E>
constexpr std::optional<std::string_view> EnumName(E value) {
  for (const auto& e : internal::kEnumerators<E>) {
    if (e.value == value) return e.name;
  }
  return std::nullopt;
}

// The value with that text; nullopt when there is none.
template <DeclaredEnum E>
constexpr std::optional<E> EnumValue(std::string_view name) {
  for (const auto& e : internal::kEnumerators<E>) {
    if (e.name == name) return e.value;
  }
  return std::nullopt;
}

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_ENUMS_H_
