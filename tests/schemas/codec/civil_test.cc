#include "kontrakt/schemas/codec/civil.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "gtest/gtest.h"

namespace kontrakt::internal {
namespace {

TEST(CivilTest, EveryDayOfTenThousandYears) {
  std::uint32_t days = 0;
  for (absl::CivilDay day(0, 1, 1); day.year() < 10'000; ++day, ++days) {
    const CivilDay found = CivilDayOf(days);
    ASSERT_EQ(absl::CivilDay(found.year, found.month, found.day), day) << days;
    ASSERT_EQ(DaysTo(found), days) << absl::StrCat(found.year, "-", found.month, "-", found.day);
  }
  EXPECT_EQ(absl::CivilDay(1970, 1, 1) - absl::CivilDay(0, 1, 1), kDaysTo1970);
}

}  // namespace
}  // namespace kontrakt::internal
