// The JSON Schema document of a declared struct: what stands in `__schema__<Name>` and what every
// reader in any language may validate against.
//
// Draft-07. Keys are sorted, no whitespace, UTF-8 unescaped: equal declarations give equal bytes.
// Objects are open (no additionalProperties): readers accept fields that they do not know. Nested
// structs stand under `definitions`.
#ifndef KONTRAKT_SCHEMAS_DOCUMENT_DOCUMENT_H_
#define KONTRAKT_SCHEMAS_DOCUMENT_DOCUMENT_H_

#include <string>

#include "kontrakt/schemas/declare/catalog.h"
#include "kontrakt/schemas/declare/describe.h"
#include "kontrakt/schemas/declare/schema_id.h"

namespace kontrakt {

// The document of `type`, which must be of kind kStruct, under `$id` `id`. Pure; any thread.
std::string SchemaDocument(const SchemaId& id, const TypeDescription& type);

// The same for an entry of the catalog.
std::string SchemaDocument(const SchemaEntry& entry);

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DOCUMENT_DOCUMENT_H_
