#include "kontrakt/schemas/text/regex_syntax.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace kontrakt {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsHexDigit(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool IsNameByte(char c) {
  return IsLetter(c) || IsDigit(c) || c == '_' || c == '$' || (c & 0x80) != 0;
}

// A class escape, which is no single character and so no end of a range.
constexpr std::uint32_t kManyCharacters = 0x110000;

// Reads an expression from left to right; every function consumes what it names, false or nullopt
// when it is broken.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool Disjunction() {
    bool atom = false;  // Something stands before that a quantifier may follow.
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (IsQuantifierStart()) {
        if (!atom || !Quantifier()) return false;
        atom = false;
      } else if (c == '(') {
        if (!OpenGroup()) return false;
        atom = false;
      } else if (c == ')') {
        if (depth_-- == 0) return false;
        ++at_;
        atom = true;
      } else {
        ++at_;
        if (c == '[' && !Class()) return false;
        if (c == '\\' && !Escape(atom)) return false;
        if (c != '\\') atom = c != '|' && c != '^' && c != '$';
      }
    }
    return depth_ == 0 && largest_reference_ <= groups_ && (!names_used_ || named_);
  }

 private:
  bool Take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool Take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  std::optional<std::uint64_t> Digits() {
    const std::size_t begin = at_;
    std::uint64_t value = 0;
    for (; at_ < text_.size() && IsDigit(text_[at_]); ++at_) {
      if (value < 1'000'000'000) value = value * 10 + static_cast<std::uint64_t>(text_[at_] - '0');
    }
    return at_ == begin ? std::nullopt : std::optional(value);
  }

  // `{` opens a quantifier only when it looks like one; else it is a character.
  bool IsQuantifierStart() {
    const char c = text_[at_];
    if (c != '{') return c == '*' || c == '+' || c == '?';
    const std::size_t begin = at_++;
    const bool is = Digits() && (!Take(',') || Digits() || true) && Take('}');
    at_ = begin;
    return is;
  }

  bool Quantifier() {
    if (text_[at_++] == '{') {
      const std::uint64_t least = *Digits();
      if (Take(',')) {
        const std::optional<std::uint64_t> most = Digits();
        if (most && *most < least) return false;
      }
      Take('}');
    }
    Take('?');
    return true;
  }

  bool OpenGroup() {
    ++at_;
    ++depth_;
    if (!Take('?')) {
      ++groups_;
      return true;
    }
    if (Take(':') || Take('=') || Take('!') || Take("<=") || Take("<!")) return true;
    ++groups_;
    named_ = true;
    return Take('<') && Name();
  }

  // The rest of "name>".
  bool Name() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && IsNameByte(text_[at_])) ++at_;
    return at_ > begin && !IsDigit(text_[begin]) && Take('>');
  }

  // Behind `[`.
  bool Class() {
    Take('^');
    while (!Take(']')) {
      const std::optional<std::uint32_t> low = ClassAtom();
      if (!low) return false;
      if (at_ + 1 < text_.size() && text_[at_] == '-' && text_[at_ + 1] != ']') {
        ++at_;
        const std::optional<std::uint32_t> high = ClassAtom();
        if (!high || *low == kManyCharacters || *high == kManyCharacters || *low > *high) {
          return false;
        }
      }
    }
    return true;
  }

  std::optional<std::uint32_t> ClassAtom() {
    if (at_ == text_.size()) return std::nullopt;
    if (!Take('\\')) return Character();
    if (Take('b')) return '\b';
    if (Take('-')) return '-';
    return CharacterEscape();
  }

  // One code point of the text, which is valid UTF-8.
  std::uint32_t Character() {
    const auto lead = static_cast<std::uint8_t>(text_[at_++]);
    if (lead < 0x80) return lead;
    std::uint32_t value = lead & (lead < 0xE0 ? 0x1F : lead < 0xF0 ? 0x0F : 0x07);
    while (at_ < text_.size() && (text_[at_] & 0xC0) == 0x80) {
      value = value << 6 | (static_cast<std::uint8_t>(text_[at_++]) & 0x3F);
    }
    return value;
  }

  // Behind `\` outside of a class; `atom` is whether a quantifier may follow.
  bool Escape(bool& atom) {
    if (at_ == text_.size()) return false;
    atom = true;
    const char c = text_[at_];
    if (c == 'b' || c == 'B') {
      ++at_;
      atom = false;
      return true;
    }
    if (c == 'k') {
      ++at_;
      names_used_ = true;
      return Take('<') && Name();
    }
    if (c >= '1' && c <= '9') {
      const std::uint64_t reference = *Digits();
      if (reference > largest_reference_) largest_reference_ = reference;
      return true;
    }
    return CharacterEscape().has_value();
  }

  // Behind `\`, inside of a class or outside.
  std::optional<std::uint32_t> CharacterEscape() {
    if (at_ == text_.size()) return std::nullopt;
    const char c = text_[at_++];
    switch (c) {
      case 'd':
      case 'D':
      case 's':
      case 'S':
      case 'w':
      case 'W':
        return kManyCharacters;
      case 'p':
      case 'P':
        return Property();
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'v':
        return '\v';
      case '0':
        if (at_ < text_.size() && IsDigit(text_[at_])) return std::nullopt;
        return 0;
      case 'c':
        if (at_ == text_.size() || !IsLetter(text_[at_])) return std::nullopt;
        return text_[at_++] & 31;
      case 'x':
        return Hex(2);
      case 'u':
        return Unicode();
      default:
        if (IsLetter(c) || IsDigit(c) || (c & 0x80) != 0) return std::nullopt;
        return static_cast<std::uint8_t>(c);
    }
  }

  // Behind `\p`: "{Letter}", "{Script=Greek}".
  std::optional<std::uint32_t> Property() {
    if (!Take('{')) return std::nullopt;
    const std::size_t begin = at_;
    while (at_ < text_.size() && (IsNameByte(text_[at_]) || text_[at_] == '=')) ++at_;
    if (at_ == begin || !Take('}')) return std::nullopt;
    return kManyCharacters;
  }

  std::optional<std::uint32_t> Hex(std::size_t digits) {
    std::uint32_t value = 0;
    for (; digits > 0; --digits, ++at_) {
      if (at_ == text_.size() || !IsHexDigit(text_[at_])) return std::nullopt;
      const char c = text_[at_];
      value = value << 4 | static_cast<std::uint32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return value;
  }

  // Behind `\u`: four digits, a surrogate pair in two such escapes, or "{1F600}".
  std::optional<std::uint32_t> Unicode() {
    if (!Take('{')) {
      const std::optional<std::uint32_t> unit = Hex(4);
      if (!unit || *unit < 0xD800 || *unit > 0xDBFF) return unit;
      const std::size_t before = at_;
      if (Take("\\u")) {
        const std::optional<std::uint32_t> low = Hex(4);
        if (low && *low >= 0xDC00 && *low <= 0xDFFF) {
          return 0x10000 + ((*unit & 0x3FF) << 10) + (*low & 0x3FF);
        }
      }
      at_ = before;
      return unit;
    }
    std::uint32_t value = 0;
    const std::size_t begin = at_;
    while (at_ < text_.size() && IsHexDigit(text_[at_])) {
      value = value << 4 | *Hex(1);
      if (value > 0x10FFFF) return std::nullopt;
    }
    if (at_ == begin || !Take('}')) return std::nullopt;
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::uint64_t groups_ = 0;
  std::uint64_t largest_reference_ = 0;
  bool named_ = false;
  bool names_used_ = false;
};

}  // namespace

bool IsRegex(std::string_view text) { return Scanner(text).Disjunction(); }

}  // namespace kontrakt
