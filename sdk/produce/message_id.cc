#include "kontrakt/sdk/produce/message_id.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "absl/random/random.h"

namespace kontrakt {
namespace {

// "00" to "ff"
constexpr auto kHexPairs = [] {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<std::array<char, 2>, 256> pairs{};
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i] = {kDigits[i / 16], kDigits[i % 16]};
  return pairs;
}();

}  // namespace

MessageId MessageId::Random() {
  thread_local absl::BitGen random;
  MessageId id;
  for (std::size_t half = 0; half < id.text_.size(); half += 16) {
    std::uint64_t bits = absl::Uniform<std::uint64_t>(random);
    for (std::size_t i = 0; i < 16; i += 2, bits >>= 8) {
      std::memcpy(id.text_.data() + half + i, kHexPairs[bits & 255].data(), 2);
    }
  }
  return id;
}

}  // namespace kontrakt
