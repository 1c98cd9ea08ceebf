#include "kontrakt/schemas/declare/chrono.h"

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <ratio>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "kontrakt/schemas/text/pattern.h"

namespace kontrakt {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using std::chrono::sys_time;

template <class D>
void ExpectText(D duration, std::string_view text) {
  EXPECT_EQ(std::string_view(Codec<D>::Write(duration)), text);
  EXPECT_EQ(Codec<D>::Read(text), duration) << text;
  const absl::StatusOr<Pattern> pattern = Pattern::Compile(Codec<D>::kSpec.value.pattern);
  ASSERT_EQ(pattern.status(), absl::OkStatus());
  EXPECT_TRUE(pattern->Matches(text)) << text;
}

template <class D>
void ExpectRead(D duration, std::string_view text) {
  EXPECT_EQ(Codec<D>::Read(text), duration) << text;
  EXPECT_TRUE(Pattern::Compile(Codec<D>::kSpec.value.pattern)->Matches(text)) << text;
}

TEST(ChronoTest, DurationsAreWrittenInTheirUnit) {
  ExpectText(nanoseconds(0), "PT0S");
  ExpectText(nanoseconds(1), "PT0.000000001S");
  ExpectText(nanoseconds(-1'500'000'000), "-PT1.5S");
  ExpectText(microseconds(90'000'001), "PT90.000001S");
  ExpectText(milliseconds(250), "PT0.25S");
  ExpectText(seconds(-90), "-PT90S");
  ExpectText(minutes(90), "PT90M");
  ExpectText(hours(48), "PT48H");
  ExpectText(days(-2), "-P2D");
  ExpectText(nanoseconds::min(), "-PT9223372036.854775808S");
  ExpectText(seconds(std::numeric_limits<std::int64_t>::max()), "PT9223372036854775807S");
  ExpectText(std::chrono::duration<std::int8_t>(-128), "-PT128S");
}

TEST(ChronoTest, DurationsOfOtherWritersAreRead) {
  EXPECT_EQ(Codec<seconds>::Read("P1DT2H3M4S"), days(1) + hours(2) + minutes(3) + seconds(4));
  EXPECT_EQ(Codec<seconds>::Read("PT1H4S"), hours(1) + seconds(4));
  EXPECT_EQ(Codec<nanoseconds>::Read("PT1.10S"), milliseconds(1100));
  EXPECT_EQ(Codec<minutes>::Read("P1D"), days(1));
}

// Review, finding 18: they counted as digits, and a count has nineteen at most.
TEST(ChronoTest, LeadingZerosAreReadHoweverManyThereAre) {
  const std::string zeros(100, '0');
  ExpectRead(seconds(1), "PT" + zeros + "1S");
  ExpectRead(seconds(0), "PT" + zeros + "S");
  ExpectRead(days(12), "P" + zeros + "12D");
  ExpectRead(milliseconds(90'250), "PT" + zeros + "1M" + zeros + "30.25S");
  ExpectRead(seconds(std::numeric_limits<std::int64_t>::min()), "-PT0009223372036854775808S");
}

TEST(ChronoTest, DurationsThatTheTypeCannotHoldAreRefused) {
  EXPECT_EQ(Codec<seconds>::Read("PT0.5S"), std::nullopt);
  EXPECT_EQ(Codec<hours>::Read("PT90M"), std::nullopt);
  EXPECT_EQ(Codec<nanoseconds>::Read("P200000D"), std::nullopt);
  EXPECT_EQ(Codec<seconds>::Read("PT9223372036854775808S"), std::nullopt);
  EXPECT_EQ(Codec<seconds>::Read("P99999999999999999999D"), std::nullopt);
  EXPECT_EQ(Codec<std::chrono::duration<std::int8_t>>::Read("PT128S"), std::nullopt);
  for (const char* text :
       {"", "P", "PT", "P1DT", "1D", "P1", "PD", "P1W", "P1Y", "P1M", "PT1S1M", "+PT1S", "PT-1S",
        "PT1.S", "PT.5S", "PT1S ", "--PT1S", "pt1s", "PT1,5S"}) {
    EXPECT_EQ(Codec<nanoseconds>::Read(text), std::nullopt) << text;
  }
}

using internal::UnixTime;

template <class D>
std::optional<sys_time<D>> Again(sys_time<D> time) {
  const std::optional<UnixTime> written = Codec<sys_time<D>>::Write(time);
  return written ? Codec<sys_time<D>>::Read(*written) : std::nullopt;
}

TEST(ChronoTest, TimesComeBack) {
  for (const std::int64_t count : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1795268722},
                                   std::int64_t{-62167219200}, std::int64_t{253402300799}}) {
    EXPECT_EQ(Again(sys_time<seconds>(seconds(count))), sys_time<seconds>(seconds(count)));
    const sys_time<microseconds> fine(seconds(count) + microseconds(1));
    EXPECT_EQ(Again(fine), fine);
  }
  EXPECT_EQ(Again(sys_time<days>(days(-1))), sys_time<days>(days(-1)));
}

// `time` in the unit Period, whatever that is, comes out as `expected`.
template <class Period>
void ExpectWritten(std::int64_t count, std::int64_t seconds, std::int32_t nanoseconds) {
  using Time = sys_time<std::chrono::duration<std::int64_t, Period>>;
  const Time time{typename Time::duration(count)};
  const std::optional<UnixTime> written = Codec<Time>::Write(time);
  ASSERT_TRUE(written.has_value());
  EXPECT_EQ(written->seconds, seconds) << count;
  EXPECT_EQ(written->nanoseconds, nanoseconds) << count;
}

TEST(ChronoTest, TimesInAnyUnitAreWritten) {
  ExpectWritten<std::nano>(-1, -1, 999'999'999);
  ExpectWritten<std::micro>(1'500'000, 1, 500'000'000);
  ExpectWritten<std::milli>(-1'500, -2, 500'000'000);
  ExpectWritten<std::ratio<1>>(-2, -2, 0);
  ExpectWritten<std::ratio<60>>(-2, -120, 0);
  ExpectWritten<std::ratio<1, 3>>(-1, -1, 666'666'666);
  ExpectWritten<std::ratio<7, 3>>(2, 4, 666'666'666);
  ExpectWritten<std::pico>(-1, -1, 999'999'999);
  ExpectWritten<std::atto>(std::numeric_limits<std::int64_t>::max(), 9, 223'372'036);
}

TEST(ChronoTest, TimesInAnyUnitAreRead) {
  const UnixTime late = {253'402'300'799, 999'999'999}, early = {-62'167'219'200, 0};
  EXPECT_EQ(internal::CountAt({-1, 999'999'999}, 1, 1'000'000'000, INT64_MIN, INT64_MAX), -1);
  EXPECT_EQ(internal::CountAt({-1, 500'000'000}, 1, 1'000, INT64_MIN, INT64_MAX), -500);
  EXPECT_EQ(internal::CountAt({-1, 999'999'999}, 1, 3, INT64_MIN, INT64_MAX), -1);
  EXPECT_EQ(internal::CountAt({4, 666'666'667}, 7, 3, INT64_MIN, INT64_MAX), 2);
  EXPECT_EQ(internal::CountAt({4, 666'666'666}, 7, 3, INT64_MIN, INT64_MAX), 1);
  EXPECT_EQ(internal::CountAt({1, 1}, 1, 1'000'000'000'000, INT64_MIN, INT64_MAX),
            1'000'000'001'000);
  EXPECT_EQ(internal::CountAt(late, 86'400, 1, INT64_MIN, INT64_MAX), 2'932'896);
  EXPECT_EQ(internal::CountAt(early, 86'400, 1, INT64_MIN, INT64_MAX), -719'528);
  EXPECT_EQ(internal::CountAt(late, INT64_MAX, INT64_MAX - 1, INT64_MIN, INT64_MAX),
            253'402'300'799);
  EXPECT_EQ(internal::CountAt(late, 1, INT64_MAX, INT64_MIN, INT64_MAX), std::nullopt);
  EXPECT_EQ(internal::CountAt({128, 0}, 1, 1, -128, 127), std::nullopt);
  EXPECT_EQ(internal::CountAt({-128, 0}, 1, 1, -128, 127), -128);
}

TEST(ChronoTest, TimesThatTheTypeCannotHoldAreCutOrRefused) {
  const UnixTime before = {-1, 999'999'999};
  EXPECT_EQ(Codec<sys_time<seconds>>::Read(before), sys_time<seconds>(seconds(-1)));
  EXPECT_EQ(Codec<sys_time<days>>::Read(before), sys_time<days>(days(-1)));
  EXPECT_EQ(Codec<sys_time<nanoseconds>>::Read({253402300799, 0}), std::nullopt);
  EXPECT_EQ(Codec<sys_time<hours>>::Write(sys_time<hours>::max()), std::nullopt);
  EXPECT_EQ(Codec<sys_time<hours>>::Write(sys_time<hours>::min()), std::nullopt);
}

}  // namespace
}  // namespace kontrakt
