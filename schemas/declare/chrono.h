// std::chrono in messages: points in time of the system clock, and durations. Include <chrono>
// where the struct stands.
#ifndef KONTRAKT_SCHEMAS_DECLARE_CHRONO_H_
#define KONTRAKT_SCHEMAS_DECLARE_CHRONO_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <ratio>
#include <string>
#include <string_view>

#include "kontrakt/schemas/declare/chrono_shapes.h"
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

// The point in time `count` units of `numerator`/`denominator` seconds after 1970, parts of a
// nanosecond cut towards the past; nullopt: far outside of the years 0000 to 9999.
std::optional<UnixTime> TimeAt(std::int64_t count, std::int64_t numerator,
                               std::int64_t denominator);
// The reverse, parts of a unit cut towards the past; nullopt: the count does not lie between
// `lowest` and `highest`.
std::optional<std::int64_t> CountAt(const UnixTime& time, std::int64_t numerator,
                                    std::int64_t denominator, std::int64_t lowest,
                                    std::int64_t highest);

}  // namespace internal

// In JSON RFC 3339 with microseconds, as absl::Time: finer digits are cut when it is written,
// digits that its duration cannot hold when it is read. A time that it cannot hold (nanoseconds end
// in 2262) is refused by readers: prefer std::chrono::sys_time<std::chrono::microseconds>.
template <class T>
  requires internal::kIsSystemTime<T>
struct Codec<T> {
  using Duration = typename T::duration;
  using Rep = typename Duration::rep;
  using Period = typename Duration::period;
  using Underlying = internal::UnixTime;
  static constexpr std::string_view kExpected = "a time that the member's type can hold";

  static std::optional<Underlying> Write(const T& time) {
    return internal::TimeAt(time.time_since_epoch().count(), Period::num, Period::den);
  }
  static std::optional<T> Read(const Underlying& time) {
    const std::optional<std::int64_t> count =
        internal::CountAt(time, Period::num, Period::den, std::numeric_limits<Rep>::min(),
                          std::numeric_limits<Rep>::max());
    if (!count.has_value()) return std::nullopt;
    return T(Duration(static_cast<Rep>(*count)));
  }
};

// In JSON ISO 8601 in one form, "PT90.5S", "PT3H", "P2D": the unit travels with the number. Written
// in the type's own unit (seconds with a fraction for finer ones); readers take days, hours,
// minutes and seconds together, as Java and Python write them, but no weeks, months or years, whose
// length is not fixed or not said alike, and nothing finer than the type holds.
template <class T>
  requires internal::kIsDuration<T>
struct Codec<T> {
  using Rep = typename T::rep;
  using Underlying = std::string;
  static constexpr internal::TimeUnit kUnit = internal::UnitOf<typename T::period>();
  static_assert(kUnit != internal::TimeUnit::kNone,
                "a duration in a message counts nanoseconds, microseconds, milliseconds, seconds, "
                "minutes, hours or days");
  static constexpr FieldSpec kSpec =
      Constrained(constraints::Pattern(internal::DurationPattern(kUnit)));
  static constexpr std::string_view kExpected =
      "a duration such as \"PT1.5S\" that the member's type can hold";

  static internal::DurationText Write(const T& duration) {
    return internal::WriteDuration(duration.count(), kUnit);
  }
  static std::optional<T> Read(std::string_view text) {
    const std::optional<std::int64_t> count = internal::ReadDuration(
        text, kUnit, std::numeric_limits<Rep>::min(), std::numeric_limits<Rep>::max());
    if (!count.has_value()) return std::nullopt;
    return T(static_cast<Rep>(*count));
  }
};

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_CHRONO_H_
