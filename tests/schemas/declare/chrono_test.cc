#include "kontrakt/schemas/declare/chrono.h"

#include <cstdint>
#include <limits>
#include <string>

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

template <class D>
std::optional<sys_time<D>> Again(sys_time<D> time) {
  const std::optional<absl::Time> written = Codec<sys_time<D>>::Write(time);
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

TEST(ChronoTest, TimesThatTheTypeCannotHoldAreCutOrRefused) {
  const absl::Time before = absl::UnixEpoch() - absl::Nanoseconds(1);
  EXPECT_EQ(Codec<sys_time<seconds>>::Read(before), sys_time<seconds>(seconds(-1)));
  EXPECT_EQ(Codec<sys_time<days>>::Read(before), sys_time<days>(days(-1)));
  const absl::Time late = absl::FromUnixSeconds(253402300799);
  EXPECT_EQ(Codec<sys_time<nanoseconds>>::Read(late), std::nullopt);
  EXPECT_EQ(Codec<sys_time<hours>>::Write(sys_time<hours>::max()), std::nullopt);
  EXPECT_EQ(Codec<sys_time<hours>>::Write(sys_time<hours>::min()), std::nullopt);
}

}  // namespace
}  // namespace kontrakt
