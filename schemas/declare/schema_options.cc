#include "kontrakt/schemas/declare/schema_options.h"

#include <algorithm>
#include <limits>

#include "absl/numeric/int128.h"

namespace kontrakt::internal {

std::int64_t MillisecondsOf(std::int64_t count, std::int64_t numerator, std::int64_t denominator) {
  using Limits = std::numeric_limits<std::int64_t>;
  // In two steps: in one the product would not fit.
  const absl::int128 parts = absl::int128(count) * numerator;
  const absl::int128 seconds = parts / denominator, rest = parts % denominator;
  constexpr absl::int128 kMost = Limits::max();  // Seconds beyond it overflow as milliseconds.
  if (seconds > kMost || seconds < -kMost) return count > 0 ? Limits::max() : Limits::min();
  const absl::int128 milliseconds = seconds * 1000 + rest * 1000 / denominator;
  return static_cast<std::int64_t>(
      std::clamp<absl::int128>(milliseconds, Limits::min(), Limits::max()));
}

}  // namespace kontrakt::internal
