// Everything that the author of a message struct includes.
#ifndef KONTRAKT_SCHEMAS_DECLARE_DECLARE_H_
#define KONTRAKT_SCHEMAS_DECLARE_DECLARE_H_

#include "kontrakt/schemas/declare/bytes.h"        // IWYU pragma: export
#include "kontrakt/schemas/declare/chrono.h"       // IWYU pragma: export
#include "kontrakt/schemas/declare/codec.h"        // IWYU pragma: export
#include "kontrakt/schemas/declare/constraints.h"  // IWYU pragma: export
#include "kontrakt/schemas/declare/decimal.h"      // IWYU pragma: export
#include "kontrakt/schemas/declare/enums.h"        // IWYU pragma: export
#include "kontrakt/schemas/declare/fields.h"       // IWYU pragma: export
#include "kontrakt/schemas/declare/register.h"     // IWYU pragma: export
#include "kontrakt/schemas/declare/rule.h"         // IWYU pragma: export
#include "kontrakt/schemas/declare/schema_id.h"    // IWYU pragma: export
#include "kontrakt/schemas/declare/uuid.h"         // IWYU pragma: export

#endif  // KONTRAKT_SCHEMAS_DECLARE_DECLARE_H_
