// Text to JSON strings: copied and looked at sixteen bytes a step.
#ifndef KONTRAKT_SCHEMAS_CODEC_TEXT_WRITER_H_
#define KONTRAKT_SCHEMAS_CODEC_TEXT_WRITER_H_

#include <string_view>

#include "kontrakt/schemas/codec/buffer.h"
#include "kontrakt/schemas/codec/nature.h"

namespace kontrakt::internal {

struct Written {
  char* to;  // The end of what was written.
  Nature nature;
};

// Writes `text` in quotes: escaped where RFC 8259 demands it, other characters as they are. `to` is
// a place in `out`, which makes what room is needed. kBroken: not valid UTF-8; then what was
// written must be dropped.
Written WriteText(Buffer& out, char* to, std::string_view text);

// The same for a text that is known to be plain: every byte IsPlainJsonByte().
char* WritePlainText(Buffer& out, char* to, std::string_view text);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_CODEC_TEXT_WRITER_H_
