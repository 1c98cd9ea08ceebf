// The JSON of any declared value by a second, obvious road.
#ifndef KONTRAKT_TESTS_SCHEMAS_OBVIOUS_JSON_H_
#define KONTRAKT_TESTS_SCHEMAS_OBVIOUS_JSON_H_

#include <charconv>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>

#include "absl/time/time.h"
#include "kontrakt/schemas/declare/describe.h"
#include "kontrakt/schemas/declare/fields.h"
#include "kontrakt/schemas/declare/rule.h"
#include "kontrakt/schemas/json/json.h"

namespace kontrakt::testing {

inline std::string ObviousTime(absl::Time time) {
  return absl::FormatTime("%E4Y-%m-%d%ET%H:%M:%E6S+00:00", time, absl::UTCTimeZone());
}
inline std::string ObviousTime(const internal::UnixTime& time) {
  return ObviousTime(absl::FromUnixSeconds(time.seconds) + absl::Nanoseconds(time.nanoseconds));
}

// Notes in `keeps_rules` whether a SCHEMA_RULE is broken, if it is given.
template <class V>
Json ObviousJson(const V& value, const FieldSpec& spec = {}, bool* keeps_rules = nullptr);

template <class V>
Json ObviousCodecJson(const V& value, bool* keeps_rules) {
  const auto& written = Codec<V>::Write(value);
  const auto convert = [&](const auto& underlying) {
    if constexpr (std::is_same_v<internal::Underlying<V>, std::string>) {
      return Json(std::string(std::string_view(underlying)));
    } else {
      return ObviousJson<internal::Underlying<V>>(underlying, {}, keeps_rules);
    }
  };
  if constexpr (requires {
                  written.has_value();
                  *written;
                }) {
    return written ? convert(*written) : Json(nullptr);
  } else {
    return convert(written);
  }
}

// The JSON of `value` without any check, through nlohmann::json.
template <class V>
Json ObviousJson(const V& value, const FieldSpec& spec, bool* keeps_rules) {
  constexpr Kind kKind = KindOf<V>();
  if constexpr (kKind == Kind::kInteger) {
    return spec.value.as_string ? Json(std::to_string(value)) : Json(value);
  } else if constexpr (kKind == Kind::kNull) {
    return nullptr;
  } else if constexpr (kKind == Kind::kNumber) {
    char text[64];
    *std::to_chars(text, text + sizeof text - 1, value).ptr = '\0';
    return std::strtod(text, nullptr);
  } else if constexpr (kKind == Kind::kTime) {
    return ObviousTime(value);
  } else if constexpr (kKind == Kind::kEnum) {
    return EnumName(value).value_or("(not listed)");
  } else if constexpr (kKind == Kind::kOptional) {
    return value ? ObviousJson(*value, spec, keeps_rules) : Json(nullptr);
  } else if constexpr (kKind == Kind::kArray || kKind == Kind::kSet) {
    Json array = Json::array();
    FieldSpec item;
    item.value = spec.items;
    for (const auto& element : value) {
      array.push_back(ObviousJson<Element<V>>(element, item, keeps_rules));
    }
    return array;
  } else if constexpr (kKind == Kind::kMap) {
    Json object = Json::object();
    FieldSpec item;
    item.value = spec.items;
    for (const auto& [key, element] : value) object[key] = ObviousJson(element, item, keeps_rules);
    return object;
  } else if constexpr (kKind == Kind::kTuple) {
    Json array = Json::array();
    std::apply(
        [&](const auto&... places) {
          (array.push_back(ObviousJson(places, {}, keeps_rules)), ...);
        },
        value);
    return array;
  } else if constexpr (kKind == Kind::kVariant) {
    return std::visit([&](const auto& it) { return ObviousJson(it, {}, keeps_rules); }, value);
  } else if constexpr (HasCodec<V>) {
    return ObviousCodecJson(value, keeps_rules);
  } else if constexpr (kKind == Kind::kAlias) {
    return ObviousJson(value.*internal::OnlyMember(internal::kFields<V>),
                       internal::kFields<V>.specs[0], keeps_rules);
  } else if constexpr (kKind == Kind::kStruct) {
    Json object = Json::object();
    internal::ForEachField<V>([&]<auto Member, std::size_t I>() {
      const FieldSpec& field = internal::kFields<V>.specs[I];
      object[std::string(field.name)] = ObviousJson(value.*Member, field, keeps_rules);
    });
    for (const internal::Rule<V>& rule : internal::kRulesOf<V>) {
      if (keeps_rules != nullptr && !rule.holds(value)) *keeps_rules = false;
    }
    return object;
  } else {
    return value;
  }
}

}  // namespace kontrakt::testing

#endif  // KONTRAKT_TESTS_SCHEMAS_OBVIOUS_JSON_H_
