// Catalog: every schema that this program registers.
#ifndef KONTRAKT_SCHEMAS_DECLARE_CATALOG_H_
#define KONTRAKT_SCHEMAS_DECLARE_CATALOG_H_

#include <string_view>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "kontrakt/schemas/declare/schema_id.h"
#include "kontrakt/schemas/declare/schema_options.h"

namespace kontrakt {

struct TypeDescription;

struct SchemaEntry {
  SchemaId id;
  SchemaOptions options;
  const TypeDescription& (*type)() = nullptr;  // Of a struct.
  std::string_view cpp_type;  // Tells two structs of one name apart; not for people.
};

// Thread-safe.
class Catalog {
 public:
  // What REGISTER_SCHEMA fills before main() begins.
  static Catalog& Global();

  Catalog() = default;
  Catalog(const Catalog&) = delete;
  Catalog& operator=(const Catalog&) = delete;

  // The same struct added again changes nothing (shared libraries do that). Two structs of unnamed
  // namespaces are two, though the compiler gives them one name.
  void Add(SchemaEntry entry);

  // Ordered by id.
  std::vector<SchemaEntry> entries() const;

  // What could not be known when the program was compiled.
  //   kInvalidArgument: an id registered for two structs, a name that cannot name a schema, a
  //   pattern that RE2 cannot compile, a Default or an Example that breaks its own field's
  //   constraints or that its type's Codec does not read, a retention below a millisecond. Every
  //   fault is in the message, a line each, with schema, field and the mend.
  absl::Status Check() const;

 private:
  mutable absl::Mutex mutex_;
  std::vector<SchemaEntry> entries_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_CATALOG_H_
