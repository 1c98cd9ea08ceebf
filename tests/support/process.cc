#include "kontrakt/tests/support/process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

extern char** environ;

namespace kontrakt::tests {
namespace {

// Everything the child needs, laid out before fork(): between fork() and exec() of a process with
// threads nothing may allocate.
struct Launch {
  std::string program;
  std::vector<char*> argv;
  std::vector<char*> environment;
  int input = -1;
  int output = -1;
  int errors = -1;
  int failure = -1;  // Takes errno if exec fails; closed by exec otherwise.
};

absl::StatusOr<std::string> FindProgram(const std::string& name) {
  if (name.find('/') != std::string::npos) return name;
  const char* path = std::getenv("PATH");
  for (std::string_view folder : absl::StrSplit(path == nullptr ? "/usr/bin:/bin" : path, ':')) {
    std::string candidate = absl::StrCat(folder, "/", name);
    if (access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  return absl::NotFoundError(absl::StrCat("there is no program '", name, "' on PATH"));
}

std::vector<std::string> MergedEnvironment(const std::map<std::string, std::string>& added) {
  std::vector<std::string> merged;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    if (!added.contains(std::string(text.substr(0, text.find('='))))) merged.emplace_back(text);
  }
  for (const auto& [name, value] : added) merged.push_back(absl::StrCat(name, "=", value));
  return merged;
}

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

[[noreturn]] void BecomeChild(const Launch& launch, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);  // It died before the line above.
  dup2(launch.input, STDIN_FILENO);
  dup2(launch.output, STDOUT_FILENO);
  dup2(launch.errors, STDERR_FILENO);
  execve(launch.program.c_str(), launch.argv.data(), launch.environment.data());
  const int error = errno;
  (void)!write(launch.failure, &error, sizeof error);
  _exit(127);
}

int OpenForWriting(const std::string& path) {
  return open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

// The path of the next child's output, without its ending.
std::string OutputStem(const std::string& folder, std::string_view program) {
  static std::atomic<int> counter = 0;
  const std::string_view name = program.substr(program.rfind('/') + 1);
  const std::string& parent = folder.empty() ? TestFolder() : folder;
  return absl::StrCat(parent, "/", name, "-", getpid(), "-", ++counter);
}

struct Pipe {
  int read = -1;
  int write = -1;
};

absl::StatusOr<Pipe> MakePipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return absl::ErrnoToStatus(errno, "pipe");
  return Pipe{ends[0], ends[1]};
}

ProcessEnd EndOf(int status) {
  if (WIFSIGNALED(status)) return {.code = 0, .signal = WTERMSIG(status)};
  return {.code = WEXITSTATUS(status), .signal = 0};
}

// Forks, and gives back the child's id once it runs its program.
absl::StatusOr<pid_t> Spawn(Launch& launch, Pipe failure) {
  launch.failure = failure.write;
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child == 0) BecomeChild(launch, parent);
  const int fork_error = errno;
  close(failure.write);
  int exec_error = 0;
  const bool failed =
      child > 0 && read(failure.read, &exec_error, sizeof exec_error) == sizeof exec_error;
  close(failure.read);
  if (child < 0) return absl::InternalError(absl::StrCat("fork: errno ", fork_error));
  if (!failed) return child;
  waitpid(child, nullptr, 0);
  return absl::NotFoundError(
      absl::StrCat("cannot run '", launch.program, "': ", strerror(exec_error)));
}

}  // namespace

std::string ToString(const ProcessEnd& end) {
  return end.signal != 0 ? absl::StrCat("signal ", end.signal)
                         : absl::StrCat("exit code ", end.code);
}

absl::StatusOr<std::unique_ptr<Process>> Process::Start(std::vector<std::string> argv,
                                                        ProcessOptions options) {
  absl::StatusOr<std::string> program = FindProgram(argv.at(0));
  if (!program.ok()) return program.status();
  std::vector<std::string> environment = MergedEnvironment(options.environment);
  const std::string stem = OutputStem(options.output_folder, *program);
  Launch launch{.program = *program,
                .argv = Pointers(argv),
                .environment = Pointers(environment),
                .output = OpenForWriting(stem + ".out"),
                .errors = OpenForWriting(stem + ".err")};
  absl::StatusOr<Pipe> failure = MakePipe();
  if (!failure.ok()) return failure.status();
  Pipe input{.read = open("/dev/null", O_RDONLY | O_CLOEXEC)};
  if (options.input) {
    close(input.read);
    absl::StatusOr<Pipe> made = MakePipe();
    if (!made.ok()) return made.status();
    input = *made;
  }
  launch.input = input.read;
  absl::StatusOr<pid_t> pid = Spawn(launch, *failure);
  for (const int file : {launch.input, launch.output, launch.errors}) close(file);
  if (!pid.ok()) {
    if (input.write >= 0) close(input.write);
    return pid.status();
  }
  return std::unique_ptr<Process>(new Process(*pid, input.write, stem + ".out", stem + ".err"));
}

Process::Process(pid_t pid, int input, std::string output_path, std::string errors_path)
    : pid_(pid),
      input_(input),
      output_path_(std::move(output_path)),
      errors_path_(std::move(errors_path)) {}

Process::~Process() {
  CloseInput();
  Kill();
}

void Process::Signal(int signal) {
  if (!ended_) kill(pid_, signal);
}

void Process::CloseInput() {
  if (input_ >= 0) close(input_);
  input_ = -1;
}

absl::StatusOr<ProcessEnd> Process::Wait(absl::Duration timeout) {
  if (WaitUntil([this] { return !running(); }, timeout, absl::Milliseconds(5))) return end_;
  return absl::DeadlineExceededError(
      absl::StrCat("process ", pid_, " still runs after ", absl::FormatDuration(timeout)));
}

std::string Process::End(absl::Duration timeout) {
  const absl::StatusOr<ProcessEnd> end = Wait(timeout);
  return end.ok() ? ToString(*end) : std::string(end.status().message());
}

ProcessEnd Process::Kill() {
  Signal(SIGKILL);
  int status = 0;
  if (!ended_ && waitpid(pid_, &status, 0) == pid_) end_ = EndOf(status);
  ended_ = true;
  return end_;
}

bool Process::running() {
  if (ended_) return false;
  int status = 0;
  if (waitpid(pid_, &status, WNOHANG) != pid_) return true;
  end_ = EndOf(status);
  ended_ = true;
  return false;
}

std::string Process::Output() const { return ReadFile(output_path_); }

std::string Process::Errors() const { return ReadFile(errors_path_); }

const std::string& TestFolder() {
  static const std::string* const folder = [] {
    const char* given = std::getenv("TEST_TMPDIR");
    if (given != nullptr) return new std::string(given);
    std::string made = "/tmp/kontrakt-test-XXXXXX";
    return mkdtemp(made.data()) == nullptr ? new std::string("/tmp") : new std::string(made);
  }();
  return *folder;
}

std::string RunfilePath(const std::string& path) {
  const char* folder = std::getenv("TEST_SRCDIR");
  const char* workspace = std::getenv("TEST_WORKSPACE");
  if (folder == nullptr || workspace == nullptr) return path;  // Started by hand, in the runfiles.
  return absl::StrCat(folder, "/", workspace, "/", path);
}

}  // namespace kontrakt::tests
