#include "kontrakt/sdk/app/flags.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <memory>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "kontrakt/sdk/app/setting_values.h"

namespace kontrakt {
namespace {

constexpr std::string_view kConfig = "config";
constexpr std::string_view kHelp = "help";

struct Given {
  std::string name;
  std::string value;
};

std::vector<std::string> KnownNames(absl::Span<const Flag> own) {
  std::vector<std::string> names = {std::string(kConfig), std::string(kHelp)};
  for (const internal::SettingName& setting : internal::SettingNames()) {
    names.emplace_back(setting.name);
  }
  for (const Flag& flag : own) names.emplace_back(flag.name);
  return names;
}

absl::Status Refuse(std::string_view flag, std::string_view why) {
  return absl::InvalidArgumentError(absl::StrCat("--", flag, why));
}

// Splits the command line into flags with their values and the rest.
absl::StatusOr<std::vector<Given>> Split(absl::Span<const std::string> args,
                                         const std::vector<std::string>& known,
                                         ParsedFlags& parsed) {
  std::vector<Given> flags;
  for (std::size_t i = 0; i < args.size(); ++i) {
    std::string_view arg = args[i];
    if (arg == "--") {
      parsed.positional.insert(parsed.positional.end(), args.begin() + i + 1, args.end());
      break;
    }
    if (!absl::ConsumePrefix(&arg, "--")) {
      if (arg.size() > 1 && arg.front() == '-') {
        return absl::InvalidArgumentError(absl::StrCat(
            "unknown flag ", absl::CHexEscape(arg), "; flags begin with two dashes, see --help"));
      }
      parsed.positional.emplace_back(arg);
      continue;
    }
    const std::size_t equals = arg.find('=');
    const std::string name = absl::StrReplaceAll(arg.substr(0, equals), {{"_", "-"}});
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      const std::string mend = internal::Suggestion(name, known, "--");
      return absl::InvalidArgumentError(absl::StrCat("unknown flag --", absl::CHexEscape(name),
                                                     mend.empty() ? "; see --help" : mend));
    }
    if (name == kHelp) {
      parsed.help = true;
    } else if (equals != std::string_view::npos) {
      flags.push_back({name, std::string(arg.substr(equals + 1))});
    } else if (i + 1 < args.size() && !absl::StartsWith(args[i + 1], "--")) {
      flags.push_back({name, args[++i]});
    } else {
      return Refuse(name, " needs a value; see --help");
    }
  }
  return flags;
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             &std::fclose);
  std::string text;
  char block[4096];
  while (file != nullptr) {
    const std::size_t size = std::fread(block, 1, sizeof block, file.get());
    text.append(block, size);
    if (size == 0) break;
  }
  if (file != nullptr && std::ferror(file.get()) == 0) return text;
  return absl::InvalidArgumentError(
      absl::StrCat("--", kConfig, ": cannot read ", path, ": ", std::strerror(errno)));
}

absl::Status ReadConfig(const std::string& path, Settings& settings) {
  absl::StatusOr<std::string> text = ReadFile(path);
  if (!text.ok()) return text.status();
  absl::Status status = internal::SetFromJson(*text, settings);
  if (status.ok()) return status;
  return Refuse(kConfig, absl::StrCat(" ", path, ": ", status.message()));
}

absl::Status Apply(const Given& given, absl::Span<const Flag> own, Settings& settings) {
  for (const Flag& flag : own) {
    if (flag.name != given.name) continue;
    *flag.target = given.value;
    return absl::OkStatus();
  }
  absl::Status status = internal::SetFromText(given.name, given.value, settings);
  if (status.ok()) return status;
  return absl::InvalidArgumentError(absl::StrCat("--", status.message()));
}

}  // namespace

absl::StatusOr<ParsedFlags> ParseFlags(absl::Span<const std::string> args, Settings defaults,
                                       absl::Span<const Flag> own) {
  ParsedFlags parsed;
  absl::StatusOr<std::vector<Given>> flags = Split(args, KnownNames(own), parsed);
  if (!flags.ok()) return flags.status();
  parsed.settings = std::move(defaults);
  if (parsed.help) return parsed;
  // The file first, wherever it stands on the command line: flags win over it.
  for (const Given& given : *flags) {
    if (given.name != kConfig) continue;
    if (absl::Status s = ReadConfig(given.value, parsed.settings); !s.ok()) return s;
  }
  for (const Given& given : *flags) {
    if (given.name == kConfig) continue;
    if (absl::Status s = Apply(given, own, parsed.settings); !s.ok()) return s;
  }
  return parsed;
}

std::vector<std::string> ArgumentsOf(int argc, char** argv) {
  return argc < 2 ? std::vector<std::string>() : std::vector<std::string>(argv + 1, argv + argc);
}

std::string HelpText(std::string_view program, std::string_view positional,
                     absl::Span<const Flag> own) {
  std::string text = absl::StrCat("usage: ", program, " [flags]",
                                  positional.empty() ? "" : absl::StrCat(" ", positional), "\n\n");
  const auto add = [&](std::string_view name, std::string_view value, std::string_view help) {
    absl::StrAppendFormat(&text, "  %-34s %s\n", absl::StrCat("--", name, " ", value), help);
  };
  for (const Flag& flag : own) add(flag.name, flag.value, flag.help);
  for (const internal::SettingName& setting : internal::SettingNames()) {
    add(setting.name, setting.value, setting.help);
  }
  add(kConfig, "FILE", "JSON object with the same keys; flags win over it");
  add(kHelp, "", "print this");
  return text;
}

}  // namespace kontrakt
