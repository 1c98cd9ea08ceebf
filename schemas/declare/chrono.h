// std::chrono in messages: points in time of the system clock, and durations.
#ifndef KONTRAKT_SCHEMAS_DECLARE_CHRONO_H_
#define KONTRAKT_SCHEMAS_DECLARE_CHRONO_H_

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <ratio>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "kontrakt/schemas/declare/codec.h"

namespace kontrakt {
namespace internal {

// Durations in the units that their text may use, finest first.
enum class TimeUnit : std::uint8_t { kNano, kMicro, kMilli, kSecond, kMinute, kHour, kDay, kNone };

template <class Period>
consteval TimeUnit UnitOf() {
  using std::ratio_equal_v;
  if (ratio_equal_v<Period, std::nano>) return TimeUnit::kNano;
  if (ratio_equal_v<Period, std::micro>) return TimeUnit::kMicro;
  if (ratio_equal_v<Period, std::milli>) return TimeUnit::kMilli;
  if (ratio_equal_v<Period, std::ratio<1>>) return TimeUnit::kSecond;
  if (ratio_equal_v<Period, std::ratio<60>>) return TimeUnit::kMinute;
  if (ratio_equal_v<Period, std::ratio<3600>>) return TimeUnit::kHour;
  if (ratio_equal_v<Period, std::ratio<86400>>) return TimeUnit::kDay;
  return TimeUnit::kNone;
}

// What a text of that unit may be: no finer parts than the unit, so that nothing is lost.
constexpr std::string_view DurationPattern(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::kNano:
      return "^-?P(?:[0-9]+D|(?:[0-9]+D)?T(?:[0-9]+H)?(?:[0-9]+M)?[0-9]+(?:\\.[0-9]{1,9})?S|"
             "(?:[0-9]+D)?T(?:[0-9]+H(?:[0-9]+M)?|[0-9]+M))$";
    case TimeUnit::kMicro:
      return "^-?P(?:[0-9]+D|(?:[0-9]+D)?T(?:[0-9]+H)?(?:[0-9]+M)?[0-9]+(?:\\.[0-9]{1,6})?S|"
             "(?:[0-9]+D)?T(?:[0-9]+H(?:[0-9]+M)?|[0-9]+M))$";
    case TimeUnit::kMilli:
      return "^-?P(?:[0-9]+D|(?:[0-9]+D)?T(?:[0-9]+H)?(?:[0-9]+M)?[0-9]+(?:\\.[0-9]{1,3})?S|"
             "(?:[0-9]+D)?T(?:[0-9]+H(?:[0-9]+M)?|[0-9]+M))$";
    case TimeUnit::kSecond:
      return "^-?P(?:[0-9]+D|(?:[0-9]+D)?T(?:[0-9]+H)?(?:[0-9]+M)?[0-9]+S|"
             "(?:[0-9]+D)?T(?:[0-9]+H(?:[0-9]+M)?|[0-9]+M))$";
    case TimeUnit::kMinute:
      return "^-?P(?:[0-9]+D|(?:[0-9]+D)?T(?:[0-9]+H(?:[0-9]+M)?|[0-9]+M))$";
    case TimeUnit::kHour:
      return "^-?P(?:[0-9]+D|(?:[0-9]+D)?T[0-9]+H)$";
    case TimeUnit::kDay:
      return "^-?P[0-9]+D$";
    case TimeUnit::kNone:
      break;
  }
  return {};
}

// "-PT9223372036854775808S" is the longest.
using DurationText = FixedText<32>;
DurationText WriteDuration(std::int64_t count, TimeUnit unit);
// nullopt: no such text, or its count does not lie between `lowest` and `highest`.
std::optional<std::int64_t> ReadDuration(std::string_view text, TimeUnit unit, std::int64_t lowest,
                                         std::int64_t highest);

}  // namespace internal

// In JSON RFC 3339 with microseconds, as absl::Time: finer digits are cut when it is written,
// digits that Duration cannot hold when it is read. A time that Duration cannot hold (nanoseconds
// end in 2262) is refused by readers: prefer std::chrono::sys_time<std::chrono::microseconds>.
template <std::signed_integral Rep, class Period>
struct Codec<
    std::chrono::time_point<std::chrono::system_clock, std::chrono::duration<Rep, Period>>> {
  using Duration = std::chrono::duration<Rep, Period>;
  using Time = std::chrono::time_point<std::chrono::system_clock, Duration>;
  using Underlying = absl::Time;
  static constexpr std::string_view kExpected = "a time that the member's type can hold";

  static std::optional<absl::Time> Write(Time time) {
    // The years 0000 to 9999, widely: beyond them the seconds of a coarse Duration could overflow.
    const std::chrono::duration<long double> since = time.time_since_epoch();
    if (since.count() < -1e11L || since.count() > 1e12L) return std::nullopt;
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time.time_since_epoch());
    const auto rest = time.time_since_epoch() - seconds;
    return absl::FromUnixSeconds(seconds.count()) +
           absl::Nanoseconds(std::chrono::duration_cast<std::chrono::nanoseconds>(rest).count());
  }

  static std::optional<Time> Read(absl::Time time) {
    // Beyond the years 0000 to 9999 nothing is read, so that this is exact.
    const std::int64_t seconds = absl::ToUnixSeconds(time);
    const auto rest = absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds));
    using Wide = std::chrono::duration<__int128, Period>;
    using WideNanoseconds = std::chrono::duration<__int128, std::nano>;
    const WideNanoseconds since(static_cast<__int128>(seconds) * 1'000'000'000 + rest);
    auto count = std::chrono::duration_cast<Wide>(since);
    if (count > since) count -= Wide(1);  // Towards the past, as the writer does.
    if (count.count() < std::numeric_limits<Rep>::min() ||
        count.count() > std::numeric_limits<Rep>::max()) {
      return std::nullopt;
    }
    return Time(Duration(static_cast<Rep>(count.count())));
  }
};

// In JSON ISO 8601 in one form, "PT90.5S", "PT3H", "P2D": the unit travels with the number. Written
// in the type's own unit (seconds with a fraction for finer ones); readers take days, hours,
// minutes and seconds together, as Java and Python write them, but no weeks, months or years, whose
// length is not fixed or not said alike, and nothing finer than the type holds.
template <std::signed_integral Rep, class Period>
struct Codec<std::chrono::duration<Rep, Period>> {
  static_assert(internal::UnitOf<Period>() != internal::TimeUnit::kNone,
                "a duration in a message counts nanoseconds, microseconds, milliseconds, seconds, "
                "minutes, hours or days");
  using Duration = std::chrono::duration<Rep, Period>;
  using Underlying = std::string;
  static constexpr internal::TimeUnit kUnit = internal::UnitOf<Period>();
  static constexpr FieldSpec kSpec =
      Constrained(constraints::Pattern(internal::DurationPattern(kUnit)));
  static constexpr std::string_view kExpected =
      "a duration such as \"PT1.5S\" that the member's type can hold";

  static internal::DurationText Write(Duration duration) {
    return internal::WriteDuration(duration.count(), kUnit);
  }
  static std::optional<Duration> Read(std::string_view text) {
    const std::optional<std::int64_t> count = internal::ReadDuration(
        text, kUnit, std::numeric_limits<Rep>::min(), std::numeric_limits<Rep>::max());
    if (!count.has_value()) return std::nullopt;
    return Duration(static_cast<Rep>(*count));
  }
};

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_CHRONO_H_
