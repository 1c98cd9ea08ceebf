// The message of the quickstart: one file of a folder.
#ifndef KONTRAKT_EXAMPLES_QUICKSTART_CONTENT_H_
#define KONTRAKT_EXAMPLES_QUICKSTART_CONTENT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "kontrakt/kontrakt.h"

struct Content {
  std::string id;
  std::string url;
  std::optional<std::string> title;
  std::int64_t size = 0;
};
SCHEMA_FIELDS(Content, FIELD(id, MinLength(1)), FIELD(url, Format("uri")),
              FIELD(title, MaxLength(200), Doc("Shown in lists")), FIELD(size, Minimum(0)));
REGISTER_SCHEMA(Content, 1);

#endif  // KONTRAKT_EXAMPLES_QUICKSTART_CONTENT_H_
