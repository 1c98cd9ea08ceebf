// registrar [kontrakt's flags]: waits for the end of its input, so that several can start at one
// moment, then starts an application, which registers Content:1. Prints
//   own <document>         the schema of its own struct
//   published <document>   what stands in Kafka afterwards, as this process sees it
// Exit code 0: its own schema is the published one. 1: it is not, or no Kafka. 2: bad flags.
#include <unistd.h>

#include <iostream>

#include "kontrakt/schemas/declare/catalog.h"
#include "kontrakt/schemas/document/document.h"
#include "kontrakt/sdk/app/application.h"
#include "kontrakt/sdk/app/flags.h"
#include "kontrakt/sdk/app/settings.h"
#include "kontrakt/sdk/registry/registry.h"
#include "kontrakt/tests/kafka/programs/content.h"

namespace {

void AwaitEndOfInput() {
  char ignored[16];
  while (read(STDIN_FILENO, ignored, sizeof ignored) > 0) {
  }
}

int Fail(int code, const absl::Status& status) {
  std::cerr << status.message() << "\n";
  return code;
}

// A look of its own: an application that lost has no registry to ask any more.
absl::StatusOr<std::string> Published(const kontrakt::Settings& settings) {
  auto registry = kontrakt::Registry::Create(kontrakt::ConnectionOf(settings),
                                             {.topic_prefix = settings.topic_prefix});
  if (!registry.ok()) return registry.status();
  return (*registry)->Document(kontrakt::SchemaIdOf<kontrakt::tests::Content>(),
                               settings.start_timeout);
}

}  // namespace

int main(int argc, char** argv) {
  const auto flags = kontrakt::ParseFlags(kontrakt::ArgumentsOf(argc, argv));
  if (!flags.ok()) return Fail(2, flags.status());
  for (const kontrakt::SchemaEntry& entry : kontrakt::Catalog::Global().entries()) {
    std::cout << "own " << kontrakt::SchemaDocument(entry) << std::endl;
  }
  AwaitEndOfInput();
  kontrakt::Application app(flags->settings);
  const absl::Status started = app.Start();
  const absl::StatusOr<std::string> published = Published(flags->settings);
  if (!published.ok()) return Fail(1, published.status());
  std::cout << "published " << *published << std::endl;
  return started.ok() ? 0 : Fail(1, started);
}
