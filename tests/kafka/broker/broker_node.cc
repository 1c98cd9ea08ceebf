#include "kontrakt/tests/kafka/broker/broker_node.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace kontrakt::tests {
namespace {

constexpr absl::Duration kFormatTimeout = absl::Seconds(60);

constexpr char kLogging[] = R"(status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{HH:mm:ss.SSS} %p %m (%c)%n%throwable{short.message}
rootLogger.level = INFO
rootLogger.appenderRef.console.ref = console
)";

std::string JavaProgram() {
  const char* home = std::getenv("JAVA_HOME");
  return home == nullptr || *home == '\0' ? "java" : absl::StrCat(home, "/bin/java");
}

// "java", the options, and the class path.
absl::StatusOr<std::vector<std::string>> JavaCommand(const NodeOptions& options) {
  const char* jars = std::getenv("KONTRAKT_KAFKA_JARS");
  if (jars == nullptr || *jars == '\0') {
    return absl::FailedPreconditionError(
        "KONTRAKT_KAFKA_JARS is not set: run tools/setup test, which fetches Kafka's jars");
  }
  if (!std::filesystem::is_directory(jars)) {
    return absl::FailedPreconditionError(
        absl::StrCat("KONTRAKT_KAFKA_JARS: there is no folder ", jars, "; run tools/setup test"));
  }
  std::vector<std::string> command = {JavaProgram()};
  command.insert(command.end(), options.jvm.begin(), options.jvm.end());
  command.push_back(
      absl::StrCat("-Dlog4j2.configurationFile=", options.folder, "/log4j2.properties"));
  command.insert(command.end(), {"-cp", absl::StrCat(jars, "/*")});
  return command;
}

absl::Status WriteFiles(const NodeOptions& options) {
  std::error_code error;
  std::filesystem::create_directories(options.folder, error);
  std::ofstream(options.folder + "/log4j2.properties") << kLogging;
  std::ofstream properties(options.folder + "/server.properties");
  properties << absl::StrJoin(options.properties, "\n", absl::PairFormatter("=")) << "\n";
  if (properties.flush()) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat("cannot write to ", options.folder));
}

std::string LastLines(const std::string& text, int lines) {
  std::vector<std::string_view> all = absl::StrSplit(text, '\n', absl::SkipEmpty());
  all.erase(all.begin(), all.end() - std::min<std::ptrdiff_t>(lines, std::ssize(all)));
  return absl::StrJoin(all, "\n");
}

absl::Status Format(std::vector<std::string> command, const NodeOptions& options,
                    const std::string& cluster_id) {
  command.insert(command.end(), {"kafka.tools.StorageTool", "format", "-t", cluster_id, "-c",
                                 options.folder + "/server.properties"});
  absl::StatusOr<std::unique_ptr<Process>> tool =
      Process::Start(command, {.output_folder = options.folder});
  if (!tool.ok()) {
    return absl::FailedPreconditionError(absl::StrCat(
        tool.status().message(), " (Kafka needs Java 17; tools/setup test installs it)"));
  }
  absl::StatusOr<ProcessEnd> end = (*tool)->Wait(kFormatTimeout);
  if (end.ok() && *end == ProcessEnd{}) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "formatting Kafka's storage: ", end.ok() ? ToString(*end) : end.status().message(), "\n",
      LastLines((*tool)->Output() + (*tool)->Errors(), 25)));
}

}  // namespace

absl::StatusOr<std::unique_ptr<BrokerNode>> BrokerNode::Create(NodeOptions options,
                                                               const std::string& cluster_id) {
  absl::StatusOr<std::vector<std::string>> java = JavaCommand(options);
  if (!java.ok()) return java.status();
  if (absl::Status written = WriteFiles(options); !written.ok()) return written;
  if (absl::Status formatted = Format(*java, options, cluster_id); !formatted.ok()) {
    return formatted;
  }
  return std::unique_ptr<BrokerNode>(new BrokerNode(std::move(options), *std::move(java)));
}

absl::Status BrokerNode::Launch() {
  std::vector<std::string> command = java_;
  command.insert(command.end(), {"kafka.Kafka", options_.folder + "/server.properties"});
  absl::StatusOr<std::unique_ptr<Process>> process =
      Process::Start(std::move(command), {.output_folder = options_.folder});
  if (!process.ok()) return process.status();
  process_ = *std::move(process);
  return absl::OkStatus();
}

std::string BrokerNode::server() const { return absl::StrCat("127.0.0.1:", options_.port); }

std::string BrokerNode::LogTail(int lines) const {
  if (process_ == nullptr) return "";
  return LastLines(process_->Output() + process_->Errors(), lines);
}

}  // namespace kontrakt::tests
