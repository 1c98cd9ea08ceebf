// What a C++ type is in JSON.
#ifndef KONTRAKT_SCHEMAS_DECLARE_TRAITS_H_
#define KONTRAKT_SCHEMAS_DECLARE_TRAITS_H_

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace kontrakt {

// Names a type for argument-dependent lookup: a function of a Tag<T> is found in T's namespace.
template <class T>
struct Tag {};

// A type that its user teaches to kontrakt: see codec.h.
template <class T>
struct Codec;
template <class T>
concept HasCodec = requires { sizeof(Codec<T>); };

namespace internal {
template <class T>
concept HasFields = requires { KontraktFields(Tag<T>{}); };
template <class T>
concept IsValue = requires { KontraktIsValue(Tag<T>{}); };
// SCHEMA_FOLLOWS: to be asked before HasFields, whose answer the compiler remembers.
template <class T>
concept Follows = requires { KontraktFollows(Tag<T>{}); };
}  // namespace internal

// A struct with SCHEMA_FIELDS.
template <class T>
concept Declared = internal::HasFields<T> && !internal::IsValue<T>;

// A struct of one field with SCHEMA_VALUE: in JSON it is that field's value.
template <class T>
concept DeclaredValue = internal::HasFields<T> && internal::IsValue<T>;

// An enum with SCHEMA_ENUM.
template <class T>
concept DeclaredEnum = std::is_enum_v<T> && requires { KontraktEnumerators(Tag<T>{}); };

// A Declared struct with REGISTER_SCHEMA: what Publish and typed handlers demand.
template <class T>
concept Registered = Declared<T> && requires { KontraktRegistration(Tag<T>{}); };

enum class Kind : std::uint8_t {
  kUnsupported,
  kNull,  // std::monostate.
  kBool,
  kInteger,
  kNumber,
  kString,
  kEnum,
  kTime,      // absl::Time: RFC 3339 text.
  kOptional,  // null or the value: std::optional, std::unique_ptr, std::shared_ptr.
  kArray,     // std::vector, std::array.
  kSet,      // std::set, std::unordered_set and whatever has their shape: an array, each item once.
  kTuple,    // std::pair, std::tuple: an array of fixed length, each place with its own type.
  kMap,      // std::map<std::string, T> and whatever has its shape: an object with any keys.
  kVariant,  // std::variant: one of its alternatives.
  kJson,     // kontrakt::Json: any value.
  kAlias,    // Another type with demands of its own: SCHEMA_VALUE, Codec.
  kStruct,
};

namespace internal {

// A point in time as the codec sees it, for types that are a time in JSON: absl::Time without its
// header.
struct UnixTime {
  std::int64_t seconds = 0;      // Since 1970.
  std::int32_t nanoseconds = 0;  // 0 to 999'999'999, towards the future.
};

template <class T>
struct ElementOf {
  using Type = void;
  static constexpr Kind kKind = Kind::kUnsupported;
};
template <class T, Kind kIts>
struct ElementIs {
  using Type = T;
  static constexpr Kind kKind = kIts;
};
template <class T>
struct ElementOf<std::optional<T>> : ElementIs<T, Kind::kOptional> {};
template <class T>
struct ElementOf<std::vector<T>> : ElementIs<T, Kind::kArray> {};
template <class T, std::size_t N>
struct ElementOf<std::array<T, N>> : ElementIs<T, Kind::kArray> {};
template <class... Ts>
struct ElementOf<std::tuple<Ts...>> : ElementIs<void, Kind::kTuple> {};
template <class A, class B>
struct ElementOf<std::pair<A, B>> : ElementIs<void, Kind::kTuple> {};
template <class... Ts>
struct ElementOf<std::variant<Ts...>> : ElementIs<void, Kind::kVariant> {};

// Further types by their shape, so that what a struct does not use need not be included here.

// Converts to T and to nothing else, not even to a base class of T.
template <class T>
struct Exactly {
  template <std::same_as<T> U>
  operator U() const;  // NOLINT(google-explicit-constructor): as an argument would be.
};

// absl::Time.
template <class T>
concept TimeShaped = std::is_class_v<T> && requires(const Exactly<T>& time) {
  { ToUnixMicros(time) } -> std::same_as<std::int64_t>;
  { ToUniversal(time) } -> std::same_as<std::int64_t>;
  ToTimespec(time);
};
template <TimeShaped T>
struct ElementOf<T> : ElementIs<void, Kind::kTime> {};
template <>
struct ElementOf<UnixTime> : ElementIs<void, Kind::kTime> {};

// std::unique_ptr<T> and std::shared_ptr<T>.
template <class P>
concept OwnsAlone = requires(P p) {
  p.release();
  p.get_deleter();
};
template <class P>
concept OwnsWithOthers = requires(const P& p) {
  typename P::weak_type;
  p.use_count();
};
template <class P, class T>
concept PointerShaped = std::same_as<typename P::element_type, T> && requires(const P& p) {
  { p.get() } -> std::same_as<T*>;
} && (OwnsAlone<P> || OwnsWithOthers<P>);
// A deleter of one's own is another P than P<T>: a reader could not make such a pointer.
template <template <class...> class P, class T, class... Rest>
  requires std::same_as<P<T>, P<T, Rest...>> && PointerShaped<P<T, Rest...>, T>
struct ElementOf<P<T, Rest...>> : ElementIs<T, Kind::kOptional> {};

// std::map<std::string, ...>, std::set and whatever is used as they are.
template <class T>
concept MapShaped = requires(T map, std::string key) {
  typename T::mapped_type;
  requires std::same_as<typename T::key_type, std::string>;
  map.try_emplace(std::move(key)).second;
};
template <class T>
concept SetShaped = !requires { typename T::mapped_type; } && requires(T set) {
  typename T::key_type;
  requires std::same_as<typename T::key_type, typename T::value_type>;
  set.insert(std::declval<typename T::value_type>()).second;
};
template <MapShaped T>
struct ElementOf<T> : ElementIs<typename T::mapped_type, Kind::kMap> {};
template <SetShaped T>
struct ElementOf<T> : ElementIs<typename T::value_type, Kind::kSet> {};
// nlohmann::json.
template <class T>
  requires requires {
    typename T::json_sax_t;
    typename T::json_pointer;
  }
struct ElementOf<T> : ElementIs<void, Kind::kJson> {};

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
  if constexpr (std::same_as<T, std::monostate>) {
    return Kind::kNull;
  } else if constexpr (std::same_as<T, bool>) {
    return Kind::kBool;
  } else if constexpr (internal::kIsCharacter<T>) {
    return Kind::kUnsupported;
  } else if constexpr (std::is_integral_v<T>) {
    return sizeof(T) <= 8 ? Kind::kInteger : Kind::kUnsupported;
  } else if constexpr (std::same_as<T, float> || std::same_as<T, double>) {
    return Kind::kNumber;
  } else if constexpr (std::same_as<T, std::string>) {
    return Kind::kString;
  } else if constexpr (HasCodec<T>) {
    return Kind::kAlias;
  } else if constexpr (std::is_enum_v<T>) {
    return DeclaredEnum<T> ? Kind::kEnum : Kind::kUnsupported;
  } else if constexpr (internal::HasFields<T>) {
    return internal::IsValue<T> ? Kind::kAlias : Kind::kStruct;
  } else {
    return internal::ElementOf<T>::kKind;
  }
}

// What a `float` field may be in JSON. The shortest decimal of the largest float is a little more
// than its value.
inline constexpr double kLargestFloatInJson = 3.4028235e+38;

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_TRAITS_H_
