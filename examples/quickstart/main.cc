// The quickstart: publishes every file of a folder as a Content message, consumes the messages into
// an index, and shows what happens to a message that breaks its schema.
//
//   quickstart [--kafka-servers HOST:PORT] [--topic-prefix P] FOLDER
//
// Without servers it brings its own broker. Exit code 0: every file published was consumed; 1: not;
// 2: bad usage.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "absl/random/random.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "examples/quickstart/console.h"
#include "examples/quickstart/content.h"
#include "examples/quickstart/folder.h"
#include "examples/quickstart/index.h"
#include "kontrakt/kontrakt.h"
#include "kontrakt/sdk/app/flags.h"
#include "kontrakt/sdk/testing/embedded_broker.h"

namespace quickstart {
namespace {

constexpr std::string_view kTopic = "content.files";
// Tells this run's messages from those of earlier runs on the same cluster.
constexpr std::string_view kRunHeader = "quickstart.run";
constexpr absl::Duration kPatience = absl::Seconds(30);

struct Counts {
  std::size_t files = 0;
  std::size_t published = 0;
  std::size_t refused = 0;
};

int Fail(const absl::Status& status) {
  absl::FPrintF(stderr, "quickstart: %s\n", status.message());
  const bool usage = absl::IsInvalidArgument(status) || absl::IsNotFound(status);
  return usage ? 2 : 1;
}

void Step(std::string_view text) {
  absl::PrintF("\n%s\n", text);
  std::fflush(stdout);
}

absl::StatusOr<Counts> PublishFiles(kontrakt::Application& app, const std::filesystem::path& folder,
                                    const std::string& run) {
  const auto files = FilesBelow(folder);
  if (!files.ok()) return files.status();
  Step(absl::StrCat("Publishing ", files->size(), " files of ", folder.string(), " to ", kTopic));
  Counts counts{.files = files->size()};
  ProgressBar bar("  published", files->size());
  for (const std::filesystem::path& file : *files) {
    const absl::StatusOr<Content> content = Describe(folder, file);
    absl::Status status = content.status();
    if (status.ok()) {
      status = app.Publish(kTopic, *content, {.key = content->id, .headers = {{kRunHeader, run}}});
    }
    if (absl::IsInvalidArgument(status) || absl::IsUnavailable(status)) {
      absl::FPrintF(stderr, "\n  %s: %s\n", file.string(), status.message());
      ++counts.refused;
    } else if (!status.ok()) {
      return status;
    } else {
      ++counts.published;
    }
    bar.Show(counts.published + counts.refused);
  }
  const absl::Status flushed = app.Flush(kPatience);
  if (!flushed.ok()) return flushed;
  return counts;
}

absl::Status ShowSchema(kontrakt::Application& app) {
  const auto document = app.PublishedSchema(kontrakt::SchemaIdOf<Content>());
  if (!document.ok()) return document.status();
  const auto json = kontrakt::ParseJson(*document);
  if (!json.ok()) return json.status();
  Step("The schema that stands in __schema__Content:");
  absl::PrintF("%s\n", json->dump(2));
  return absl::OkStatus();
}

absl::Status ShowRefusal(kontrakt::Application& app) {
  Step("A message that breaks its schema (no id, no URI, a negative size) cannot reach Kafka:");
  const Content broken{.id = "", .url = "not a uri", .title = {}, .size = -1};
  const absl::Status status = app.Publish(kTopic, broken);
  if (!absl::IsInvalidArgument(status)) {
    return absl::InternalError(absl::StrCat("it was not refused: ", status.ToString()));
  }
  absl::PrintF("%s\n", status.message());
  return absl::OkStatus();
}

void ShowTable(const Index& index, const Counts& counts) {
  Step("The index that the second subscription built (largest files):");
  std::vector<std::vector<std::string>> rows = {{"id", "title", "size"}};
  for (const IndexEntry& entry : index.Largest()) {
    rows.push_back({entry.id, entry.title, Bytes(static_cast<double>(entry.size))});
  }
  absl::PrintF("%s\n", Table(rows));
  absl::PrintF("%s",
               Table({{"files", "published", "refused", "consumed", "with a title", "bytes"},
                      {absl::StrCat(counts.files), absl::StrCat(counts.published),
                       absl::StrCat(counts.refused), absl::StrCat(index.size()),
                       absl::StrCat(index.titled()), Bytes(static_cast<double>(index.bytes()))}}));
}

// `run` and `index` outlive the application, whose handlers use them.
absl::StatusOr<bool> Run(kontrakt::Application& app, const std::filesystem::path& folder,
                         const std::string& run, Index& index) {
  app.Subscribe(kTopic, {.group = absl::StrCat("quickstart-", run)},
                [&index, &run](const Content& content, const kontrakt::Record& record) {
                  if (record.header(kRunHeader) == run) index.Add(content);
                });
  Step("Starting: registering Content:1 and joining the consumer group");
  if (const absl::Status status = app.Start(); !status.ok()) return status;
  const absl::StatusOr<Counts> counts = PublishFiles(app, folder, run);
  if (!counts.ok()) return counts.status();
  Step("Consuming them back");
  ProgressBar bar("  consumed ", counts->published);
  for (std::size_t seen = 0; seen < counts->published;) {
    const std::size_t now = index.Await(seen + 1, kPatience);
    if (now == seen) break;
    bar.Show(seen = now);
  }
  if (const absl::Status status = ShowSchema(app); !status.ok()) return status;
  if (const absl::Status status = ShowRefusal(app); !status.ok()) return status;
  ShowTable(index, *counts);
  if (const absl::Status status = app.Stop(); !status.ok()) return status;
  return index.size() == counts->published && counts->published == counts->files;
}

int Main(int argc, char** argv) {
  const auto flags = kontrakt::ParseFlags(kontrakt::ArgumentsOf(argc, argv));
  if (!flags.ok()) return Fail(flags.status());
  if (flags->help) {
    absl::PrintF("%s", kontrakt::HelpText("quickstart", "FOLDER"));
    return 0;
  }
  if (flags->positional.size() != 1) {
    return Fail(absl::InvalidArgumentError("name one folder: tools/quickstart FOLDER"));
  }
  const std::filesystem::path folder = flags->positional[0];
  if (const auto files = FilesBelow(folder); !files.ok()) return Fail(files.status());

  kontrakt::Settings settings = flags->settings;
  std::unique_ptr<kontrakt::testing::EmbeddedBroker> broker;
  if (settings.kafka_servers.empty()) {
    auto started = kontrakt::testing::EmbeddedBroker::Start();
    if (!started.ok()) return Fail(started.status());
    broker = *std::move(started);
    absl::PrintF("%s\n", broker->banner());
    const kontrakt::kafka::Connection connection = broker->connection();
    settings.kafka_servers = connection.servers;
    settings.admin = connection.admin;
  }
  const std::string run = absl::StrFormat("%016x", absl::Uniform<std::uint64_t>(absl::BitGen()));
  Index index;
  kontrakt::Application app(settings);
  const absl::StatusOr<bool> complete = Run(app, folder, run, index);
  if (!complete.ok()) return Fail(complete.status());
  absl::PrintF("\n%s\n", *complete ? "Every file that was published was consumed."
                                   : "Not every file came through: see above.");
  return *complete ? 0 : 1;
}

}  // namespace
}  // namespace quickstart

int main(int argc, char** argv) { return quickstart::Main(argc, argv); }
