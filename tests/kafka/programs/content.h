// Content:1, as the programs of this folder register it; compiled with KONTRAKT_TEST_OTHER_CONTENT
// it is another struct under the same name and version, as two teams might write it on one day.
#ifndef KONTRAKT_TESTS_KAFKA_PROGRAMS_CONTENT_H_
#define KONTRAKT_TESTS_KAFKA_PROGRAMS_CONTENT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "kontrakt/schemas/declare/declare.h"

namespace kontrakt::tests {

struct Content {
  std::string id;
  std::string url;
  std::optional<std::string> title;
  std::int64_t size = 0;
};
#ifdef KONTRAKT_TEST_OTHER_CONTENT
SCHEMA_FIELDS(Content, FIELD(id, MinLength(1)), FIELD(url, Format("uri")),
              FIELD(title, MaxLength(100)), FIELD(size, Minimum(0)));
#else
SCHEMA_FIELDS(Content, FIELD(id, MinLength(1)), FIELD(url, Format("uri")),
              FIELD(title, MaxLength(200)), FIELD(size, Minimum(0)));
#endif
REGISTER_SCHEMA(Content, 1);

}  // namespace kontrakt::tests

#endif  // KONTRAKT_TESTS_KAFKA_PROGRAMS_CONTENT_H_
