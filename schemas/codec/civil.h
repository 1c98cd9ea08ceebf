// Days and dates of the proleptic Gregorian calendar, years 0 to 9999, without a time zone library.
#ifndef KONTRAKT_SCHEMAS_CODEC_CIVIL_H_
#define KONTRAKT_SCHEMAS_CODEC_CIVIL_H_

#include <cstdint>

namespace kontrakt::internal {

struct CivilDay {
  std::uint32_t year;   // 0 to 9999
  std::uint32_t month;  // 1 to 12
  std::uint32_t day;    // 1 to 31
};

// Days between 0000-01-01 and 1970-01-01.
inline constexpr std::int64_t kDaysTo1970 = 719'528;

// Both reckon in years that begin in March, so that the leap day is a year's last, and in eras of
// 400 such years, the first of them from March of the year -400.
inline constexpr std::uint32_t kDaysOfEra = 146'097;
inline constexpr std::uint32_t kDaysBeforeYear0 = 146'037;

// The date that is `days` days after 0000-01-01.
constexpr CivilDay CivilDayOf(std::uint32_t days) {
  const std::uint32_t shifted = days + kDaysBeforeYear0;
  const std::uint32_t era = shifted / kDaysOfEra;
  const std::uint32_t of_era = shifted % kDaysOfEra;
  const std::uint32_t year_of_era =
      (of_era - of_era / 1'460 + of_era / 36'524 - of_era / 146'096) / 365;
  const std::uint32_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::uint32_t month = (5 * of_year + 2) / 153;  // 0 is March.
  const std::uint32_t day = of_year - (153 * month + 2) / 5 + 1;
  const std::uint32_t year = 400 * era + year_of_era - 400;
  return month < 10 ? CivilDay{year, month + 3, day} : CivilDay{year + 1, month - 9, day};
}

// Days from 0000-01-01 to a date, which must exist.
constexpr std::uint32_t DaysTo(const CivilDay& date) {
  const bool early = date.month < 3;  // Of the March year before.
  const std::uint32_t year = date.year + 400 - early;
  const std::uint32_t month = early ? date.month + 9 : date.month - 3;
  return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + date.day - 1 -
         kDaysBeforeYear0;
}

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_CODEC_CIVIL_H_
