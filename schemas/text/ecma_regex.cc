#include "kontrakt/schemas/text/ecma_regex.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "kontrakt/schemas/text/utf8.h"

namespace kontrakt {
namespace {

// What stands inside [...] for `\s` and `\S`: ECMA 262's WhiteSpace and LineTerminator, all of
// Unicode.
constexpr std::string_view kSpace =
    R"(\t-\r\x{20}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff})";
constexpr std::string_view kNotSpace =
    R"(\x{0}-\x{8}\x{e}-\x{1f}\x{21}-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027})"
    R"(\x{202a}-\x{202e}\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff})";
constexpr std::string_view kAnything = R"(\x{0}-\x{10ffff})";
constexpr std::size_t kMaxRepetition = 1000;      // RE2's own limit.
constexpr std::size_t kMaxPositions = 1'000'000;  // Stands for any larger number.

// General categories by the long names that people use; RE2 has only the short ones.
constexpr struct {
  std::string_view name, short_name;
} kCategories[] = {
    {"Letter", "L"},
    {"Lowercase_Letter", "Ll"},
    {"Uppercase_Letter", "Lu"},
    {"Titlecase_Letter", "Lt"},
    {"Mark", "M"},
    {"Number", "N"},
    {"Decimal_Number", "Nd"},
    {"digit", "Nd"},
    {"Punctuation", "P"},
    {"punct", "P"},
    {"Symbol", "S"},
    {"Separator", "Z"},
    {"Space_Separator", "Zs"},
    {"Other", "C"},
    {"Control", "Cc"},
};

absl::Status Unsupported(std::string_view construct, std::string_view mend) {
  return absl::InvalidArgumentError(absl::StrCat("the pattern has ", construct, ": ", mend));
}

std::string CodePoint(std::uint32_t c) { return absl::StrCat("\\x{", absl::Hex(c), "}"); }

class Translator {
 public:
  explicit Translator(std::string_view pattern) : rest_(pattern) {}

  absl::StatusOr<Re2Expression> Run() {
    const bool anchored = rest_.starts_with('^');
    while (!rest_.empty()) {
      if (absl::Status status = One(); !status.ok()) return status;
    }
    while (groups_.size() > 1) CloseGroup();  // RE2 will complain.
    EndAtom(0);
    return Re2Expression{std::move(out_), groups_.front(), anchored && !choice_};
  }

 private:
  // What an escape or a member of a class stands for: one code point, or the inside of a class.
  struct Atom {
    std::optional<std::uint32_t> code_point = std::nullopt;
    std::string set = {};
  };

  absl::Status One() {
    const char c = rest_.front();
    if (c == '\\') return EscapeOutside();
    if (c == '[') return Class();
    if (c == '(') return Group();
    if (c == '{') return Brace();
    if (c == '.') {
      out_ += R"([^\n\r\x{2028}\x{2029}])";
    } else if (c == '}' || c == ']') {
      absl::StrAppend(&out_, "\\", std::string_view(&c, 1));
    } else {
      out_.push_back(c);
    }
    rest_.remove_prefix(1);
    Measure(c);
    return absl::OkStatus();
  }

  // Keeps count of positions: atom_ is the size of what a quantifier would repeat, groups_ the
  // sizes of the groups that are open, without it.
  void Measure(char c) {
    if (c == ')') {
      if (groups_.size() > 1) CloseGroup();
    } else if (c == '|' || c == '*' || c == '+' || c == '?') {
      choice_ = true;
      if (c == '|') EndAtom(0);
    } else if (c == '^' || c == '$') {
      EndAtom(0);
    } else if ((c & 0xC0) != 0x80) {  // Bytes that continue a character count nothing.
      EndAtom(1);
    }
  }
  void EndAtom(std::size_t next) {
    groups_.back() += atom_;
    atom_ = next;
  }
  void CloseGroup() {
    EndAtom(0);
    atom_ = groups_.back();
    groups_.pop_back();
  }

  absl::Status Group() {
    rest_.remove_prefix(1);
    out_.push_back('(');
    EndAtom(0);
    groups_.push_back(0);
    if (!absl::ConsumePrefix(&rest_, "?")) return absl::OkStatus();
    if (rest_.starts_with("=") || rest_.starts_with("!")) {
      return Unsupported(
          absl::StrCat("a lookahead (?", rest_.substr(0, 1)),
          "it cannot be matched in linear time; write two schemas under allOf or not");
    }
    if (rest_.starts_with("<=") || rest_.starts_with("<!")) {
      return Unsupported(absl::StrCat("a lookbehind (?", rest_.substr(0, 2)),
                         "it cannot be matched in linear time; match the whole text instead");
    }
    out_ += "?:";
    if (absl::ConsumePrefix(&rest_, ":")) return absl::OkStatus();
    const std::size_t end = rest_.find('>');
    if (rest_.starts_with("<") &&
        end != std::string_view::npos) {  // A name that nothing refers to.
      rest_.remove_prefix(end + 1);
      return absl::OkStatus();
    }
    return Unsupported("a group that begins with (?",
                       "ECMA 262 has (?:...) and (?<name>...) only, no flags");
  }

  // A quantifier, or just a brace.
  absl::Status Brace() {
    const std::size_t end = rest_.find('}');
    const std::string_view inside = rest_.substr(1, end == std::string_view::npos ? 0 : end - 1);
    const std::size_t comma = std::min(inside.find(','), inside.size());
    const std::string_view low = inside.substr(0, comma),
                           high = inside.substr(std::min(comma + 1, inside.size()));
    const auto digits = [](std::string_view text) {
      return std::ranges::all_of(text, absl::ascii_isdigit);
    };
    if (low.empty() || !digits(low) || !digits(high)) {
      rest_.remove_prefix(1);
      out_ += "\\{";
      EndAtom(1);
      return absl::OkStatus();
    }
    std::size_t most = 1;
    std::string counts;  // Without leading zeros, which RE2 takes for no quantifier's.
    for (const std::string_view count : {low, high}) {
      std::size_t value = 1;
      if (!count.empty() && (!absl::SimpleAtoi(count, &value) || value > kMaxRepetition)) {
        return Unsupported("a repetition above 1000", "use minLength and maxLength for long texts");
      }
      most = std::max(most, value);
      if (!count.empty()) absl::StrAppend(&counts, counts.empty() ? "" : ",", value);
    }
    const bool open = comma < inside.size() && high.empty();
    absl::StrAppend(&out_, "{", counts, open ? ",}" : "}");
    atom_ = std::min(atom_ * most, kMaxPositions);
    choice_ = choice_ || comma < inside.size();
    rest_.remove_prefix(end + 1);
    return absl::OkStatus();
  }

  absl::Status EscapeOutside() {
    if (rest_.starts_with("\\b") || rest_.starts_with("\\B")) {
      out_ += rest_.substr(0, 2);
      rest_.remove_prefix(2);
      return absl::OkStatus();
    }
    absl::StatusOr<Atom> atom = Escape();
    if (!atom.ok()) return atom.status();
    absl::StrAppend(&out_, "[", atom->code_point ? CodePoint(*atom->code_point) : atom->set, "]");
    EndAtom(1);
    return absl::OkStatus();
  }

  absl::Status Class() {
    rest_.remove_prefix(1);
    const bool negated = absl::ConsumePrefix(&rest_, "^");
    std::string members;
    while (!absl::ConsumePrefix(&rest_, "]")) {
      if (absl::Status status = Member(members); !status.ok()) return status;
    }
    EndAtom(1);
    if (members.empty()) {  // [] matches nothing, [^] anything.
      absl::StrAppend(&out_, negated ? "[" : "[^", kAnything, "]");
    } else {
      absl::StrAppend(&out_, negated ? "[^" : "[", members, "]");
    }
    return absl::OkStatus();
  }

  // One code point, one set, or one range of a class.
  absl::Status Member(std::string& members) {
    absl::StatusOr<Atom> low = ClassAtom();
    if (!low.ok()) return low.status();
    members += low->code_point ? CodePoint(*low->code_point) : low->set;
    if (!low->code_point || !rest_.starts_with("-") || rest_.starts_with("-]"))
      return absl::OkStatus();
    const std::string_view before = rest_;
    rest_.remove_prefix(1);
    absl::StatusOr<Atom> high = ClassAtom();
    if (!high.ok()) return high.status();
    if (!high->code_point) {  // `[a-\d]`: the hyphen is one.
      rest_ = before;
      return absl::OkStatus();
    }
    if (*high->code_point < *low->code_point) {
      return Unsupported("a range that ends before it begins", "write the smaller character first");
    }
    absl::StrAppend(&members, "-", CodePoint(*high->code_point));
    return absl::OkStatus();
  }

  absl::StatusOr<Atom> ClassAtom() {
    if (rest_.empty()) return Unsupported("a '[' without ']'", "close the class, or write \\[");
    if (absl::ConsumePrefix(&rest_, "\\b")) return Atom{.code_point = 8};
    if (rest_.front() == '\\') return Escape();
    return Atom{.code_point = TakeCodePoint()};
  }

  // `rest_` begins with a backslash.
  absl::StatusOr<Atom> Escape() {
    if (rest_.size() == 1)
      return Unsupported("a backslash at its end", "write \\\\ for a backslash");
    const char c = rest_[1];
    rest_.remove_prefix(2);
    constexpr std::string_view kLetters = "tnvfr", kMeant = "\t\n\v\f\r";
    const std::size_t letter = kLetters.find(c);
    if (letter != std::string_view::npos)
      return Atom{.code_point = static_cast<std::uint8_t>(kMeant[letter])};
    switch (c) {
      case 'd':
        return Atom{.set = "0-9"};
      case 'D':
        return Atom{.set = R"(\D)"};
      case 'w':
        return Atom{.set = "0-9A-Za-z_"};
      case 'W':
        return Atom{.set = R"(\W)"};
      case 's':
        return Atom{.set = std::string(kSpace)};
      case 'S':
        return Atom{.set = std::string(kNotSpace)};
      case 'c':
        return ControlLetter();
      case 'x':
        return Hex(2);
      case 'u':
        return Unicode();
      case 'p':
      case 'P':
        return Property(c);
      default:
        return OtherEscape(c);
    }
  }

  absl::StatusOr<Atom> OtherEscape(char c) {
    const bool digit_follows = !rest_.empty() && absl::ascii_isdigit(rest_.front());
    if (c == '0' && !digit_follows) return Atom{.code_point = 0};
    if (absl::ascii_isdigit(c) || c == 'k') {
      return Unsupported(
          absl::StrCat("a backreference or octal escape \\", std::string_view(&c, 1)),
          "it cannot be matched in linear time; spell the text out, or write \\x00");
    }
    if (!absl::ascii_isprint(c) || absl::ascii_isalpha(c)) {
      return Unsupported(
          absl::StrCat("an escape that ECMA 262 lacks, \\", std::string_view(&c, 1)),
          "use ^ and $ as anchors, \\d \\w \\s \\p{L} as classes, \\uXXXX for a character");
    }
    return Atom{.code_point = static_cast<std::uint8_t>(c)};
  }

  absl::StatusOr<Atom> ControlLetter() {
    if (rest_.empty() || !absl::ascii_isalpha(rest_.front())) {
      return Unsupported("\\c without a letter", "write \\cA to \\cZ");
    }
    return Atom{.code_point = TakeCodePoint() % 32};
  }

  absl::StatusOr<Atom> Hex(std::size_t digits) {
    const std::string_view text = rest_.substr(0, digits);
    std::uint32_t value = 0;
    if (text.size() != digits || !std::ranges::all_of(text, absl::ascii_isxdigit) ||
        !absl::SimpleHexAtoi(text, &value)) {
      return Unsupported("\\x or \\u without its hexadecimal digits",
                         "write \\xHH, \\uHHHH or \\u{H}");
    }
    rest_.remove_prefix(digits);
    return Atom{.code_point = value};
  }

  absl::StatusOr<Atom> Unicode() {
    const bool braces = absl::ConsumePrefix(&rest_, "{");
    absl::StatusOr<Atom> unit = Hex(braces ? std::min(rest_.find('}'), std::size_t{6}) : 4);
    if (!unit.ok()) return unit;
    if (braces && !absl::ConsumePrefix(&rest_, "}"))
      return Unsupported("\\u{ without }", "write \\u{1F600}");
    std::uint32_t& value = *unit->code_point;
    if (value >= 0xD800 && value < 0xDC00 && absl::ConsumePrefix(&rest_, "\\u")) {
      absl::StatusOr<Atom> low = Hex(4);
      if (!low.ok()) return low;
      if (*low->code_point >= 0xDC00 && *low->code_point < 0xE000) {
        value = 0x10000 + ((value - 0xD800) << 10) + (*low->code_point - 0xDC00);
      }
    }
    if (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) {
      return Unsupported("a \\u that is no character", "write a pair of surrogates as \\u{...}");
    }
    return unit;
  }

  // \p{...}, with RE2's names for categories and scripts.
  absl::StatusOr<Atom> Property(char p) {
    const std::size_t end = rest_.find('}');
    if (!rest_.starts_with("{") || end == std::string_view::npos) {
      return Unsupported("\\p without braces", "write \\p{L}");
    }
    std::string_view name = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    for (const std::string_view prefix : {"gc=", "General_Category=", "sc=", "Script="}) {
      if (absl::ConsumePrefix(&name, prefix)) break;
    }
    for (const auto& category : kCategories) {
      if (category.name == name) name = category.short_name;
    }
    return Atom{.set = absl::StrCat("\\", std::string_view(&p, 1), "{", name, "}")};
  }

  std::uint32_t TakeCodePoint() {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(rest_[i]); };
    const std::size_t length =
        byte(0) < 0x80 ? 1 : Utf8SequenceLength(rest_.data(), rest_.data() + rest_.size());
    std::uint32_t code_point = length == 1 ? byte(0) : byte(0) & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) code_point = (code_point << 6) | (byte(i) & 0x3F);
    rest_.remove_prefix(length);
    return code_point;
  }

  std::string_view rest_;
  std::string out_;
  std::vector<std::size_t> groups_ = {0};
  std::size_t atom_ = 0;
  bool choice_ = false;
};

}  // namespace

absl::StatusOr<Re2Expression> EcmaToRe2(std::string_view pattern) {
  return Translator(pattern).Run();
}

}  // namespace kontrakt
