#include "kontrakt/sdk/app/flags.h"

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "absl/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

std::string FileWith(const std::string& text) {
  static int files = 0;
  const std::string path = ::testing::TempDir() + "/config" + std::to_string(files++) + ".json";
  std::ofstream(path) << text;
  return path;
}

TEST(FlagsTest, BothWaysToWriteAValue) {
  absl::StatusOr<ParsedFlags> flags =
      ParseFlags({"--kafka-servers", "a:1,b:2", "--topic-prefix=p.", "--replication_factor", "2",
                  "--kafka-settings={\"linger.ms\": 5}"});
  ASSERT_THAT(flags.status(), IsOk());
  EXPECT_THAT(flags->settings.kafka_servers, ElementsAre("a:1", "b:2"));
  EXPECT_EQ(flags->settings.topic_prefix, "p.");
  EXPECT_EQ(flags->settings.replication_factor, 2);
  EXPECT_THAT(flags->settings.kafka_settings, ElementsAre(Pair("linger.ms", "5")));
  EXPECT_THAT(flags->positional, IsEmpty());
  EXPECT_FALSE(flags->help);
}

TEST(FlagsTest, FlagsWinOverTheFileAndTheFileOverTheProgram) {
  Settings program;
  program.kafka_servers = {"program:1"};
  program.topic_prefix = "program.";
  program.replication_factor = 1;
  program.kafka_settings = {{"a", "program"}, {"b", "program"}, {"c", "program"}};
  const std::string file = FileWith(
      R"({"topic-prefix":"file.","replication-factor":2,"kafka-settings":{"b":"file","c":"file"}})");
  absl::StatusOr<ParsedFlags> flags = ParseFlags(
      {"--replication-factor=3", "--kafka-settings={\"c\":\"flag\"}", "--config", file}, program);
  ASSERT_THAT(flags.status(), IsOk());
  EXPECT_THAT(flags->settings.kafka_servers, ElementsAre("program:1"));
  EXPECT_EQ(flags->settings.topic_prefix, "file.");
  EXPECT_EQ(flags->settings.replication_factor, 3);
  EXPECT_THAT(flags->settings.kafka_settings,
              ElementsAre(Pair("a", "program"), Pair("b", "file"), Pair("c", "flag")));
}

TEST(FlagsTest, TheLastOfTwoCounts) {
  absl::StatusOr<ParsedFlags> flags = ParseFlags({"--topic-prefix=a", "--topic-prefix=b"});
  ASSERT_THAT(flags.status(), IsOk());
  EXPECT_EQ(flags->settings.topic_prefix, "b");
}

TEST(FlagsTest, FlagsOfTheProgram) {
  std::string messages = "10", folder = "here";
  const Flag own[] = {{"messages", "N", "how many", &messages},
                      {"folder", "PATH", "where", &folder}};
  absl::StatusOr<ParsedFlags> flags =
      ParseFlags({"one", "--messages", "-5", "two", "--", "--three"}, {}, own);
  ASSERT_THAT(flags.status(), IsOk());
  EXPECT_EQ(messages, "-5");
  EXPECT_EQ(folder, "here");
  EXPECT_THAT(flags->positional, ElementsAre("one", "two", "--three"));
}

TEST(FlagsTest, BadFlags) {
  const struct {
    const char* name;
    std::vector<std::string> args;
    const char* says;
  } kCases[] = {
      {"misspelt",
       {"--kafka-server", "a:1"},
       "unknown flag --kafka-server; did you mean --kafka-servers?"},
      {"unknown", {"--xyzzy"}, "unknown flag --xyzzy; see --help"},
      {"one dash", {"-k"}, "two dashes"},
      {"no value", {"--topic-prefix"}, "--topic-prefix needs a value"},
      {"a flag as value", {"--topic-prefix", "--help"}, "--topic-prefix needs a value"},
      {"bad value", {"--replication-factor", "x"}, "--replication-factor: write a whole number"},
      {"bad JSON", {"--kafka-settings", "x"}, "--kafka-settings: "},
      {"no such file", {"--config", "/no/such/file"}, "cannot read /no/such/file: No such file"},
      {"a folder", {"--config", "/"}, "cannot read /"},
      {"a bad file", {"--config", FileWith("{")}, "config"},
      {"a bad key", {"--config", FileWith(R"({"topicprefix":"a"})")}, "did you mean topic-prefix?"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(ParseFlags(c.args).status(),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.says)));
  }
}

TEST(FlagsTest, Help) {
  std::string target;
  const Flag own[] = {{"messages", "N", "how many", &target}};
  absl::StatusOr<ParsedFlags> flags = ParseFlags({"--help", "--messages=1"}, {}, own);
  ASSERT_THAT(flags.status(), IsOk());
  EXPECT_TRUE(flags->help);
  EXPECT_EQ(target, "");
  EXPECT_THAT(HelpText("worker", "[FOLDER]", own),
              AllOf(HasSubstr("usage: worker [flags] [FOLDER]"), HasSubstr("--messages N"),
                    HasSubstr("--kafka-servers"), HasSubstr("--topic-prefix"),
                    HasSubstr("--kafka-settings"), HasSubstr("--replication-factor"),
                    HasSubstr("--config FILE")));
}

TEST(FlagsTest, ArgumentsOfMain) {
  char program[] = "p", argument[] = "a";
  char* argv[] = {program, argument, nullptr};
  EXPECT_THAT(ArgumentsOf(2, argv), ElementsAre("a"));
  EXPECT_THAT(ArgumentsOf(1, argv), IsEmpty());
  EXPECT_THAT(ArgumentsOf(0, argv), IsEmpty());
}

}  // namespace
}  // namespace kontrakt
