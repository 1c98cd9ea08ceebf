#include "kontrakt/sdk/app/worker.h"

#include <csignal>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status_matchers.h"
#include "absl/strings/str_join.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/sdk/testing/embedded_broker.h"

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;
using ::testing::AllOf;
using testing::EmbeddedBroker;
using ::testing::HasSubstr;
using ::testing::internal::CaptureStderr;
using ::testing::internal::CaptureStdout;
using ::testing::internal::GetCapturedStderr;
using ::testing::internal::GetCapturedStdout;

int RunProgram(Application& app, std::vector<std::string> args) {
  std::string program = "/usr/bin/indexer";
  std::vector<char*> argv = {program.data()};
  for (std::string& arg : args) argv.push_back(arg.data());
  argv.push_back(nullptr);
  return RunWorker(app, static_cast<int>(argv.size()) - 1, argv.data());
}

class WorkerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    absl::StatusOr<std::unique_ptr<EmbeddedBroker>> broker = EmbeddedBroker::Start();
    ASSERT_THAT(broker.status(), IsOk());
    broker_ = *std::move(broker);
    ASSERT_THAT(app_.Configure(Settings::For(broker_->connection())), IsOk());
  }

  std::unique_ptr<EmbeddedBroker> broker_;
  Application app_;
};

// Waits until the program runs, a minute at most.
bool AwaitStart(Application& app) {
  for (int i = 0; i < 6000; ++i) {
    if (!absl::IsFailedPrecondition(app.Flush(absl::ZeroDuration()))) return true;
    absl::SleepFor(absl::Milliseconds(10));
  }
  return false;
}

TEST_F(WorkerTest, ASignalEndsItCleanly) {
  for (const int signal : {SIGINT, SIGTERM}) {
    SCOPED_TRACE(signal);
    Application app(app_.settings());
    app.Subscribe("a", {.group = "g"}, [](const Record&) {});
    std::thread user([&] {
      EXPECT_TRUE(AwaitStart(app));
      kill(getpid(), signal);
      kill(getpid(), signal);  // The impatient's second: changes nothing.
    });
    EXPECT_EQ(RunProgram(app, {"--topic-prefix", "p."}), 0);
    user.join();
    EXPECT_EQ(app.settings().topic_prefix, "p.");
  }
}

TEST_F(WorkerTest, WrongInputIsTwoAndOneSentence) {
  const struct {
    const char* name;
    std::vector<std::string> args;
    const char* topic;
    const char* says;
  } kCases[] = {
      {"flag",
       {"--kafka-server=a:1"},
       "a",
       "indexer: unknown flag --kafka-server; did you mean --kafka-servers?\n"},
      {"argument", {"here"}, "a", "unexpected argument here"},
      {"value", {"--replication-factor=x"}, "a", "whole number"},
      {"property", {"--kafka-settings={\"linger.msec\":1}"}, "a", "linger.ms"},
      {"prefix", {"--topic-prefix=a b"}, "a", "topic prefix"},
      {"topic", {}, "a/b", "Subscribe(\"a/b\")"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    Application app(app_.settings());
    app.Subscribe(c.topic, {.group = "g"}, [](const Record&) {});
    CaptureStderr();
    EXPECT_EQ(RunProgram(app, c.args), 2);
    EXPECT_THAT(GetCapturedStderr(), HasSubstr(c.says));
  }
}

TEST_F(WorkerTest, NoServersIsTwo) {
  Application app;
  CaptureStderr();
  EXPECT_EQ(RunProgram(app, {}), 2);
  EXPECT_THAT(GetCapturedStderr(), HasSubstr("--kafka-servers"));
}

TEST_F(WorkerTest, NoBrokerIsOne) {
  Settings settings = app_.settings();
  settings.start_timeout = absl::Seconds(1);
  settings.admin = nullptr;
  broker_->SetDown(true);
  Application app(settings);
  CaptureStderr();
  EXPECT_EQ(RunProgram(app, {}), 1);
  EXPECT_THAT(GetCapturedStderr(), HasSubstr(settings.kafka_servers.front()));
}

TEST_F(WorkerTest, AStoppedSubscriptionIsOneAndItsReason) {
  Application app(app_.settings());
  app.Subscribe("a", {.group = "g"}, [](const Record&) { return absl::InternalError("no paper"); });
  std::thread user([&] {
    EXPECT_TRUE(AwaitStart(app));
    EXPECT_THAT(app.PublishJson("a", {"WorkerTestMessage", 1}, R"({"number":1})"), IsOk());
  });
  CaptureStderr();
  EXPECT_EQ(RunProgram(app, {}), 1);
  user.join();
  EXPECT_THAT(GetCapturedStderr(), HasSubstr("no paper"));
}

TEST_F(WorkerTest, Help) {
  CaptureStdout();
  EXPECT_EQ(RunProgram(app_, {"--help"}), 0);
  EXPECT_THAT(GetCapturedStdout(),
              AllOf(HasSubstr("usage: indexer [flags]"), HasSubstr("--kafka-servers")));
}

}  // namespace
}  // namespace kontrakt

struct WorkerTestMessage {
  int number = 0;
};
SCHEMA_FIELDS(WorkerTestMessage, FIELD(number));
REGISTER_SCHEMA(WorkerTestMessage, 1);
