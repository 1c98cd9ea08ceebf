// The cold half of Walker: what is said of a text that is refused.
#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/json/value.h"
#include "kontrakt/schemas/reporter.h"
#include "kontrakt/schemas/text/utf8.h"
#include "kontrakt/schemas/validate/described.h"
#include "kontrakt/schemas/validate/walker.h"
#include "nlohmann/json.hpp"

namespace kontrakt::internal {
namespace {

constexpr std::string_view kTypeNames[] = {"an array", "a boolean", "an integer", "null",
                                           "a number", "an object", "a string"};
constexpr TypeSet kNamedTypes[] = {kArrayType,  kBooleanType, kIntegerType, kNullType,
                                   kNumberType, kObjectType,  kStringType};

std::string NamesOf(TypeSet types) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < std::size(kTypeNames); ++i) {
    const bool part_of_number =
        kNamedTypes[i] == kIntegerType && (types & kNumberType) == kNumberType;
    if ((types & kNamedTypes[i]) == kNamedTypes[i] && !part_of_number)
      names.push_back(kTypeNames[i]);
  }
  return absl::StrJoin(names, " or ");
}

std::string_view WordsOf(Bound::Kind kind) {
  switch (kind) {
    case Bound::Kind::kMinimum:
      return "at least ";
    case Bound::Kind::kMaximum:
      return "at most ";
    case Bound::Kind::kAbove:
      return "more than ";
    case Bound::Kind::kBelow:
      return "less than ";
    case Bound::Kind::kMultiple:
      break;
  }
  return "a multiple of ";
}

std::vector<Violation> One(std::string_view rule, std::string_view expected,
                           std::string_view found) {
  return {{"", std::string(rule), std::string(expected), std::string(found)}};
}

std::vector<Violation> NotJson(std::string_view text, int max_depth) {
  const absl::StatusOr<Json> json = ParseJson(text, {.max_depth = max_depth});
  return One(IsValidUtf8(text) ? "json" : "utf-8", "a text of strict JSON",
             json.ok() ? "another one" : json.status().message());
}

// The calling thread's, and not larger than most texts need.
WalkerRoom& ThreadRoom() {
  constexpr std::size_t kLargestKept = std::size_t{1} << 20;
  thread_local WalkerRoom room;
  if (room.scratch.capacity() + room.stack.capacity() * sizeof(std::uint64_t) > kLargestKept)
    room = WalkerRoom();
  return room;
}

std::vector<Violation> TooMuchWork() {
  return One("work", "a message that is checked with bounded work", "one that needs more");
}

ABSL_ATTRIBUTE_NOINLINE ABSL_ATTRIBUTE_COLD std::vector<Violation> FindAll(const Graph& graph,
                                                                           std::string_view text,
                                                                           int max_depth,
                                                                           bool exhausted) {
  WalkerRoom& room = ThreadRoom();
  if (!Walker(graph, text, max_depth, room).Walk(graph.anything(), nullptr))
    return NotJson(text, max_depth);
  if (exhausted) return TooMuchWork();
  Findings findings;
  Walker walker(graph, text, max_depth, room);
  walker.Walk(graph.root(), &findings);
  // What was found may be wrong then.
  if (walker.exhausted()) return TooMuchWork();
  std::vector<Violation> violations = SpellOut(text, findings);
  return violations.empty() ? One("schema", "a match", "none") : violations;
}

}  // namespace

std::vector<Violation> CheckText(const Graph& graph, std::string_view text, int max_depth) {
  if (text.size() > ParseLimits().max_bytes) return NotJson(text, max_depth);
  Walker walker(graph, text, max_depth, ThreadRoom());
  if (ABSL_PREDICT_TRUE(walker.Walk(graph.root(), nullptr))) return {};
  return FindAll(graph, text, max_depth, walker.exhausted());
}

bool Walker::Refuse(std::size_t at, std::string_view rule, std::string expected,
                    std::string found) {
  const bool hidden = hidden_ != kNowhere;
  findings_->Add({.at = at,
                  .shown_at = hidden ? hidden_ : at,
                  .rule = rule,
                  .expected = std::move(expected),
                  .found = hidden ? "a value that is not shown" : std::move(found)});
  return false;
}

bool Walker::RefuseType(const Node& node, std::size_t at) {
  if (findings_ == nullptr) return false;
  if (!node.forbids.empty()) return Refuse(at, node.forbids, "nothing here", FoundAt(at));
  return Refuse(at, "type", NamesOf(node.types), FoundAt(at));
}

bool Walker::RefuseBound(const Bound& bound, std::size_t at) {
  if (findings_ == nullptr) return false;
  return Refuse(at, bound.keyword, absl::StrCat(WordsOf(bound.kind), NumberText(bound.number)),
                FoundAt(at));
}

bool Walker::RefuseText(const TextRules& rules, std::string_view text, std::size_t begin,
                        bool pattern) {
  if (findings_ == nullptr) return false;
  if (pattern)
    return Refuse(begin, "pattern", absl::StrCat("a match of ", rules.pattern->text()),
                  Shown(text));
  return Refuse(begin, "format", absl::StrCat("a text in format ", FormatName(*rules.format)),
                Shown(text));
}

bool Walker::RefuseListed(std::string_view rule, const ListedValues& list, std::size_t at) {
  if (findings_ == nullptr) return false;
  return Refuse(at, rule, absl::StrCat(rule == "enum" ? "one of " : "", list.ToString()),
                FoundAt(at, true));
}

bool Walker::RefuseCount(std::string_view rule, std::size_t count, std::uint64_t bound,
                         std::string_view noun, std::size_t at) {
  if (findings_ == nullptr) return false;
  const std::string_view words = rule.starts_with("min") ? "at least " : "at most ";
  return Refuse(at, rule, absl::StrCat(words, Counted(bound, noun)), Counted(count, noun));
}

bool Walker::RefuseName(std::string_view name) {
  if (findings_ == nullptr) return false;
  reader_.Peek();
  return Refuse(reader_.position(), "propertyNames",
                "a key that the schema under propertyNames allows", Shown(name));
}

bool Walker::RefuseMissing(std::string_view rule, std::string_view name, std::size_t at) {
  if (findings_ == nullptr) return false;
  return Refuse(at, rule, absl::StrCat("the key ", Shown(name)), "an object without it");
}

bool Walker::RefuseWhole(std::string_view rule, std::string_view expected, std::size_t at) {
  if (findings_ == nullptr) return false;
  return Refuse(at, rule, std::string(expected), FoundAt(at));
}

bool Walker::RefuseSeveral(std::size_t branches, std::size_t holding, std::size_t at) {
  if (findings_ == nullptr) return false;
  return Refuse(at, "oneOf",
                absl::StrCat("a match of exactly one of ", Counted(branches, "schema")),
                absl::StrCat("a match of ", holding));
}

// None of the branches holds. When only one of them is for values of this type, the other ones are
// beside the point, and what is wrong with that one says more.
bool Walker::RefuseBranches(const std::vector<const Node*>& branches, std::string_view rule,
                            std::string_view expected, Subject& subject) {
  if (findings_ == nullptr) return false;
  std::vector<Findings> candidates;
  for (const Node* const branch : branches) {
    Findings inside;
    Findings* const outside = std::exchange(findings_, &inside);
    Try(*branch, subject);
    findings_ = outside;
    if (!inside.HasTypeAt(subject.begin)) candidates.push_back(std::move(inside));
    if (candidates.size() > 1 || work_ < 0) break;
  }
  if (candidates.size() != 1) {
    // What is found is not shown: it may be sensitive by any of the branches.
    return Refuse(subject.begin, rule, absl::StrCat(expected, Counted(branches.size(), "schema")),
                  "a match of none");
  }
  findings_->Add(std::move(candidates.front()));
  return false;
}

bool Walker::CheckUnique(std::size_t begin) {
  const std::string_view text = text_.substr(begin, reader_.position() - begin);
  Spend(text.size() * kPerTreeByte);
  if (work_ < 0) return false;
  const absl::StatusOr<Json> items = ParseJson(text);
  const auto twice = items.ok() ? FindTwice(items->get_ref<const Json::array_t&>()) : std::nullopt;
  if (!twice.has_value()) return items.ok();
  if (findings_ == nullptr) return false;
  return Refuse(begin, "uniqueItems", "every item once",
                absl::StrCat("items ", twice->first, " and ", twice->second, " equal"));
}

std::string Walker::FoundAt(std::size_t at, bool with_text) {
  JsonReader reader(text_.substr(at), JsonReader::kLargestMaxDepth);
  const Type type = reader.Peek();
  if (type != Type::kArray && type != Type::kObject) {
    reader.Skip();
    const absl::StatusOr<Json> value = ParseJson(text_.substr(at, reader.position()));
    if (!value.ok()) return "no JSON";
    return with_text ? DescribedWithText(*value) : Described(*value);
  }
  std::size_t count = 0;
  std::string_view key;
  std::string scratch;
  if (type == Type::kArray) {
    for (reader.EnterArray(); reader.NextElement(); reader.Skip()) ++count;
  } else {
    for (reader.EnterObject(); reader.NextKey(key, scratch); reader.Skip()) ++count;
  }
  Spend(reader.position());
  return type == Type::kArray ? absl::StrCat("an array of ", Counted(count, "item"))
                              : absl::StrCat("an object of ", Counted(count, "member"));
}

}  // namespace kontrakt::internal
