#include "kontrakt/schemas/validate/validator.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/reporter.h"
#include "kontrakt/schemas/text/utf8.h"
#include "kontrakt/schemas/validate/engine.h"
#include "kontrakt/schemas/validate/prepare.h"
#include "kontrakt/schemas/validate/refusal.h"

namespace kontrakt {
namespace {

using internal::Path;

// Adds what keeps `value` from being JSON that ParseJson() could have given. `levels`: how many are
// left.
void FindUnexpressible(const Json& value, const Path& path, int levels,
                       std::vector<Violation>& violations) {
  const auto add = [&](std::string_view rule, std::string_view expected, std::string_view found) {
    if (violations.size() < kMaxViolations) {
      violations.push_back(
          {path.ToPointer(), std::string(rule), std::string(expected), std::string(found)});
    }
  };
  if (value.is_string()) {
    if (!IsValidUtf8(value.get_ref<const std::string&>()))
      add("utf-8", "valid UTF-8", "bytes that are not");
  } else if (value.is_number_float()) {
    if (!std::isfinite(value.get<double>()))
      add("json", "a finite number: JSON has no other", "one that is not");
  } else if (value.is_structured()) {
    if (levels == 0)
      return add("json", absl::StrCat("at most ", Validator::kMaxDepth, " levels"), "more");
    std::size_t index = 0;
    for (auto part = value.begin(); part != value.end(); ++part, ++index) {
      const bool object = value.is_object();
      if (object && !IsValidUtf8(part.key()))
        add("utf-8", "keys in valid UTF-8", "bytes that are not");
      FindUnexpressible(*part, object ? Path::Member(path, part.key()) : Path::Element(path, index),
                        levels - 1, violations);
    }
  } else if (value.is_binary() || value.is_discarded()) {
    add("json", "a JSON value", "one that JSON does not have");
  }
}

// What an error calls a message of this schema.
std::string SubjectOf(const Json& schema) {
  const auto id = schema.is_object() ? schema.find("$id") : schema.end();
  // Beside a $ref it may be anything, since it is ignored there.
  return id != schema.end() && id->is_string() ? id->get<std::string>() : "the message";
}

std::vector<Violation> FindUnexpressible(const Json& value) {
  std::vector<Violation> violations;
  FindUnexpressible(value, {}, Validator::kMaxDepth, violations);
  return violations;
}

}  // namespace

struct Validator::Compiled {
  internal::Engine engine;
  std::string subject;
};

Validator::Validator(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}

absl::StatusOr<Validator> Validator::Compile(std::string_view schema_json) {
  const absl::StatusOr<Json> schema =
      ParseJson(schema_json, {.max_depth = kMaxDepth, .max_bytes = kMaxSchemaBytes});
  if (!schema.ok())
    return absl::InvalidArgumentError(absl::StrCat("schema refused: ", schema.status().message()));
  absl::StatusOr<internal::PreparedSchema> prepared = internal::PrepareSchema(*schema);
  if (!prepared.ok()) return prepared.status();
  absl::StatusOr<internal::Engine> engine = internal::Engine::Build(*std::move(prepared));
  if (!engine.ok()) return engine.status();
  return Validator(
      std::make_shared<const Compiled>(Compiled{*std::move(engine), SubjectOf(*schema)}));
}

absl::StatusOr<Validator> Validator::CompileTree(const Json& schema) {
  if (const std::vector<Violation> violations = FindUnexpressible(schema); !violations.empty()) {
    return internal::SchemaRefusal(violations[0].pointer,
                                   absl::StrCat("it must be ", violations[0].expected));
  }
  return Compile(DumpJson(schema));
}

std::vector<Violation> Validator::Validate(const Json& instance) const {
  std::vector<Violation> violations = FindUnexpressible(instance);
  return violations.empty() ? compiled_->engine.Run(instance) : violations;
}

absl::StatusOr<Json> Validator::ParseAndValidate(std::string_view json) const {
  absl::StatusOr<Json> instance = ParseJson(json, {.max_depth = kMaxDepth});
  if (!instance.ok()) {
    const std::string_view rule = IsValidUtf8(json) ? "json" : "utf-8";
    const std::string reason(instance.status().message());
    return ViolationsToStatus(compiled_->subject,
                              {{"", std::string(rule), "a text of strict JSON", reason}});
  }
  if (const std::vector<Violation> violations = compiled_->engine.Run(*instance);
      !violations.empty()) {
    return ViolationsToStatus(compiled_->subject, violations);
  }
  return instance;
}

}  // namespace kontrakt
