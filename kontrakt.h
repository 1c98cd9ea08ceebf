// kontrakt: Kafka + contract. Everything that a service includes.
#ifndef KONTRAKT_KONTRAKT_H_
#define KONTRAKT_KONTRAKT_H_

#include "kontrakt/schemas/schemas.h"      // IWYU pragma: export
#include "kontrakt/sdk/app/application.h"  // IWYU pragma: export
#include "kontrakt/sdk/app/worker.h"       // IWYU pragma: export

#endif  // KONTRAKT_KONTRAKT_H_
