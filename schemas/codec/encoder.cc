#include "kontrakt/schemas/codec/encoder.h"

#include <charconv>

namespace kontrakt::internal {

char* Encoder::Float(char* to, float value, const Rules& rules, const Path& path) {
  char* const end = WriteFloat(to, value);
  // Checked as every reader will read it: the nearest double of the text, not of the float.
  double read = value;
  std::from_chars(to, end, read);
  if (ABSL_PREDICT_FALSE(!std::isfinite(value) || !NumberHolds(rules, read))) {
    ReportDouble(read, rules, path);
  }
  return end;
}

char* Encoder::Time(char* to, absl::Time value, const Path& path) {
  constexpr absl::Time kFirst = absl::FromUnixMicros(kFirstMicros);
  constexpr absl::Time kEnd = absl::FromUnixMicros(kEndMicros);
  if (ABSL_PREDICT_FALSE(value < kFirst || value >= kEnd)) {
    Report(path, "format", "a time in the years 0000 to 9999", "another");
    return to;
  }
  return WriteTime(to, absl::ToUnixMicros(value));  // Finer ones are cut.
}

char* Encoder::Time(char* to, const UnixTime& value, const Path& path) {
  return Time(to, absl::FromUnixSeconds(value.seconds) + absl::Nanoseconds(value.nanoseconds),
              path);
}

void Encoder::ReportString(std::string_view text, Nature nature, const Rules& rules,
                           const Path& path) {
  if (nature == Nature::kBroken) return ReportNotUtf8(*this, path);
  ReportText(*this, path, rules, text);
}

void Encoder::ReportDouble(double value, const Rules& rules, const Path& path) {
  if (std::isfinite(value)) return ReportNumber(*this, path, rules, value);
  Report(path, "type", "a finite number: JSON has no other",
         value != value ? "NaN" : (value < 0 ? "-infinity" : "infinity"));
}

absl::Status RefuseMessage(Encoder& encoder, std::size_t size, std::string (*subject)()) {
  encoder.out().Truncate(size);
  return ViolationsToStatus(subject(), encoder.violations());
}

void CheckUniqueTexts(Encoder& encoder, const Path& path, std::size_t begin,
                      const std::vector<std::size_t>& ends) {
  std::vector<std::string_view> texts;
  texts.reserve(ends.size());
  for (const std::size_t end : ends) {
    texts.push_back(encoder.out().view().substr(begin + 1, end - begin - 1));  // Behind '[' or ','.
    begin = end;
  }
  CheckUnique(encoder, path, texts);
}

}  // namespace kontrakt::internal
