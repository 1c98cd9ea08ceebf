// The writer of strings against one that looks at every byte.
#include "kontrakt/schemas/codec/text_writer.h"

#include <memory>
#include <random>
#include <string>
#include <string_view>

#include "absl/strings/str_format.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/text/plain.h"
#include "kontrakt/schemas/text/utf8.h"

namespace kontrakt::internal {
namespace {

std::string Obvious(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    constexpr std::string_view kShort = "\b\f\n\r\t\"\\", kLetters = "bfnrt\"\\";
    if (const std::size_t at = kShort.find(c); at != std::string_view::npos) {
      out += {'\\', kLetters[at]};
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += absl::StrFormat("\\u%04x", c);
    } else {
      out += c;
    }
  }
  return out + "\"";
}

void Check(std::string_view text) {
  // In memory of its own size, so that a byte read beyond it is noticed.
  const auto exact = std::make_unique<char[]>(text.size());
  text.copy(exact.get(), text.size());
  const std::string_view copy(exact.get(), text.size());
  Buffer out;
  out.Append("before");
  const Written written = WriteText(out, out.Reserve(0), copy);
  if (!IsValidUtf8(text)) {
    ASSERT_EQ(written.nature, Nature::kBroken) << Obvious(text);
    return;
  }
  out.CommitTo(written.to);
  ASSERT_EQ(out.view(), "before" + Obvious(text));
  bool ascii = true, plain = true;
  for (const char c : text) {
    ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    plain = plain && IsPlainJsonByte(c);
  }
  ASSERT_EQ(written.nature, ascii ? Nature::kAscii : Nature::kUnicode) << Obvious(text);
  if (!plain) return;
  Buffer again;
  again.CommitTo(WritePlainText(again, again.Reserve(0), copy));
  ASSERT_EQ(again.view(), Obvious(text));
}

TEST(TextWriterTest, EveryByteAtEveryPlace) {
  for (std::size_t size = 0; size < 50; ++size) {
    Check(std::string(size, 'x'));
    for (std::size_t at = 0; at < size; ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(size, 'x');
        text[at] = static_cast<char>(byte);
        Check(text);
      }
    }
  }
}

TEST(TextWriterTest, MixedTexts) {
  constexpr std::string_view kPieces[] = {"a",
                                          "plain text of some length",
                                          "\"",
                                          "\\",
                                          "\n",
                                          "\x01",
                                          "\x1f",
                                          "\x7f",
                                          "é",
                                          "€",
                                          "\U0001F600",
                                          "\xff",
                                          "\xed\xa0\x80",
                                          "\xc3"};
  std::mt19937 random(1);
  for (int i = 0; i < 50'000; ++i) {
    std::string text;
    const std::size_t usual = i % 3 == 0 ? std::size(kPieces) : std::size(kPieces) - 3;
    for (unsigned left = random() % 12; left > 0; --left) text += kPieces[random() % usual];
    Check(text);
  }
}

TEST(TextWriterTest, LongTextsNeedRoomForTheirEscapes) {
  Check(std::string(5'000, '\x01'));
  Check(std::string(5'000, 'x') + "\"");
  Check("\"" + std::string(5'000, 'x'));
  // Where pieces end: at every place of a character, and of a block.
  for (std::size_t size = 4'060; size < 4'120; ++size) {
    Check(std::string(size, 'x') + "\u00e9\u20ac\U0001f600" + std::string(5'000, '\x01'));
    Check(std::string(size, '\x01') + "\U0001f600\U0001f600" + std::string(20, 'x') + "\x01");
  }
  std::string umlauts;
  for (int i = 0; i < 5'000; ++i) umlauts += "\u00fc";
  Check(umlauts);
  Check("x" + umlauts + "\xc3");
}

// Review, finding 22: six times a huge text was reserved for one umlaut.
TEST(TextWriterTest, AHugeTextWithFewEscapesTakesLittleMoreThanItself) {
  const std::string text = std::string(1 << 20, 'x') + "\u00fc\"";
  Buffer out;
  out.CommitTo(WriteText(out, out.Reserve(0), text).to);
  EXPECT_EQ(out.size(), text.size() + 3);
  EXPECT_LT(out.capacity(), 5 * text.size() / 2);
}

}  // namespace
}  // namespace kontrakt::internal
