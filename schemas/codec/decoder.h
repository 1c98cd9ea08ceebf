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

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "kontrakt/schemas/codec/rules.h"
#include "kontrakt/schemas/codec/time_text.h"
#include "kontrakt/schemas/declare/traits.h"
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
  Decoder(std::string_view text, bool full)
      : text_(text), reader_(text), advance_(4096 + 16 * text.size()), full_(full) {}

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

  void Bool(bool& out, const Path& path);
  void String(std::string& out, const Rules& rules, const Path& path);
  template <std::integral N>
  void Integer(N& out, const Rules& rules, const Path& path);
  template <std::floating_point N>  // float, double
  void Floating(N& out, const Rules& rules, const Path& path);
  void Time(absl::Time& out, const Path& path);
  void Time(UnixTime& out, const Path& path);
  // The view is valid until the next call. False: reported.
  bool Text(std::string_view& out, const Path& path) {
    return reader_.TakeString(out) ||
           (Expect(Type::kString, "a string", path) && reader_.ReadString(out, scratch_));
  }

  // Texts of the values that were read since, for uniqueItems.
  std::string_view TextFrom(std::size_t begin) const {
    return text_.substr(begin, reader_.position() - begin);
  }
  // Bytes that have not been read.
  std::size_t left() const { return text_.size() - reader_.position(); }
  // For how many elements of `size` bytes an array may have room before it is known how many there
  // are: `most`, or one when the message's arrays have had many times its length. A message of
  // little arrays must not take much memory.
  std::size_t Advance(std::size_t most, std::size_t size) {
    if (most * size > advance_) return 1;
    advance_ -= most * size;
    return most;
  }

  ABSL_ATTRIBUTE_COLD void ReportTwice(std::string_view key, const Path& path);
  ABSL_ATTRIBUTE_COLD void ReportUnknown(std::string_view key, const Path& path);
  ABSL_ATTRIBUTE_COLD void ReportMissing(std::string_view key, const Path& path);
  ABSL_ATTRIBUTE_COLD void ReportSize(std::size_t expected, std::size_t found, const Path& path);

 private:
  // A plain string into the memory that `out` has, if it can.
  bool TakeString(std::string& out);

  // What is left to do where a quick way took nothing or a value that breaks its rules.
  void BoolSlowly(bool& out, const Path& path);
  void FinishString(bool taken, std::string& out, const Rules& rules, const Path& path);
  template <std::integral N>
  void FinishInteger(bool taken, std::int64_t value, N& out, const Rules& rules, const Path& path);
  template <std::floating_point N>
  void FinishFloating(bool taken, double value, N& out, const Rules& rules, const Path& path);
  template <std::floating_point N>
  static constexpr double Largest() {
    return std::same_as<N, float> ? kLargestFloatInJson : std::numeric_limits<double>::max();
  }
  static bool ParseWide(std::string_view token, std::int64_t& out) {
    return ParseInt64(token, out);
  }
  static bool ParseWide(std::string_view token, std::uint64_t& out) {
    return ParseUint64(token, out);
  }

  bool NumberSlowly(double& out, const Path& path);

  ABSL_ATTRIBUTE_COLD void ReportType(Type found, std::string_view expected, const Path& path);
  ABSL_ATTRIBUTE_COLD void ReportInteger(std::string_view token, const std::string& lowest,
                                         const std::string& highest, const Path& path);
  ABSL_ATTRIBUTE_COLD void ReportFloat(double value, const Path& path);

  std::string_view text_;
  JsonReader reader_;
  std::string scratch_;
  std::size_t advance_;
  bool full_;
};

// Reads a message of any type: `read` reads it into `out`; `subject` names it in an error.
absl::Status DecodeMessage(std::string_view json, void* out, void (*read)(Decoder&, void*),
                           bool full, std::string (*subject)());

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_CODEC_DECODER_H_
