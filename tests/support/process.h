// Process: a child process of a test, which does not outlive it.
#ifndef KONTRAKT_TESTS_SUPPORT_PROCESS_H_
#define KONTRAKT_TESTS_SUPPORT_PROCESS_H_

#include <sys/types.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace kontrakt::tests {

// How a child ended: `signal` is 0 if it ended by itself, and `code` then its exit code.
struct ProcessEnd {
  int code = 0;
  int signal = 0;
  friend bool operator==(const ProcessEnd&, const ProcessEnd&) = default;
};

// "exit code 2", "signal 9".
std::string ToString(const ProcessEnd& end);

struct ProcessOptions {
  // Added to this process's environment; a name that is there already is replaced.
  std::map<std::string, std::string> environment = {};
  // Where the child's output goes, in files of its own. Empty: TestFolder().
  std::string output_folder = {};
  // Keeps a pipe to the child's standard input, which CloseInput() ends. Off: /dev/null.
  bool input = false;
};

// Not thread-safe. The child is killed with this object, with the *thread* that started it (Linux
// ties PR_SET_PDEATHSIG to it) and with this whole process, however it ends: start children from a
// thread that lives as long as they should.
class Process {
 public:
  // Starts `argv`; argv[0] is a path, or a name on PATH.
  //   kNotFound   there is no such program, or it cannot be executed.
  //   kInternal   the system is out of processes, files or memory.
  static absl::StatusOr<std::unique_ptr<Process>> Start(std::vector<std::string> argv,
                                                        ProcessOptions options = {});
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t pid() const { return pid_; }

  // Sends a signal to a child that has not been waited for; afterwards does nothing.
  void Signal(int signal);

  void CloseInput();

  // Waits for the end; a second call gives the same answer. kDeadlineExceeded: it still runs.
  absl::StatusOr<ProcessEnd> Wait(absl::Duration timeout);

  // Wait() for people: "exit code 0", "signal 9", or why there is none yet.
  std::string End(absl::Duration timeout);

  // SIGKILL, and Wait().
  ProcessEnd Kill();

  bool running();

  // What the child has written so far.
  std::string Output() const;
  std::string Errors() const;

 private:
  Process(pid_t pid, int input, std::string output_path, std::string errors_path);

  const pid_t pid_;
  int input_;
  const std::string output_path_;
  const std::string errors_path_;
  bool ended_ = false;
  ProcessEnd end_;
};

// This test's own folder for files: $TEST_TMPDIR, or a new one in /tmp that is left behind.
const std::string& TestFolder();

// A file that Bazel put beside the test (`data`), by its path in this repository.
std::string RunfilePath(const std::string& path);

// Polls `condition` until it holds. False: it did not within `timeout`.
template <typename Condition>
bool WaitUntil(Condition condition, absl::Duration timeout,
               absl::Duration pause = absl::Milliseconds(20));

// ---- implementation details ----
template <typename Condition>
bool WaitUntil(Condition condition, absl::Duration timeout, absl::Duration pause) {
  const absl::Time deadline = absl::Now() + timeout;
  while (!condition()) {
    if (absl::Now() >= deadline) return false;
    absl::SleepFor(pause);
  }
  return true;
}

}  // namespace kontrakt::tests

#endif  // KONTRAKT_TESTS_SUPPORT_PROCESS_H_
