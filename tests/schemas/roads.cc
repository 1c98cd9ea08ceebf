#include "tests/schemas/roads.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/log/check.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/document/document.h"
#include "kontrakt/schemas/json/reader.h"
#include "kontrakt/schemas/text/utf8.h"
#include "kontrakt/schemas/violation.h"

namespace kontrakt::testing {
namespace {

// Whether `json` has a text: finite numbers, UTF-8, no more than 64 levels.
bool HasText(const Json& json, int levels = 64) {
  if (json.is_number_float()) return std::isfinite(json.get<double>());
  if (json.is_string()) {
    return CountCodePoints(json.get_ref<const std::string&>()).has_value();
  }
  if (!json.is_structured()) return true;
  return levels > 0 && std::ranges::all_of(json.items(), [&](const auto& member) {
           return CountCodePoints(member.key()).has_value() && HasText(member.value(), levels - 1);
         });
}

std::string Listed(const absl::Status& status) {
  std::string list;
  for (const Violation& v : ViolationsOf(status))
    absl::StrAppend(&list, "\n    ", v.pointer, " ", v.rule, ": ", v.expected, ", not ", v.found);
  return status.ok() ? "ok" : list;
}

// No unit of std::chrono is finer than a nanosecond, of which 64 bits hold 292 years.
constexpr double kSeconds64BitsHold = 9'223'372'036;

// Of "-P1DT2H3M4.5S", roughly.
double SecondsOf(std::string_view duration) {
  double seconds = 0;
  std::string number;
  for (const char c : duration) {
    if (absl::StrContains("0123456789.", std::string_view(&c, 1))) {
      number += c;
      continue;
    }
    const double unit = c == 'D' ? 86400 : c == 'H' ? 3600 : c == 'M' ? 60 : c == 'S' ? 1 : 0;
    seconds += unit * std::strtod(number.c_str(), nullptr);
    number.clear();
  }
  return seconds;
}

// Whether `violation` says that a type of std::chrono cannot hold what stands in `tree`, and that
// is so.
bool IsBeyondChrono(const Violation& violation, const Json& tree) {
  const Json::json_pointer pointer(violation.pointer);
  if (violation.rule != "type" || !tree.contains(pointer) || !tree[pointer].is_string())
    return false;
  const std::string& text = tree[pointer].get_ref<const std::string&>();
  if (violation.expected == "a time that the member's type can hold") {
    const int year = std::atoi(text.substr(0, 4).c_str());
    return year < 1678 || year > 2261;
  }
  return absl::StartsWith(violation.expected, "a duration such as") &&
         SecondsOf(text) > kSeconds64BitsHold;
}

// Whether `violation` is of an integer that stands in `tree` only because a double rounded what was
// written, 1.00000000000000001 or 9007199254740993.0.
bool IsRounded(const Violation& violation, const Json& tree) {
  const Json::json_pointer pointer(violation.pointer);
  if (violation.rule != "type" || !absl::StartsWith(violation.expected, "an integer") ||
      !tree.contains(pointer) || !tree[pointer].is_number_float()) {
    return false;
  }
  const auto value = tree[pointer].get<double>();
  return value == std::trunc(value) && violation.found != DumpJson(tree[pointer]);
}

// Whether each violation of `status` is for a reason that roads.h lists.
bool IsListed(const absl::Status& status, const Json& tree) {
  const std::vector<Violation> violations = ViolationsOf(status);
  return !violations.empty() && std::ranges::all_of(violations, [&](const Violation& v) {
    return IsBeyondChrono(v, tree) || IsRounded(v, tree);
  });
}

void RoundIntegers(Json& json) {
  if (json.is_number_integer()) json = json.get<double>();
  if (!json.is_structured()) return;
  for (Json& member : json) RoundIntegers(member);
}

// `tree` as fields that are doubles see it, where `status` has violations.
Json AsDoublesSeeIt(Json tree, const absl::Status& status) {
  for (const Violation& violation : ViolationsOf(status)) {
    const Json::json_pointer pointer(violation.pointer);
    if (tree.contains(pointer)) RoundIntegers(tree[pointer]);
  }
  return tree;
}

// Whether what stops ParseJson() is nothing that a decoder looks at: `text` has JSON's grammar.
bool HasGrammar(std::string_view text) {
  JsonReader reader(text);
  return reader.Skip() && reader.Finish();
}

}  // namespace

Roads::Roads(const Subject& subject)
    : subject_(subject), document_(SchemaDocument({subject.name, 1}, *subject.description)) {
  absl::StatusOr<Validator> validator = Validator::Compile(document_);
  CHECK_OK(validator.status()) << document_;
  validator_ = std::make_unique<Validator>(*std::move(validator));
  const Json document = *ParseJson(document_);
  named_ = ValuesNamedIn(document);
  second_ = internal::SecondOpinion::Of(document);
}

bool Roads::SchemaTakes(const Json& json, std::string& difference) const {
  const bool takes = validator_->Validate(json).empty();
  const std::optional<bool> second = second_->On(json);
  if (second.has_value() && *second != takes) {
    absl::StrAppend(&difference, "Validator says ", takes, ", valijson ", *second, "\n");
  }
  return takes;
}

Verdict Roads::OnMessage(const Message& message) const {
  Verdict verdict;
  std::string encoded;
  const absl::Status fused = message.Encode(encoded);
  bool keeps_rules = true;
  const Json json = message.Obvious(&keeps_rules);
  if (!HasText(json)) {
    if (fused.ok()) verdict.difference = absl::StrCat("what has no text is written: ", encoded);
    if (validator_->Validate(json).empty())
      absl::StrAppend(&verdict.difference, "Validator takes what has no text");
    return verdict;
  }
  verdict.valid = fused.ok();
  const bool schema = SchemaTakes(json, verdict.difference);
  if (fused.ok() != (schema && keeps_rules)) {
    absl::StrAppend(&verdict.difference, "the schema says ", schema, ", the rules ", keeps_rules,
                    ", the encoder ", Listed(fused), "\n");
  }
  if (fused.ok()) {
    CompareWritten(encoded, json, verdict.difference);
    const std::unique_ptr<Message> read = subject_.make();
    if (read->Decode(encoded, Validation::kFull).ok() && !read->Equals(message))
      absl::StrAppend(&verdict.difference, "another message is read than was written\n");
  } else if (subject_.make()->Decode(DumpJson(json), Validation::kFull).ok()) {
    absl::StrAppend(&verdict.difference,
                    "the encoder refuses what the decoder takes:", Listed(fused), "\n");
  }
  if (!verdict.difference.empty()) absl::StrAppend(&verdict.difference, "on ", DumpJson(json));
  return verdict;
}

// `encoded` is what was written of the message whose obvious JSON is `json`.
void Roads::CompareWritten(const std::string& encoded, const Json& json,
                           std::string& difference) const {
  const absl::StatusOr<Json> tree = ParseJson(encoded);
  if (!tree.ok() || *tree != json) absl::StrAppend(&difference, "it is written as ", encoded, "\n");
  if (!validator_->ValidateText(encoded).ok())
    absl::StrAppend(&difference, "Validator refuses what was written\n");
  const std::unique_ptr<Message> read = subject_.make();
  const absl::Status decoded = read->Decode(encoded, Validation::kFull);
  if (!decoded.ok()) {
    absl::StrAppend(&difference, "what was written is not read:", Listed(decoded), "\n");
    return;
  }
  // Unordered containers may be written in another order.
  std::string again;
  const std::unique_ptr<Message> twice = subject_.make();
  if (!read->Encode(again).ok() || !twice->Decode(again, Validation::kFull).ok() ||
      !twice->Equals(*read)) {
    absl::StrAppend(&difference, "what was read is written as ", again, "\n");
  }
}

Verdict Roads::OnText(std::string_view text) const {
  Verdict verdict;
  std::string& difference = verdict.difference;
  const absl::StatusOr<Json> tree = ParseJson(text);
  const bool schema = tree.ok() && SchemaTakes(*tree, difference);
  const absl::Status validated = validator_->ValidateText(text);
  if (validated.ok() != schema)
    absl::StrAppend(&difference, "text and tree differ:", Listed(validated), "\n");
  const std::unique_ptr<Message> read = subject_.make();
  const absl::Status full = read->Decode(text, Validation::kFull);
  verdict.valid = full.ok();
  if (full.ok() && !schema) {
    const Json lenient = Json::parse(text, nullptr, false);
    const bool unseen = !tree.ok() && HasGrammar(text) &&
                        (lenient.is_discarded() || SchemaTakes(lenient, difference));
    const bool rounded = tree.ok() && SchemaTakes(AsDoublesSeeIt(*tree, validated), difference);
    if (!unseen && !rounded)
      absl::StrAppend(&difference, "the decoder takes what the schema refuses:", Listed(validated));
  } else if (!full.ok() && schema) {
    difference += WhyOnlyTheDecoderRefuses(text, *tree, full);
  }
  if (full.ok()) CompareRead(text, *read, difference);
  if (!difference.empty()) absl::StrAppend(&difference, "\non ", text);
  return verdict;
}

// Empty: for a reason that roads.h lists.
std::string Roads::WhyOnlyTheDecoderRefuses(std::string_view text, const Json& tree,
                                            const absl::Status& full) const {
  const std::unique_ptr<Message> read = subject_.make();
  const absl::Status structural = read->Decode(text, Validation::kStructural);
  bool keeps_rules = true;
  if (structural.ok()) {
    (void)read->Obvious(&keeps_rules);
    std::string difference;
    const bool rounded = !SchemaTakes(AsDoublesSeeIt(tree, full), difference);
    if (keeps_rules && !rounded)
      absl::StrAppend(&difference, "the decoder refuses what schema and rules take:", Listed(full));
    return difference;
  }
  if (IsListed(structural, tree)) return "";
  return absl::StrCat("the decoder refuses what the schema takes:", Listed(structural));
}

// `read` is what the decoder, fully checking, made of `text`.
void Roads::CompareRead(std::string_view text, const Message& read, std::string& difference) const {
  const std::unique_ptr<Message> structural = subject_.make();
  if (!structural->Decode(text, Validation::kStructural).ok() || !structural->Equals(read))
    absl::StrAppend(&difference, "structural and full decoding differ\n");
  if (const absl::StatusOr<Json> tree = ParseJson(text); tree.ok()) {
    const std::unique_ptr<Message> canonical = subject_.make();
    const absl::Status status = canonical->Decode(DumpJson(*tree), Validation::kFull);
    if (status.ok() ? !canonical->Equals(read) : !IsListed(status, *tree))
      absl::StrAppend(&difference, "another spelling is read as another message\n");
  }
  // What was read may be another JSON than what stood there: a float is rounded, a set's items
  // become one, digits of a time are cut. Written or refused, the roads agree on that one.
  std::string encoded;
  const absl::Status fused = read.Encode(encoded);
  bool keeps_rules = true;
  const Json json = read.Obvious(&keeps_rules);
  const bool writable = keeps_rules && SchemaTakes(json, difference);
  if (fused.ok() != writable) {
    absl::StrAppend(&difference, "what was read is ", writable ? "valid" : "invalid",
                    ", the encoder says ", Listed(fused), "\n");
  } else if (fused.ok()) {
    CompareWritten(encoded, json, difference);
  }
}

}  // namespace kontrakt::testing
