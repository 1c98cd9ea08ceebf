#include "kontrakt/schemas/text/plain.h"

#include <memory>
#include <string>

#include "gtest/gtest.h"

namespace kontrakt {
namespace {

TEST(PlainTest, FindsEveryByteAtEveryPlace) {
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    const bool plain = byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
    EXPECT_EQ(IsPlainJsonByte(c), plain) << byte;
    for (std::size_t length = 1; length <= 40; ++length) {
      for (std::size_t at = 0; at < length; ++at) {
        // On the heap and exactly as long as it is, so that a sanitizer sees a read past the end.
        const std::unique_ptr<char[]> text(new char[length]);
        std::fill_n(text.get(), length, 'x');
        text[at] = c;
        const char* const end = text.get() + length;
        ASSERT_EQ(FindNotPlain(text.get(), end), plain ? end : text.get() + at)
            << byte << " at " << at;
      }
    }
  }
}

TEST(PlainTest, TheFirstOfSeveralWins) {
  for (std::size_t at = 0; at < 30; ++at) {
    std::string text(40, '~');
    text[at] = '"';
    for (std::size_t i = at + 1; i < text.size(); ++i) text[i] = "\x01\x80\"\\"[i % 4];
    EXPECT_EQ(FindNotPlain(text.data(), text.data() + text.size()) - text.data(),
              static_cast<std::ptrdiff_t>(at));
  }
}

TEST(PlainTest, AnEmptyTextHasNoEndButItsOwn) {
  const std::string text;
  EXPECT_EQ(FindNotPlain(text.data(), text.data()), text.data());
}

TEST(PlainTest, TheMaskNeverMissesAndNeverPointsTooLow) {
  // The road for machines without SSE2; every pair of neighbouring bytes, so that a borrow shows.
  for (int low = 0; low < 256; ++low) {
    for (int high = 0; high < 256; ++high) {
      const std::uint64_t word = 0x6161616161610000 | static_cast<std::uint64_t>(high) << 8 |
                                 static_cast<std::uint64_t>(low);
      const std::uint64_t mask = text_internal::NotPlainMask(word);
      const int first = !IsPlainJsonByte(static_cast<char>(low))    ? 0
                        : !IsPlainJsonByte(static_cast<char>(high)) ? 1
                                                                    : 8;
      ASSERT_EQ(mask == 0 ? 8 : __builtin_ctzll(mask) / 8, first) << low << " " << high;
    }
  }
}

}  // namespace
}  // namespace kontrakt
