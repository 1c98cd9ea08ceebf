// The `format`s that kontrakt asserts, with the meaning of JSON Schema draft-07 section 7.3, and of
// 2019-09 for "uuid" and "duration".
#ifndef KONTRAKT_SCHEMAS_TEXT_FORMAT_H_
#define KONTRAKT_SCHEMAS_TEXT_FORMAT_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "kontrakt/schemas/text/regex_syntax.h"
#include "kontrakt/schemas/text/uri.h"

namespace kontrakt {

enum class Format : std::uint8_t {
  kDateTime,  // RFC 3339 section 5.6 date-time: with an offset; leap seconds only where UTC has
              // them.
  kDate,      // RFC 3339 full-date.
  kTime,      // RFC 3339 full-time: with an offset.
  kEmail,  // RFC 5321 section 4.1.2 Mailbox: dot-atom or quoted local part, host name or address.
  kHostname,     // RFC 1123 section 2.1: labels of 1 to 63 letters, digits, hyphens; 253 in all.
  kIpv4,         // RFC 2673 section 3.2: dotted quad, decimal, no leading zeros.
  kIpv6,         // RFC 4291 section 2.2: without a zone.
  kUri,          // RFC 3986 section 3: absolute, with a scheme; ASCII.
  kUuid,         // RFC 4122 section 3: 8-4-4-4-12 hexadecimal digits.
  kDuration,     // RFC 3339 appendix A: "P1DT12H"; whole numbers, no sign.
  kJsonPointer,  // RFC 6901 section 3, not as a URI fragment.
  kRegex,        // ECMA 262; see regex_syntax.h.
};

namespace text_internal {
struct NamedFormat {
  std::string_view name;
  Format format;
};
inline constexpr NamedFormat kFormats[] = {
    {"date-time", Format::kDateTime},
    {"date", Format::kDate},
    {"time", Format::kTime},
    {"email", Format::kEmail},
    {"hostname", Format::kHostname},
    {"ipv4", Format::kIpv4},
    {"ipv6", Format::kIpv6},
    {"uri", Format::kUri},
    {"uuid", Format::kUuid},
    {"duration", Format::kDuration},
    {"json-pointer", Format::kJsonPointer},
    {"regex", Format::kRegex},
};

// Of the Gregorian calendar; `month` from 1 to 12.
inline constexpr unsigned DaysOfMonth(unsigned year, unsigned month) {
  constexpr unsigned kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return kDays[month - 1] + (month == 2 && leap);
}

bool IsDateTime(std::string_view text);
bool IsDate(std::string_view text);
bool IsTime(std::string_view text);
bool IsEmail(std::string_view text);
bool IsHostname(std::string_view text);
bool IsUuid(std::string_view text);
bool IsDuration(std::string_view text);
bool IsJsonPointer(std::string_view text);
}  // namespace text_internal

// The format of that name; nullopt when kontrakt does not assert it.
inline constexpr std::optional<Format> ParseFormat(std::string_view name) {
  for (const auto& known : text_internal::kFormats) {
    if (known.name == name) return known.format;
  }
  return std::nullopt;
}

// The name that ParseFormat() reads.
inline constexpr std::string_view FormatName(Format format) {
  for (const auto& known : text_internal::kFormats) {
    if (known.format == format) return known.name;
  }
  return "";
}

inline constexpr bool IsKnownFormat(std::string_view name) { return ParseFormat(name).has_value(); }

// Whether a text of that format has no character that JSON escapes, and none beyond ASCII.
inline constexpr bool IsPlainFormat(Format format) {
  return format != Format::kEmail && format != Format::kJsonPointer && format != Format::kRegex;
}

// The function that tells whether a text has that format. Linear in the text, no allocation, any
// thread.
inline constexpr bool (*MatcherOf(Format format))(std::string_view text) {
  switch (format) {
    case Format::kDateTime:
      return &text_internal::IsDateTime;
    case Format::kDate:
      return &text_internal::IsDate;
    case Format::kTime:
      return &text_internal::IsTime;
    case Format::kEmail:
      return &text_internal::IsEmail;
    case Format::kHostname:
      return &text_internal::IsHostname;
    case Format::kIpv4:
      return &IsIpv4Address;
    case Format::kIpv6:
      return &IsIpv6Address;
    case Format::kUri:
      return &IsUri;
    case Format::kUuid:
      return &text_internal::IsUuid;
    case Format::kDuration:
      return &text_internal::IsDuration;
    case Format::kJsonPointer:
      return &text_internal::IsJsonPointer;
    case Format::kRegex:
      return &IsRegex;
  }
  return nullptr;
}

inline bool MatchesFormat(Format format, std::string_view text) { return MatcherOf(format)(text); }

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_TEXT_FORMAT_H_
