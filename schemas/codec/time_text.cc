#include "kontrakt/schemas/codec/time_text.h"

#include <cstring>

#include "absl/base/optimization.h"
#include "absl/time/civil_time.h"
#include "kontrakt/schemas/codec/civil.h"
#include "kontrakt/schemas/codec/digit_pairs.h"
#include "kontrakt/schemas/text/format.h"

namespace kontrakt::internal {
namespace {

constexpr std::size_t kSecondsEnd = 19;  // Of YYYY-MM-DDTHH:MM:SS.

// Reads digits and marks at known places; what does not fit makes it fail in the end.
class Layout {
 public:
  explicit Layout(const char* text) : text_(text) {}

  // Two digits with a value up to `most`.
  unsigned Pair(std::size_t at, unsigned most) {
    const unsigned tens = Digit(at), ones = Digit(at + 1), value = 10 * tens + ones;
    fits_ &= tens <= 9 && ones <= 9 && value <= most;
    return value;
  }
  void Mark(std::size_t at, char c) { fits_ &= text_[at] == c; }
  unsigned Digit(std::size_t at) const { return static_cast<unsigned>(text_[at] - '0'); }
  bool fits() const { return fits_; }

 private:
  const char* text_;
  bool fits_ = true;
};

// YYYY-MM-DDTHH:MM:SS as seconds since 1970, were it UTC. `text` has kSecondsEnd bytes or more.
bool ParseSeconds(std::string_view text, std::int64_t& out) {
  Layout layout(text.data());
  const unsigned year = 100 * layout.Pair(0, 99) + layout.Pair(2, 99);
  const unsigned month = layout.Pair(5, 12), day = layout.Pair(8, 31);
  const unsigned hour = layout.Pair(11, 23), minute = layout.Pair(14, 59);
  const unsigned second = layout.Pair(17, 59);
  layout.Mark(4, '-');
  layout.Mark(7, '-');
  layout.Mark(10, 'T');
  layout.Mark(13, ':');
  layout.Mark(16, ':');
  if (!layout.fits() || month == 0 || day == 0 || day > text_internal::DaysOfMonth(year, month))
    return false;
  const std::int64_t days = std::int64_t{DaysTo({year, month, day})} - kDaysTo1970;
  out = ((days * 24 + hour) * 60 + minute) * 60 + second;
  return true;
}

// "Z" or "+01:00", in seconds east of UTC.
bool ParseOffset(std::string_view text, std::int64_t& out) {
  out = 0;
  if (text == "Z") return true;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-')) return false;
  Layout layout(text.data());
  const std::int64_t minutes = layout.Pair(1, 23) * 60 + layout.Pair(4, 59);
  layout.Mark(3, ':');
  out = 60 * (text[0] == '-' ? -minutes : minutes);
  return layout.fits();
}

// The quick way, for texts without leap second, small letters or more than nine places. False says
// nothing.
bool ParseUsualTime(std::string_view text, absl::Time& out) {
  std::int64_t seconds = 0, offset = 0, nanos = 0;
  if (text.size() <= kSecondsEnd || !ParseSeconds(text, seconds)) return false;
  text.remove_prefix(kSecondsEnd);
  if (text[0] == '.') {
    const Layout layout(text.data());
    std::size_t at = 1;
    std::int64_t unit = 1'000'000'000;
    for (; at < text.size() && at <= 9 && layout.Digit(at) <= 9; ++at) {
      nanos = nanos * 10 + layout.Digit(at);
      unit /= 10;
    }
    if (at == 1) return false;
    nanos *= unit;
    text.remove_prefix(at);
  }
  if (!ParseOffset(text, offset)) return false;
  out = absl::FromUnixSeconds(seconds - offset) + absl::Nanoseconds(nanos);
  return true;
}

// The number that `digits` digits at `at` write.
int DigitsAt(std::string_view text, std::size_t at, std::size_t digits) {
  int value = 0;
  for (const char c : text.substr(at, digits)) value = value * 10 + (c - '0');
  return value;
}

// ".123456789012" to nanoseconds.
absl::Duration Fraction(std::string_view text) {
  std::int64_t nanos = 0;
  for (std::size_t i = 1; i <= 9; ++i) nanos = nanos * 10 + (i < text.size() ? text[i] - '0' : 0);
  return absl::Nanoseconds(nanos);
}

}  // namespace

char* WriteTime(char* to, std::int64_t micros) {
  constexpr std::uint64_t kMicrosOfDay = 86'400'000'000;
  const auto since_year_0 = static_cast<std::uint64_t>(micros - kFirstMicros);
  const CivilDay day = CivilDayOf(static_cast<std::uint32_t>(since_year_0 / kMicrosOfDay));
  const std::uint64_t of_day = since_year_0 % kMicrosOfDay;
  const auto seconds = static_cast<unsigned>(of_day / 1'000'000);
  const auto fraction = static_cast<unsigned>(of_day % 1'000'000);
  std::memcpy(to, "\"0000-00-00T00:00:00.000000+00:00\"", kTimeBytes);
  WritePair(to + 1, day.year / 100);
  WritePair(to + 3, day.year % 100);
  WritePair(to + 6, day.month);
  WritePair(to + 9, day.day);
  WritePair(to + 12, seconds / 3600);
  WritePair(to + 15, seconds / 60 % 60);
  WritePair(to + 18, seconds % 60);
  WritePair(to + 21, fraction / 10'000);
  WritePair(to + 23, fraction / 100 % 100);
  WritePair(to + 25, fraction % 100);
  return to + kTimeBytes;
}

bool ParseTime(std::string_view text, absl::Time& out) {
  if (ABSL_PREDICT_TRUE(ParseUsualTime(text, out))) return true;
  if (!MatchesFormat(Format::kDateTime, text)) return false;
  // Now the layout is sure: YYYY-MM-DDTHH:MM:SS[.f+](Z|+HH:MM)
  const std::size_t zone = text.find_first_of("Zz+-", kSecondsEnd);
  absl::Duration offset;
  if (text[zone] == '+' || text[zone] == '-') {
    offset = absl::Hours(DigitsAt(text, zone + 1, 2)) + absl::Minutes(DigitsAt(text, zone + 4, 2));
    if (text[zone] == '-') offset = -offset;
  }
  // A second of 60 becomes the next minute's first: CivilSecond normalises.
  const absl::CivilSecond local(DigitsAt(text, 0, 4), DigitsAt(text, 5, 2), DigitsAt(text, 8, 2),
                                DigitsAt(text, 11, 2), DigitsAt(text, 14, 2),
                                DigitsAt(text, 17, 2));
  out = absl::FromCivil(local, absl::UTCTimeZone()) +
        Fraction(text.substr(kSecondsEnd, zone - kSecondsEnd)) - offset;
  return true;
}

}  // namespace kontrakt::internal
