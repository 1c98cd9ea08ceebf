#include "kontrakt/schemas/codec/encoder.h"

#include <algorithm>
#include <cstring>

#include "absl/time/civil_time.h"
#include "kontrakt/schemas/text/plain.h"
#include "kontrakt/schemas/text/utf8.h"

namespace kontrakt::internal {
namespace {

constexpr char kHex[] = "0123456789abcdef";

// Writes the escape of one byte below 0x20, a quote or a backslash; returns the end.
char* WriteEscape(char* to, char c) {
  *to++ = '\\';
  switch (c) {
    case '"':
    case '\\':
      *to++ = c;
      return to;
    case '\b':
      *to++ = 'b';
      return to;
    case '\f':
      *to++ = 'f';
      return to;
    case '\n':
      *to++ = 'n';
      return to;
    case '\r':
      *to++ = 'r';
      return to;
    case '\t':
      *to++ = 't';
      return to;
    default:
      std::memcpy(to, "u00", 3);
      to[3] = kHex[static_cast<unsigned char>(c) >> 4];
      to[4] = kHex[static_cast<unsigned char>(c) & 15];
      return to + 5;
  }
}

// The rest of a string from its first byte that is not plain. Room for six bytes a byte is there.
char* WriteUnusual(char* to, const char* p, const char* end, bool& ascii) {
  while (p != end) {
    if (static_cast<unsigned char>(*p) >= 0x80) {
      ascii = false;
      *to++ = *p++;
    } else if (!IsPlainJsonByte(*p)) {
      to = WriteEscape(to, *p++);
    }
    const char* const next = FindNotPlain(p, end);
    std::memcpy(to, p, static_cast<std::size_t>(next - p));
    to += next - p;
    p = next;
  }
  return to;
}

template <class N>
char* WriteShortest(char* to, N value) {
  if (value == 0) value = 0;
  char* const end = std::to_chars(to, to + kMaxDoubleBytes - 2, value).ptr;
  const auto is_integer = [](char c) { return c == '-' || (c >= '0' && c <= '9'); };
  if (!std::all_of(to, end, is_integer)) return end;
  std::memcpy(end, ".0", 2);
  return end + 2;
}

// `digits` decimal digits with leading zeros.
char* WriteDigits(char* to, std::int64_t value, int digits) {
  for (int i = digits - 1; i >= 0; --i, value /= 10) to[i] = static_cast<char>('0' + value % 10);
  return to + digits;
}

}  // namespace

bool AppendString(Buffer& out, std::string_view text, bool& ascii) {
  char* const begin = out.Reserve(text.size() + 2);
  const char* const end = text.data() + text.size();
  const char* const plain = FindNotPlain(text.data(), end);
  const auto head = static_cast<std::size_t>(plain - text.data());
  ascii = true;
  char* to = begin;
  *to++ = '"';
  if (ABSL_PREDICT_FALSE(plain != end)) to = out.Reserve(2 + head + 6 * (text.size() - head)) + 1;
  to[-1] = '"';
  if (head != 0) std::memcpy(to, text.data(), head);
  to = WriteUnusual(to + head, plain, end, ascii);
  *to++ = '"';
  out.Commit(static_cast<std::size_t>(to - out.Reserve(0)));
  return ascii || IsValidUtf8(text);
}

char* WriteDouble(char* to, double value) { return WriteShortest(to, value); }

char* WriteFloat(char* to, float value) { return WriteShortest(to, value); }

bool AppendTime(Buffer& out, absl::Time time) {
  static const absl::Time kFirst = absl::FromCivil(absl::CivilSecond(0, 1, 1), absl::UTCTimeZone());
  static const absl::Time kEnd =
      absl::FromCivil(absl::CivilSecond(10000, 1, 1), absl::UTCTimeZone());
  if (time < kFirst || time >= kEnd) return false;
  const absl::CivilSecond second = absl::ToCivilSecond(time, absl::UTCTimeZone());
  const std::int64_t micros =
      absl::ToInt64Microseconds(time - absl::FromCivil(second, absl::UTCTimeZone()));
  char* const begin = out.Reserve(kTimeBytes);
  char* to = begin;
  *to++ = '"';
  to = WriteDigits(to, second.year(), 4);
  *to++ = '-';
  to = WriteDigits(to, second.month(), 2);
  *to++ = '-';
  to = WriteDigits(to, second.day(), 2);
  *to++ = 'T';
  to = WriteDigits(to, second.hour(), 2);
  *to++ = ':';
  to = WriteDigits(to, second.minute(), 2);
  *to++ = ':';
  to = WriteDigits(to, second.second(), 2);
  *to++ = '.';
  to = WriteDigits(to, micros, 6);
  std::memcpy(to, "+00:00\"", 7);
  out.Commit(kTimeBytes);
  return true;
}

void Encoder::ReportNotFinite(double value, const Path& path) {
  Report(path, "type", "a finite number: JSON has no other",
         value != value ? "NaN" : (value < 0 ? "-infinity" : "infinity"));
}

void Encoder::ReportTime(const Path& path) {
  Report(path, "format", "a time in the years 0000 to 9999", "another");
}

}  // namespace kontrakt::internal
