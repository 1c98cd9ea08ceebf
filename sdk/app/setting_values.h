// The settings that may come from outside, by name: how each is read from a text and from JSON.
#ifndef KONTRAKT_SDK_APP_SETTING_VALUES_H_
#define KONTRAKT_SDK_APP_SETTING_VALUES_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "kontrakt/sdk/app/settings.h"

namespace kontrakt::internal {

struct SettingName {
  std::string_view name;   // "kafka-servers"
  std::string_view value;  // For the help: "HOST:PORT,..."
  std::string_view help;
};

// Every setting, in the order of the help.
absl::Span<const SettingName> SettingNames();

// Sets the setting `name` to what a flag's `text` says.
//   kNotFound: no such setting. kInvalidArgument: not such a value.
absl::Status SetFromText(std::string_view name, std::string_view text, Settings& settings);

// Sets what the JSON object `json` says, every key of which must be a setting.
//   kInvalidArgument: not such an object; an unknown key comes with the nearest known one.
absl::Status SetFromJson(std::string_view json, Settings& settings);

// "; did you mean --kafka-servers?", empty when none is near.
std::string Suggestion(std::string_view name, const std::vector<std::string>& known,
                       std::string_view dashes);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SDK_APP_SETTING_VALUES_H_
