// TopicPattern: which topics a subscription reads: "content.created", or with `*` "content.*".
#ifndef KONTRAKT_SDK_CONSUME_TOPIC_PATTERN_H_
#define KONTRAKT_SDK_CONSUME_TOPIC_PATTERN_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "kontrakt/sdk/kafka/topic_admin.h"

namespace kontrakt {

// A value; const functions may be called from any thread. Patterns and names are without the
// prefix.
class TopicPattern {
 public:
  // `*` stands for any run of characters, the empty one included; everything else for itself.
  // `prefix` is what will stand before the topics' names.
  //   kInvalidArgument: a character that no topic's name has, reserved names ("__"), too long.
  static absl::StatusOr<TopicPattern> Parse(std::string_view prefix, std::string_view text);

  // Whether the pattern names one topic only, which may be made when it is absent.
  bool is_exact() const { return text_.find('*') == std::string::npos; }

  // A pattern with `*` never matches names that begin with "__" or hold "__schema__", nor names
  // that end in ".dlq" or
  // ".retry.<number>" unless it has ".dlq" or ".retry." in its own text.
  bool Matches(std::string_view name) const;

  // The full names of those topics that begin with the prefix and match behind it, sorted.
  std::vector<std::string> Select(absl::Span<const kafka::TopicInfo> topics) const;

  const std::string& text() const { return text_; }
  const std::string& prefix() const { return prefix_; }

 private:
  TopicPattern(std::string_view prefix, std::string_view text) : prefix_(prefix), text_(text) {}
  std::string prefix_;
  std::string text_;
};

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_CONSUME_TOPIC_PATTERN_H_
