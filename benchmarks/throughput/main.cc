// throughput: how fast typed messages get to Kafka, beside plain librdkafka with the same bytes.
//
//   throughput [--rounds 9] [--messages 500000] [--kafka-servers HOST:PORT] [--kafka-settings JSON]
//
// One broker (its own, unless servers are given), one topic. In each round every contender sends
// the messages (kafkaesk, from a process of its own, a share of them) and waits for every
// acknowledgement, each time in another order.
// The last line is one JSON object; its rates are medians.
//   exit code 0: measured; 1: a message was lost or the broker failed; 2: bad usage.
#include <sys/resource.h>

#include <algorithm>
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
#include "absl/time/time.h"
#include "kontrakt/benchmarks/cluster.h"
#include "kontrakt/benchmarks/statistics.h"
#include "kontrakt/benchmarks/throughput/contender.h"
#include "kontrakt/benchmarks/throughput/kafkaesk_contender.h"
#include "kontrakt/benchmarks/throughput/kontrakt_contender.h"
#include "kontrakt/benchmarks/throughput/plain_contender.h"
#include "kontrakt/sdk/app/flags.h"
#include "kontrakt/tests/support/plain_kafka.h"

namespace benchmarks {
namespace {

constexpr char kTopic[] = "throughput";

struct Options {
  kontrakt::Settings settings;
  int rounds = 9;
  int messages = 500'000;
  bool help = false;
};

struct Samples {
  std::vector<double> per_second;
  std::vector<double> cpu_ns;  // Of this process, all threads, per message.
};
using Results = std::map<std::string, Samples>;

using Contenders = std::vector<std::unique_ptr<Contender>>;

absl::StatusOr<Options> ReadOptions(int argc, char** argv) {
  Options options;
  std::string rounds = absl::StrCat(options.rounds), messages = absl::StrCat(options.messages);
  const kontrakt::Flag own[] = {{"rounds", "N", "rounds (9)", &rounds},
                                {"messages", "N", "messages a round (500000)", &messages}};
  const auto flags = kontrakt::ParseFlags(kontrakt::ArgumentsOf(argc, argv), {}, own);
  if (!flags.ok()) return flags.status();
  if (flags->help) absl::PrintF("%s", kontrakt::HelpText("throughput", "", own));
  options.help = flags->help;
  options.settings = flags->settings;
  if (!absl::SimpleAtoi(rounds, &options.rounds) || options.rounds < 1 ||
      !absl::SimpleAtoi(messages, &options.messages) || options.messages < 1) {
    return absl::InvalidArgumentError("--rounds and --messages take whole numbers above zero");
  }
  return options;
}

double CpuSeconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) { return double(t.tv_sec) + double(t.tv_usec) / 1e6; };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

absl::Status Measure(Contender& contender, int messages, Results& results) {
  const int count = contender.Share(messages);
  const double cpu_begin = CpuSeconds();
  const absl::StatusOr<absl::Duration> took = contender.Run(count);
  if (!took.ok()) return took.status();
  const double per_second = count / absl::ToDoubleSeconds(*took);
  const double cpu_ns = (CpuSeconds() - cpu_begin) * 1e9 / count;
  Samples& samples = results[std::string(contender.name())];
  samples.per_second.push_back(per_second);
  absl::PrintF("  %-26s %9.0f messages/s", contender.name(), per_second);
  if (contender.in_this_process()) {
    samples.cpu_ns.push_back(cpu_ns);
    absl::PrintF(" %6.0f ns CPU a message", cpu_ns);
  }
  absl::PrintF("\n");
  std::fflush(stdout);
  return absl::OkStatus();
}

absl::StatusOr<Results> RunRounds(const Contenders& contenders, const Options& options) {
  Results results;
  for (const auto& contender : contenders) {  // Connections, memory, the broker's compiler.
    const auto took = contender->Run(contender->Share(options.messages / 2));
    if (!took.ok()) return took.status();
  }
  for (int round = 0; round < options.rounds; ++round) {
    absl::PrintF("round %d of %d\n", round + 1, options.rounds);
    for (std::size_t i = 0; i < contenders.size(); ++i) {
      Contender& contender = *contenders[(i + round) % contenders.size()];
      if (absl::Status s = Measure(contender, options.messages, results); !s.ok()) return s;
    }
  }
  return results;
}

// Whether all that was sent stands in the topic: a contender that loses messages is no contender.
absl::Status CountRecords(const Cluster& cluster, const Options& options,
                          const Contenders& contenders) {
  const kontrakt::tests::PlainKafka kafka(cluster.servers());
  const auto ends = kafka.EndOffsets(cluster.settings().topic_prefix + kTopic);
  if (!ends.ok()) return ends.status();
  std::int64_t found = 0;
  for (const auto& [partition, end] : *ends) found += end;
  std::int64_t sent = 1;  // One made the topic.
  for (const auto& contender : contenders) {
    sent += std::int64_t{options.rounds} * contender->Share(options.messages) +
            contender->Share(options.messages / 2);
  }
  if (found == sent) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat(sent, " messages sent, ", found, " are in the topic"));
}

nlohmann::ordered_json Report(const Results& results, const Options& options) {
  nlohmann::ordered_json report = {{"rounds", options.rounds}, {"messages", options.messages}};
  const auto rate = [&](const char* name) { return Median(results.at(name).per_second); };
  const auto cpu = [&](const char* name) { return Median(results.at(name).cpu_ns); };
  const auto rounded = [](double value) { return std::int64_t(value + 0.5); };
  for (const auto& [name, samples] : results) {
    report["messages_per_second"][name] = rounded(Median(samples.per_second));
    if (!samples.cpu_ns.empty()) {
      report["cpu_ns_per_message"][name] = rounded(Median(samples.cpu_ns));
    }
    const auto [low, high] =
        std::minmax_element(samples.per_second.begin(), samples.per_second.end());
    report["spread"][name] = rounded((*high - *low) / Median(samples.per_second) * 100) / 100.0;
  }
  const auto digits = [](double value) { return std::int64_t(value * 1000 + 0.5) / 1000.0; };
  report["publish_vs_librdkafka"] = digits(rate("kontrakt") / rate("librdkafka"));
  report["publish_vs_librdkafka_without_header"] =
      digits(rate("kontrakt") / rate("librdkafka_without_header"));
  report["publish_vs_kafkaesk"] = digits(rate("kontrakt") / rate("kafkaesk"));
  report["cpu_vs_librdkafka"] = digits(cpu("kontrakt") / cpu("librdkafka"));
  report["cpu_vs_librdkafka_without_header"] =
      digits(cpu("kontrakt") / cpu("librdkafka_without_header"));
  return report;
}

absl::Status Run(const Options& options) {
  absl::StatusOr<std::unique_ptr<Cluster>> cluster = Cluster::Get(options.settings);
  if (!cluster.ok()) return cluster.status();
  const kontrakt::Settings& settings = (*cluster)->settings();
  Contenders contenders;
  auto kontrakt = NewKontraktContender(settings, kTopic);  // First: it makes the topic.
  if (!kontrakt.ok()) return kontrakt.status();
  contenders.push_back(*std::move(kontrakt));
  for (const Headers headers : {Headers::kMessageId, Headers::kNone}) {
    auto plain = NewPlainContender((*cluster)->servers(), settings.kafka_settings,
                                   settings.topic_prefix + kTopic, headers);
    if (!plain.ok()) return plain.status();
    contenders.push_back(*std::move(plain));
  }
  auto kafkaesk = NewKafkaeskContender((*cluster)->servers(), settings.topic_prefix, kTopic);
  if (!kafkaesk.ok()) return kafkaesk.status();
  contenders.push_back(*std::move(kafkaesk));
  absl::StatusOr<Results> results = RunRounds(contenders, options);
  if (!results.ok()) return results.status();
  if (absl::Status s = CountRecords(**cluster, options, contenders); !s.ok()) return s;
  absl::PrintF("%s\n", Report(*results, options).dump());
  return absl::OkStatus();
}

int Main(int argc, char** argv) {
  const absl::StatusOr<Options> options = ReadOptions(argc, argv);
  if (options.ok() && options->help) return 0;
  const absl::Status status = options.ok() ? Run(*options) : options.status();
  if (status.ok()) return 0;
  absl::FPrintF(stderr, "throughput: %s\n", status.message());
  return absl::IsInvalidArgument(status) ? 2 : 1;
}

}  // namespace
}  // namespace benchmarks

int main(int argc, char** argv) { return benchmarks::Main(argc, argv); }
