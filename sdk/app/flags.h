// Flags: a program's Settings from its command line and its configuration file.
//
//   --kafka-servers A:9092,B:9092   --topic-prefix P   --kafka-settings JSON   --replication-factor
//   N
//   --config FILE                   --help
//
// A value stands behind its flag or behind "=". FILE holds one JSON object with the same keys
// (without dashes in front; "_" counts as
// "-"), `kafka-servers` a string or an array, `kafka-settings` an object. Flags win over the file,
// the file over the program's own; kafka-settings are merged property by property.
#ifndef KONTRAKT_SDK_APP_FLAGS_H_
#define KONTRAKT_SDK_APP_FLAGS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "kontrakt/sdk/app/settings.h"

namespace kontrakt {

// A flag of the program's own, besides those above; given on the command line only.
struct Flag {
  std::string_view name;   // "messages" for --messages
  std::string_view value;  // What stands behind it, for the help: "N".
  std::string_view help;
  std::string* target;  // Where the value goes; keeps its content when the flag is not given.
};

struct ParsedFlags {
  Settings settings;
  bool help = false;                    // --help was given; nothing else was looked at.
  std::vector<std::string> positional;  // What is no flag, in order; all that follows "--".
};

// Reads `args` (without the program's name) over `defaults`. Does not Check() the settings. Of a
// flag given twice the last one counts.
//   kInvalidArgument: an unknown flag or key (with the nearest known one), a value that is missing
//   or malformed, a file that cannot be read or is not such an object. Values of kafka-settings do
//   not appear in the message.
absl::StatusOr<ParsedFlags> ParseFlags(absl::Span<const std::string> args, Settings defaults = {},
                                       absl::Span<const Flag> own = {});

// argv without the program's name.
std::vector<std::string> ArgumentsOf(int argc, char** argv);

// What --help prints.
std::string HelpText(std::string_view program, std::string_view positional = {},
                     absl::Span<const Flag> own = {});

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_APP_FLAGS_H_
