#include "kontrakt/sdk/produce/topic_name.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/sdk/kafka/topic_name.h"

namespace kontrakt {
namespace {

constexpr std::size_t kMaxPrefixLength = 100;  // Leaves room for a name behind it.

bool IsReserved(std::string_view text) {
  return absl::StartsWith(text, "__") || absl::StrContains(text, kSchemaTopicMark);
}

absl::Status Refusal(std::string_view what, std::string_view text, std::string_view mend) {
  return absl::InvalidArgumentError(absl::StrCat(what, " \"", text, "\": ", mend));
}

}  // namespace

absl::Status CheckTopicPrefix(std::string_view prefix) {
  // As the beginning of some name: "." alone is a good prefix and no good name.
  if (absl::Status status = kafka::CheckTopicName(absl::StrCat(prefix, "x")); !status.ok()) {
    return absl::InvalidArgumentError(absl::StrCat("topic prefix: ", status.message()));
  }
  if (prefix.size() > kMaxPrefixLength) {
    return Refusal("topic prefix", prefix,
                   absl::StrCat("use at most ", kMaxPrefixLength, " characters"));
  }
  if (IsReserved(prefix)) {
    return Refusal("topic prefix", prefix,
                   "\"__\" at the beginning and \"__schema__\" are reserved; use another prefix");
  }
  return absl::OkStatus();
}

absl::Status CheckTopicName(std::string_view prefix, std::string_view name) {
  if (absl::Status status = kafka::CheckTopicName(name); !status.ok()) return status;
  if (prefix.size() + name.size() > kMaxTopicNameLength) {
    return Refusal("topic name", name,
                   absl::StrCat("with its prefix it has ", prefix.size() + name.size(),
                                " characters; use at most ", kMaxTopicNameLength));
  }
  if (IsReserved(name)) {
    return Refusal("topic name", name,
                   "\"__\" at the beginning and \"__schema__\" are reserved; use another name");
  }
  return absl::OkStatus();
}

}  // namespace kontrakt
