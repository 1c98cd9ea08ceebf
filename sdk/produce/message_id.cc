#include "kontrakt/sdk/produce/message_id.h"

#include <cstddef>
#include <cstdint>

#include "absl/random/random.h"

namespace kontrakt {

MessageId MessageId::Random() {
  thread_local absl::BitGen random;
  constexpr std::string_view kDigits = "0123456789abcdef";
  MessageId id;
  for (std::size_t half = 0; half < id.text_.size(); half += 16) {
    std::uint64_t bits = absl::Uniform<std::uint64_t>(random);
    for (std::size_t i = 0; i < 16; ++i, bits >>= 4) id.text_[half + i] = kDigits[bits & 15];
  }
  return id;
}

}  // namespace kontrakt
