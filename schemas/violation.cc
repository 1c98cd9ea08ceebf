#include "kontrakt/schemas/violation.h"

#include <cstddef>
#include <optional>
#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace kontrakt {
namespace {

// Short enough to need no memory of its own in a status.
constexpr std::string_view kPayloadUrl = "kontrakt/broken";

// A refusal is to cost little: both of its texts get their room at once.
constexpr std::size_t kWordsOfMessage = 48;
constexpr std::size_t kWordsOfLine = 40;
constexpr std::size_t kMaxPrefix = 8;

// A payload is a sequence of texts, each as "<length>:<bytes>", four to a violation.
void AppendTexts(std::string& out, const Violation& v) {
  absl::StrAppend(&out, v.pointer.size(), ":", v.pointer, v.rule.size(), ":", v.rule);
  absl::StrAppend(&out, v.expected.size(), ":", v.expected, v.found.size(), ":", v.found);
}

bool TakeText(std::string_view& in, std::string& out) {
  const std::size_t colon = in.find(':');
  std::size_t length = 0;
  if (colon == std::string_view::npos || !absl::SimpleAtoi(in.substr(0, colon), &length)) {
    return false;
  }
  in.remove_prefix(colon + 1);
  if (length > in.size()) return false;
  out = in.substr(0, length);
  in.remove_prefix(length);
  return true;
}

}  // namespace

absl::Status ViolationsToStatus(std::string_view subject, absl::Span<const Violation> violations) {
  std::size_t room = 0;
  for (const Violation& v : violations) {
    room += v.pointer.size() + v.rule.size() + v.expected.size() + v.found.size();
  }
  std::string message;
  std::string payload;
  message.reserve(room + kWordsOfMessage + subject.size() + kWordsOfLine * violations.size());
  payload.reserve(room + 4 * kMaxPrefix * violations.size());
  absl::StrAppend(&message, subject, " refused, ", violations.size(),
                  violations.size() == 1 ? " violation:" : " violations:");
  for (const Violation& v : violations) {
    absl::StrAppend(&message, "\n  ", v.pointer.empty() ? "(message)" : v.pointer, ": ", v.rule,
                    ": expected ", v.expected, ", found ", v.found);
    AppendTexts(payload, v);
  }
  absl::Status status = absl::InvalidArgumentError(message);
  status.SetPayload(kPayloadUrl, absl::Cord(std::move(payload)));
  return status;
}

std::vector<Violation> ViolationsOf(const absl::Status& status) {
  std::vector<Violation> violations;
  const std::optional<absl::Cord> payload = status.GetPayload(kPayloadUrl);
  if (!payload.has_value()) return violations;
  const std::string bytes(*payload);
  std::string_view rest = bytes;
  Violation v;
  while (TakeText(rest, v.pointer) && TakeText(rest, v.rule) && TakeText(rest, v.expected) &&
         TakeText(rest, v.found)) {
    violations.push_back(v);
  }
  return violations;
}

void AppendPointerToken(std::string& pointer, std::string_view token) {
  pointer.push_back('/');
  for (const char c : token) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer.push_back(c);
    }
  }
}

}  // namespace kontrakt
