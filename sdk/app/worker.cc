#include "kontrakt/sdk/app/worker.h"

#include <atomic>
#include <csignal>
#include <cstdio>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "kontrakt/sdk/app/flags.h"

namespace kontrakt {
namespace {

constexpr int kOk = 0;
constexpr int kFailure = 1;
constexpr int kWrongInput = 2;
constexpr absl::Duration kLookUp = absl::Milliseconds(50);

// What a signal handler may touch, on whichever thread it runs.
std::atomic<bool> stop_requested = false;
static_assert(std::atomic<bool>::is_always_lock_free);

void RequestStop(int /*signal*/) { stop_requested.store(true); }

// Takes SIGINT and SIGTERM over as long as it lives.
class StopSignals {
 public:
  StopSignals() {
    stop_requested.store(false);
    struct sigaction action = {};
    action.sa_handler = RequestStop;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &old_interrupt_);
    sigaction(SIGTERM, &action, &old_terminate_);
  }
  ~StopSignals() {
    sigaction(SIGINT, &old_interrupt_, nullptr);
    sigaction(SIGTERM, &old_terminate_, nullptr);
  }
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  bool came() const { return stop_requested.load(); }

 private:
  struct sigaction old_interrupt_ = {};
  struct sigaction old_terminate_ = {};
};

std::string NameOf(int argc, char** argv) {
  if (argc < 1) return "worker";
  const std::string_view path = argv[0];
  return std::string(path.substr(path.rfind('/') + 1));  // npos + 1 is 0.
}

int Fail(std::string_view program, const absl::Status& why) {
  std::fprintf(stderr, "%s\n", absl::StrCat(program, ": ", why.message()).c_str());
  return absl::IsInvalidArgument(why) ? kWrongInput : kFailure;
}

int RunStarted(Application& app, std::string_view program, const StopSignals& signals) {
  absl::Status health;
  while (!signals.came() && health.ok()) {
    absl::SleepFor(kLookUp);
    health = app.Health();
  }
  const absl::Status stopped = app.Stop();
  for (const absl::Status& status : {health, stopped}) {
    if (!status.ok()) Fail(program, status);
  }
  return health.ok() && stopped.ok() ? kOk : kFailure;
}

}  // namespace

int RunWorker(Application& app, int argc, char** argv) {
  const std::string program = NameOf(argc, argv);
  const absl::StatusOr<ParsedFlags> flags = ParseFlags(ArgumentsOf(argc, argv), app.settings());
  if (!flags.ok()) return Fail(program, flags.status());
  if (flags->help) {
    std::fputs(HelpText(program).c_str(), stdout);
    return kOk;
  }
  if (!flags->positional.empty()) {
    return Fail(program, absl::InvalidArgumentError(absl::StrCat(
                             "unexpected argument ", flags->positional.front(), "; see --help")));
  }
  if (absl::Status status = app.Configure(flags->settings); !status.ok()) {
    return Fail(program, status);
  }
  const StopSignals signals;
  if (absl::Status status = app.Start(); !status.ok()) return Fail(program, status);
  return RunStarted(app, program, signals);
}

}  // namespace kontrakt
