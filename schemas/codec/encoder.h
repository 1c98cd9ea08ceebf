// Encoder: JSON text, value by value, straight into a Buffer. The machinery below encode.h; not for
// users.
#ifndef KONTRAKT_SCHEMAS_CODEC_ENCODER_H_
#define KONTRAKT_SCHEMAS_CODEC_ENCODER_H_

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "kontrakt/schemas/codec/buffer.h"
#include "kontrakt/schemas/codec/number_text.h"
#include "kontrakt/schemas/codec/rules.h"
#include "kontrakt/schemas/codec/text_writer.h"
#include "kontrakt/schemas/codec/time_text.h"
#include "kontrakt/schemas/declare/traits.h"
#include "kontrakt/schemas/reporter.h"

namespace kontrakt::internal {

// What any value but a text may write.
inline constexpr std::size_t kValueRoom = std::max(kNumberRoom, kTimeBytes);

class Encoder : public Reporter {
 public:
  explicit Encoder(Buffer& out) : out_(out) {}

  Buffer& out() { return out_; }

  // Whether the message was found to be nested too deep: it is refused, and nothing more of it
  // needs to be written.
  bool too_deep() const { return too_deep_; }
  void SetTooDeep() { too_deep_ = true; }

  // Each writes one value at `to`, a place in out() with kValueRoom bytes behind it, checks it and
  // returns the end; out() knows of it only after CommitTo(). What may
  // be wrong is left to one call that is rarely made, so that a field takes little code.
  ABSL_ATTRIBUTE_ALWAYS_INLINE char* Bool(char* to, bool value) {
    std::memcpy(to, value ? "true   " : "false  ", 8);
    return to + (value ? 4 : 5);
  }

  ABSL_ATTRIBUTE_ALWAYS_INLINE char* Null(char* to) {
    to = out_.Room(to, 4);
    std::memcpy(to, "null", 4);
    return to + 4;
  }

  ABSL_ATTRIBUTE_ALWAYS_INLINE char* String(char* to, std::string_view text, const Rules& rules,
                                            const Path& path) {
    const Written written = ProvesText(rules, text)
                                ? Written{WritePlainText(out_, to, text), Nature::kProven}
                                : WriteText(out_, to, text);
    if (ABSL_PREDICT_FALSE(written.nature == Nature::kBroken ||
                           !TextHolds(rules, text, written.nature))) {
      ReportString(text, written.nature, rules, path.Copy());
    }
    return written.to;
  }

  template <std::integral N>
  ABSL_ATTRIBUTE_ALWAYS_INLINE char* Integer(char* to, N value, const Rules& rules,
                                             const Path& path) {
    CheckNumber(*this, path, rules, value);
    if constexpr (std::is_signed_v<N>) {
      return WriteSigned(to, value);
    } else {
      return WriteUnsigned(to, value);
    }
  }

  // N: float, double.
  template <std::floating_point N>
  ABSL_ATTRIBUTE_ALWAYS_INLINE char* Floating(char* to, N value, const Rules& rules,
                                              const Path& path) {
    if constexpr (std::same_as<N, double>) {
      if (ABSL_PREDICT_FALSE(!std::isfinite(value) || !NumberHolds(rules, value))) {
        ReportDouble(value, rules, path.Copy());
      }
      return WriteDouble(to, value);
    } else {
      return Float(to, value, rules, path.Copy());
    }
  }

  char* Time(char* to, absl::Time value, const Path& path);
  char* Time(char* to, const UnixTime& value, const Path& path);

 private:
  char* Float(char* to, float value, const Rules& rules, const Path& path);
  ABSL_ATTRIBUTE_COLD void ReportString(std::string_view text, Nature nature, const Rules& rules,
                                        const Path& path);
  ABSL_ATTRIBUTE_COLD void ReportDouble(double value, const Rules& rules, const Path& path);

  Buffer& out_;
  bool too_deep_ = false;
};

// uniqueItems of the array that was written from `begin` on, whose elements end at `ends`.
void CheckUniqueTexts(Encoder& encoder, const Path& path, std::size_t begin,
                      const std::vector<std::size_t>& ends);

// What is said of a message with violations. Drops what was written of it behind `size` bytes;
// `subject` names it.
ABSL_ATTRIBUTE_COLD absl::Status RefuseMessage(Encoder& encoder, std::size_t size,
                                               std::string (*subject)());

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_CODEC_ENCODER_H_
