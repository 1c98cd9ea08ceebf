// Any bytes: reading them never crashes, and what reads as a message writes and reads back as the
// same one.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "kontrakt/schemas/codec/decode.h"
#include "kontrakt/schemas/codec/encode.h"
#include "kontrakt/schemas/codec/envelope.h"
#include "tests/schemas/messages.h"

namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

template <class T>
void RoundTrip(std::string_view json) {
  T message;
  const absl::Status full = kontrakt::Decode(json, message, kontrakt::Validation::kFull);
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
