// Any bytes: reading them never crashes, and what reads as a message writes and reads back as the
// same one. The quick ways of the decoder and its slow ones say the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "kontrakt/schemas/codec/decode.h"
#include "kontrakt/schemas/codec/encode.h"
#include "kontrakt/schemas/codec/envelope.h"
#include "kontrakt/schemas/violation.h"
#include "tests/schemas/messages.h"

namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

// `json` with a blank around everything outside of strings that is no value: the same to a reader,
// but none of its quick ways takes it.
std::string Spaced(std::string_view json) {
  std::string spaced;
  bool quoted = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (quoted && c == '\\') {
      spaced += json.substr(i++, 2);
      continue;
    }
    if (c == '"') quoted = !quoted;
    const bool mark = !quoted && std::string_view(",:[]{}").find(c) != std::string_view::npos;
    spaced += mark ? std::string{' ', c, ' '} : std::string{c};
  }
  return spaced;
}

// What an error says, without the places that blanks move.
std::string Reasons(const absl::Status& status) {
  std::string reasons;
  for (const kontrakt::Violation& v : kontrakt::ViolationsOf(status)) {
    reasons += v.pointer + " " + v.rule + (v.rule == "json" ? "" : " " + v.found) + "\n";
  }
  return reasons;
}

template <class T>
void RoundTrip(std::string_view json) {
  T message;
  const absl::Status full = kontrakt::Decode(json, message, kontrakt::Validation::kFull);
  T slowly;
  const absl::Status slow = kontrakt::Decode(Spaced(json), slowly, kontrakt::Validation::kFull);
  Require(Reasons(full) == Reasons(slow));
  Require(!full.ok() || slowly == message);
  T again;
  const absl::Status structural = kontrakt::Decode(json, again);
  Require(structural.ok() || !full.ok());  // Full validation accepts no more than decoding does.
  if (!full.ok()) return;
  std::string written;
  Require(kontrakt::Encode(message, written).ok());
  T read;
  Require(kontrakt::Decode(written, read, kontrakt::Validation::kFull).ok());
  Require(read == message);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  RoundTrip<messages::Content>(bytes);
  RoundTrip<messages::Everything>(bytes);
  RoundTrip<messages::Constrained>(bytes);
  const auto envelope = kontrakt::ParseEnvelope(bytes);
  if (envelope.ok()) RoundTrip<messages::Content>(envelope->data);
  return 0;
}
