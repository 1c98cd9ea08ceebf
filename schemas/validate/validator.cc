#include "kontrakt/schemas/validate/validator.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/reporter.h"
#include "kontrakt/schemas/text/utf8.h"
#include "kontrakt/schemas/validate/graph.h"
#include "kontrakt/schemas/validate/prepare.h"
#include "kontrakt/schemas/validate/refusal.h"
#include "kontrakt/schemas/validate/walker.h"

namespace kontrakt {
namespace {

using internal::Path;
using internal::Reporter;

// Reports what keeps `value` from being JSON that ParseJson() could have given. `levels`: how many
// are left.
void FindUnexpressible(const Json& value, const Path& path, int levels, Reporter& reporter) {
  const auto add = [&](std::string_view rule, std::string expected, std::string found) {
    reporter.Report(path, rule, std::move(expected), std::move(found));
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
                        levels - 1, reporter);
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

// `hide`: where there may be keys that must not be shown, all is told of the whole value.
std::vector<Violation> FindUnexpressible(const Json& value, bool hide) {
  const Path root;
  Reporter reporter;
  std::optional<Reporter::Hidden> hidden;
  if (hide) hidden.emplace(reporter, root);
  FindUnexpressible(value, root, Validator::kMaxDepth, reporter);
  const auto found = reporter.violations();
  return {found.begin(), found.end()};
}

}  // namespace

struct Validator::Compiled {
  Compiled(const internal::PreparedSchema& prepared, std::string name)
      : graph(prepared), subject(std::move(name)) {}

  const internal::Graph graph;
  const std::string subject;  // What an error calls a message.
};

Validator::Validator(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}

absl::StatusOr<Validator> Validator::Compile(std::string_view schema_json) {
  const absl::StatusOr<Json> schema =
      ParseJson(schema_json, {.max_depth = kMaxDepth, .max_bytes = kMaxSchemaBytes});
  if (!schema.ok())
    return absl::InvalidArgumentError(absl::StrCat("schema refused: ", schema.status().message()));
  const absl::StatusOr<internal::PreparedSchema> prepared = internal::PrepareSchema(*schema);
  if (!prepared.ok()) return prepared.status();
  return Validator(std::make_shared<const Compiled>(*prepared, SubjectOf(*schema)));
}

absl::StatusOr<Validator> Validator::CompileTree(const Json& schema) {
  if (const std::vector<Violation> violations = FindUnexpressible(schema, false);
      !violations.empty()) {
    return internal::SchemaRefusal(violations[0].pointer,
                                   absl::StrCat("it must be ", violations[0].expected));
  }
  return Compile(DumpJson(schema));
}

std::vector<Violation> Validator::Validate(const Json& instance) const {
  std::vector<Violation> violations = FindUnexpressible(instance, compiled_->graph.HasSensitive());
  if (!violations.empty()) return violations;
  // Canonical text keeps every number's value and kind, so its verdict is the tree's.
  return internal::CheckText(compiled_->graph, DumpJson(instance), kMaxDepth);
}

absl::Status Validator::ValidateText(std::string_view json) const {
  const std::vector<Violation> violations = internal::CheckText(compiled_->graph, json, kMaxDepth);
  return violations.empty() ? absl::OkStatus() : ViolationsToStatus(compiled_->subject, violations);
}

absl::StatusOr<Json> Validator::ParseAndValidate(std::string_view json) const {
  if (absl::Status status = ValidateText(json); !status.ok()) return status;
  return ParseJson(json, {.max_depth = kMaxDepth});
}

}  // namespace kontrakt
