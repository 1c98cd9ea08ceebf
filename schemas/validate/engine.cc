#include "kontrakt/schemas/validate/engine.h"

#include <exception>
#include <nlohmann/json.hpp>
#include <utility>

// valijson's parser brings <regex> in, in which gcc 12 sees what is not there once a sanitizer
// looks.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <regex>
#pragma GCC diagnostic pop
#endif
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema_parser.hpp>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/validate/evaluation.h"

namespace kontrakt::internal {
namespace {

// Has valijson put an OwnConstraint where one of our keywords stands.
class OwnConstraintBuilder final : public valijson::ConstraintBuilder {
 public:
  explicit OwnConstraintBuilder(bool is_part) : is_part_(is_part) {}
  valijson::constraints::Constraint* make(const valijson::adapters::Adapter& index) const override {
    return new OwnConstraint(is_part_, static_cast<std::size_t>(index.asInteger()));
  }

 private:
  bool is_part_;
};

}  // namespace

Engine::Engine(std::unique_ptr<const CompiledSchema> compiled) : compiled_(std::move(compiled)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

absl::StatusOr<Engine> Engine::Build(PreparedSchema prepared) {
  auto compiled = std::make_unique<CompiledSchema>();
  compiled->demands = std::move(prepared.demands);
  compiled->patterns = std::move(prepared.patterns);
  try {
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.addConstraintBuilder(kPartKeyword, new OwnConstraintBuilder(true));
    parser.addConstraintBuilder(kDemandsKeyword, new OwnConstraintBuilder(false));
    for (const Part& part : prepared.parts) {
      auto& schema = compiled->parts.emplace_back(std::make_unique<valijson::Schema>());
      parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(part.schema), *schema);
    }
  } catch (const std::exception& e) {
    return absl::InvalidArgumentError(
        absl::StrCat("schema refused: valijson cannot use it: ", e.what()));
  }
  return Engine(std::move(compiled));
}

std::vector<Violation> Engine::Run(const Json& instance) const {
  try {
    return Evaluation(*compiled_).Run(instance);
  } catch (const std::exception& e) {
    return {{"", "schema", "a check that ends", e.what()}};
  }
}

}  // namespace kontrakt::internal
