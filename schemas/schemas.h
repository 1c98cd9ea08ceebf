// schemas: declare structs as messages, write and read them, validate any JSON. No Kafka, no I/O.
#ifndef KONTRAKT_SCHEMAS_SCHEMAS_H_
#define KONTRAKT_SCHEMAS_SCHEMAS_H_

#include "kontrakt/schemas/codec/decode.h"        // IWYU pragma: export
#include "kontrakt/schemas/codec/encode.h"        // IWYU pragma: export
#include "kontrakt/schemas/codec/envelope.h"      // IWYU pragma: export
#include "kontrakt/schemas/declare/declare.h"     // IWYU pragma: export
#include "kontrakt/schemas/document/document.h"   // IWYU pragma: export
#include "kontrakt/schemas/json/json.h"           // IWYU pragma: export
#include "kontrakt/schemas/validate/validator.h"  // IWYU pragma: export
#include "kontrakt/schemas/violation.h"           // IWYU pragma: export

#endif  // KONTRAKT_SCHEMAS_SCHEMAS_H_
