// PublishedValidators: one compiled validator for each schema document that Kafka holds.
#ifndef KONTRAKT_SDK_PRODUCE_PUBLISHED_VALIDATORS_H_
#define KONTRAKT_SDK_PRODUCE_PUBLISHED_VALIDATORS_H_

#include <functional>
#include <string>
#include <string_view>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "kontrakt/schemas/declare/schema_id.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/validate/validator.h"

namespace kontrakt {

// Thread-safe. A published document never changes, so each is asked for and compiled once.
class PublishedValidators {
 public:
  // Gives the published document of a schema, as Registry::Document() does; called from any thread.
  using DocumentSource = std::function<absl::StatusOr<std::string>(const SchemaId&)>;

  explicit PublishedValidators(DocumentSource source) : source_(std::move(source)) {}

  //   kNotFound            nobody has published that schema.
  //   kFailedPrecondition  its document is one that kontrakt refuses to run; the message says why.
  //   Others as the source returns them: the document could not be read now, ask again later.
  absl::StatusOr<Validator> Get(const SchemaId& id);

  // Checks the JSON text `data` against the published schema `id`, without making a tree of it.
  //   kInvalidArgument  `data` is not JSON or breaks the schema; carries the violations
  //   (schemas/violation.h). Others as Get().
  absl::Status CheckText(const SchemaId& id, std::string_view data);

  // The same, and returns it parsed.
  absl::StatusOr<Json> Check(const SchemaId& id, std::string_view data);

 private:
  const DocumentSource source_;
  absl::Mutex mutex_;
  // The outcome of compiling, good or bad; failures of the source are not kept.
  absl::flat_hash_map<SchemaId, absl::StatusOr<Validator>> compiled_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_PRODUCE_PUBLISHED_VALIDATORS_H_
