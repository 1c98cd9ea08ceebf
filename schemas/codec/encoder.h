// Encoder: JSON text, value by value, straight into a Buffer. The machinery below encode.h; not for
// users.
#ifndef KONTRAKT_SCHEMAS_CODEC_ENCODER_H_
#define KONTRAKT_SCHEMAS_CODEC_ENCODER_H_

#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "absl/time/time.h"
#include "kontrakt/schemas/codec/buffer.h"
#include "kontrakt/schemas/codec/rules.h"
#include "kontrakt/schemas/reporter.h"

namespace kontrakt::internal {

// Longest texts, in bytes.
inline constexpr std::size_t kMaxIntegerBytes = 20;
inline constexpr std::size_t kMaxDoubleBytes = 32;
inline constexpr std::size_t kTimeBytes = 34;  // "2026-11-21T13:32:02.000000+00:00" in quotes.

// Appends `text` as a JSON string: escaped where RFC 8259 demands it, other characters as they are.
// Returns false, and has written something that must be dropped, when `text` is not valid UTF-8.
// `ascii` tells whether it is all ASCII.
bool AppendString(Buffer& out, std::string_view text, bool& ascii);

// The shortest decimal that reads back as `value`, with ".0" where it would look like an integer.
// Negative zero is written as 0.0: JSON readers disagree about it. Returns the end; `to` has
// kMaxDoubleBytes. `value` is finite.
char* WriteDouble(char* to, double value);
char* WriteFloat(char* to, float value);

// RFC 3339, UTC, microseconds (finer ones are cut): "2026-11-21T13:32:02.000000+00:00" with quotes.
// False, and nothing written, outside of the years 0000 to 9999.
bool AppendTime(Buffer& out, absl::Time time);

class Encoder : public Reporter {
 public:
  explicit Encoder(Buffer& out) : out_(out) {}

  Buffer& out() { return out_; }

  void String(std::string_view text, const Rules& rules, const Path& path) {
    bool ascii = false;
    if (ABSL_PREDICT_FALSE(!AppendString(out_, text, ascii))) return ReportNotUtf8(*this, path);
    CheckText(*this, path, rules, text, ascii);
  }

  template <std::integral N>
  void Integer(N value, const Rules& rules, const Path& path) {
    char* const to = out_.Reserve(kMaxIntegerBytes);
    out_.Commit(static_cast<std::size_t>(std::to_chars(to, to + kMaxIntegerBytes, value).ptr - to));
    CheckNumber(*this, path, rules, value);
  }

  // N: float, double.
  template <std::floating_point N>
  void Floating(N value, const Rules& rules, const Path& path) {
    if (ABSL_PREDICT_FALSE(!std::isfinite(value))) return ReportNotFinite(value, path);
    char* const to = out_.Reserve(kMaxDoubleBytes);
    if constexpr (std::same_as<N, float>) {
      char* const end = WriteFloat(to, value);
      out_.Commit(static_cast<std::size_t>(end - to));
      // Checked as every reader will read it: the nearest double of the text, not of the float.
      double read = 0;
      std::from_chars(to, end, read);
      CheckNumber(*this, path, rules, read);
    } else {
      out_.Commit(static_cast<std::size_t>(WriteDouble(to, value) - to));
      CheckNumber(*this, path, rules, value);
    }
  }

  void Time(absl::Time value, const Path& path) {
    if (ABSL_PREDICT_FALSE(!AppendTime(out_, value))) ReportTime(path);
  }

  ABSL_ATTRIBUTE_COLD void ReportNotFinite(double value, const Path& path);
  ABSL_ATTRIBUTE_COLD void ReportTime(const Path& path);

 private:
  Buffer& out_;
};

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_CODEC_ENCODER_H_
