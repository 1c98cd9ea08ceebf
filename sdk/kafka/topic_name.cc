#include "kontrakt/sdk/kafka/topic_name.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace kontrakt::kafka {

absl::Status CheckTopicName(std::string_view name) {
  const bool legal = std::ranges::all_of(name, [](unsigned char c) {
    return absl::ascii_isalnum(c) || c == '.' || c == '_' || c == '-';
  });
  if (legal && !name.empty() && name.size() <= 249 && name != "." && name != "..") {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("topic name \"", absl::CHexEscape(name.substr(0, 249)),
                   "\" is not one that Kafka allows: use 1 to 249 letters, digits, '.', '_', '-'"));
}

}  // namespace kontrakt::kafka
