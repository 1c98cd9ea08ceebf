#include "kontrakt/benchmarks/valijson_schema.h"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace benchmarks {
namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

// None of the messages has a field of that name.
void DropFormats(nlohmann::json& schema) {
  if (schema.is_object()) schema.erase("format");
  for (nlohmann::json& inner : schema) {
    if (inner.is_structured()) DropFormats(inner);
  }
}

}  // namespace

struct ValijsonSchema::Compiled {
  valijson::Schema schema;
  valijson::Validator validator;
};

ValijsonSchema::ValijsonSchema(std::string_view document)
    : compiled_(std::make_unique<Compiled>()) {
  nlohmann::json schema = nlohmann::json::parse(document);
  DropFormats(schema);
  valijson::SchemaParser(valijson::SchemaParser::kDraft7)
      .populateSchema(Adapter(schema), compiled_->schema);
}

ValijsonSchema::~ValijsonSchema() = default;

bool ValijsonSchema::Accepts(const nlohmann::json& message) {
  return compiled_->validator.validate(compiled_->schema, Adapter(message), nullptr);
}

}  // namespace benchmarks
