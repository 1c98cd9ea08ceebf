#include "kontrakt/schemas/text/format.h"

#include <string>

#include "gtest/gtest.h"

namespace kontrakt {
namespace {

static_assert(IsKnownFormat("date-time") && !IsKnownFormat("datetime"));
static_assert(ParseFormat("uuid") == Format::kUuid);

TEST(FormatTest, NamesAreReadAndWritten) {
  for (const auto& known : text_internal::kFormats) EXPECT_EQ(FormatName(known.format), known.name);
  EXPECT_EQ(ParseFormat(""), std::nullopt);
  EXPECT_EQ(ParseFormat("Date"), std::nullopt);
}

// What JSON-Schema-Test-Suite does not ask; the rest is in tests/schemas/validate/suite_test.cc.
TEST(FormatTest, Matches) {
  const struct {
    Format format;
    bool expected;
    std::string text;
  } kCases[] = {
      {Format::kDateTime, true, "2024-02-29T23:59:60Z"},
      {Format::kDateTime, true, "2026-11-21T10:11:12.123456+02:00"},
      {Format::kDateTime, true, "2015-06-30T23:59:60.5-00:00"},
      {Format::kDateTime, false, "2026-11-21 10:11:12Z"},
      {Format::kDateTime, false, "2026-11-21T10:11:12"},
      {Format::kDateTime, false, "2026-11-21T10:11:12.Z"},
      {Format::kDateTime, false, "2026-11-21T10:11Z"},
      {Format::kDateTime, false, ""},
      {Format::kDate, false, "2026-11-21\n"},
      {Format::kTime, false, "10:11:12.5"},
      {Format::kEmail, true, "\"joe bloggs\"@example.com"},
      {Format::kEmail, true, "\"joe \\\"b\\\" @\"@example.com"},
      {Format::kEmail, true, "joe@[127.0.0.1]"},
      {Format::kEmail, true, "joe@[IPv6:::1]"},
      {Format::kEmail, true, "joe@localhost"},
      {Format::kEmail, false, "joe@[127.0.0.300]"},
      {Format::kEmail, false, "joe@[IPv6:127.0.0.1]"},
      {Format::kEmail, false, "joe@[127.0.0.1"},
      {Format::kEmail, false, "joe@invalid=domain.com"},
      {Format::kEmail, false, "\"joe\"bloggs\"@example.com"},
      {Format::kEmail, false, "\"joe\\\"@example.com"},
      {Format::kEmail, false, "\"@example.com"},
      {Format::kEmail, false, "joé@example.com"},
      {Format::kEmail, false, std::string(65, 'a') + "@example.com"},
      {Format::kHostname, true, "a.b-c.1d"},
      {Format::kHostname, false, "a..b"},
      {Format::kHostname, false, "a.-b"},
      {Format::kHostname, false, "münchen.de"},
      {Format::kHostname, false, std::string(64, 'a')},
      {Format::kIpv4, false, "01.2.3.4"},
      {Format::kIpv4, false, "1.2.3.4.5"},
      {Format::kIpv4, false, "1.2.3.1000"},
      {Format::kIpv6, true, "2001:DB8::8:800:200C:417A"},
      {Format::kIpv6, true, "::1.2.3.4"},
      {Format::kIpv6, false, "1:2:3:4:5:6:7::8:9"},
      {Format::kIpv6, false, "1:2:3:4:5:6:7:8::"},
      {Format::kIpv6, false, "::1.2.3"},
      {Format::kIpv6, false, ":::"},
      {Format::kIpv6, false, ":"},
      {Format::kIpv6, false, ""},
      {Format::kUri, true, "file:///srv/a%20b.txt"},
      {Format::kUri, true, "http://[2001:db8::1]:8080/"},
      {Format::kUri, true, "http://[v1.a:b]/"},
      {Format::kUri, true, "http://host:/"},
      {Format::kUri, true, "a:"},
      {Format::kUri, false, "http://[::1/"},
      {Format::kUri, false, "http://[::1]x/"},
      {Format::kUri, false, "http://[v.a]/"},
      {Format::kUri, false, "http://[v1.]/"},
      {Format::kUri, false, "http://host/#a#b"},
      {Format::kUri, false, "http://a@b@c/"},
      {Format::kUri, false, "http://host/ä"},
      {Format::kUri, false, ":a"},
      {Format::kUri, false, ""},
      // As JSON-Schema-Test-Suite has them for 2019-09.
      {Format::kDuration, true, "P4DT12H30M5S"},
      {Format::kDuration, true, "P4Y"},
      {Format::kDuration, true, "P1Y2M3D"},
      {Format::kDuration, true, "PT0S"},
      {Format::kDuration, true, "P0D"},
      {Format::kDuration, true, "P1M"},
      {Format::kDuration, true, "PT1M"},
      {Format::kDuration, true, "PT36H"},
      {Format::kDuration, true, "P1DT12H"},
      {Format::kDuration, true, "P2W"},
      {Format::kDuration, true, "P" + std::string(10000, '9') + "D"},
      {Format::kDuration, false, "PT1D"},
      {Format::kDuration, false, "4DT12H30M5S"},
      {Format::kDuration, false, "P"},
      {Format::kDuration, false, "P1YT"},
      {Format::kDuration, false, "PT"},
      {Format::kDuration, false, "P2D1Y"},
      {Format::kDuration, false, "P1D2H"},
      {Format::kDuration, false, "P2S"},
      {Format::kDuration, false, "P1Y2W"},
      {Format::kDuration, false, "P1Y2D"},
      {Format::kDuration, false, "PT1H2S"},
      {Format::kDuration, false, "PT0.5S"},
      {Format::kDuration, false, "-P1D"},
      {Format::kDuration, false, "P1"},
      {Format::kDuration, false, "P\u09E8Y"},
      {Format::kDuration, false, ""},
      {Format::kJsonPointer, true, ""},
      {Format::kJsonPointer, true, "/a~1b/m~0n//\u00e9\""},
      {Format::kJsonPointer, false, "/a~"},
      {Format::kJsonPointer, false, "/a~2"},
      {Format::kJsonPointer, false, "#/a"},
      {Format::kRegex, true, "^(?:a|b)+$"},
      {Format::kRegex, false, "^(abc]"},
      {Format::kUuid, true, "2EB8AA08-aa98-11EA-b4aa-73B441D16380"},
      {Format::kUuid, false, "2eb8aa08aa9811eab4aa73b441d16380"},
      {Format::kUuid, false, "2eb8aa08-aa98-11ea-b4aa-73b441d1638"},
      {Format::kUuid, false, "2eb8aa08-aa98-11ea-b4aa-73b441d1638g"},
      {Format::kUuid, false, "2eb8-aa08-aa98-11ea-b4aa73b441d16380"},
      {Format::kUuid, false, "{2eb8aa08-aa98-11ea-b4aa-73b441d1638}"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(MatchesFormat(c.format, c.text), c.expected)
        << FormatName(c.format) << ": " << c.text;
    if (!c.expected || !IsPlainFormat(c.format)) continue;
    for (const char byte : c.text) EXPECT_TRUE(byte >= 0x20 && byte != '"' && byte != '\\');
  }
}

TEST(FormatTest, EveryDayOfFourCenturiesIsADate) {
  int days = 0;
  for (int year = 1900; year < 2300; ++year) {
    for (int month = 0; month <= 13; ++month) {
      for (int day = 0; day <= 32; ++day) {
        char text[40];
        std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
        if (MatchesFormat(Format::kDate, text)) ++days;
      }
    }
  }
  EXPECT_EQ(days, 146'097);  // As many as the Gregorian calendar has in 400 years.
}

}  // namespace
}  // namespace kontrakt
