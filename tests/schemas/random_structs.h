// What random_structs.py's sources need, and the structs that they declare.
#ifndef KONTRAKT_TESTS_SCHEMAS_RANDOM_STRUCTS_H_
#define KONTRAKT_TESTS_SCHEMAS_RANDOM_STRUCTS_H_

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/time/time.h"
#include "kontrakt/schemas/schemas.h"
#include "tests/schemas/kinds.h"
#include "tests/schemas/subject.h"

namespace kontrakt::testing {

// operator== that looks behind pointers.
template <class V>
bool Same(const V& a, const V& b) {
  if constexpr (KindOf<V>() == Kind::kOptional) {
    return !a || !b ? !a == !b : Same(*a, *b);
  } else if constexpr (KindOf<V>() == Kind::kArray) {
    bool same = a.size() == b.size();
    for (std::size_t i = 0; same && i < a.size(); ++i) same = Same(a[i], b[i]);
    return same;
  } else if constexpr (KindOf<V>() == Kind::kMap) {
    bool same = a.size() == b.size();
    for (auto i = a.begin(), j = b.begin(); same && i != a.end(); ++i, ++j)
      same = i->first == j->first && Same(i->second, j->second);
    return same;
  } else if constexpr (KindOf<V>() == Kind::kTuple) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return (Same(std::get<I>(a), std::get<I>(b)) && ...);
    }(std::make_index_sequence<std::tuple_size_v<V>>{});
  } else {
    return a == b;
  }
}

std::vector<Subject> SubjectsOfPart0();
std::vector<Subject> SubjectsOfPart1();

// All of them.
inline std::vector<Subject> RandomStructs() {
  std::vector<Subject> all;
  for (const auto part : {SubjectsOfPart0, SubjectsOfPart1}) {
    for (Subject& subject : part()) all.push_back(std::move(subject));
  }
  return all;
}

}  // namespace kontrakt::testing

// ---- types of one's own whose JSON is an array ----

namespace kinds {

struct Position {
  double east = 0, north = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

struct Ranks {
  std::vector<int> values = {1};  // 1 to 3 of them.
  friend bool operator==(const Ranks&, const Ranks&) = default;
};

}  // namespace kinds

template <>
struct kontrakt::Codec<kinds::Position> {
  using Underlying = std::pair<double, double>;
  static Underlying Write(const kinds::Position& at) { return {at.east, at.north}; }
  static std::optional<kinds::Position> Read(const Underlying& at) {
    return kinds::Position{at.first, at.second};
  }
};

template <>
struct kontrakt::Codec<kinds::Ranks> {
  using Underlying = std::vector<int>;
  static constexpr FieldSpec kSpec =
      Constrained(constraints::MinItems(1), constraints::MaxItems(3), constraints::UniqueItems(),
                  constraints::Items(constraints::Minimum(0)));
  static const Underlying& Write(const kinds::Ranks& ranks) { return ranks.values; }
  static std::optional<kinds::Ranks> Read(const Underlying& values) { return kinds::Ranks{values}; }
};

#endif  // KONTRAKT_TESTS_SCHEMAS_RANDOM_STRUCTS_H_
