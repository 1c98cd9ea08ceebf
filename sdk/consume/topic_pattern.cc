#include "kontrakt/sdk/consume/topic_pattern.h"

#include <algorithm>
#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "kontrakt/sdk/produce/topic_name.h"

namespace kontrakt {
namespace {

constexpr std::string_view kDeadLetterSuffix = ".dlq";
constexpr std::string_view kRetryMark = ".retry.";

// Goes back to the last `*` only, so its time is the product of the lengths at worst.
bool MatchesGlob(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0, star = std::string_view::npos, resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

// ".retry.<number>" at the end.
bool IsRetryTopic(std::string_view name) {
  std::size_t digits = 0;
  while (digits < name.size() && absl::ascii_isdigit(name[name.size() - 1 - digits])) ++digits;
  return digits > 0 && absl::EndsWith(name.substr(0, name.size() - digits), kRetryMark);
}

}  // namespace

absl::StatusOr<TopicPattern> TopicPattern::Parse(std::string_view prefix, std::string_view text) {
  TopicPattern pattern(prefix, text);
  // A name with as many characters, to be judged by the rules of names.
  const std::string name = absl::StrReplaceAll(text, {{"*", "x"}});
  const bool is_reserved =
      absl::StartsWith(text, "__") || absl::StrContains(text, kSchemaTopicMark);
  if (is_reserved || !CheckTopicName(prefix, name).ok()) {
    if (pattern.is_exact()) return CheckTopicName(prefix, text);
    return absl::InvalidArgumentError(
        absl::StrCat("topic pattern \"", absl::CHexEscape(text.substr(0, 80)),
                     "\": use letters, digits, '.', '_', '-' and '*' (any run of characters), at "
                     "most 249 with the "
                     "prefix; \"__\" at the beginning and \"__schema__\" are reserved"));
  }
  return pattern;
}

bool TopicPattern::Matches(std::string_view name) const {
  if (is_exact()) return name == text_;
  if (absl::StartsWith(name, "__") || absl::StrContains(name, kSchemaTopicMark)) return false;
  if (absl::EndsWith(name, kDeadLetterSuffix) && !absl::StrContains(text_, kDeadLetterSuffix)) {
    return false;
  }
  if (IsRetryTopic(name) && !absl::StrContains(text_, kRetryMark)) return false;
  return MatchesGlob(text_, name);
}

std::vector<std::string> TopicPattern::Select(absl::Span<const kafka::TopicInfo> topics) const {
  std::vector<std::string> selected;
  for (const kafka::TopicInfo& topic : topics) {
    std::string_view name = topic.name;
    if (absl::ConsumePrefix(&name, prefix_) && Matches(name)) selected.push_back(topic.name);
  }
  std::sort(selected.begin(), selected.end());
  return selected;
}

}  // namespace kontrakt
