#include "kontrakt/schemas/codec/encoder.h"

#include "kontrakt/schemas/codec/time_text.h"

namespace kontrakt::internal {

char* Encoder::Time(char* to, absl::Time value, const Path& path) {
  constexpr absl::Time kFirst = absl::FromUnixMicros(kFirstMicros);
  constexpr absl::Time kEnd = absl::FromUnixMicros(kEndMicros);
  if (ABSL_PREDICT_FALSE(value < kFirst || value >= kEnd)) {
    Report(path, "format", "a time in the years 0000 to 9999", "another");
    return to;
  }
  return WriteTime(out_.Room(to, kTimeBytes), absl::ToUnixMicros(value));  // Finer ones are cut.
}

void Encoder::ReportBrokenText(const Path& path) { ReportNotUtf8(*this, path); }

void Encoder::ReportNotFinite(double value, const Path& path) {
  Report(path, "type", "a finite number: JSON has no other",
         value != value ? "NaN" : (value < 0 ? "-infinity" : "infinity"));
}

}  // namespace kontrakt::internal
