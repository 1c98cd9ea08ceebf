#include "kontrakt/schemas/json/reader.h"

#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/json/number.h"
#include "kontrakt/schemas/text/utf8.h"

namespace kontrakt {

namespace {

// What a character means behind a backslash; 0: nothing.
constexpr auto kMeanings = [] {
  std::array<char, 256> meanings{};
  constexpr std::string_view kEscapes = "\"\\/bfnrt", kMeant = "\"\\/\b\f\n\r\t";
  for (std::size_t i = 0; i < kEscapes.size(); ++i) {
    meanings[static_cast<unsigned char>(kEscapes[i])] = kMeant[i];
  }
  return meanings;
}();

}  // namespace

const char JsonReader::kTooDeep[] = "nested deeper than the limit";

bool JsonReader::Fail(const char* expected) {
  if (error_ == nullptr) {
    error_ = expected;
    error_at_ = at_;
  }
  at_ = end_;
  return false;
}

JsonReader::Type JsonReader::FailPeek() {
  const auto left = static_cast<std::size_t>(end_ - at_);
  if (at_ == begin_ && std::string_view(at_, left).starts_with("\xEF\xBB\xBF")) {
    Fail("expected a value, found a byte order mark; write the text without it");
  } else {
    Fail(left == 0 ? "expected a value, found the end" : "expected a value");
  }
  return Type::kError;
}

absl::Status JsonReader::status() const {
  if (ok()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("not JSON: byte ", position(), ": ", error_));
}

bool JsonReader::TakeShortMember(std::string_view text) { return TakeWords<std::uint32_t>(text); }

bool JsonReader::TakeLongMember(std::string_view text) { return !fresh_ && TakeText(text); }

bool JsonReader::TakeInteger(std::int64_t& out) {
  const bool negative = at_ != end_ && *at_ == '-';
  const char* const digits = at_ + negative;
  std::uint64_t value = 0;
  const char* const p = TakeDigits(digits, 18, value);
  if (ABSL_PREDICT_FALSE(p == digits || (*digits == '0' && p != digits + 1) || NumberGoesOn(p))) {
    return false;
  }
  out = static_cast<std::int64_t>(negative ? 0 - value : value);
  at_ = p;
  return true;
}

bool JsonReader::TakeDecimal(double& out) {
  static constexpr int kDigits = 15;  // So many fit into the 53 bits of a double.
  const bool negative = at_ != end_ && *at_ == '-';
  const char* const digits = at_ + negative;
  std::uint64_t value = 0;
  const char* p = TakeDigits(digits, kDigits, value);
  if (ABSL_PREDICT_FALSE(p == digits || (*digits == '0' && p != digits + 1))) return false;
  std::ptrdiff_t places = 0;
  if (p != end_ && *p == '.') {
    const char* const fraction = p + 1;
    p = TakeDigits(fraction, kDigits - static_cast<int>(p - digits), value);
    places = p - fraction;
    if (places == 0) return false;
  }
  if (ABSL_PREDICT_FALSE(NumberGoesOn(p))) return false;
  const double magnitude = static_cast<double>(value) / json_internal::kPowersOfTen[places];
  out = negative ? -magnitude : magnitude;
  at_ = p;
  return true;
}

bool JsonReader::ReadUnusualNumber(const char* digits, std::string_view& token) {
  const char* p = digits;
  const auto skip_digits = [&] {
    const char* const first = p;
    while (p != end_ && IsDigit(*p)) ++p;
    return p != first;
  };
  const auto fail_here = [&](const char* expected) {
    at_ = p;
    return Fail(expected);
  };
  const bool zero = p != end_ && *p == '0';
  if (!skip_digits()) return fail_here("expected a number");
  if (zero && p != digits + 1) {
    p = digits;
    return fail_here("expected a number without leading zeros");
  }
  if (p != end_ && *p == '.') {
    ++p;
    if (!skip_digits()) return fail_here("expected a digit after '.'");
  }
  if (p != end_ && (*p == 'e' || *p == 'E')) {
    ++p;
    if (p != end_ && (*p == '+' || *p == '-')) ++p;
    if (!skip_digits()) return fail_here("expected a digit in the exponent");
  }
  token = std::string_view(at_, static_cast<std::size_t>(p - at_));
  if (token.size() > kMaxNumberBytes) return Fail("expected a number of at most 1024 bytes");
  at_ = p;
  return true;
}

bool JsonReader::ReadUnusualString(const char* start, std::string_view& out, std::string* scratch) {
  const char* run = start;  // What is in [run, at_) has been checked and not yet copied.
  bool escaped = false;
  const auto flush = [&] {
    if (scratch != nullptr && escaped) scratch->append(run, at_);
  };
  for (;; at_ = FindNotPlain(at_, end_)) {
    if (at_ == end_) return Fail("expected '\"' at the end of a string");
    const auto byte = static_cast<std::uint8_t>(*at_);
    if (byte >= 0x80) {
      const std::size_t length = Utf8SequenceLength(at_, end_);
      if (length == 0) return Fail("expected valid UTF-8");
      at_ += length;
    } else if (byte == '\\') {
      if (!escaped && scratch != nullptr) scratch->clear();
      escaped = true;
      flush();
      ++at_;
      if (!ReadEscape(scratch)) return false;
      run = at_;
    } else if (byte == '"') {
      break;
    } else {
      return Fail("expected control characters in a string to be escaped");
    }
  }
  flush();
  out = escaped && scratch != nullptr
            ? std::string_view(*scratch)
            : std::string_view(start, static_cast<std::size_t>(at_ - start));
  ++at_;
  return true;
}

// `at_` is behind the backslash.
bool JsonReader::ReadEscape(std::string* scratch) {
  if (at_ == end_) return Fail("expected '\"' at the end of a string");
  if (*at_ != 'u') {
    const char meaning = kMeanings[static_cast<std::uint8_t>(*at_)];
    if (meaning == '\0') return Fail("expected one of \"\\/bfnrtu after '\\'");
    if (scratch != nullptr) scratch->push_back(meaning);
    ++at_;
    return true;
  }
  std::uint32_t unit = 0;
  if (!ReadHex4(unit)) return false;
  if (unit >= 0xDC00 && unit < 0xE000) return Fail("expected a high surrogate before a low one");
  if (unit >= 0xD800 && unit < 0xDC00) {
    std::uint32_t low = 0;
    const bool follows = end_ - at_ >= 2 && at_[0] == '\\' && at_[1] == 'u';
    if (!follows) return Fail("expected a low surrogate after a high one");
    ++at_;
    if (!ReadHex4(low)) return false;
    if (low < 0xDC00 || low >= 0xE000) return Fail("expected a low surrogate after a high one");
    unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
  }
  if (scratch != nullptr) AppendUtf8(*scratch, unit);
  return true;
}

// `*at_` is the 'u'.
bool JsonReader::ReadHex4(std::uint32_t& out) {
  ++at_;
  out = 0;
  for (int i = 0; i < 4; ++i, ++at_) {
    const char c = at_ == end_ ? '\0' : *at_;
    const char lower = static_cast<char>(c | 0x20);
    if (IsDigit(c)) {
      out = out * 16 + static_cast<std::uint32_t>(c - '0');
    } else if (lower >= 'a' && lower <= 'f') {
      out = out * 16 + static_cast<std::uint32_t>(lower - 'a' + 10);
    } else {
      return Fail("expected four hexadecimal digits after '\\u'");
    }
  }
  return true;
}

bool JsonReader::SkipScalar(Type type) {
  std::string_view ignored;
  bool truth = false;
  switch (type) {
    case Type::kNull:
      return ReadNull();
    case Type::kFalse:
    case Type::kTrue:
      return ReadBool(truth);
    case Type::kNumber:
      return ReadNumber(ignored);
    case Type::kString:
      return ReadRestOfString(ignored, nullptr);
    default:
      return false;  // Peek() has set the error.
  }
}

bool JsonReader::Skip() {
  std::array<std::uint64_t, kLargestMaxDepth / 64>
      is_object{};  // One bit a level that is open here.
  std::size_t open = 0;
  const auto bit = [&](std::size_t level) { return std::uint64_t{1} << (level % 64); };
  for (;;) {
    const Type type = Peek();
    if (type == Type::kObject || type == Type::kArray) {
      const bool object = type == Type::kObject;
      if (!(object ? EnterObject() : EnterArray())) return false;
      std::uint64_t& word = is_object[open / 64];
      word = object ? word | bit(open) : word & ~bit(open);
      ++open;
    } else if (!SkipScalar(type)) {
      return false;
    }
    for (;; --open) {
      if (open == 0) return true;
      const bool object = (is_object[(open - 1) / 64] & bit(open - 1)) != 0;
      if (object ? SkipKey() : NextElement()) break;
      if (!ok()) return false;
    }
  }
}

}  // namespace kontrakt
