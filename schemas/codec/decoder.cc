#include "kontrakt/schemas/codec/decoder.h"

#include <cmath>
#include <cstring>

#include "absl/strings/str_cat.h"

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

// Whether a double rounds the integer that `token` writes with a fraction or an exponent; to a
// reader that keeps doubles it is another one. `value` is the nearest double.
bool IsRounded(std::string_view token, double value) {
  std::int64_t as_signed = 0;
  std::uint64_t as_unsigned = 0;
  return !IsIntegerLiteral(token) && std::abs(value) <= 0x1p64 && !ParseInt64(token, as_signed) &&
         !ParseUint64(token, as_unsigned);
}

}  // namespace

// Each of these has a quick way for the usual spelling and a slow one for all others.

void Decoder::Bool(bool& out, const Path& path) {
  if (ABSL_PREDICT_FALSE(!reader_.TakeBool(out))) BoolSlowly(out, path);
}

void Decoder::String(std::string& out, const Rules& rules, const Path& path) {
  const bool taken = TakeString(out);
  if (ABSL_PREDICT_FALSE(!taken || (full_ && !TextHolds(rules, out, Nature::kAscii)))) {
    FinishString(taken, out, rules, path);
  }
}

template <std::integral N>
void Decoder::Integer(N& out, const Rules& rules, const Path& path) {
  std::int64_t value = 0;
  const bool taken = reader_.TakeInteger(value);
  out = static_cast<N>(value);
  if (ABSL_PREDICT_FALSE(!taken || !std::in_range<N>(value) ||
                         (full_ && !NumberHolds(rules, value)))) {
    FinishInteger(taken, value, out, rules, path);
  }
}

template <std::floating_point N>
void Decoder::Floating(N& out, const Rules& rules, const Path& path) {
  double value = 0;
  const bool taken = reader_.TakeDecimal(value);
  out = static_cast<N>(value);
  if (ABSL_PREDICT_FALSE(!taken || Largest<N>() < value || value < -Largest<N>() ||
                         (full_ && !NumberHolds(rules, value)))) {
    FinishFloating(taken, value, out, rules, path);
  }
}

void Decoder::BoolSlowly(bool& out, const Path& path) {
  const Type found = reader_.Peek();
  if (found != Type::kTrue && found != Type::kFalse) return ReportType(found, "a boolean", path);
  reader_.ReadBool(out);
}

bool Decoder::TakeString(std::string& out) {
  std::string_view text;
  if (!reader_.TakeString(text)) return false;
  if (text.size() <= out.size()) {
    // Spares assign(), which would ask whether the two overlap.
    std::memcpy(out.data(), text.data(), text.size());
    out.resize(text.size());
  } else {
    out.assign(text);
  }
  return true;
}

void Decoder::FinishString(bool taken, std::string& out, const Rules& rules, const Path& path) {
  if (!taken) {
    std::string_view text;
    // Where there are escapes, `out` itself takes the text.
    if (!Expect(Type::kString, "a string", path) || !reader_.ReadString(text, out)) return;
    if (text.data() != out.data()) out.assign(text);
  }
  if (full_) CheckText(*this, path, rules, out, Nature::kUnicode);
}

template <std::integral N>
void Decoder::FinishInteger(bool taken, std::int64_t value, N& out, const Rules& rules,
                            const Path& path) {
  std::string token = taken ? std::to_string(value) : "";
  Widest<N> wide = 0;
  if (!taken) {
    std::string_view text;
    if (!Expect(Type::kNumber, "an integer", path) || !reader_.ReadNumber(text)) return;
    token = text;
  }
  if (!ParseWide(token, wide) || !std::in_range<N>(wide)) {
    return ReportInteger(token, std::to_string(std::numeric_limits<N>::min()),
                         std::to_string(std::numeric_limits<N>::max()), path);
  }
  out = static_cast<N>(wide);
  if (full_) CheckNumber(*this, path, rules, wide);
}
#define KONTRAKT_INTEGER(N) template void Decoder::Integer(N&, const Rules&, const Path&)
KONTRAKT_INTEGER(signed char);
KONTRAKT_INTEGER(short);
KONTRAKT_INTEGER(int);
KONTRAKT_INTEGER(long);
KONTRAKT_INTEGER(long long);
KONTRAKT_INTEGER(unsigned char);
KONTRAKT_INTEGER(unsigned short);
KONTRAKT_INTEGER(unsigned int);
KONTRAKT_INTEGER(unsigned long);
KONTRAKT_INTEGER(unsigned long long);
#undef KONTRAKT_INTEGER

template <std::floating_point N>
void Decoder::FinishFloating(bool taken, double value, N& out, const Rules& rules,
                             const Path& path) {
  if (!taken && !NumberSlowly(value, path)) return;
  if (value < -Largest<N>() || value > Largest<N>()) return ReportFloat(value, path);
  out = static_cast<N>(value);
  if (full_) CheckNumber(*this, path, rules, value);
}
template void Decoder::Floating(float&, const Rules&, const Path&);
template void Decoder::Floating(double&, const Rules&, const Path&);

void Decoder::Time(absl::Time& out, const Path& path) {
  std::string_view text;
  if (!Text(text, path)) return;
  if (!ParseTime(text, out)) Report(path, "format", "a text in format date-time", Shown(text));
}

void Decoder::Time(UnixTime& out, const Path& path) {
  absl::Time time;
  Time(time, path);
  out.seconds = absl::ToUnixSeconds(time);
  out.nanoseconds = static_cast<std::int32_t>(
      absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(out.seconds)));
}

bool Decoder::NumberSlowly(double& out, const Path& path) {
  std::string_view token;
  if (!Expect(Type::kNumber, "a number", path) || !reader_.ReadNumber(token)) return false;
  // Readers of any JSON refuse long integers, which would silently become other ones.
  Number number;
  const bool kept = !full_ || ParseNumber(token, number) == nullptr;
  if (kept && ParseDouble(token, out)) return true;
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
  if (IsRounded(token, value)) {
    return Report(path, "type", "an integer of such size without fraction and exponent",
                  Shown(token));
  }
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

absl::Status DecodeMessage(std::string_view json, void* out, void (*read)(Decoder&, void*),
                           bool full, std::string (*subject)()) {
  Decoder decoder(json, full);
  read(decoder, out);
  if (ABSL_PREDICT_TRUE(decoder.reader().Finish() && decoder.clean())) return absl::OkStatus();
  if (!decoder.reader().ok()) {
    decoder.Report(Path(), "json", "JSON", std::string(decoder.reader().status().message()));
  }
  return ViolationsToStatus(subject(), decoder.violations());
}

void Decoder::ReportTwice(std::string_view key, const Path& path) {
  Report(path, "json", "every key once", absl::StrCat("the key ", Shown(key), " twice"));
}

void Decoder::ReportUnknown(std::string_view key, const Path& path) {
  Report(path, "additionalProperties", "only keys that the schema names", Shown(key));
}

void Decoder::ReportMissing(std::string_view key, const Path& path) {
  Report(path, "required", absl::StrCat("the key ", Shown(key)), "an object without it");
}

void Decoder::ReportSize(std::size_t expected, std::size_t found, const Path& path) {
  Report(path, found < expected ? "minItems" : "maxItems", Counted(expected, "item"),
         Counted(found, "item"));
}

}  // namespace kontrakt::internal
