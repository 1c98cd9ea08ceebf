// Decoder: JSON text, value by value, into C++ objects. The machinery below decode.h; not for
// users.
#ifndef KONTRAKT_SCHEMAS_CODEC_DECODER_H_
#define KONTRAKT_SCHEMAS_CODEC_DECODER_H_

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "kontrakt/schemas/codec/rules.h"
#include "kontrakt/schemas/codec/time_text.h"
#include "kontrakt/schemas/json/number.h"
#include "kontrakt/schemas/json/reader.h"
#include "kontrakt/schemas/reporter.h"
#include "kontrakt/schemas/text/plain.h"

namespace kontrakt::internal {

// Each function reads exactly one value. What does not fit is reported and skipped, so that reading
// goes on; where the text is not JSON at all, reader().ok() is false and nothing more is read.
class Decoder : public Reporter {
 public:
  using Type = JsonReader::Type;

  // `full`: check every constraint; else only what the C++ types demand.
  Decoder(std::string_view text, bool full) : text_(text), reader_(text), full_(full) {}

  JsonReader& reader() { return reader_; }
  std::string& scratch() { return scratch_; }
  bool full_checks() const { return full_; }

  // Whether a value of type `type` comes next; if not, it has been reported and skipped.
  bool Expect(Type type, std::string_view expected, const Path& path) {
    const Type found = reader_.Peek();
    if (ABSL_PREDICT_TRUE(found == type)) return true;
    ReportType(found, expected, path);
    return false;
  }

  // Reads null if it comes next.
  bool TakeNull() {
    if (reader_.TakeNull()) return true;
    return reader_.Peek() == Type::kNull && reader_.ReadNull();
  }

  // Each has a quick way for the usual spelling and a slow one, in decoder.cc, for all others. R:
  // Rules or ConstantRules.
  ABSL_ATTRIBUTE_ALWAYS_INLINE void Bool(bool& out, const Path& path) {
    if (ABSL_PREDICT_FALSE(!reader_.TakeBool(out))) BoolSlowly(out, path.Copy());
  }

  template <class R>
  ABSL_ATTRIBUTE_ALWAYS_INLINE void String(std::string& out, const R& rules, const Path& path) {
    Nature nature = Nature::kAscii;
    if (ABSL_PREDICT_FALSE(!TakeString(out))) {
      if (!StringSlowly(out, path.Copy())) return;
      nature = Nature::kUnicode;
    }
    if (R::kForText && full_) CheckText(*this, path, rules, out, nature);
  }

  void Time(absl::Time& out, const Path& path);
  // The view is valid until the next call. False: reported.
  bool Text(std::string_view& out, const Path& path) {
    return reader_.TakeString(out) ||
           (Expect(Type::kString, "a string", path) && reader_.ReadString(out, scratch_));
  }

  template <class R, std::integral N>
  ABSL_ATTRIBUTE_ALWAYS_INLINE void Integer(N& out, const R& rules, const Path& path) {
    std::int64_t value = 0;
    if (ABSL_PREDICT_TRUE(reader_.TakeInteger(value))) {
      if (ABSL_PREDICT_FALSE(!std::in_range<N>(value))) {
        return ReportInteger<N>(std::to_string(value), path.Copy());
      }
      out = static_cast<N>(value);
    } else if (!IntegerSlowly(out, path.Copy())) {
      return;
    }
    if (R::kForNumbers && full_) CheckNumber(*this, path, rules, out);
  }

  // N: float, double.
  template <class R, std::floating_point N>
  ABSL_ATTRIBUTE_ALWAYS_INLINE void Floating(N& out, const R& rules, const Path& path) {
    double value = 0;
    if (ABSL_PREDICT_FALSE(!reader_.TakeDecimal(value)) && !NumberSlowly(value, path.Copy())) {
      return;
    }
    if constexpr (std::same_as<N, float>) {
      if (ABSL_PREDICT_FALSE(value < -kLargestFloatInJson || value > kLargestFloatInJson)) {
        return ReportFloat(value, path.Copy());
      }
    }
    out = static_cast<N>(value);
    if (R::kForNumbers && full_) CheckNumber(*this, path, rules, value);
  }

  // Texts of the values that were read since, for uniqueItems.
  std::string_view TextFrom(std::size_t begin) const {
    return text_.substr(begin, reader_.position() - begin);
  }
  // Bytes that have not been read.
  std::size_t left() const { return text_.size() - reader_.position(); }

  ABSL_ATTRIBUTE_COLD void ReportTwice(std::string_view key, const Path& path);
  ABSL_ATTRIBUTE_COLD void ReportMissing(std::string_view key, const Path& path);
  ABSL_ATTRIBUTE_COLD void ReportSize(std::size_t expected, std::size_t found, const Path& path);

 private:
  // A plain string into the memory that `out` has, if it can.
  bool TakeString(std::string& out);

  void BoolSlowly(bool& out, const Path& path);
  bool StringSlowly(std::string& out, const Path& path);
  bool NumberSlowly(double& out, const Path& path);
  template <std::integral N>
  ABSL_ATTRIBUTE_NOINLINE bool IntegerSlowly(N& out, const Path& path) {
    std::string_view token;
    Widest<N> value = 0;
    if (!Expect(Type::kNumber, "an integer", path) || !reader_.ReadNumber(token)) return false;
    const bool fits = ParseWide(token, value) && std::in_range<N>(value);
    if (!fits) {
      ReportInteger<N>(token, path);
      return false;
    }
    out = static_cast<N>(value);
    return true;
  }
  static bool ParseWide(std::string_view token, std::int64_t& out) {
    return ParseInt64(token, out);
  }
  static bool ParseWide(std::string_view token, std::uint64_t& out) {
    return ParseUint64(token, out);
  }

  ABSL_ATTRIBUTE_COLD void ReportType(Type found, std::string_view expected, const Path& path);
  template <std::integral N>
  ABSL_ATTRIBUTE_COLD ABSL_ATTRIBUTE_NOINLINE void ReportInteger(std::string_view token,
                                                                 const Path& path) {
    ReportInteger(token, std::to_string(std::numeric_limits<N>::min()),
                  std::to_string(std::numeric_limits<N>::max()), path);
  }
  ABSL_ATTRIBUTE_COLD void ReportInteger(std::string_view token, const std::string& lowest,
                                         const std::string& highest, const Path& path);
  ABSL_ATTRIBUTE_COLD void ReportFloat(double value, const Path& path);

  std::string_view text_;
  JsonReader reader_;
  std::string scratch_;
  bool full_;
};

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_CODEC_DECODER_H_
