// What a C++ type is in JSON.
#ifndef KONTRAKT_SCHEMAS_DECLARE_TRAITS_H_
#define KONTRAKT_SCHEMAS_DECLARE_TRAITS_H_

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "absl/time/time.h"

namespace kontrakt {

// Names a type for argument-dependent lookup: a function of a Tag<T> is found in T's namespace.
template <class T>
struct Tag {};

// A struct with SCHEMA_FIELDS.
template <class T>
concept Declared = requires { KontraktFields(Tag<T>{}); };

// An enum with SCHEMA_ENUM.
template <class T>
concept DeclaredEnum = std::is_enum_v<T> && requires { KontraktEnumerators(Tag<T>{}); };

// A Declared struct with REGISTER_SCHEMA: what Publish and typed handlers demand.
template <class T>
concept Registered = Declared<T> && requires { KontraktRegistration(Tag<T>{}); };

enum class Kind : std::uint8_t {
  kUnsupported,
  kBool,
  kInteger,
  kNumber,
  kString,
  kEnum,
  kTime,      // absl::Time: RFC 3339 text.
  kOptional,  // null or the value.
  kArray,     // std::vector, std::array.
  kMap,       // std::map<std::string, T>: an object with any keys.
  kStruct,
};

namespace internal {

template <class T>
struct ElementOf {
  using Type = void;
  static constexpr Kind kKind = Kind::kUnsupported;
};
template <class T>
struct ElementOf<std::optional<T>> {
  using Type = T;
  static constexpr Kind kKind = Kind::kOptional;
};
template <class T>
struct ElementOf<std::vector<T>> {
  using Type = T;
  static constexpr Kind kKind = Kind::kArray;
};
template <class T, std::size_t N>
struct ElementOf<std::array<T, N>> {
  using Type = T;
  static constexpr Kind kKind = Kind::kArray;
  static constexpr std::size_t kSize = N;
};
template <class T>
struct ElementOf<std::map<std::string, T>> {
  using Type = T;
  static constexpr Kind kKind = Kind::kMap;
};

// char, wchar_t and their kin are letters to some and numbers to others: not guessed.
template <class T>
inline constexpr bool kIsCharacter =
    std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> ||
    std::same_as<T, char16_t> || std::same_as<T, char32_t>;

}  // namespace internal

template <class T>
using Element = typename internal::ElementOf<T>::Type;

// Elements of a std::array; 0 for every other type.
template <class T>
inline constexpr std::size_t kFixedSize = 0;
template <class T, std::size_t N>
inline constexpr std::size_t kFixedSize<std::array<T, N>> = N;

template <class T>
consteval Kind KindOf() {
  if constexpr (std::same_as<T, bool>) {
    return Kind::kBool;
  } else if constexpr (internal::kIsCharacter<T>) {
    return Kind::kUnsupported;
  } else if constexpr (std::is_integral_v<T>) {
    return sizeof(T) <= 8 ? Kind::kInteger : Kind::kUnsupported;
  } else if constexpr (std::same_as<T, float> || std::same_as<T, double>) {
    return Kind::kNumber;
  } else if constexpr (std::same_as<T, std::string>) {
    return Kind::kString;
  } else if constexpr (std::same_as<T, absl::Time>) {
    return Kind::kTime;
  } else if constexpr (DeclaredEnum<T>) {
    return Kind::kEnum;
  } else if constexpr (Declared<T>) {
    return Kind::kStruct;
  } else {
    return internal::ElementOf<T>::kKind;
  }
}

// What a `float` field may be in JSON. The shortest decimal of the largest float is a little more
// than its value.
inline constexpr double kLargestFloatInJson = 3.4028235e+38;

// Whether T and all that it is made of can be in a message.
template <class T>
consteval bool IsSupported() {
  constexpr Kind kKind = KindOf<T>();
  if constexpr (kKind == Kind::kOptional) {
    return KindOf<Element<T>>() != Kind::kOptional && IsSupported<Element<T>>();
  } else if constexpr (kKind == Kind::kArray || kKind == Kind::kMap) {
    return IsSupported<Element<T>>();
  } else {
    return kKind != Kind::kUnsupported;
  }
}

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_TRAITS_H_
