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
#include <type_traits>
#include <vector>

#include "absl/time/time.h"
#include "kontrakt/schemas/codec/rules.h"
#include "kontrakt/schemas/json/number.h"
#include "kontrakt/schemas/json/reader.h"
#include "kontrakt/schemas/reporter.h"
#include "kontrakt/schemas/text/plain.h"

namespace kontrakt::internal {

// RFC 3339 section 5.6, any offset; digits below a nanosecond are dropped. A leap second is the
// second that follows it.
bool ParseTime(std::string_view text, absl::Time& out);

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

  void Bool(bool& out, const Path& path);
  void String(std::string& out, const Rules& rules, const Path& path);
  void Time(absl::Time& out, const Path& path);
  // The view is valid until the next call. False: reported.
  bool Text(std::string_view& out, const Path& path) {
    return Expect(Type::kString, "a string", path) && reader_.ReadString(out, scratch_);
  }

  template <std::integral N>
  void Integer(N& out, const Rules& rules, const Path& path) {
    using Wide = std::conditional_t<std::is_signed_v<N>, std::int64_t, std::uint64_t>;
    std::string_view token;
    Wide value = 0;
    if (!Expect(Type::kNumber, "an integer", path) || !reader_.ReadNumber(token)) return;
    if (ABSL_PREDICT_FALSE(!ParseWide(token, value) || value < std::numeric_limits<N>::min() ||
                           value > std::numeric_limits<N>::max())) {
      return ReportInteger(token, std::to_string(std::numeric_limits<N>::min()),
                           std::to_string(std::numeric_limits<N>::max()), path);
    }
    out = static_cast<N>(value);
    if (full_) CheckNumber(*this, path, rules, out);
  }

  // N: float, double.
  template <std::floating_point N>
  void Floating(N& out, const Rules& rules, const Path& path) {
    double value = 0;
    if (!Number(value, path)) return;
    if constexpr (std::same_as<N, float>) {
      if (value < -kLargestFloatInJson || value > kLargestFloatInJson) {
        return ReportFloat(value, path);
      }
    }
    out = static_cast<N>(value);
    if (full_) CheckNumber(*this, path, rules, value);
  }

  // Texts of the values that were read since, for uniqueItems.
  std::string_view TextFrom(std::size_t begin) const {
    return text_.substr(begin, reader_.position() - begin);
  }

  ABSL_ATTRIBUTE_COLD void ReportTwice(std::string_view key, const Path& path);
  ABSL_ATTRIBUTE_COLD void ReportMissing(std::string_view key, const Path& path);
  ABSL_ATTRIBUTE_COLD void ReportSize(std::size_t expected, std::size_t found, const Path& path);

 private:
  static bool ParseWide(std::string_view token, std::int64_t& out) {
    return ParseInt64(token, out);
  }
  static bool ParseWide(std::string_view token, std::uint64_t& out) {
    return ParseUint64(token, out);
  }
  bool Number(double& out, const Path& path);
  ABSL_ATTRIBUTE_COLD void ReportType(Type found, std::string_view expected, const Path& path);
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
