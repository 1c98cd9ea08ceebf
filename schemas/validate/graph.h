// Graph: a prepared schema, compiled into what the Walker walks.
//
// Each schema of the document is a node; a $ref is an edge to its target. A node keeps its keywords
// in groups, one for each type of value, so that a value meets only those that can refuse it.
#ifndef KONTRAKT_SCHEMAS_VALIDATE_GRAPH_H_
#define KONTRAKT_SCHEMAS_VALIDATE_GRAPH_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "kontrakt/schemas/text/format.h"
#include "kontrakt/schemas/text/pattern.h"
#include "kontrakt/schemas/validate/bounds.h"
#include "kontrakt/schemas/validate/listed_values.h"
#include "kontrakt/schemas/validate/prepare.h"

namespace kontrakt::internal {

// Types of values, as bits.
using TypeSet = std::uint8_t;
inline constexpr TypeSet kNullType = 1, kBooleanType = 2, kIntegerType = 4,
                         kFractionType = 8,  // Numbers that are no integers.
    kNumberType = kIntegerType | kFractionType, kStringType = 16, kArrayType = 32, kObjectType = 64,
                         kAnyType = 127;

inline constexpr std::uint64_t kUnbounded = std::numeric_limits<std::uint64_t>::max();

struct Node;

struct TextRules {
  std::uint64_t min_length = 0, max_length = kUnbounded;  // In code points.
  std::optional<Pattern> pattern;
  std::optional<Format> format;
};

struct ArrayRules {
  std::uint64_t min_items = 0, max_items = kUnbounded;
  std::vector<const Node*> first;  // One for each of the first items;
  const Node* rest = nullptr;      // for the other ones.
  const Node* contains = nullptr;  // Or null.
  bool unique = false;
};

// The names that a schema's keywords for objects speak of have numbers.
struct ObjectRules {
  static constexpr std::uint32_t kNoName = std::numeric_limits<std::uint32_t>::max();

  struct Name {
    std::string text;
    bool plain = false;  // JsonReader::TakeKey() may look for it.
    const Node* node =
        nullptr;  // Under properties; else, when there are no patterns, `additional`.
  };
  struct Dependency {
    std::uint32_t name;
    std::vector<std::uint32_t> needed;
    const Node* node = nullptr;  // Or null.
  };

  // The name that usually comes after name `before`, or first when that is kNoName. Only a guess,
  // which Learn() betters for the first messages, and leaves alone then: threads share it.
  std::uint32_t Next(std::uint32_t before) const {
    return next[before + 1].load(std::memory_order_relaxed);  // kNoName + 1 is 0.
  }
  void Learn(std::uint32_t before, std::uint32_t name) const;
  std::uint32_t Find(std::string_view key) const {
    const auto found = numbers.find(key);
    return found == numbers.end() ? kNoName : found->second;
  }
  std::size_t words() const { return required_bits.size(); }

  std::vector<Name> names;
  absl::flat_hash_map<std::string, std::uint32_t> numbers;  // Of the names.
  std::vector<std::uint32_t> required;
  std::vector<std::uint64_t> required_bits;  // The same as a set of bits.
  std::vector<Dependency> dependencies;
  std::vector<std::pair<Pattern, const Node*>> patterns;
  const Node* additional = nullptr;
  const Node* property_names = nullptr;  // Or null.
  std::uint64_t min_members = 0, max_members = kUnbounded;
  std::unique_ptr<std::atomic<std::uint32_t>[]> next;
  mutable std::atomic<std::uint32_t> lessons{0};  // How often Learn() was called.
};

// Keywords that apply schemas to the value itself. Null and empty: absent.
struct SameRules {
  std::vector<const Node*> all_of, any_of, one_of;
  const Node* negated = nullptr;
  const Node* condition = nullptr;
  const Node* consequence = nullptr;
  const Node* alternative = nullptr;
};

struct Node {
  TypeSet types = kAnyType;
  TypeSet free = kAnyType;   // Of `types`: every value of them is taken.
  bool sensitive = false;    // No value, and no key in it, may be shown.
  std::string_view forbids;  // The schema `false`: the keyword that holds it.
  std::vector<Bound> bounds;
  std::unique_ptr<TextRules> text;
  std::unique_ptr<ArrayRules> array;
  std::unique_ptr<ObjectRules> object;
  std::unique_ptr<ListedValues> enumeration, constant;
  std::unique_ptr<SameRules> same;

  // Something is asked of a value as a whole, after its parts.
  bool asks_more() const {
    return same != nullptr || enumeration != nullptr || constant != nullptr;
  }
};

// Move only; immutable but for the guesses of ObjectRules. Thread-safe const.
class Graph {
 public:
  explicit Graph(const PreparedSchema& prepared);

  const Node& root() const { return *root_; }
  // Whether there are values that may not be shown.
  bool HasSensitive() const;
  // The schema `true`; it has rules for arrays and objects, though they demand nothing.
  const Node& anything() const { return nodes_.front(); }

 private:
  friend class GraphBuilder;

  std::deque<Node> nodes_;
  const Node* root_ = nullptr;
};

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_VALIDATE_GRAPH_H_
