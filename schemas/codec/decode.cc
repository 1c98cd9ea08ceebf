#include "kontrakt/schemas/codec/decode.h"

namespace kontrakt::internal {

absl::Status FinishDecoding(Decoder& decoder, std::string_view subject) {
  std::vector<Violation> violations = decoder.violations();
  if (!decoder.reader().ok()) {
    violations.push_back({.pointer = "",
                          .rule = "json",
                          .expected = "JSON",
                          .found = std::string(decoder.reader().status().message())});
  }
  return ViolationsToStatus(subject, violations);
}

}  // namespace kontrakt::internal
