#include "kontrakt/sdk/consume/handler.h"

#include <exception>
#include <optional>

#include "absl/strings/str_cat.h"
#include "kontrakt/sdk/produce/published_validators.h"
#include "nlohmann/json.hpp"

namespace kontrakt::internal {
namespace {

Handled Invalid(absl::Status why) { return {Handled::Verdict::kInvalid, std::move(why)}; }

// A schema that nobody published or that cannot be used makes the record invalid; a broker that
// does not answer does not.
Handled NotChecked(absl::Status why) {
  const bool is_final =
      absl::IsNotFound(why) || absl::IsInvalidArgument(why) || absl::IsFailedPrecondition(why);
  return {is_final ? Handled::Verdict::kInvalid : Handled::Verdict::kNotNow, std::move(why)};
}

}  // namespace

absl::StatusOr<Envelope> OpenRecord(const Record& record) {
  const std::optional<std::string_view> value = record.value();
  if (!value.has_value()) return absl::InvalidArgumentError("a tombstone: it has no value");
  return ParseEnvelope(*value);
}

Handled Guard(absl::FunctionRef<absl::Status()> call) {
  absl::Status status;
  try {
    status = call();
  } catch (const std::exception& thrown) {
    status = absl::InternalError(absl::StrCat("the handler threw: ", thrown.what()));
  } catch (...) {
    status = absl::InternalError("the handler threw something that is no std::exception");
  }
  return {status.ok() ? Handled::Verdict::kDone : Handled::Verdict::kFailed, std::move(status)};
}

Handled OtherSchema(const SchemaId& found, const SchemaId& expected) {
  return Invalid(absl::InvalidArgumentError(absl::StrCat(
      "its schema is ", found.ToString(), ", and this handler takes ", expected.ToString())));
}

Handled WithJson(const Record& record, const HandlerContext& context,
                 absl::FunctionRef<Handled(const Json&, const SchemaId&)> call) {
  absl::StatusOr<Envelope> envelope = OpenRecord(record);
  if (!envelope.ok()) return Invalid(envelope.status());
  absl::StatusOr<Json> json = context.validation == Validation::kFull
                                  ? context.validators->Check(envelope->schema, envelope->data)
                                  : ParseJson(envelope->data);
  if (!json.ok()) return NotChecked(json.status());
  return call(*json, envelope->schema);
}

Handled WithBytes(const Record& record, const HandlerContext& context, bool wants_schema,
                  absl::FunctionRef<Handled(const SchemaId&)> call) {
  const bool is_full = context.validation == Validation::kFull;
  if (!is_full && !wants_schema) return call(SchemaId{});
  absl::StatusOr<Envelope> envelope = OpenRecord(record);
  if (!envelope.ok()) return Invalid(envelope.status());
  if (is_full) {
    absl::Status status = context.validators->CheckText(envelope->schema, envelope->data);
    if (!status.ok()) return NotChecked(std::move(status));
  }
  return call(envelope->schema);
}

}  // namespace kontrakt::internal
