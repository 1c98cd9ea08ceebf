#include "kontrakt/schemas/declare/schema_options.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <ratio>
#include <string>
#include <type_traits>

#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

constexpr std::int64_t kGreatest = INT64_MAX, kLeast = INT64_MIN;

TEST(RetentionTest, IsMadeOfWhatTellsItsUnit) {
  using Years = std::chrono::duration<std::int64_t, std::ratio<31556952>>;
  const struct {
    const char* name;
    Retention retention;
    std::int64_t milliseconds;
  } kCases[] = {
      {"absl hours", absl::Hours(24), 86'400'000},
      {"absl parts are cut", absl::Microseconds(1999), 1},
      {"absl less than a millisecond", absl::Nanoseconds(1), 0},
      {"absl zero", absl::ZeroDuration(), 0},
      {"absl negative", absl::Milliseconds(-5), -5},
      {"absl infinite", absl::InfiniteDuration(), kGreatest},
      {"absl negative infinite", -absl::InfiniteDuration(), kLeast},
      {"days", std::chrono::days(7), 604'800'000},
      {"milliseconds", std::chrono::milliseconds(5), 5},
      {"parts are cut", std::chrono::microseconds(1999), 1},
      {"less than a millisecond", std::chrono::nanoseconds(999'999), 0},
      {"negative", std::chrono::seconds(-1), -1000},
      {"thirds", std::chrono::duration<int, std::ratio<1, 3>>(2), 666},
      {"the longest", std::chrono::milliseconds::max(), kGreatest},
      {"more than the longest", std::chrono::seconds::max(), kGreatest},
      {"less than the least", Years(kLeast), kLeast},
      {"far more than the longest", Years(kGreatest), kGreatest},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(c.retention.milliseconds(), c.milliseconds) << c.name;
  }
}

TEST(RetentionTest, IsMadeOfNothingElse) {
  struct Own : std::chrono::milliseconds {};
  static_assert(std::is_convertible_v<absl::Duration, Retention>);
  static_assert(!std::is_convertible_v<int, Retention>);
  static_assert(!std::is_convertible_v<std::string, Retention>);
  static_assert(!std::is_convertible_v<absl::Time, Retention>);
  static_assert(!std::is_convertible_v<std::chrono::duration<double>, Retention>);
  static_assert(!std::is_convertible_v<std::chrono::system_clock::time_point, Retention>);
  static_assert(!std::is_convertible_v<Own, Retention>);
}

TEST(SchemaOptionsTest, AreWrittenAsInARegistration) {
  EXPECT_EQ(SchemaOptions{}.retention, std::nullopt);
  EXPECT_EQ((SchemaOptions{.retention = {}}).retention, std::nullopt);
  EXPECT_EQ((SchemaOptions{.streams = {"a"}, .retention = absl::Hours(1)}).retention,
            std::chrono::minutes(60));
  EXPECT_LT((SchemaOptions{.retention = absl::Hours(1)}).retention, absl::Hours(2));
}

}  // namespace
}  // namespace kontrakt
