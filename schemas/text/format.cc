#include "kontrakt/schemas/text/format.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "kontrakt/schemas/text/block.h"
#include "kontrakt/schemas/text/uri.h"

namespace kontrakt {
namespace {

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Takes exactly `count` digits whose value is at most `max` off the front of `text`.
bool TakeNumber(std::string_view& text, std::size_t count, int max, int& value) {
  if (text.size() < count) return false;
  value = 0;
  for (const char c : text.substr(0, count)) {
    if (!IsDigit(c)) return false;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return value <= max;
}

bool TakeChar(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

bool TakeDate(std::string_view& text) {
  int year = 0, month = 0, day = 0;
  if (!TakeNumber(text, 4, 9999, year) || !TakeChar(text, '-') || !TakeNumber(text, 2, 12, month) ||
      !TakeChar(text, '-') || !TakeNumber(text, 2, 31, day) || month < 1 || day < 1) {
    return false;
  }
  return static_cast<unsigned>(day) <=
         text_internal::DaysOfMonth(static_cast<unsigned>(year), static_cast<unsigned>(month));
}

// "Z" or "+01:00"; `minutes` east of UTC.
bool TakeOffset(std::string_view& text, int& minutes) {
  minutes = 0;
  if (TakeChar(text, 'Z') || TakeChar(text, 'z')) return true;
  const bool west = text.starts_with('-');
  int hour = 0, minute = 0;
  if ((!TakeChar(text, '+') && !TakeChar(text, '-')) || !TakeNumber(text, 2, 23, hour) ||
      !TakeChar(text, ':') || !TakeNumber(text, 2, 59, minute)) {
    return false;
  }
  minutes = (west ? -1 : 1) * (hour * 60 + minute);
  return true;
}

bool TakeTime(std::string_view& text) {
  int hour = 0, minute = 0, second = 0, offset = 0;
  if (!TakeNumber(text, 2, 23, hour) || !TakeChar(text, ':') || !TakeNumber(text, 2, 59, minute) ||
      !TakeChar(text, ':') || !TakeNumber(text, 2, 60, second)) {
    return false;
  }
  if (TakeChar(text, '.')) {
    const std::size_t digits =
        static_cast<std::size_t>(std::ranges::find_if_not(text, IsDigit) - text.begin());
    if (digits == 0) return false;
    text.remove_prefix(digits);
  }
  if (!TakeOffset(text, offset)) return false;
  // UTC inserts a leap second at the end of a day, wherever the clock is.
  constexpr int kDay = 24 * 60;
  return second < 60 || (hour * 60 + minute - offset + kDay) % kDay == kDay - 1;
}

// What a byte may be part of, bit by bit.
enum ByteClass : std::uint8_t { kLabel = 1, kAtom = 2 };
constexpr auto kClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (int i = 0; i < 128; ++i) {
    const auto c = static_cast<char>(i);
    const bool alphanumeric = IsLetter(c) || IsDigit(c);
    if (alphanumeric || c == '-') classes[i] |= kLabel;
    constexpr std::string_view kMarks = "!#$%&'*+-/=?^_`{|}~";  // RFC 5321 atext.
    if (alphanumeric || kMarks.find(c) != std::string_view::npos) classes[i] |= kAtom;
  }
  return classes;
}();
bool Is(char c, ByteClass byte_class) {
  return (kClasses[static_cast<std::uint8_t>(c)] & byte_class) != 0;
}

// RFC 5321 Dot-string.
bool IsDotString(std::string_view text) {
  char before = '.';
  for (const char c : text) {
    if (c == '.' ? before == '.' : !Is(c, kAtom)) return false;
    before = c;
  }
  return before != '.';  // Also of an empty text.
}

// RFC 5321 Quoted-string.
bool IsQuotedString(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return false;
  text = text.substr(1, text.size() - 2);
  bool escaped = false;
  for (const char c : text) {
    if (c < 0x20 || c > 0x7E || (c == '"' && !escaped)) return false;
    escaped = c == '\\' && !escaped;
  }
  return !escaped;
}

// Takes "12H" off the front of `text` when it stands there.
bool TakeCount(std::string_view& text, char letter) {
  const auto digits =
      static_cast<std::size_t>(std::ranges::find_if_not(text, IsDigit) - text.begin());
  if (digits == 0 || digits == text.size() || text[digits] != letter) return false;
  text.remove_prefix(digits + 1);
  return true;
}

// Counts of the units that `letters` names, one after the other, beginning with any of them:
// nothing may be left out in between.
bool TakeCounts(std::string_view& text, std::string_view letters) {
  std::size_t i = 0;
  while (i < letters.size() && !TakeCount(text, letters[i])) ++i;
  if (i == letters.size()) return false;
  while (++i < letters.size() && TakeCount(text, letters[i])) {
  }
  return true;
}

}  // namespace

namespace text_internal {

bool IsDateTime(std::string_view text) {
  return TakeDate(text) && (TakeChar(text, 'T') || TakeChar(text, 't')) && TakeTime(text) &&
         text.empty();
}

bool IsDate(std::string_view text) { return TakeDate(text) && text.empty(); }

bool IsTime(std::string_view text) { return TakeTime(text) && text.empty(); }

bool IsHostname(std::string_view text) {
  if (text.empty() || text.size() > 253) return false;
  for (;;) {
    std::size_t length = 0;
    while (length < text.size() && Is(text[length], kLabel)) ++length;
    const std::string_view label = text.substr(0, length);
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') {
      return false;
    }
    if (length == text.size()) return true;
    if (text[length] != '.') return false;
    text.remove_prefix(length + 1);
  }
}

bool IsEmail(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos) return false;
  const std::string_view local = text.substr(0, at);
  std::string_view domain = text.substr(at + 1);
  if (local.size() > 64 || (!IsDotString(local) && !IsQuotedString(local))) return false;
  if (!domain.starts_with('[')) return IsHostname(domain);
  if (!domain.ends_with(']')) return false;
  domain = domain.substr(1, domain.size() - 2);
  constexpr std::string_view kIpv6 = "IPv6:";
  return domain.starts_with(kIpv6) ? IsIpv6Address(domain.substr(kIpv6.size()))
                                   : IsIpv4Address(domain);
}

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  // The hyphens, and nothing else, are outside of what hexadecimal digits are.
  const auto outside = [&](std::size_t at) {
    return Block(text.data() + at)
        .Outside<ByteRange{'0', '9'}, ByteRange{'A', 'F'}, ByteRange{'a', 'f'}>();
  };
  return outside(0) == (1u << 8 | 1u << 13) && outside(16) == (1u << 2 | 1u << 7) &&
         outside(20) == 1u << 3 && text[8] == '-' && text[13] == '-' && text[18] == '-' &&
         text[23] == '-';
}

bool IsDuration(std::string_view text) {
  if (!TakeChar(text, 'P')) return false;
  if (TakeCount(text, 'W')) return text.empty();
  if (!text.starts_with('T') && !TakeCounts(text, "YMD")) return false;
  if (!TakeChar(text, 'T')) return text.empty();
  return TakeCounts(text, "HMS") && text.empty();
}

bool IsJsonPointer(std::string_view text) {
  if (!text.empty() && text.front() != '/') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '~') continue;
    if (++i == text.size() || (text[i] != '0' && text[i] != '1')) return false;
  }
  return true;
}

}  // namespace text_internal

}  // namespace kontrakt
