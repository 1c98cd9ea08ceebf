// publisher [kontrakt's flags] --topic T --ledger FILE [--count N] [--first I] [--rate N]
//           [--patience S]
// Publishes Content messages with the ids I, I+1, ... and sixteen keys in turn, N a second; without
// --count until its input ends. Writes a line of each message, once its outcome is known:
//   delivered <id> <partition> <offset>
//   not-sent <id>
//   unknown <id>
//   refused <id> <status code>
// --patience: seconds for finding the cluster, and again for the last answers at the end.
// Exit code 0: all messages were delivered. 1: some were not, or there is no Kafka. 2: bad flags.
#include <poll.h>
#include <unistd.h>

#include <atomic>
#include <iostream>
#include <limits>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "kontrakt/sdk/app/application.h"
#include "kontrakt/sdk/app/flags.h"
#include "kontrakt/tests/kafka/programs/content.h"
#include "kontrakt/tests/support/ledger.h"

namespace kontrakt::tests {
namespace {

struct Plan {
  std::string topic;
  std::string ledger;
  int count = 0;  // 0: until the input ends.
  int first = 0;
  int rate = 1000;
  int patience = 10;
};

int Fail(int code, std::string_view message) {
  std::cerr << message << "\n";
  return code;
}

bool InputHasEnded() {
  pollfd input = {.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
  return poll(&input, 1, 0) > 0;
}

class Publishing {
 public:
  Publishing(Application& app, const Plan& plan) : app_(app), plan_(plan), ledger_(plan.ledger) {}

  // True: every message was delivered.
  bool Run() {
    const absl::Time begin = absl::Now();
    for (int i = 0; plan_.count == 0 ? !InputHasEnded() : i < plan_.count; ++i) {
      absl::SleepFor(begin + i * absl::Seconds(1) / plan_.rate - absl::Now());
      PublishOne(plan_.first + i);
    }
    return app_.Flush(absl::Seconds(plan_.patience)).ok() && all_delivered_;
  }

 private:
  void PublishOne(int number) {
    const std::string id = absl::StrCat(number);
    const std::string key = absl::StrCat("key-", number % 16);
    const Content content = {.id = id, .url = "https://example.org/" + id, .title = "No. " + id};
    const absl::Status queued = app_.Publish(
        plan_.topic, content,
        {.key = key,
         .on_delivery = [this, id](const kafka::DeliveryReport& report) { Report(id, report); }});
    if (queued.ok()) return;
    all_delivered_ = false;
    ledger_.Write("refused", id, absl::StatusCodeToString(queued.code()));
  }

  void Report(const std::string& id, const kafka::DeliveryReport& report) {
    if (report.outcome == kafka::Outcome::kDelivered) {
      ledger_.Write("delivered", id, report.partition, report.offset);
      return;
    }
    all_delivered_ = false;
    ledger_.Write(report.outcome == kafka::Outcome::kNotSent ? "not-sent" : "unknown", id);
  }

  Application& app_;
  const Plan& plan_;
  Ledger ledger_;
  std::atomic<bool> all_delivered_ = true;
};

int Main(int argc, char** argv) {
  Plan plan;
  std::string count = "0", first = "0", rate = "1000", patience = "10";
  const Flag own[] = {{"topic", "T", "", &plan.topic}, {"ledger", "FILE", "", &plan.ledger},
                      {"count", "N", "", &count},      {"first", "I", "", &first},
                      {"rate", "N", "", &rate},        {"patience", "S", "", &patience}};
  auto flags = ParseFlags(ArgumentsOf(argc, argv), {}, own);
  if (!flags.ok()) return Fail(2, flags.status().message());
  if (!absl::SimpleAtoi(count, &plan.count) || !absl::SimpleAtoi(first, &plan.first) ||
      !absl::SimpleAtoi(rate, &plan.rate) || !absl::SimpleAtoi(patience, &plan.patience) ||
      plan.topic.empty() || plan.ledger.empty()) {
    return Fail(
        2, "--topic and --ledger are needed; --count, --first, --rate, --patience are numbers");
  }
  flags->settings.start_timeout = absl::Seconds(plan.patience);
  Application app(flags->settings);
  if (absl::Status started = app.Start(); !started.ok()) return Fail(1, started.message());
  std::cout << "started" << std::endl;
  Publishing publishing(app, plan);
  const bool all_delivered = publishing.Run();
  const absl::Status stopped = app.Stop();  // Before `publishing`, which its callbacks use, goes.
  if (!stopped.ok()) return Fail(1, stopped.message());
  return all_delivered ? 0 : 1;
}

}  // namespace
}  // namespace kontrakt::tests

int main(int argc, char** argv) { return kontrakt::tests::Main(argc, argv); }
