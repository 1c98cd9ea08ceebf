// Walker: one pass over a JSON text that judges it against a Graph. No tree is made.
//
// The first walk ends at the first violation. Only when there is one the text is walked again, to
// tell whether it is JSON, to find all violations and to spell their pointers.
// Schemas that are applied to one and the same array or object read its text again.
#ifndef KONTRAKT_SCHEMAS_VALIDATE_WALKER_H_
#define KONTRAKT_SCHEMAS_VALIDATE_WALKER_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/types/span.h"
#include "kontrakt/schemas/json/reader.h"
#include "kontrakt/schemas/text/number.h"
#include "kontrakt/schemas/validate/findings.h"
#include "kontrakt/schemas/validate/graph.h"

namespace kontrakt::internal {

// Memory that is kept from one text to the next.
struct WalkerRoom {
  std::vector<std::uint64_t> stack;
  std::string scratch;
};

// One object walks one text, once.
//
// A function that judges the value at the reader returns whether it holds. When it does, the value
// has been read to its end and every byte of it is strict JSON, as ParseJson() has it. When it does
// not and the walk is not settled(), it has been read as well.
class Walker {
 public:
  // Arrays and objects may be nested `max_depth` deep.
  Walker(const Graph& graph, std::string_view text, int max_depth, WalkerRoom& room);

  // Whether the text is one JSON value that meets `node`. With `findings` the walk goes on after a
  // violation, and notes each; the text must be JSON then.
  bool Walk(const Node& node, Findings* findings);

  // There was not enough work: the verdict is void.
  bool exhausted() const { return work_ < 0; }

 private:
  using Type = JsonReader::Type;
  static constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();

  // What things cost, in nanoseconds, roughly and rather too much.
  static constexpr std::size_t kStep = 30, kPerTreeByte = 15, kPerFormatByte = 3, kPerHash = 30;
  // What a text may cost: this, and more the longer it is.
  static constexpr std::size_t kWork = 100'000'000, kWorkPerByte = 30;

  // A value that has been read.
  struct Scalar {
    Type type = Type::kNull;
    TypeSet bit = kNullType;
    std::size_t begin = 0;
    std::string_view text;  // Of a string; it may view room_.scratch.
    Number number;
  };

  // A value that several nodes judge: a scalar, or what `before` is about to read.
  struct Subject {
    const Scalar* scalar;  // Or null.
    std::size_t begin;
    JsonReader before;
    JsonReader after;   // Behind the value,
    bool read = false;  // once it has been read.
  };

  // Nothing that is still to be judged can change the outcome.
  bool settled(bool holds) const {
    return work_ < 0 || (!holds && (findings_ == nullptr || findings_->full()));
  }
  void Spend(std::size_t work) { work_ -= static_cast<std::int64_t>(work); }
  // Back to `before`. What has been read since is read again: blanks and long numbers, which cost
  // nothing else, count at least then.
  void RewindTo(const JsonReader& before) {
    if (reader_.position() > before.position()) Spend(reader_.position() - before.position());
    reader_ = before;
  }
  // The verdict of `judge` without its findings.
  template <typename Judge>
  bool Quietly(const Judge& judge) {
    Findings* const findings = std::exchange(findings_, nullptr);
    const std::size_t size = room_.stack.size();
    const int nesting = nesting_;
    const bool holds = judge();
    findings_ = findings;
    room_.stack.resize(size);  // Where it stopped half-way, something was left there.
    nesting_ = nesting;
    return holds;
  }
  // The verdict of `judge` inside the value at `begin`, of which nothing may be shown.
  template <typename Judge>
  bool Hidden(std::size_t begin, const Judge& judge) {
    hidden_ = begin;
    const bool holds = judge();
    hidden_ = kNowhere;
    return holds;
  }

  // ---- walker.cc: values, arrays and objects ----
  bool Apply(const Node& node);
  bool ApplyHere(const Node& node);  // The same, for loops: in line.
  bool ApplyAll(absl::Span<const Node* const> nodes);
  bool Container(const Node& node, Type type);
  bool OwnRules(const Node& node, Type type);
  bool WithMore(const Node& node, Type type);
  bool Array(const ArrayRules& rules);
  bool Contained(const Node& node);
  bool CheckItems(const ArrayRules& rules, std::size_t begin, std::size_t base, std::size_t count);
  bool CheckUnique(std::size_t begin);
  bool PushFingerprint(std::size_t begin);

  bool Object(const ObjectRules& rules);
  bool NextName(const ObjectRules& rules, std::uint32_t last, std::uint32_t& name,
                std::string_view& key);
  bool Member(const ObjectRules& rules, std::uint32_t name, std::string_view key, std::size_t base);
  bool MatchedMember(const ObjectRules& rules, std::uint32_t name, std::string_view key);
  bool CheckName(const Node& node, std::string_view key);
  bool CheckMembers(const ObjectRules& rules, std::size_t begin, std::size_t base,
                    std::size_t count);
  bool CheckDependencies(const ObjectRules& rules, const JsonReader& before, std::size_t begin,
                         std::size_t base);
  bool HasSameKeys(std::size_t begin, std::size_t first);
  // Whether two of the hashes on the stack, from `first` on, are equal. Sorts them.
  bool HasEqualHashes(std::size_t first);
  bool Has(std::size_t base, std::uint32_t name) const {
    return (room_.stack[base + name / 64] >> (name % 64) & 1) != 0;
  }

  // ---- rules.cc: scalars, and schemas for the same value ----
  bool OtherScalar(const Node& node, Type type);
  bool Meets(const Node& node, const Scalar& value);
  bool MeetsWithText(const Node& node, std::string_view text, std::size_t begin);
  bool MeetsText(const TextRules& rules, std::string_view text, std::size_t begin);
  bool CheckLength(const TextRules& rules, std::string_view text, std::size_t begin);
  bool CheckListed(const Node& node, const Subject& subject);
  bool IsListed(const ListedValues& list, const Subject& subject);

  bool Same(const SameRules& rules, Subject& subject);
  bool AnyOf(const std::vector<const Node*>& branches, Subject& subject);
  bool OneOf(const std::vector<const Node*>& branches, Subject& subject);
  bool If(const SameRules& rules, Subject& subject);
  bool Try(const Node& node, Subject& subject);

  // ---- refusals.cc: all return false; out of the way of what holds ----
  bool Refuse(std::size_t at, std::string_view rule, std::string expected, std::string found);
  bool RefuseType(const Node& node, std::size_t at);
  bool RefuseBound(const Bound& bound, std::size_t at);
  bool RefuseText(const TextRules& rules, std::string_view text, std::size_t begin, bool pattern);
  bool RefuseListed(std::string_view rule, const ListedValues& list, std::size_t at);
  bool RefuseCount(std::string_view rule, std::size_t count, std::uint64_t bound,
                   std::string_view noun, std::size_t at);
  bool RefuseName(std::string_view name);
  bool RefuseMissing(std::string_view rule, std::string_view name, std::size_t at);
  bool RefuseBranches(const std::vector<const Node*>& branches, std::string_view rule,
                      std::string_view expected, Subject& subject);
  bool RefuseWhole(std::string_view rule, std::string_view expected, std::size_t at);
  bool RefuseSeveral(std::size_t branches, std::size_t holding, std::size_t at);
  std::string FoundAt(std::size_t at, bool with_text = false);

  const Graph& graph_;
  const std::string_view text_;
  JsonReader reader_;
  WalkerRoom& room_;
  std::int64_t work_;  // That is left, in nanoseconds; negative: there was not enough.
  int nesting_ = 0;    // Of schemas for arrays and objects.
  Findings* findings_ = nullptr;
  std::size_t hidden_ = kNowhere;  // Where the outermost value that may not be shown begins.
};

// What is wrong with `text`, at most kMaxViolations; empty: it is one JSON value, no deeper than
// `max_depth`, that meets the schema. Work grows no faster than the text; when more is needed the
// text is refused with the rule "work". What is not JSON has one violation, of the rule "json" or
// "utf-8". A text that is accepted allocates nothing once its thread has seen one of its kind.
std::vector<Violation> CheckText(const Graph& graph, std::string_view text, int max_depth);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_VALIDATE_WALKER_H_
