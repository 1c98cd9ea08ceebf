#include "kontrakt/schemas/text/utf8.h"

#include <string>

#include "gtest/gtest.h"

namespace kontrakt {
namespace {

// Decodes by the book, bit by bit, to have something to compare with: the number of code points, or
// -1.
int CountByTheBook(const std::string& text) {
  int count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const int length = lead < 0x80       ? 1
                       : lead >> 5 == 6  ? 2
                       : lead >> 4 == 14 ? 3
                       : lead >> 3 == 30 ? 4
                                         : 0;
    if (length == 0 || i + static_cast<std::size_t>(length) > text.size()) return -1;
    std::uint32_t code_point = length == 1 ? lead : lead & (0x7Fu >> length);
    for (int k = 1; k < length; ++k) {
      const auto byte = static_cast<unsigned char>(text[i + static_cast<std::size_t>(k)]);
      if (byte >> 6 != 2) return -1;
      code_point = code_point << 6 | (byte & 0x3F);
    }
    constexpr std::uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code_point < kSmallest[length] || code_point > 0x10FFFF || code_point >> 11 == 0x1B)
      return -1;
    i += static_cast<std::size_t>(length);
  }
  return count;
}

int Count(const std::string& text) {
  const auto count = CountCodePoints(text);
  EXPECT_EQ(count.has_value(), IsValidUtf8(text));
  return count.has_value() ? static_cast<int>(*count) : -1;
}

TEST(Utf8Test, EveryPairOfBytesAndWhatFollowsIsJudgedAsByTheBook) {
  int failures = 0;
  for (unsigned a = 0; a < 256; ++a) {
    for (unsigned b = 0; b < 256; ++b) {
      for (const unsigned c :
           {0x00u, 0x41u, 0x7Fu, 0x80u, 0x9Fu, 0xA0u, 0xBFu, 0xC0u, 0xE0u, 0xF0u, 0xFFu}) {
        const std::string text = {static_cast<char>(a), static_cast<char>(b), static_cast<char>(c)};
        if (Count(text) != CountByTheBook(text) && ++failures < 5)
          ADD_FAILURE() << a << " " << b << " " << c;
      }
    }
  }
  EXPECT_EQ(failures, 0);
}

TEST(Utf8Test, FourByteSequencesAreJudgedAsByTheBook) {
  int failures = 0;
  for (unsigned a = 0xEE; a < 0x100; ++a) {
    for (unsigned b = 0x70; b < 0xD0; ++b) {
      for (const unsigned c : {0x00u, 0x7Fu, 0x80u, 0xBFu, 0xC0u, 0xFFu}) {
        for (const unsigned d : {0x00u, 0x7Fu, 0x80u, 0xBFu, 0xC0u, 0xFFu}) {
          const std::string text = {static_cast<char>(a), static_cast<char>(b),
                                    static_cast<char>(c), static_cast<char>(d)};
          if (Count(text) != CountByTheBook(text) && ++failures < 5)
            ADD_FAILURE() << a << " " << b << " " << c << " " << d;
        }
      }
    }
  }
  EXPECT_EQ(failures, 0);
}

TEST(Utf8Test, EveryScalarValueIsWrittenAndCountedAsOne) {
  for (std::uint32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >> 11 == 0x1B) continue;  // A surrogate.
    std::string text;
    AppendUtf8(text, c);
    ASSERT_EQ(CountByTheBook(text), 1) << c;
    ASSERT_EQ(Count(text), 1) << c;
  }
}

TEST(Utf8Test, TheFastRoadKeepsItsPlace) {
  // A character of each length at each offset, so that it straddles the steps of eight bytes.
  for (const std::string character : {"a", "é", "€", "😀"}) {
    for (std::size_t before = 0; before < 20; ++before) {
      const std::string text = std::string(before, 'x') + character + std::string(11, 'y');
      EXPECT_EQ(Count(text), static_cast<int>(before) + 12) << text;
      const std::string cut = std::string(before, 'x') + character.substr(0, character.size() - 1);
      EXPECT_EQ(Count(cut), character.size() == 1 ? static_cast<int>(before) : -1) << before;
    }
  }
}

}  // namespace
}  // namespace kontrakt
