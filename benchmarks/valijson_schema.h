// ValijsonSchema: valijson as a program without kontrakt uses it, for comparison.
#ifndef KONTRAKT_BENCHMARKS_VALIJSON_SCHEMA_H_
#define KONTRAKT_BENCHMARKS_VALIJSON_SCHEMA_H_

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace benchmarks {

// Not thread-safe: it keeps compiled regular expressions. Throws on a schema that valijson refuses.
class ValijsonSchema {
 public:
  // Compiles `document`, a JSON Schema (draft-07), without its `format` keywords: at each one
  // valijson compiles a std::regex for every message, and would be measured ten times slower.
  explicit ValijsonSchema(std::string_view document);
  ~ValijsonSchema();

  // Stops at the first violation.
  bool Accepts(const nlohmann::json& message);

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace benchmarks

#endif  // KONTRAKT_BENCHMARKS_VALIJSON_SCHEMA_H_
