// SCHEMA_ENUM: an enum as text in messages.
//
//   enum class Color { kRed, kGreen, kUnknown };
//   SCHEMA_ENUM(Color, kRed, Named(kGreen, "green"), Landing(kUnknown));    // "kRed", "green"
#ifndef KONTRAKT_SCHEMAS_DECLARE_ENUMS_H_
#define KONTRAKT_SCHEMAS_DECLARE_ENUMS_H_

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string_view>

#include "kontrakt/schemas/declare/traits.h"

// SCHEMA_ENUM(Color, kRed, Named(kGreen, "green"));
// Declares how the values of enum `Color` are written: as their enumerator's name, or as the text
// that Named() gives. Use once, in the enum's own namespace, below it. Values that are not listed
// cannot be sent. At run time nothing happens. What is wrong (an enumerator or a text twice, no
// enumerator) does not compile.
// Landing(kUnknown), at most once: what a reader gets for a text that is not listed, which a newer
// writer may send; it is never written. Without it, and under Validation::kFull with it, such a
// message is refused.
#define SCHEMA_ENUM(Type, ...)                                                                   \
  [[maybe_unused]] constexpr auto KontraktEnumerators(::kontrakt::Tag<Type>) {                   \
    using enum Type;                                                                             \
    using Named [[maybe_unused]] = ::kontrakt::internal::NamedEnumerator<Type>;                  \
    using Landing [[maybe_unused]] = ::kontrakt::internal::LandingEnumerator<Type>;              \
    return ::kontrakt::internal::MakeEnumerators<Type>(#__VA_ARGS__ __VA_OPT__(, ) __VA_ARGS__); \
  }                                                                                              \
  static_assert(::kontrakt::internal::EnumeratorsAreSound<Type>(),                               \
                "SCHEMA_ENUM(" #Type                                                             \
                ", ...): list each enumerator once, at least one, no two with the same text; "   \
                "Landing(...) is none of them")

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

template <class E>
struct LandingEnumerator {
  constexpr explicit LandingEnumerator(E v) : value(v) {}
  E value;
};

// The values of an enum that have a text, and the one that those without a text become.
template <class E, std::size_t N>
struct EnumeratorList {
  std::array<Enumerator<E>, N> all;
  std::optional<E> landing;

  constexpr auto begin() const { return all.begin(); }
  constexpr auto end() const { return all.end(); }
  constexpr std::size_t size() const { return N; }
  constexpr const Enumerator<E>& operator[](std::size_t i) const { return all[i]; }
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
constexpr EnumeratorList<E, sizeof...(Es)> MakeEnumerators(std::string_view list,
                                                           const Es&... enumerators) {
  // Braces: evaluated from left to right.
  return {{MakeEnumerator(TakeArgument(list), enumerators)...}, {}};
}

// With a Landing among them: the list without it.
template <class E, class... Es>
  requires(std::same_as<Es, LandingEnumerator<E>> || ...)
constexpr auto MakeEnumerators(std::string_view list, const Es&... enumerators) {
  static_assert((std::same_as<Es, LandingEnumerator<E>> + ...) == 1,
                "SCHEMA_ENUM takes one Landing(...): keep one");
  EnumeratorList<E, sizeof...(Es) - 1> result{};
  std::size_t at = 0;
  const auto add = [&](const auto& enumerator) {
    const std::string_view argument = TakeArgument(list);
    if constexpr (requires { MakeEnumerator<E>(argument, enumerator); }) {
      result.all[at++] = MakeEnumerator<E>(argument, enumerator);
    } else {
      result.landing = enumerator.value;
    }
  };
  (add(enumerators), ...);
  return result;
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
    if (all[i].value == all.landing) return false;
  }
  return all.size() != 0;
}

// Where SCHEMA_ENUM lists `value`; their number when it does not.
template <DeclaredEnum E>
constexpr std::size_t EnumeratorIndex(E value) {
  std::size_t i = 0;
  while (i < kEnumerators<E>.size() && kEnumerators<E>[i].value != value) ++i;
  return i;
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
