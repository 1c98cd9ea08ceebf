// Envelope: how a message names the schema that wrote it, as kafkaesk writes it.
//
//   {"schema":"Content:1","data":{...}}
//
// Compact, `schema` first. Readers accept any key order, whitespace and further keys.
#ifndef KONTRAKT_SCHEMAS_CODEC_ENVELOPE_H_
#define KONTRAKT_SCHEMAS_CODEC_ENVELOPE_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kontrakt/schemas/codec/buffer.h"
#include "kontrakt/schemas/declare/schema_id.h"

namespace kontrakt {

struct Envelope {
  SchemaId schema;
  std::string_view data;  // The JSON text of the message, a view into the bytes that were parsed.
};

// Reads the whole of `bytes` strictly (RFC 8259; `schema` and `data` once each). Pure; any thread.
//   kInvalidArgument: not JSON, not an envelope, or `schema` is not a schema id; the message says
//   which.
absl::StatusOr<Envelope> ParseEnvelope(std::string_view bytes);

// Appends an envelope around `data`, which must be JSON text already checked, to `out`. Thread-safe
// as far as `out` is the caller's own.
void WriteEnvelope(const SchemaId& schema, std::string_view data, Buffer& out);

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_CODEC_ENVELOPE_H_
