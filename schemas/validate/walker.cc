#include "kontrakt/schemas/validate/walker.h"

#include <algorithm>
#include <utility>

#include "absl/base/optimization.h"
#include "absl/container/flat_hash_set.h"
#include "absl/container/inlined_vector.h"
#include "absl/hash/hash.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/json/number.h"
#include "kontrakt/schemas/json/value.h"
#include "kontrakt/schemas/text/utf8.h"
#include "nlohmann/json.hpp"

namespace kontrakt::internal {
namespace {

// Schemas applied inside each other; bounds the stack.
constexpr int kMaxNesting = 1'000;

// Every number token like this is one that ParseNumber() reads: nobody has to.
bool IsShortNumber(std::string_view token) {
  constexpr std::size_t kShort = 18;
  return token.size() <= kShort &&
         std::ranges::all_of(token, [](char c) { return (c | 0x20) != 'e'; });
}

}  // namespace

Walker::Walker(const Graph& graph, std::string_view text, int max_depth, WalkerRoom& room)
    : graph_(graph),
      text_(text),
      reader_(text, max_depth),
      room_(room),
      work_(static_cast<std::int64_t>(kWork + text.size() * kWorkPerByte)) {
  room_.stack.clear();
}

bool Walker::Walk(const Node& node, Findings* findings) {
  findings_ = findings;
  return Apply(node) && reader_.Finish();
}

// ---- values ----

ABSL_ATTRIBUTE_ALWAYS_INLINE inline bool Walker::ApplyHere(const Node& node) {
  const Type type = reader_.Peek();
  Spend(kStep);
  if (ABSL_PREDICT_FALSE(work_ < 0)) return false;
  if (ABSL_PREDICT_FALSE(node.sensitive) && findings_ != nullptr && hidden_ == kNowhere)
    return Hidden(reader_.position(), [&] { return Apply(node); });
  if (type == Type::kString) {
    const std::size_t begin = reader_.position();
    std::string_view text;
    if (ABSL_PREDICT_FALSE(!reader_.ReadString(text, room_.scratch))) return false;
    Spend(text.size());
    return (node.free & kStringType) != 0 || MeetsWithText(node, text, begin);
  }
  if (type == Type::kNumber && (node.free & kNumberType) == kNumberType) {
    std::string_view token;
    Number ignored;
    return reader_.ReadNumber(token) &&
           (IsShortNumber(token) || ParseNumber(token, ignored) == nullptr);
  }
  if (type == Type::kObject || type == Type::kArray) return Container(node, type);
  return OtherScalar(node, type);
}

bool Walker::Apply(const Node& node) { return ApplyHere(node); }

bool Walker::ApplyAll(absl::Span<const Node* const> nodes) {
  if (nodes.size() == 1) return Apply(*nodes.front());
  const JsonReader before = reader_;
  bool holds = true;
  for (const Node* const node : nodes) {
    RewindTo(before);
    holds = Apply(*node) && holds;
    if (settled(holds)) return false;
  }
  return holds;
}

// ---- arrays and objects ----

bool Walker::Container(const Node& node, Type type) {
  const TypeSet bit = type == Type::kObject ? kObjectType : kArrayType;
  bool holds = (node.types & bit) != 0 || RefuseType(node, reader_.position());
  if (settled(holds)) return false;
  if (++nesting_ > kMaxNesting) work_ = -1;
  holds = (node.asks_more() ? WithMore(node, type) : OwnRules(node, type)) && holds;
  --nesting_;
  return holds;
}

bool Walker::OwnRules(const Node& node, Type type) {
  const Node& anything = graph_.anything();
  if (type == Type::kArray) return Array(node.array != nullptr ? *node.array : *anything.array);
  return Object(node.object != nullptr ? *node.object : *anything.object);
}

bool Walker::WithMore(const Node& node, Type type) {
  Subject subject{nullptr, reader_.position(), reader_, reader_};
  bool holds = true;
  if (type == Type::kObject ? node.object != nullptr : node.array != nullptr) {
    holds = OwnRules(node, type);
    if (settled(holds)) return false;
    subject.read = true;
    subject.after = reader_;
  }
  if (node.same != nullptr) holds = Same(*node.same, subject) && holds;
  if (settled(holds)) return false;
  if (!subject.read && !Try(graph_.anything(), subject)) return false;
  reader_ = subject.after;
  return CheckListed(node, subject) && holds;
}

// ---- arrays ----

bool Walker::Array(const ArrayRules& rules) {
  const std::size_t begin = reader_.position(), base = room_.stack.size();
  bool holds = true, contained = rules.contains == nullptr;
  std::size_t count = 0;
  if (!reader_.EnterArray()) return false;
  for (; reader_.NextElement(); ++count) {
    contained = contained || Contained(*rules.contains);
    const Node& node = count < rules.first.size() ? *rules.first[count] : *rules.rest;
    if (rules.unique) reader_.Peek();
    const std::size_t item = rules.unique ? reader_.position() : 0;
    if (!ApplyHere(node)) {
      holds = false;
      if (settled(holds)) return false;
    }
    if (rules.unique && !PushFingerprint(item)) return false;
  }
  if (!reader_.ok()) return false;
  holds = CheckItems(rules, begin, base, count) && holds;
  if (!contained && !settled(holds))
    holds = RefuseWhole("contains", "at least one item that matches", begin);
  room_.stack.resize(base);
  return holds;
}

bool Walker::Contained(const Node& node) {
  const JsonReader before = reader_;
  const bool contained = Quietly([&] { return Apply(node); });
  RewindTo(before);
  return contained;
}

bool Walker::CheckItems(const ArrayRules& rules, std::size_t begin, std::size_t base,
                        std::size_t count) {
  bool holds = true;
  if (count < rules.min_items)
    holds = RefuseCount("minItems", count, rules.min_items, "item", begin);
  if (count > rules.max_items)
    holds = RefuseCount("maxItems", count, rules.max_items, "item", begin);
  if (rules.unique && !settled(holds) && HasEqualHashes(base)) holds = CheckUnique(begin) && holds;
  return holds;
}

bool Walker::PushFingerprint(std::size_t begin) {
  const std::string_view text = text_.substr(begin, reader_.position() - begin);
  JsonReader item(text);
  std::string_view token;
  Number number;
  std::size_t hash = 0;
  switch (item.Peek()) {
    case Type::kString:
      item.ReadString(token, room_.scratch);
      hash = absl::HashOf('s', token);
      break;
    case Type::kNumber:
      item.ReadNumber(token);
      ParseNumber(token, number);
      hash = HashOfNumber(number);
      break;
    case Type::kArray:
    case Type::kObject: {
      Spend(text.size() * kPerTreeByte);
      const absl::StatusOr<Json> tree = ParseJson(text);
      if (!tree.ok() || work_ < 0) return false;
      hash = HashOfValue()(&*tree);
      break;
    }
    default:
      hash = absl::HashOf(text);
  }
  Spend(kPerHash + text.size());
  room_.stack.push_back(hash);
  return true;
}

// ---- objects ----

ABSL_ATTRIBUTE_ALWAYS_INLINE inline bool Walker::NextName(const ObjectRules& rules,
                                                          std::uint32_t last, std::uint32_t& name,
                                                          std::string_view& key) {
  const std::uint32_t guess = rules.Next(last);
  if (guess != ObjectRules::kNoName && reader_.TakeKey(rules.names[guess].text)) {
    name = guess;
    key = rules.names[guess].text;
    return true;
  }
  if (!reader_.NextKey(key, room_.scratch)) return false;
  Spend(key.size());
  name = rules.Find(key);
  if (name != ObjectRules::kNoName) rules.Learn(last, name);
  return true;
}

ABSL_ATTRIBUTE_ALWAYS_INLINE inline bool Walker::Member(const ObjectRules& rules,
                                                        std::uint32_t name, std::string_view key,
                                                        std::size_t base) {
  if (name != ObjectRules::kNoName) {
    std::uint64_t& word = room_.stack[base + name / 64];
    const std::uint64_t bit = std::uint64_t{1} << (name % 64);
    if ((word & bit) != 0) return false;  // Twice: no JSON.
    word |= bit;
  } else {
    room_.stack.push_back(absl::HashOf(key));
    Spend(kPerHash);
  }
  bool holds = rules.property_names == nullptr || CheckName(*rules.property_names, key);
  if (settled(holds)) return false;
  if (rules.patterns.empty()) {
    const Node* const node =
        name != ObjectRules::kNoName ? rules.names[name].node : rules.additional;
    return ApplyHere(*node) && holds;
  }
  return MatchedMember(rules, name, key) && holds;
}

bool Walker::Object(const ObjectRules& rules) {
  const std::size_t begin = reader_.position(), base = room_.stack.size();
  std::optional<JsonReader> before;
  if (ABSL_PREDICT_FALSE(!rules.dependencies.empty())) before = reader_;
  room_.stack.resize(base + rules.words());
  Spend(rules.words());
  if (!reader_.EnterObject()) return false;
  bool holds = true;
  std::size_t count = 0;
  std::uint32_t last = ObjectRules::kNoName, name = ObjectRules::kNoName;
  std::string_view key;
  for (; NextName(rules, last, name, key); ++count) {
    if (name != ObjectRules::kNoName) last = name;
    if (!Member(rules, name, key, base)) {
      holds = false;
      if (settled(holds)) return false;
    }
  }
  if (!reader_.ok()) return false;
  holds = CheckMembers(rules, begin, base, count) && holds;
  if (before.has_value() && !settled(holds))
    holds = CheckDependencies(rules, *before, begin, base) && holds;
  room_.stack.resize(base);
  return holds;
}

bool Walker::MatchedMember(const ObjectRules& rules, std::uint32_t name, std::string_view key) {
  absl::InlinedVector<const Node*, 8> nodes;
  if (name != ObjectRules::kNoName && rules.names[name].node != nullptr)
    nodes.push_back(rules.names[name].node);
  for (const auto& [pattern, node] : rules.patterns) {
    Spend(kStep + key.size() * pattern.work_per_byte());
    if (work_ < 0) return false;
    if (pattern.Matches(key)) nodes.push_back(node);
  }
  if (nodes.empty()) nodes.push_back(rules.additional);
  return ApplyAll(nodes);
}

bool Walker::CheckName(const Node& node, std::string_view key) {
  Scalar name;
  name.type = Type::kString;
  name.bit = kStringType;
  name.text = key;
  return Quietly([&] { return Meets(node, name); }) || RefuseName(key);
}

bool Walker::CheckMembers(const ObjectRules& rules, std::size_t begin, std::size_t base,
                          std::size_t count) {
  const std::size_t words = rules.words();
  if (room_.stack.size() > base + words + 1 && HasSameKeys(begin, base + words)) return false;
  bool holds = true, complete = true;
  for (std::size_t i = 0; i < words; ++i)
    complete = complete && (rules.required_bits[i] & ~room_.stack[base + i]) == 0;
  if (ABSL_PREDICT_FALSE(!complete)) {
    for (const std::uint32_t name : rules.required) {
      if (Has(base, name)) continue;
      holds = RefuseMissing("required", rules.names[name].text, begin);
      if (settled(holds)) return false;
    }
  }
  if (count < rules.min_members)
    holds = RefuseCount("minProperties", count, rules.min_members, "member", begin);
  if (count > rules.max_members)
    holds = RefuseCount("maxProperties", count, rules.max_members, "member", begin);
  return holds;
}

bool Walker::CheckDependencies(const ObjectRules& rules, const JsonReader& before,
                               std::size_t begin, std::size_t base) {
  const JsonReader after = reader_;
  bool holds = true;
  for (const ObjectRules::Dependency& dependency : rules.dependencies) {
    if (!Has(base, dependency.name)) continue;
    Spend(dependency.needed.size());
    for (const std::uint32_t needed : dependency.needed) {
      if (!Has(base, needed))
        holds = RefuseMissing("dependencies", rules.names[needed].text, begin);
    }
    if (settled(holds)) return false;
    if (dependency.node == nullptr) continue;
    RewindTo(before);
    holds = Apply(*dependency.node) && holds;
    if (settled(holds)) return false;
  }
  reader_ = after;
  return holds;
}

bool Walker::HasEqualHashes(std::size_t first) {
  constexpr std::size_t kFew = 12;
  const auto hashes = room_.stack.begin() + static_cast<std::ptrdiff_t>(first);
  if (room_.stack.size() - first <= kFew) {
    for (auto hash = hashes; hash != room_.stack.end(); ++hash) {
      if (std::find(hashes, hash, *hash) != hash) return true;
    }
    return false;
  }
  std::sort(hashes, room_.stack.end());
  return std::adjacent_find(hashes, room_.stack.end()) != room_.stack.end();
}

// Equal hashes are most likely those of equal keys. Without enough work to look: true.
bool Walker::HasSameKeys(std::size_t begin, std::size_t first) {
  if (ABSL_PREDICT_TRUE(!HasEqualHashes(first))) return false;
  const std::string_view text = text_.substr(begin, reader_.position() - begin);
  Spend(text.size() * kPerTreeByte);
  if (work_ < 0) return true;
  absl::flat_hash_set<std::string> keys;
  JsonReader object(text, JsonReader::kLargestMaxDepth);
  std::string_view key;
  object.EnterObject();
  while (object.NextKey(key, room_.scratch)) {
    if (!keys.emplace(key).second) return true;
    object.Skip();
  }
  return false;
}

}  // namespace kontrakt::internal
