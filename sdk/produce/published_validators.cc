#include "kontrakt/sdk/produce/published_validators.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/violation.h"
#include "nlohmann/json.hpp"

namespace kontrakt {
namespace {

absl::StatusOr<Validator> Compile(const SchemaId& id, std::string_view document) {
  absl::StatusOr<Validator> validator = Validator::Compile(document);
  if (validator.ok()) return validator;
  return absl::FailedPreconditionError(
      absl::StrCat("the published schema ", id.ToString(),
                   " cannot be used to check messages: ", validator.status().message()));
}

// An error of a validator, with the violations said to be of `id`.
absl::Status Named(const SchemaId& id, const absl::Status& status) {
  const std::vector<Violation> violations = ViolationsOf(status);
  return violations.empty() ? status : ViolationsToStatus(id.ToString(), violations);
}

}  // namespace

absl::StatusOr<Validator> PublishedValidators::Get(const SchemaId& id) {
  {
    absl::ReaderMutexLock lock(&mutex_);
    if (const auto found = compiled_.find(id); found != compiled_.end()) return found->second;
  }
  absl::StatusOr<std::string> document = source_(id);
  if (!document.ok()) return document.status();
  absl::StatusOr<Validator> validator = Compile(id, *document);
  absl::MutexLock lock(&mutex_);
  return compiled_.try_emplace(id, std::move(validator)).first->second;
}

absl::Status PublishedValidators::CheckText(const SchemaId& id, std::string_view data) {
  const absl::StatusOr<Validator> validator = Get(id);
  return validator.ok() ? Named(id, validator->ValidateText(data)) : validator.status();
}

absl::StatusOr<Json> PublishedValidators::Check(const SchemaId& id, std::string_view data) {
  const absl::StatusOr<Validator> validator = Get(id);
  if (!validator.ok()) return validator.status();
  absl::StatusOr<Json> json = validator->ParseAndValidate(data);
  if (!json.ok()) return Named(id, json.status());
  return json;
}

}  // namespace kontrakt
