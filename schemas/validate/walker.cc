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

// What things cost, in nanoseconds, roughly and rather too much.
constexpr std::size_t kStep = 30, kPerTreeByte = 15, kPerFormatByte = 3, kPerHash = 30;
// What a text may cost: this, and more the longer it is.
constexpr std::size_t kWork = 100'000'000, kWorkPerByte = 30;
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

template <typename Judge>
bool Walker::Quietly(const Judge& judge) {
  Findings* const findings = std::exchange(findings_, nullptr);
  const std::size_t size = room_.stack.size();
  const int nesting = nesting_;
  const bool holds = judge();
  findings_ = findings;
  room_.stack.resize(size);  // Where it stopped half-way, something was left there.
  nesting_ = nesting;
  return holds;
}

template <typename Judge>
bool Walker::Hidden(std::size_t begin, const Judge& judge) {
  hidden_ = begin;
  const bool holds = judge();
  hidden_ = kNowhere;
  return holds;
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
    reader_ = before;
    holds = Apply(*node) && holds;
    if (settled(holds)) return false;
  }
  return holds;
}

bool Walker::MeetsWithText(const Node& node, std::string_view text, std::size_t begin) {
  if ((node.types & kStringType) != 0 && !node.asks_more())
    return MeetsText(*node.text, text, begin);
  Scalar value;
  value.type = Type::kString;
  value.bit = kStringType;
  value.begin = begin;
  value.text = text;
  return Meets(node, value);
}

// A number, true, false or null.
bool Walker::OtherScalar(const Node& node, Type type) {
  Scalar value;
  value.type = type;
  value.begin = reader_.position();
  bool truth = false;
  std::string_view token;
  if (type == Type::kNumber) {
    if (!reader_.ReadNumber(token) || ParseNumber(token, value.number) != nullptr) return false;
    value.bit = IsInteger(value.number) ? kIntegerType : kFractionType;
  } else if (type == Type::kNull) {
    if (!reader_.ReadNull()) return false;
    value.bit = kNullType;
  } else {
    if (type == Type::kError || !reader_.ReadBool(truth)) return false;
    value.bit = kBooleanType;
  }
  return (node.free & value.bit) != 0 || Meets(node, value);
}

bool Walker::Meets(const Node& node, const Scalar& value) {
  if (ABSL_PREDICT_FALSE(work_ < 0)) return false;
  Spend(kStep);
  if (ABSL_PREDICT_FALSE(node.sensitive) && findings_ != nullptr && hidden_ == kNowhere)
    return Hidden(value.begin, [&] { return Meets(node, value); });
  bool holds = (node.types & value.bit) != 0 || RefuseType(node, value.begin);
  if (settled(holds)) return false;
  if (value.type == Type::kNumber) {
    for (const Bound& bound : node.bounds) {
      if (!bound.Takes(value.number)) holds = RefuseBound(bound, value.begin);
    }
  } else if (value.type == Type::kString && node.text != nullptr) {
    holds = MeetsText(*node.text, value.text, value.begin) && holds;
  }
  if (settled(holds)) return false;
  if (!node.asks_more()) return holds;
  Subject subject{&value, value.begin, reader_, reader_, true};
  holds = CheckListed(node, subject) && holds;
  if (node.same == nullptr || settled(holds)) return holds;
  return Same(*node.same, subject) && holds;
}

bool Walker::MeetsText(const TextRules& rules, std::string_view text, std::size_t begin) {
  bool holds = CheckLength(rules, text, begin);
  if (settled(holds)) return false;
  if (rules.pattern.has_value()) {
    Spend(kStep + text.size() * rules.pattern->work_per_byte());
    if (work_ < 0) return false;
    if (!rules.pattern->Matches(text)) holds = RefuseText(rules, text, begin, true);
    if (settled(holds)) return false;
  }
  if (rules.format.has_value()) {
    Spend(kStep + text.size() * kPerFormatByte);
    if (!MatchesFormat(*rules.format, text)) holds = RefuseText(rules, text, begin, false);
  }
  return holds;
}

bool Walker::CheckLength(const TextRules& rules, std::string_view text, std::size_t begin) {
  constexpr std::uint64_t kLongest = 4;  // Bytes of a character.
  const std::uint64_t bytes = text.size();
  if (bytes / kLongest >= rules.min_length && bytes <= rules.max_length) return true;
  Spend(bytes);
  const std::size_t length = CountCodePoints(text).value_or(bytes);
  bool holds = true;
  if (length < rules.min_length)
    holds = RefuseCount("minLength", length, rules.min_length, "character", begin);
  if (length > rules.max_length)
    holds = RefuseCount("maxLength", length, rules.max_length, "character", begin);
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

bool Walker::CheckListed(const Node& node, const Subject& subject) {
  bool holds = true;
  if (node.enumeration != nullptr && !IsListed(*node.enumeration, subject))
    holds = RefuseListed("enum", *node.enumeration, subject.begin);
  if (node.constant != nullptr && !IsListed(*node.constant, subject))
    holds = RefuseListed("const", *node.constant, subject.begin);
  return holds;
}

bool Walker::IsListed(const ListedValues& list, const Subject& subject) {
  if (subject.scalar == nullptr) {
    if (!list.HasComposites()) return false;
    const std::string_view text =
        text_.substr(subject.begin, subject.after.position() - subject.begin);
    Spend(text.size() * kPerTreeByte);
    const absl::StatusOr<Json> tree = ParseJson(text);
    return work_ >= 0 && tree.ok() && list.HasComposite(*tree);
  }
  switch (subject.scalar->type) {
    case Type::kString:
      return list.HasText(subject.scalar->text);
    case Type::kNumber:
      return list.HasNumber(subject.scalar->number);
    case Type::kNull:
      return list.HasNull();
    default:
      return list.HasBoolean(subject.scalar->type == Type::kTrue);
  }
}

// ---- schemas for the same value ----

bool Walker::Try(const Node& node, Subject& subject) {
  if (subject.scalar != nullptr) return Meets(node, *subject.scalar);
  reader_ = subject.before;
  if (!Apply(node)) return false;
  subject.after = reader_;
  subject.read = true;
  return true;
}

bool Walker::Same(const SameRules& rules, Subject& subject) {
  bool holds = true;
  for (const Node* const node : rules.all_of) {
    holds = Try(*node, subject) && holds;
    if (settled(holds)) return false;
  }
  if (!rules.any_of.empty()) holds = AnyOf(rules.any_of, subject) && holds;
  if (!rules.one_of.empty() && !settled(holds)) holds = OneOf(rules.one_of, subject) && holds;
  if (rules.negated != nullptr && !settled(holds)) {
    if (Quietly([&] { return Try(*rules.negated, subject); }))
      holds = RefuseWhole("not", "a value that the schema under not refuses", subject.begin);
  }
  if (rules.condition != nullptr && !settled(holds)) holds = If(rules, subject) && holds;
  return holds;
}

bool Walker::AnyOf(const std::vector<const Node*>& branches, Subject& subject) {
  for (const Node* const branch : branches) {
    if (Quietly([&] { return Try(*branch, subject); })) return true;
    if (work_ < 0) return false;
  }
  return RefuseBranches(branches, "anyOf", "a match of at least one of ", subject);
}

bool Walker::OneOf(const std::vector<const Node*>& branches, Subject& subject) {
  std::size_t holding = 0;
  for (const Node* const branch : branches) {
    if (Quietly([&] { return Try(*branch, subject); })) ++holding;
    if (work_ < 0) return false;
  }
  if (holding == 1) return true;
  if (holding == 0) return RefuseBranches(branches, "oneOf", "a match of exactly one of ", subject);
  return RefuseSeveral(branches.size(), holding, subject.begin);
}

bool Walker::If(const SameRules& rules, Subject& subject) {
  const bool condition = Quietly([&] { return Try(*rules.condition, subject); });
  const Node* const node = condition ? rules.consequence : rules.alternative;
  return work_ >= 0 && (node == nullptr || Try(*node, subject));
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
  reader_ = before;
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
    reader_ = before;
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

// Equal hashes are most likely those of equal keys.
bool Walker::HasSameKeys(std::size_t begin, std::size_t first) {
  if (ABSL_PREDICT_TRUE(!HasEqualHashes(first))) return false;
  absl::flat_hash_set<std::string> keys;
  JsonReader object(text_.substr(begin), JsonReader::kLargestMaxDepth);
  std::string_view key;
  object.EnterObject();
  while (object.NextKey(key, room_.scratch)) {
    if (!keys.emplace(key).second) return true;
    object.Skip();
  }
  return false;
}

}  // namespace kontrakt::internal
