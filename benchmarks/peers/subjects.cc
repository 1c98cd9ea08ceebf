// subjects: the messages of the benchmarks with their schemas, for peers in other languages.
//
// One JSON object a line: {"name": "small", "schema": {...}, "text": "{\"id\":...}"}.
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

#include "kontrakt/benchmarks/messages.h"
#include "kontrakt/schemas/schemas.h"

namespace benchmarks {
namespace {

template <class T>
bool Print(const char* name, const T& message) {
  std::string text;
  if (!kontrakt::Encode(message, text).ok()) return false;
  const std::string schema =
      kontrakt::SchemaDocument(kontrakt::SchemaIdOf<T>(), kontrakt::Describe<T>());
  const nlohmann::ordered_json line = {
      {"name", name}, {"schema", nlohmann::ordered_json::parse(schema)}, {"text", text}};
  std::printf("%s\n", line.dump().c_str());
  return true;
}

}  // namespace
}  // namespace benchmarks

int main() {
  using namespace benchmarks;  // NOLINT(google-build-using-namespace)
  return Print("small", SmallMessage()) && Print("medium", MediumMessage()) &&
                 Print("large", LargeMessage())
             ? 0
             : 1;
}
