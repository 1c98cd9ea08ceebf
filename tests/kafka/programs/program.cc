#include "kontrakt/tests/kafka/programs/program.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace kontrakt::tests {

std::unique_ptr<Process> StartProgram(std::string_view name, const ProgramOptions& options) {
  std::vector<std::string> argv = {RunfilePath(absl::StrCat("tests/kafka/programs/", name)),
                                   absl::StrCat("--kafka-servers=", options.servers),
                                   absl::StrCat("--topic-prefix=", options.prefix)};
  argv.insert(argv.end(), options.flags.begin(), options.flags.end());
  auto process =
      Process::Start(std::move(argv), {.environment = options.environment, .input = options.input});
  if (!process.ok()) {
    ADD_FAILURE() << process.status();
    std::abort();  // Without its program a test has nothing to judge.
  }
  return *std::move(process);
}

}  // namespace kontrakt::tests
