// JsonReader: a strict pull parser for JSON (RFC 8259) over text in memory.
//
// Strict means: what RFC 8259 does not allow is an error, and so are a byte order mark, invalid
// UTF-8, escaped lone surrogates, and nesting deeper than the limit. It keeps no tree, never
// recurses and allocates nothing but room for strings that hold escapes, which the caller owns.
//
//   JsonReader reader(text);
//   std::string_view key;
//   if (reader.EnterObject()) {
//     while (reader.NextKey(key, scratch)) { ... read or Skip() exactly one value ... }
//   }
//   if (!reader.Finish()) return reader.status();
//
// The first error sticks: every later call returns false (kError), so that one check at the end is
// enough. Duplicate keys are the caller's to find; only the caller knows which keys it has seen.
#ifndef KONTRAKT_SCHEMAS_JSON_READER_H_
#define KONTRAKT_SCHEMAS_JSON_READER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "absl/base/attributes.h"
#include "absl/base/optimization.h"
#include "absl/status/status.h"
#include "kontrakt/schemas/text/plain.h"

namespace kontrakt {

// Not thread-safe; one reader per thread. The text must outlive the reader and every view it gave.
class JsonReader {
 public:
  static constexpr int kDefaultMaxDepth = 64;
  static constexpr int kLargestMaxDepth = 1024;         // A larger `max_depth` counts as this.
  static constexpr std::size_t kMaxNumberBytes = 1024;  // Longest number token.

  // Arrays and objects may be nested `max_depth` deep: `[[1]]` has depth 2.
  explicit JsonReader(std::string_view text, int max_depth = kDefaultMaxDepth)
      : begin_(text.data()),
        at_(text.data()),
        end_(text.data() + text.size()),
        depth_left_(max_depth < kLargestMaxDepth ? max_depth : kLargestMaxDepth) {}

  enum class Type : std::uint8_t {
    kNull,
    kFalse,
    kTrue,
    kNumber,
    kString,
    kArray,
    kObject,
    kError
  };

  // The type of the value that comes next, judged by its first byte; kError (an error is set) when
  // no value begins there. Afterwards position() is the offset of the value's first byte.
  Type Peek() {
    SkipSpace();
    if (ABSL_PREDICT_FALSE(at_ == end_)) return FailPeek();
    const Type type = kTypeOf[static_cast<std::uint8_t>(*at_)];
    return ABSL_PREDICT_FALSE(type == Type::kError) ? FailPeek() : type;
  }

  // Each reads one value of its kind, after whitespace. False: an error is set, outputs are
  // unspecified.
  bool ReadNull() { return ReadWord("null", "expected null"); }
  bool ReadBool(bool& out) {
    SkipSpace();
    out = at_ != end_ && *at_ == 't';
    return out ? ReadWord("true", "expected true or false")
               : ReadWord("false", "expected true or false");
  }
  // `out` views the text itself when the string has no escapes, else `scratch`; it is valid UTF-8.
  bool ReadString(std::string_view& out, std::string& scratch) {
    SkipSpace();
    if (ABSL_PREDICT_FALSE(at_ == end_ || *at_ != '"')) return Fail("expected a string");
    return ReadRestOfString(out, &scratch);
  }
  // The token as it is written; number.h gives its value. At most kMaxNumberBytes long.
  bool ReadNumber(std::string_view& token) {
    SkipSpace();
    const char* p = at_;
    if (p != end_ && *p == '-') ++p;
    const char* const digits = p;
    while (p != end_ && IsDigit(*p)) ++p;
    const bool whole = p != digits && (*digits != '0' || p == digits + 1);
    if (ABSL_PREDICT_FALSE(!whole || p - at_ > kShortNumber || (p != end_ && (*p | 0x20) == 'e') ||
                           (p != end_ && *p == '.'))) {
      return ReadUnusualNumber(digits, token);
    }
    token = std::string_view(at_, static_cast<std::size_t>(p - at_));
    at_ = p;
    return true;
  }

  // EnterObject() consumes '{'. After it NextKey() is called until it returns false. True: a key
  // and its ':' were consumed, and the caller reads exactly one value before the next call. False:
  // '}' was consumed, or there was an error (ok() tells). `key` is like ReadString()'s `out`.
  bool EnterObject() { return Enter('{', "expected an object"); }
  bool NextKey(std::string_view& key, std::string& scratch) {
    return Advance('}', "expected ',' or '}'") && ReadKey(key, &scratch);
  }
  // Consumes the next key and its ':' when that key is spelt exactly `name` (plain:
  // IsPlainJsonByte) and returns true; else consumes nothing, sets no error and returns false:
  // NextKey() then tells more. A quick way for a caller that expects its keys in an order.
  bool TakeKey(std::string_view name) {
    const char* p = at_;
    if (!fresh_) {
      while (p != end_ && IsSpace(*p)) ++p;
      if (p == end_ || *p != ',') return false;
      ++p;
    }
    while (p != end_ && IsSpace(*p)) ++p;
    const std::size_t quoted = name.size() + 2;
    if (static_cast<std::size_t>(end_ - p) <= quoted || *p != '"' || p[quoted - 1] != '"' ||
        !StartsWith(p + 1, name)) {
      return false;
    }
    p += quoted;
    while (p != end_ && IsSpace(*p)) ++p;
    if (p == end_ || *p != ':') return false;
    at_ = p + 1;
    fresh_ = false;
    return true;
  }

  // The same for arrays: '[' and then NextElement() until it returns false.
  bool EnterArray() { return Enter('[', "expected an array"); }
  bool NextElement() { return Advance(']', "expected ',' or ']'"); }

  // ---- quick ways ----
  //
  // Each consumes what comes next if that is written in the usual form (no blanks before it,
  // nothing rare) and returns true. Otherwise it consumes nothing, sets no error and returns false;
  // the functions above then tell what is there.

  // The first member of an object; `text`: its key in quotes and ':'.
  bool TakeFirstMember(std::string_view text) { return fresh_ && TakeText(text); }
  // The next one; `text`, a constant: the same behind a ','.
  ABSL_ATTRIBUTE_ALWAYS_INLINE bool TakeMember(std::string_view text) {
    if (text.size() < 8) return TakeShortMember(text);
    return text.size() <= 16 ? TakeWords<std::uint64_t>(text) : TakeLongMember(text);
  }
  // The end of an object, '}', or of an array, ']'.
  bool TakeEnd(char close) {
    if (at_ == end_ || *at_ != close) return false;
    ++at_;
    ++depth_left_;
    fresh_ = false;
    return true;
  }
  // A string of plain characters.
  bool TakeString(std::string_view& out) {
    if (ABSL_PREDICT_FALSE(at_ == end_ || *at_ != '"')) return false;
    const char* const start = at_ + 1;
    const char* const end = FindNotPlain(start, end_);
    if (ABSL_PREDICT_FALSE(end == end_ || *end != '"')) return false;
    out = std::string_view(start, static_cast<std::size_t>(end - start));
    at_ = end + 1;
    return true;
  }
  // An integer of at most 18 digits, without fraction and exponent.
  bool TakeInteger(std::int64_t& out);
  // A number of at most 15 digits, without exponent: then its nearest double is a quotient of two
  // doubles that are exact.
  bool TakeDecimal(double& out);
  bool TakeBool(bool& out) {
    if (ABSL_PREDICT_FALSE(end_ - at_ < 5)) return false;
    const bool is_true = std::memcmp(at_, "true", 4) == 0;
    if (!is_true && std::memcmp(at_, "false", 5) != 0) return false;
    out = is_true;
    at_ += is_true ? 4 : 5;
    return true;
  }
  bool TakeNull() {
    if (ABSL_PREDICT_FALSE(end_ - at_ < 4) || std::memcmp(at_, "null", 4) != 0) return false;
    at_ += 4;
    return true;
  }

  // Reads and checks any one value (syntax, UTF-8, depth) and keeps nothing of it. Iterative.
  bool Skip();

  // Demands that only whitespace follows, and that there was no error before.
  bool Finish() {
    SkipSpace();
    if (ABSL_PREDICT_FALSE(at_ != end_)) return Fail("expected nothing after the value");
    return ok();
  }

  bool ok() const { return error_ == nullptr; }

  // kInvalidArgument: "not JSON: byte 17: expected ',' or '}'", for the first error; the text is
  // never quoted. OK when there was none.
  absl::Status status() const;

  // Offset of the next byte. After Peek() and after Skip() (or another read) it bounds the raw text
  // of a value. After an error: where that was.
  std::size_t position() const {
    return static_cast<std::size_t>((ok() ? at_ : error_at_) - begin_);
  }

 private:
  static constexpr std::ptrdiff_t kShortNumber = 20;  // Bytes of the longest 64-bit integer.
  template <class Word>
  static bool SameWord(const char* a, const char* b) {
    Word x, y;
    std::memcpy(&x, a, sizeof x);
    std::memcpy(&y, b, sizeof y);
    return x == y;
  }
  // Whether the bytes at `p`, as many as `text` has, are those of `text`, which is short: a call
  // would cost more than it does.
  static bool StartsWith(const char* p, std::string_view text) {
    const std::size_t size = text.size();
    const char* const q = text.data();
    if (size < 8) {
      for (std::size_t i = 0; i < size; ++i) {
        if (p[i] != q[i]) return false;
      }
      return true;
    }
    for (std::size_t i = 0; i + 8 < size; i += 8) {
      if (!SameWord<std::uint64_t>(p + i, q + i)) return false;
    }
    return SameWord<std::uint64_t>(p + size - 8, q + size - 8);
  }
  static constexpr bool IsDigit(char c) { return static_cast<unsigned>(c - '0') <= 9; }
  static constexpr bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
  static constexpr std::array<Type, 256> kTypeOf = [] {
    std::array<Type, 256> types{};
    types.fill(Type::kError);
    types['n'] = Type::kNull;
    types['f'] = Type::kFalse;
    types['t'] = Type::kTrue;
    types['"'] = Type::kString;
    types['['] = Type::kArray;
    types['{'] = Type::kObject;
    types['-'] = Type::kNumber;
    for (int digit = '0'; digit <= '9'; ++digit)
      types[static_cast<std::size_t>(digit)] = Type::kNumber;
    return types;
  }();

  void SkipSpace() {
    if (ABSL_PREDICT_TRUE(at_ != end_ && static_cast<std::uint8_t>(*at_) > ' ')) return;
    while (at_ != end_ && IsSpace(*at_)) ++at_;
  }

  // Consumes `open` and goes one level down.
  bool Enter(char open, const char* expected) {
    SkipSpace();
    if (ABSL_PREDICT_FALSE(at_ == end_ || *at_ != open)) return Fail(expected);
    if (ABSL_PREDICT_FALSE(--depth_left_ < 0)) return Fail(kTooDeep);
    ++at_;
    fresh_ = true;
    return true;
  }

  // Consumes what stands before a member: nothing before the first, ',' before the others. False:
  // `close` was consumed, or there was an error.
  bool Advance(char close, const char* expected) {
    SkipSpace();
    const bool first = fresh_;
    fresh_ = false;
    if (ABSL_PREDICT_TRUE(at_ != end_)) {
      if (*at_ == close) {
        ++at_;
        ++depth_left_;
        return false;
      }
      if (first) return true;
      if (ABSL_PREDICT_TRUE(*at_ == ',')) {
        ++at_;
        return true;
      }
    }
    return Fail(expected);
  }

  bool ReadKey(std::string_view& key, std::string* scratch) {
    SkipSpace();
    if (ABSL_PREDICT_FALSE(at_ == end_ || *at_ != '"')) return Fail("expected a key in quotes");
    if (ABSL_PREDICT_FALSE(!ReadRestOfString(key, scratch))) return false;
    SkipSpace();
    if (ABSL_PREDICT_FALSE(at_ == end_ || *at_ != ':')) return Fail("expected ':'");
    ++at_;
    return true;
  }

  // `*at_` is the opening quote. `scratch` may be null: then a string with escapes is only checked.
  bool ReadRestOfString(std::string_view& out, std::string* scratch) {
    const char* const start = at_ + 1;
    at_ = FindNotPlain(start, end_);
    if (ABSL_PREDICT_TRUE(at_ != end_ && *at_ == '"')) {
      out = std::string_view(start, static_cast<std::size_t>(at_ - start));
      ++at_;
      return true;
    }
    return ReadUnusualString(start, out, scratch);
  }

  bool ReadWord(std::string_view word, const char* expected) {
    SkipSpace();
    if (ABSL_PREDICT_FALSE(static_cast<std::size_t>(end_ - at_) < word.size() ||
                           std::memcmp(at_, word.data(), word.size()) != 0)) {
      return Fail(expected);
    }
    at_ += word.size();
    return true;
  }

  // Behind another member, a text of one to two words: its first and its last, which may overlap,
  // are compared.
  template <class Word>
  ABSL_ATTRIBUTE_ALWAYS_INLINE bool TakeWords(std::string_view text) {
    const std::size_t size = text.size(), last = size - sizeof(Word);
    if (fresh_ || static_cast<std::size_t>(end_ - at_) < size ||
        !SameWord<Word>(at_, text.data()) || !SameWord<Word>(at_ + last, text.data() + last)) {
      return false;
    }
    at_ += size;
    return true;
  }
  // The same for texts of 4 to 7 bytes, out of line; and for any longer ones.
  bool TakeShortMember(std::string_view text);
  bool TakeLongMember(std::string_view text);
  bool TakeText(std::string_view text) {
    if (static_cast<std::size_t>(end_ - at_) < text.size() || !StartsWith(at_, text)) return false;
    at_ += text.size();
    fresh_ = false;
    return true;
  }

  // Reads up to `most` digits from `p` into `value`; the end of them.
  const char* TakeDigits(const char* p, int most, std::uint64_t& value) const {
    for (; most > 0 && p != end_ && IsDigit(*p); ++p, --most) {
      value = value * 10 + static_cast<unsigned>(*p - '0');
    }
    return p;
  }
  // Whether a number that was read up to `p` goes on there.
  bool NumberGoesOn(const char* p) const {
    return p != end_ && (IsDigit(*p) || *p == '.' || (*p | 0x20) == 'e');
  }

  // The cold half, in reader.cc.
  static const char kTooDeep[];
  bool ReadUnusualString(const char* start, std::string_view& out, std::string* scratch);
  bool ReadUnusualNumber(const char* digits, std::string_view& token);
  bool ReadEscape(std::string* scratch);
  bool ReadHex4(std::uint32_t& out);
  bool SkipScalar(Type type);
  bool SkipKey() {
    std::string_view ignored;
    return Advance('}', "expected ',' or '}'") && ReadKey(ignored, nullptr);
  }
  ABSL_ATTRIBUTE_NOINLINE Type FailPeek();
  // Remembers the first error, moves to the end so that nothing more can be read; false.
  ABSL_ATTRIBUTE_NOINLINE bool Fail(const char* expected);

  const char* begin_;
  const char* at_;
  const char* end_;
  int depth_left_;
  bool fresh_ = false;           // Just behind '{' or '['.
  const char* error_ = nullptr;  // Static text.
  const char* error_at_ = nullptr;
};

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_JSON_READER_H_
