// Our arithmetic against absl's time zone code.
#include "kontrakt/schemas/codec/time_text.h"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/text/format.h"

namespace kontrakt::internal {
namespace {

std::string Written(std::int64_t micros) {
  std::string room(kTimeBytes, '#');
  EXPECT_EQ(WriteTime(room.data(), micros), room.data() + kTimeBytes);
  return room;
}

std::string Obvious(std::int64_t micros) {
  return absl::FormatTime("\"%E4Y-%m-%dT%H:%M:%E6S+00:00\"", absl::FromUnixMicros(micros),
                          absl::UTCTimeZone());
}

TEST(TimeTextTest, WritesAndReadsAnyTime) {
  std::mt19937_64 random(4);
  std::uniform_int_distribution<std::int64_t> any(kFirstMicros, kEndMicros - 1);
  for (int i = 0; i < 100'000; ++i) {
    const std::int64_t micros = any(random);
    const std::string text = Written(micros);
    ASSERT_EQ(text, Obvious(micros));
    absl::Time read;
    ASSERT_TRUE(ParseTime(std::string_view(text).substr(1, kTimeBytes - 2), read)) << text;
    ASSERT_EQ(read, absl::FromUnixMicros(micros)) << text;
  }
}

TEST(TimeTextTest, WritesTheEdges) {
  for (const std::int64_t micros : {kFirstMicros, kEndMicros - 1, std::int64_t{-1}, std::int64_t{0},
                                    std::int64_t{951'782'400'000'000} /* 2000-02-29 */}) {
    EXPECT_EQ(Written(micros), Obvious(micros));
  }
}

// Texts near a time: what is read, and whether it is, against the format and absl.
TEST(TimeTextTest, ReadsWhatTheFormatAccepts) {
  std::mt19937 random(5);
  constexpr std::string_view kBytes = "0123456789-:+TtZz. 6";
  const auto digits = [&](unsigned below, int width) {
    std::string text = absl::StrCat(random() % below);
    return std::string(static_cast<std::size_t>(width) - std::min<std::size_t>(text.size(), width),
                       '0') +
           text;
  };
  int accepted = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::string text = absl::StrCat(digits(10'000, 4), "-", digits(14, 2), "-", digits(33, 2), "T",
                                    digits(25, 2), ":", digits(61, 2), ":", digits(62, 2));
    if (i % 3 != 0)
      absl::StrAppend(&text, ".", std::string(i % 12, static_cast<char>('0' + i % 10)));
    const char* const kZones[] = {"Z", "+00:00", "-00:00", "+23:59", "-11:30", "+24:00", "z", ""};
    text += kZones[random() % std::size(kZones)];
    if (i % 4 == 0) text[random() % text.size()] = kBytes[random() % kBytes.size()];
    const bool expected = MatchesFormat(Format::kDateTime, text);
    absl::Time read, obvious;
    ASSERT_EQ(ParseTime(text, read), expected) << text;
    if (!expected) continue;
    ++accepted;
    // absl cannot read the leap second of another zone, small letters or years of "0000".
    std::string why;
    if (absl::ParseTime("%E4Y-%m-%dT%H:%M:%E*S%Ez", text, &obvious, &why)) {
      ASSERT_LT(absl::AbsDuration(read - obvious), absl::Nanoseconds(1)) << text;
    }
  }
  EXPECT_GT(accepted, 20'000);
}

}  // namespace
}  // namespace kontrakt::internal
