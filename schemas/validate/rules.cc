// Walker's rules for one value: what a scalar must be, what is listed, and schemas applied to it.
#include "absl/base/optimization.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/json/number.h"
#include "kontrakt/schemas/json/value.h"
#include "kontrakt/schemas/text/utf8.h"
#include "kontrakt/schemas/validate/walker.h"
#include "nlohmann/json.hpp"

namespace kontrakt::internal {

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
      Spend(subject.scalar->text.size());  // It is hashed.
      return work_ >= 0 && list.HasText(subject.scalar->text);
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
  RewindTo(subject.before);
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

}  // namespace kontrakt::internal
