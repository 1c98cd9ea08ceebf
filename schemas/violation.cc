#include "kontrakt/schemas/violation.h"

#include <cstddef>
#include <optional>

#include "absl/strings/cord.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace kontrakt {
namespace {

constexpr std::string_view kPayloadUrl = "kontrakt/violations";

// A payload is a sequence of texts, each as "<length>:<bytes>", four to a violation.
void AppendText(std::string& out, std::string_view text) {
  absl::StrAppend(&out, text.size(), ":", text);
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

absl::Status ViolationsToStatus(std::string_view subject,
                                const std::vector<Violation>& violations) {
  std::string message = absl::StrCat(subject, " refused, ", violations.size(),
                                     violations.size() == 1 ? " violation:" : " violations:");
  std::string payload;
  for (const Violation& v : violations) {
    absl::StrAppend(&message, "\n  ", v.pointer.empty() ? "(message)" : v.pointer, ": ", v.rule,
                    ": expected ", v.expected, ", found ", v.found);
    for (const std::string* text : {&v.pointer, &v.rule, &v.expected, &v.found}) {
      AppendText(payload, *text);
    }
  }
  absl::Status status = absl::InvalidArgumentError(message);
  status.SetPayload(kPayloadUrl, absl::Cord(payload));
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
