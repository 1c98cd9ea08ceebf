#include "kontrakt/schemas/declare/chrono.h"

#include <algorithm>
#include <charconv>

#include "absl/numeric/int128.h"

namespace kontrakt::internal {
namespace {

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// How many nanoseconds one is.
constexpr std::int64_t NanosecondsOf(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::kNano:
      return 1;
    case TimeUnit::kMicro:
      return 1'000;
    case TimeUnit::kMilli:
      return 1'000'000;
    case TimeUnit::kSecond:
      return 1'000'000'000;
    case TimeUnit::kMinute:
      return 60'000'000'000;
    case TimeUnit::kHour:
      return 3'600'000'000'000;
    case TimeUnit::kDay:
      return 86'400'000'000'000;
    case TimeUnit::kNone:
      break;
  }
  return 0;
}

// Reads the parts of a duration off its text, from coarse to fine.
class Parts {
 public:
  explicit Parts(std::string_view text) : text_(text) {}

  // "12H" for `letter` 'H', if it stands here. False: what stands here is broken.
  bool Take(char letter, TimeUnit unit) {
    std::size_t digits = 0;
    while (digits < text_.size() && IsDigit(text_[digits])) ++digits;
    std::string_view fraction;
    std::size_t end = digits;
    if (letter == 'S' && end < text_.size() && text_[end] == '.') {
      while (++end < text_.size() && IsDigit(text_[end])) {
      }
      fraction = text_.substr(digits + 1, end - digits - 1);
      if (fraction.empty() || fraction.size() > 9) return false;
    }
    if (digits == 0 || end == text_.size() || text_[end] != letter) return true;
    const std::size_t zeros = std::min(text_.find_first_not_of('0'), digits);
    // No 64-bit count of anything has more digits, so that nothing overflows here.
    if (digits - zeros > 19) return false;
    absl::int128 value = 0;
    for (const char c : text_.substr(zeros, digits - zeros)) value = value * 10 + (c - '0');
    nanoseconds_ += value * NanosecondsOf(unit);
    std::int64_t weight = 100'000'000;
    for (const char c : fraction) {
      nanoseconds_ += (c - '0') * weight;
      weight /= 10;
    }
    text_.remove_prefix(end + 1);
    ++taken_;
    return true;
  }

  bool TakeChar(char c) {
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    return true;
  }

  bool done() const { return text_.empty() && taken_ > 0; }
  int taken() const { return taken_; }
  absl::int128 nanoseconds() const { return nanoseconds_; }

 private:
  std::string_view text_;
  absl::int128 nanoseconds_ = 0;
  int taken_ = 0;
};

// ".25" of 250 milliseconds: `digits` of them, no zeros at the end.
char* WriteFraction(char* to, std::uint64_t fraction, int digits) {
  if (fraction == 0) return to;
  for (; fraction % 10 == 0; fraction /= 10) --digits;
  *to = '.';
  for (int i = digits; i > 0; --i, fraction /= 10) to[i] = static_cast<char>('0' + fraction % 10);
  return to + 1 + digits;
}

}  // namespace

DurationText WriteDuration(std::int64_t count, TimeUnit unit) {
  DurationText text;
  char* const end = text.data() + 32;
  char* to = text.data();
  const auto magnitude =
      count < 0 ? 0 - static_cast<std::uint64_t>(count) : static_cast<std::uint64_t>(count);
  if (count < 0) *to++ = '-';
  *to++ = 'P';
  if (unit != TimeUnit::kDay) *to++ = 'T';
  if (unit >= TimeUnit::kSecond) {
    to = std::to_chars(to, end, magnitude).ptr;
    *to++ = "SMHD"[static_cast<int>(unit) - static_cast<int>(TimeUnit::kSecond)];
  } else {
    const auto per_second =
        static_cast<std::uint64_t>(NanosecondsOf(TimeUnit::kSecond) / NanosecondsOf(unit));
    to = std::to_chars(to, end, magnitude / per_second).ptr;
    const int digits = unit == TimeUnit::kNano ? 9 : (unit == TimeUnit::kMicro ? 6 : 3);
    to = WriteFraction(to, magnitude % per_second, digits);
    *to++ = 'S';
  }
  text.SetSize(static_cast<std::size_t>(to - text.data()));
  return text;
}

std::optional<std::int64_t> ReadDuration(std::string_view text, TimeUnit unit, std::int64_t lowest,
                                         std::int64_t highest) {
  const bool negative = text.starts_with('-');
  Parts parts(text.substr(negative ? 1 : 0));
  if (!parts.TakeChar('P') || !parts.Take('D', TimeUnit::kDay)) return std::nullopt;
  if (parts.TakeChar('T')) {
    const int days = parts.taken();
    if (!parts.Take('H', TimeUnit::kHour) || !parts.Take('M', TimeUnit::kMinute) ||
        !parts.Take('S', TimeUnit::kSecond) || parts.taken() == days) {
      return std::nullopt;
    }
  }
  const absl::int128 one = NanosecondsOf(unit);
  if (!parts.done() || parts.nanoseconds() % one != 0) return std::nullopt;
  const absl::int128 count = parts.nanoseconds() / one * (negative ? -1 : 1);
  if (count < lowest || count > highest) return std::nullopt;
  return static_cast<std::int64_t>(count);
}

namespace {

constexpr std::int64_t kBillion = 1'000'000'000;

// Whether a second has a whole number of units, and no more of them than of nanoseconds.
constexpr bool IsSimple(std::int64_t numerator, std::int64_t denominator) {
  return numerator == 1 && denominator <= kBillion;
}

// Rounded towards the past.
absl::int128 Quotient(absl::int128 a, absl::int128 b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

std::optional<UnixTime> TimeAt(std::int64_t count, std::int64_t numerator,
                               std::int64_t denominator) {
  // The years 0000 to 9999 and some more: what lies between is for the encoder to say.
  constexpr std::int64_t kFirst = -100 * kBillion, kLast = 1000 * kBillion;
  if (IsSimple(numerator, denominator)) {
    std::int64_t seconds = count / denominator, rest = count % denominator;
    if (rest < 0) {
      rest += denominator;
      --seconds;
    }
    if (seconds < kFirst || seconds > kLast) return std::nullopt;
    return UnixTime{seconds, static_cast<std::int32_t>(rest * kBillion / denominator)};
  }
  const absl::int128 parts = absl::int128(count) * numerator;
  const absl::int128 seconds = Quotient(parts, denominator);
  if (seconds < kFirst || seconds > kLast) return std::nullopt;
  const absl::int128 rest = parts - seconds * denominator;
  return UnixTime{static_cast<std::int64_t>(seconds),
                  static_cast<std::int32_t>(rest * kBillion / denominator)};
}

std::optional<std::int64_t> CountAt(const UnixTime& time, std::int64_t numerator,
                                    std::int64_t denominator, std::int64_t lowest,
                                    std::int64_t highest) {
  const absl::int128 parts = absl::int128(time.seconds) * denominator;
  absl::int128 count = parts;
  if (IsSimple(numerator, denominator)) {
    count += time.nanoseconds * denominator / kBillion;
  } else {
    // In two steps: in one the product would not fit.
    count = Quotient(parts, numerator);
    const absl::int128 rest = parts - count * numerator;
    count += (rest * kBillion + absl::int128(time.nanoseconds) * denominator) /
             (absl::int128(numerator) * kBillion);
  }
  if (count < lowest || count > highest) return std::nullopt;
  return static_cast<std::int64_t>(count);
}

}  // namespace kontrakt::internal
