// The programs of this folder, as the tests start them.
#ifndef KONTRAKT_TESTS_KAFKA_PROGRAMS_PROGRAM_H_
#define KONTRAKT_TESTS_KAFKA_PROGRAMS_PROGRAM_H_

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kontrakt/tests/support/process.h"

namespace kontrakt::tests {

struct ProgramOptions {
  std::string servers = {};
  std::string prefix = {};
  std::vector<std::string> flags = {};  // After --kafka-servers and --topic-prefix.
  std::map<std::string, std::string> environment =
      {};              // The names are in the programs' own comments.
  bool input = false;  // As ProcessOptions::input.
};

// Starts `registrar_a`, `registrar_b`, `publisher` or `worker`; fails the test when it cannot. The
// target must be in the test's `data`.
std::unique_ptr<Process> StartProgram(std::string_view name, const ProgramOptions& options);

// librdkafka's settings for groups that notice a killed member within a second or two.
inline constexpr char kQuickGroups[] =
    R"({"session.timeout.ms":"1000","heartbeat.interval.ms":"200"})";

}  // namespace kontrakt::tests

#endif  // KONTRAKT_TESTS_KAFKA_PROGRAMS_PROGRAM_H_
