// startup: how long a service with many schemas takes to start, and to start again.
//
//   startup [--restarts 5] [--kafka-servers HOST:PORT] SERVICE
//
// Starts SERVICE (service.cc) once on a broker that has none of its schemas, then again and again
// on the same broker. The last line is one JSON object; times of restarts are medians, "process" is
// the whole life of a process that starts, stops and ends.
//   exit code 0: measured; 1: the service failed, or a restart wrote to a schema topic; 2: bad
//   usage.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "kontrakt/benchmarks/cluster.h"
#include "kontrakt/benchmarks/statistics.h"
#include "kontrakt/sdk/app/flags.h"
#include "kontrakt/tests/support/plain_kafka.h"
#include "kontrakt/tests/support/process.h"

namespace benchmarks {
namespace {

// One of the service's, which stands for all.
constexpr char kSchemaTopic[] = "__schema__Event0";

struct Options {
  kontrakt::Settings settings;
  std::string service;
  int restarts = 5;
  bool help = false;
};

struct Life {
  std::size_t schemas = 0;
  double start_seconds = 0;
  double process_seconds = 0;
  double peak_resident_mib = 0;
};

absl::StatusOr<Options> ReadOptions(int argc, char** argv) {
  Options options;
  std::string restarts = absl::StrCat(options.restarts);
  const kontrakt::Flag own[] = {{"restarts", "N", "starts after the first (5)", &restarts}};
  const auto flags = kontrakt::ParseFlags(kontrakt::ArgumentsOf(argc, argv), {}, own);
  if (!flags.ok()) return flags.status();
  if (flags->help) absl::PrintF("%s", kontrakt::HelpText("startup", "SERVICE", own));
  options.help = flags->help;
  options.settings = flags->settings;
  if (options.help) return options;
  if (!absl::SimpleAtoi(restarts, &options.restarts) || options.restarts < 1) {
    return absl::InvalidArgumentError("--restarts takes a whole number above zero");
  }
  if (flags->positional.size() != 1) {
    return absl::InvalidArgumentError("name one SERVICE, a binary with schemas; see --help");
  }
  options.service = flags->positional[0];
  return options;
}

absl::StatusOr<Life> RunService(const std::string& service, const Cluster& cluster) {
  const absl::Time begin = absl::Now();
  auto process =
      kontrakt::tests::Process::Start({service, "--kafka-servers", cluster.servers(),
                                       "--topic-prefix", cluster.settings().topic_prefix});
  if (!process.ok()) return process.status();
  const auto end = (*process)->Wait(absl::Minutes(5));
  if (!end.ok()) return end.status();
  const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
  const auto report =
      nlohmann::json::parse((*process)->Output(), nullptr, /*allow_exceptions=*/false);
  if (end->code != 0 || end->signal != 0 || !report.is_object()) {
    return absl::InternalError(absl::StrCat(service, ": ", kontrakt::tests::ToString(*end), ": ",
                                            (*process)->Errors(), (*process)->Output()));
  }
  return Life{.schemas = report.value("schemas", std::size_t{0}),
              .start_seconds = report.value("start_seconds", 0.0),
              .process_seconds = seconds,
              .peak_resident_mib = report.value("peak_resident_mib", 0.0)};
}

absl::StatusOr<std::int64_t> RecordsOfSchemaTopic(const Cluster& cluster) {
  const kontrakt::tests::PlainKafka kafka(cluster.servers());
  const auto ends = kafka.EndOffsets(cluster.settings().topic_prefix + kSchemaTopic);
  if (!ends.ok()) return ends.status();
  return ends->begin()->second;
}

nlohmann::ordered_json Report(const Life& first, const std::vector<Life>& restarts) {
  const auto median = [&](double Life::*figure) {
    std::vector<double> samples;
    for (const Life& life : restarts) samples.push_back(life.*figure);
    return std::int64_t(Median(std::move(samples)) * 1000 + 0.5) / 1000.0;
  };
  return {{"schemas", first.schemas},
          {"restarts", restarts.size()},
          {"first_start_seconds", first.start_seconds},
          {"restart_seconds", median(&Life::start_seconds)},
          {"restart_process_seconds", median(&Life::process_seconds)},
          {"restart_peak_resident_mib", median(&Life::peak_resident_mib)}};
}

absl::Status Run(const Options& options) {
  absl::StatusOr<std::unique_ptr<Cluster>> cluster = Cluster::Get(options.settings);
  if (!cluster.ok()) return cluster.status();
  const absl::StatusOr<Life> first = RunService(options.service, **cluster);
  if (!first.ok()) return first.status();
  absl::PrintF("first start: %.3f s\n", first->start_seconds);
  std::vector<Life> restarts;
  for (int i = 0; i < options.restarts; ++i) {
    const absl::StatusOr<Life> restart = RunService(options.service, **cluster);
    if (!restart.ok()) return restart.status();
    absl::PrintF("restart: %.3f s\n", restart->start_seconds);
    std::fflush(stdout);
    restarts.push_back(*restart);
  }
  const absl::StatusOr<std::int64_t> records = RecordsOfSchemaTopic(**cluster);
  if (!records.ok()) return records.status();
  if (*records != 1) {
    return absl::InternalError(absl::StrCat("one version was published, and ", kSchemaTopic,
                                            " has ", *records, " records"));
  }
  absl::PrintF("%s\n", Report(*first, restarts).dump());
  return absl::OkStatus();
}

int Main(int argc, char** argv) {
  const absl::StatusOr<Options> options = ReadOptions(argc, argv);
  if (options.ok() && options->help) return 0;
  const absl::Status status = options.ok() ? Run(*options) : options.status();
  if (status.ok()) return 0;
  absl::FPrintF(stderr, "startup: %s\n", status.message());
  return absl::IsInvalidArgument(status) ? 2 : 1;
}

}  // namespace
}  // namespace benchmarks

int main(int argc, char** argv) { return benchmarks::Main(argc, argv); }
