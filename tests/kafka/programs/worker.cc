// worker [kontrakt's flags]: RunWorker() with one subscription for Content:1. From its environment:
//   TEST_LEDGER    takes "run" at the start, and two lines of each call of the handler:
//                  "begin <partition> <offset> <id>" and, with the same words, "end"
//   TEST_PATTERN   the topics (content.*)
//   TEST_GROUP     the consumer group (workers)
//   TEST_CRASH_AT  the id of a message at which the handler, between its two lines, kills its own
//                  process, after time for a few of the commits that come every second
//   TEST_PAUSE_MS  how long the handler takes (0)
#include "kontrakt/sdk/app/worker.h"

#include <csignal>
#include <cstdlib>
#include <string>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "kontrakt/sdk/app/application.h"
#include "kontrakt/sdk/kafka/record.h"
#include "kontrakt/tests/kafka/programs/content.h"
#include "kontrakt/tests/support/ledger.h"

namespace {

std::string Given(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

}  // namespace

int main(int argc, char** argv) {
  kontrakt::tests::Ledger ledger(Given("TEST_LEDGER", "/dev/null"));
  ledger.Write("run");
  const std::string crash_at = Given("TEST_CRASH_AT", "");
  const absl::Duration pause = absl::Milliseconds(std::stoi(Given("TEST_PAUSE_MS", "0")));
  kontrakt::Application app;
  app.Subscribe(Given("TEST_PATTERN", "content.*"), {.group = Given("TEST_GROUP", "workers")},
                [&](const kontrakt::tests::Content& content, const kontrakt::Record& record) {
                  ledger.Write("begin", record.partition(), record.offset(), content.id);
                  if (content.id == crash_at) {
                    absl::SleepFor(absl::Seconds(2.5));
                    raise(SIGKILL);
                  }
                  absl::SleepFor(pause);
                  ledger.Write("end", record.partition(), record.offset(), content.id);
                });
  return kontrakt::RunWorker(app, argc, argv);
}
