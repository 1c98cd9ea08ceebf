#include "kontrakt/schemas/codec/decoder.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "kontrakt/schemas/text/format.h"

namespace kontrakt::internal {
namespace {

std::string_view TypeName(JsonReader::Type type) {
  switch (type) {
    case JsonReader::Type::kNull:
      return "null";
    case JsonReader::Type::kFalse:
    case JsonReader::Type::kTrue:
      return "a boolean";
    case JsonReader::Type::kNumber:
      return "a number";
    case JsonReader::Type::kString:
      return "a string";
    case JsonReader::Type::kArray:
      return "an array";
    case JsonReader::Type::kObject:
      return "an object";
    case JsonReader::Type::kError:
      break;
  }
  return "nothing";
}

// The number that `digits` digits at `at` write.
int DigitsAt(std::string_view text, std::size_t at, std::size_t digits) {
  int value = 0;
  for (const char c : text.substr(at, digits)) value = value * 10 + (c - '0');
  return value;
}

// ".123456789012" to nanoseconds.
absl::Duration Fraction(std::string_view text) {
  std::int64_t nanos = 0;
  for (std::size_t i = 1; i <= 9; ++i) nanos = nanos * 10 + (i < text.size() ? text[i] - '0' : 0);
  return absl::Nanoseconds(nanos);
}

}  // namespace

bool ParseTime(std::string_view text, absl::Time& out) {
  if (!MatchesFormat(Format::kDateTime, text)) return false;
  // Now the layout is sure: YYYY-MM-DDTHH:MM:SS[.f+](Z|+HH:MM)
  constexpr std::size_t kSecondsEnd = 19;
  const std::size_t zone = text.find_first_of("Zz+-", kSecondsEnd);
  absl::Duration offset;
  if (text[zone] == '+' || text[zone] == '-') {
    offset = absl::Hours(DigitsAt(text, zone + 1, 2)) + absl::Minutes(DigitsAt(text, zone + 4, 2));
    if (text[zone] == '-') offset = -offset;
  }
  // A second of 60 becomes the next minute's first: CivilSecond normalises.
  const absl::CivilSecond local(DigitsAt(text, 0, 4), DigitsAt(text, 5, 2), DigitsAt(text, 8, 2),
                                DigitsAt(text, 11, 2), DigitsAt(text, 14, 2),
                                DigitsAt(text, 17, 2));
  out = absl::FromCivil(local, absl::UTCTimeZone()) +
        Fraction(text.substr(kSecondsEnd, zone - kSecondsEnd)) - offset;
  return true;
}

void Decoder::Bool(bool& out, const Path& path) {
  const Type found = reader_.Peek();
  if (found != Type::kTrue && found != Type::kFalse) return ReportType(found, "a boolean", path);
  reader_.ReadBool(out);
}

void Decoder::String(std::string& out, const Rules& rules, const Path& path) {
  std::string_view text;
  if (!Text(text, path)) return;
  out.assign(text);
  if (!full_ || !rules.checks.for_strings()) return;
  CheckText(*this, path, rules, out, Nature::kUnicode);
}

void Decoder::Time(absl::Time& out, const Path& path) {
  std::string_view text;
  if (!Text(text, path)) return;
  if (!ParseTime(text, out)) Report(path, "format", "a text in format date-time", Shown(text));
}

bool Decoder::Number(double& out, const Path& path) {
  std::string_view token;
  if (!Expect(Type::kNumber, "a number", path) || !reader_.ReadNumber(token)) return false;
  if (ParseDouble(token, out)) return true;
  Report(path, "type", "a number that a double can hold", Shown(token));
  return false;
}

void Decoder::ReportType(Type found, std::string_view expected, const Path& path) {
  if (found == Type::kError || !reader_.Skip()) return;  // Not JSON: said once, at the end.
  Report(path, "type", std::string(expected), std::string(TypeName(found)));
}

void Decoder::ReportInteger(std::string_view token, const std::string& lowest,
                            const std::string& highest, const Path& path) {
  double value = 0;
  const bool integral =
      IsIntegerLiteral(token) || (ParseDouble(token, value) && value == std::trunc(value));
  if (!integral) return Report(path, "type", "an integer", Shown(token));
  if (token.front() == '-') {
    Report(path, "minimum", absl::StrCat("at least ", lowest), Shown(token));
  } else {
    Report(path, "maximum", absl::StrCat("at most ", highest), Shown(token));
  }
}

void Decoder::ReportFloat(double value, const Path& path) {
  Report(path, value < 0 ? "minimum" : "maximum", "a number that a float can hold",
         absl::StrCat(value));
}

void Decoder::ReportTwice(std::string_view key, const Path& path) {
  Report(path, "json", absl::StrCat("the key ", Shown(key), " once"), "it twice");
}

void Decoder::ReportMissing(std::string_view key, const Path& path) {
  Report(path, "required", absl::StrCat("the key ", Shown(key)), "an object without it");
}

void Decoder::ReportSize(std::size_t expected, std::size_t found, const Path& path) {
  Report(path, found < expected ? "minItems" : "maxItems", Counted(expected, "item"),
         Counted(found, "item"));
}

}  // namespace kontrakt::internal
