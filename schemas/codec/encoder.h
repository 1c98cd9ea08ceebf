// Encoder: JSON text, value by value, straight into a Buffer. The machinery below encode.h; not for
// users.
#ifndef KONTRAKT_SCHEMAS_CODEC_ENCODER_H_
#define KONTRAKT_SCHEMAS_CODEC_ENCODER_H_

#include <charconv>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "absl/time/time.h"
#include "kontrakt/schemas/codec/buffer.h"
#include "kontrakt/schemas/codec/number_text.h"
#include "kontrakt/schemas/codec/rules.h"
#include "kontrakt/schemas/codec/text_writer.h"
#include "kontrakt/schemas/reporter.h"

namespace kontrakt::internal {

class Encoder : public Reporter {
 public:
  explicit Encoder(Buffer& out) : out_(out) {}

  Buffer& out() { return out_; }

  // Each writes one value at `to`, a place in out(), checks it and returns the end; out() knows of
  // it only after CommitTo(). R: Rules or ConstantRules.
  ABSL_ATTRIBUTE_ALWAYS_INLINE char* Bool(char* to, bool value) {
    to = out_.Room(to, 8);
    std::memcpy(to, value ? "true   " : "false  ", 8);
    return to + (value ? 4 : 5);
  }

  template <class R>
  ABSL_ATTRIBUTE_ALWAYS_INLINE char* String(char* to, std::string_view text, const R& rules,
                                            const Path& path) {
    Written written;
    if (ProvesText(rules, text)) {
      written = {WritePlainText(out_, to, text), Nature::kProven};
    } else {
      written = WriteText(out_, to, text);
      if (ABSL_PREDICT_FALSE(written.nature == Nature::kBroken)) {
        ReportBrokenText(path.Copy());
        return written.to;
      }
    }
    CheckText(*this, path, rules, text, written.nature);
    return written.to;
  }

  template <class R, std::integral N>
  ABSL_ATTRIBUTE_ALWAYS_INLINE char* Integer(char* to, N value, const R& rules, const Path& path) {
    to = out_.Room(to, kNumberRoom);
    if constexpr (std::is_signed_v<N>) {
      to = WriteSigned(to, value);
    } else {
      to = WriteUnsigned(to, value);
    }
    CheckNumber(*this, path, rules, value);
    return to;
  }

  // N: float, double.
  template <class R, std::floating_point N>
  ABSL_ATTRIBUTE_ALWAYS_INLINE char* Floating(char* to, N value, const R& rules, const Path& path) {
    if (ABSL_PREDICT_FALSE(!std::isfinite(value))) {
      ReportNotFinite(value, path.Copy());
      return to;
    }
    to = out_.Room(to, kNumberRoom);
    if constexpr (std::same_as<N, double>) {
      CheckNumber(*this, path, rules, value);
      return WriteDouble(to, value);
    } else {
      char* const end = WriteFloat(to, value);
      if constexpr (R::kForNumbers) {
        // Checked as every reader will read it: the nearest double of the text, not of the float.
        double read = 0;
        std::from_chars(to, end, read);
        CheckNumber(*this, path, rules, read);
      }
      return end;
    }
  }

  char* Time(char* to, absl::Time value, const Path& path);

  ABSL_ATTRIBUTE_COLD void ReportBrokenText(const Path& path);
  ABSL_ATTRIBUTE_COLD void ReportNotFinite(double value, const Path& path);

 private:
  Buffer& out_;
};

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_CODEC_ENCODER_H_
