// A service with nothing but many schemas: starts, says how long that took, stops.
//
//   service --kafka-servers HOST:PORT [--topic-prefix P]
//
// The last line is {"schemas": 1000, "start_seconds": 0.5, "peak_resident_mib": 40}.
//   exit code 0: started and stopped; 1: not; 2: bad usage.
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "kontrakt/schemas/declare/catalog.h"
#include "kontrakt/sdk/app/application.h"
#include "kontrakt/sdk/app/flags.h"

namespace startup {
namespace {

// Not getrusage(): its peak is never below that of the process that started this one.
std::int64_t PeakResidentMib() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word && word != "VmHWM:") {
    status.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
  }
  std::int64_t kib = 0;
  status >> kib;
  return kib / 1024;
}

absl::Status Run(const kontrakt::Settings& settings) {
  const absl::Time begin = absl::Now();
  kontrakt::Application app(settings);
  if (absl::Status status = app.Start(); !status.ok()) return status;
  const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
  const nlohmann::ordered_json report = {
      {"schemas", kontrakt::Catalog::Global().entries().size()},
      {"start_seconds", std::int64_t(seconds * 1000 + 0.5) / 1000.0},
      {"peak_resident_mib", PeakResidentMib()},
  };
  absl::PrintF("%s\n", report.dump());
  return app.Stop();
}

int Main(int argc, char** argv) {
  kontrakt::Settings settings;
  settings.start_timeout = absl::Minutes(2);  // The first start of many makes that many topics.
  const auto flags = kontrakt::ParseFlags(kontrakt::ArgumentsOf(argc, argv), std::move(settings));
  if (flags.ok() && flags->help) {
    absl::PrintF("%s", kontrakt::HelpText("service"));
    return 0;
  }
  const absl::Status status = flags.ok() ? Run(flags->settings) : flags.status();
  if (status.ok()) return 0;
  absl::FPrintF(stderr, "service: %s\n", status.message());
  return absl::IsInvalidArgument(status) ? 2 : 1;
}

}  // namespace
}  // namespace startup

int main(int argc, char** argv) { return startup::Main(argc, argv); }
