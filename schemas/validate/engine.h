// Engine: a prepared schema in valijson's hands, and one message after the other checked against
// it.
#ifndef KONTRAKT_SCHEMAS_VALIDATE_ENGINE_H_
#define KONTRAKT_SCHEMAS_VALIDATE_ENGINE_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/validate/prepare.h"
#include "kontrakt/schemas/violation.h"

namespace kontrakt::internal {

struct CompiledSchema;

// Move only. Thread-safe const.
class Engine {
 public:
  // Has valijson read `prepared`.
  //   kInvalidArgument: valijson cannot use it.
  static absl::StatusOr<Engine> Build(PreparedSchema prepared);
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  // Every violation of `instance`, at most kMaxViolations; empty: it is valid. Work is bounded: it
  // grows no faster than the instance, and when the bound is reached the instance is refused with
  // the rule "work". `instance` must hold what ParseJson() could have given.
  std::vector<Violation> Run(const Json& instance) const;

 private:
  explicit Engine(std::unique_ptr<const CompiledSchema> compiled);

  std::unique_ptr<const CompiledSchema> compiled_;
};

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_VALIDATE_ENGINE_H_
