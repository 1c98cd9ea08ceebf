#include "kontrakt/tests/support/process.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "absl/status/status.h"
#include "absl/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt::tests {
namespace {

using ::absl_testing::IsOkAndHolds;
using ::absl_testing::StatusIs;
using ::testing::HasSubstr;

constexpr absl::Duration kLong = absl::Seconds(20);

std::unique_ptr<Process> Shell(const std::string& script, ProcessOptions options = {}) {
  absl::StatusOr<std::unique_ptr<Process>> process =
      Process::Start({"sh", "-c", script}, std::move(options));
  EXPECT_TRUE(process.ok()) << process.status();
  return *std::move(process);
}

bool Exists(pid_t pid) { return kill(pid, 0) == 0; }

TEST(ProcessTest, GivesExitCodeAndBothOutputs) {
  auto process = Shell("echo to-out; echo to-err >&2; exit 7");
  EXPECT_THAT(process->Wait(kLong), IsOkAndHolds(ProcessEnd{.code = 7}));
  EXPECT_THAT(process->Wait(kLong), IsOkAndHolds(ProcessEnd{.code = 7})) << "asked again";
  EXPECT_EQ(process->Output(), "to-out\n");
  EXPECT_EQ(process->Errors(), "to-err\n");
}

TEST(ProcessTest, SaysWhichProgramIsMissing) {
  EXPECT_THAT(Process::Start({"no-such-program"}),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("'no-such-program'")));
  EXPECT_THAT(Process::Start({"/no/such/program"}),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("'/no/such/program'")));
}

TEST(ProcessTest, EnvironmentIsReplacedByName) {
  auto process = Shell("echo $PATH $ADDED", {.environment = {{"ADDED", "a"}, {"PATH", "p"}}});
  ASSERT_THAT(process->Wait(kLong), IsOkAndHolds(ProcessEnd{}));
  EXPECT_EQ(process->Output(), "p a\n");
}

TEST(ProcessTest, WaitHasADeadlineAndKillEnds) {
  auto process = Shell("exec sleep 100");
  EXPECT_THAT(process->Wait(absl::Milliseconds(50)), StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_TRUE(process->running());
  EXPECT_EQ(process->Kill(), (ProcessEnd{.signal = SIGKILL}));
  EXPECT_FALSE(process->running());
}

TEST(ProcessTest, DestructorKills) {
  auto process = Shell("exec sleep 100");
  const pid_t pid = process->pid();
  ASSERT_TRUE(Exists(pid));
  process.reset();
  EXPECT_FALSE(Exists(pid));
}

TEST(ProcessTest, InputEndsWhenItIsClosed) {
  auto process = Shell("cat; echo closed", {.input = true});
  EXPECT_TRUE(process->running());
  process->CloseInput();
  ASSERT_THAT(process->Wait(kLong), IsOkAndHolds(ProcessEnd{}));
  EXPECT_EQ(process->Output(), "closed\n");
}

TEST(ProcessTest, ChildDiesWithAParentThatIsKilled) {
  const pid_t parent = fork();
  if (parent == 0) {  // This process, as a test that is killed while its child runs.
    auto child = Shell("echo $$; exec sleep 100", {.output_folder = TestFolder()});
    FILE* file = fopen((TestFolder() + "/child").c_str(), "w");
    WaitUntil([&] { return !child->Output().empty(); }, kLong);
    fputs(child->Output().c_str(), file);
    fclose(file);
    raise(SIGKILL);
  }
  ASSERT_EQ(waitpid(parent, nullptr, 0), parent);
  FILE* file = fopen((TestFolder() + "/child").c_str(), "r");
  ASSERT_NE(file, nullptr);
  int child = 0;
  ASSERT_EQ(fscanf(file, "%d", &child), 1);
  fclose(file);
  EXPECT_TRUE(WaitUntil([&] { return !Exists(child); }, kLong)) << "process " << child << " lives";
}

}  // namespace
}  // namespace kontrakt::tests
