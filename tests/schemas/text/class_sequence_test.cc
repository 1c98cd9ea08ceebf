#include "kontrakt/schemas/text/class_sequence.h"

#include <memory>
#include <random>
#include <string>

#include "gtest/gtest.h"
#include "kontrakt/schemas/text/pattern.h"

namespace kontrakt {
namespace {

static_assert(ClassSequence::Of("^[A-Z]{2}[0-9]{4}$").known());

TEST(ClassSequenceTest, TellsWhatItCanMatch) {
  const struct {
    const char* pattern;
    bool known;
  } kCases[] = {
      {"^[A-Z]{2}[0-9]{4}$", true},
      {"^[0-9]{4,5}$", true},
      {"^\\d{4}-\\d{2}-\\d{2}$", true},
      {"^v[0-9]$", true},
      {"^$", true},
      {"^[0-9]{0,3}$", true},
      {"^[0-9]{16}$", true},
      {"^\\.[a-z]$", true},
      {"^[0-9]{17}$", false},        // Too long.
      {"^[0-9]{2,3}[a-z]$", false},  // Where the letter stands depends on the text.
      {"[0-9]{4}", false},           // Anywhere in the text.
      {"^[0-9]{4}", false},
      {"[0-9]{4}$", false},
      {"^[A-Za-z]$", false},  // Two ranges.
      {"^[^a]$", false},
      {"^[0-9]+$", false},
      {"^[0-9]*$", false},
      {"^[0-9]?$", false},
      {"^[0-9]{2,}$", false},
      {"^[0-9]{3,2}$", false},
      {"^[9-0]$", false},
      {"^[0-9]{0}$", false},
      {"^a|b$", false},
      {"^(ab)$", false},
      {"^.$", false},
      {"^\\w$", false},
      {"^\\\\$", false},  // A backslash is not plain.
      {"^\"$", false},
      {"^[ -~]$", false},  // It has both.
      {"^\xc3\xa9$", false},
      {"^[0-9$", false},
      {"^[0-9]{$", false},
      {"^\\", false},
      {"^", false},
      {"", false},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(ClassSequence::Of(c.pattern).known(), c.known) << c.pattern;
  }
}

bool Matches(const ClassSequence& sequence, const std::string& text) {
  // In memory of its own size, so that a byte read beyond it is noticed.
  const auto exact = std::make_unique<char[]>(text.size());
  text.copy(exact.get(), text.size());
  return sequence.Matches({exact.get(), text.size()});
}

TEST(ClassSequenceTest, MatchesWhatThePatternMatches) {
  std::mt19937 random(1);
  for (const char* pattern :
       {"^[A-Z]{2}[0-9]{4}$", "^[0-9]{4,5}$", "^\\d{4}-\\d{2}-\\d{2}$", "^[A-Z]{2}$", "^v[0-9]$",
        "^$", "^[0-9]{0,3}$", "^[0-9]{16}$", "^[a-z]{9,16}$", "^[ -!]{3}$", "^[#-Z]{2}[]-~]$",
        "^\\.[a-z]\\+$", "^ab_c$", "^[.]{8}$", "^[*]{8}[0-9]{1,2}$"}) {
    const ClassSequence sequence = ClassSequence::Of(pattern);
    const auto reference = Pattern::Compile(pattern);
    if (!sequence.known()) continue;
    ASSERT_TRUE(reference.ok()) << pattern << reference.status();
    constexpr std::string_view kBytes = "AZaz09-.+*v_ !#[]~\"\\\n\x7f/:@`{bc5M";
    for (int i = 0; i < 20'000; ++i) {
      std::string text;
      const char only = kBytes[random() % kBytes.size()];
      for (unsigned left = random() % 19; left > 0; --left) {
        text += i % 2 == 0 ? only : kBytes[random() % kBytes.size()];
      }
      if (i % 5 == 0) text += "\xc3\xa9";
      if (i % 7 == 0) text = text.substr(0, 2) + "1234";
      ASSERT_EQ(Matches(sequence, text), reference->Matches(text)) << pattern << " " << text;
    }
  }
}

TEST(ClassSequenceTest, MatchesAtEveryPlace) {
  const ClassSequence sequence = ClassSequence::Of("^[a-f]{3}[0-9]{5}[k-m]{2}[P-Q]{1}[0-9]{2}$");
  ASSERT_TRUE(sequence.known());
  const std::string good = "abf01859kmQ09";
  EXPECT_TRUE(Matches(sequence, good));
  const auto reference = Pattern::Compile("^[a-f]{3}[0-9]{5}[k-m]{2}[P-Q]{1}[0-9]{2}$").value();
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (int byte = 0; byte < 128; ++byte) {
      std::string text = good;
      text[at] = static_cast<char>(byte);
      ASSERT_EQ(Matches(sequence, text), reference.Matches(text)) << text;
    }
    std::string text = good;
    text[at] = '\x80';
    ASSERT_FALSE(Matches(sequence, text)) << at;
    ASSERT_FALSE(Matches(sequence, good.substr(0, at)));
  }
  EXPECT_FALSE(Matches(sequence, good + "0"));
}

}  // namespace
}  // namespace kontrakt
