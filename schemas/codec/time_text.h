// Times to and from JSON text, without a time zone library: JSON has UTC and offsets, no zones.
#ifndef KONTRAKT_SCHEMAS_CODEC_TIME_TEXT_H_
#define KONTRAKT_SCHEMAS_CODEC_TIME_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "absl/time/time.h"

namespace kontrakt::internal {

// The years 0000 to 9999, in microseconds since 1970.
inline constexpr std::int64_t kFirstMicros = -62'167'219'200 * 1'000'000;
inline constexpr std::int64_t kEndMicros = 253'402'300'800 * 1'000'000;

// RFC 3339 in UTC, with quotes: "2026-11-21T13:32:02.000000+00:00". `micros` are microseconds since
// 1970, kFirstMicros <= micros < kEndMicros. Writes kTimeBytes at `to` and returns their end.
char* WriteTime(char* to, std::int64_t micros);
inline constexpr std::size_t kTimeBytes = 34;

// RFC 3339 section 5.6, any offset; digits below a nanosecond are dropped. A leap second is the
// second that follows it. False: it is no such text.
bool ParseTime(std::string_view text, absl::Time& out);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_CODEC_TIME_TEXT_H_
