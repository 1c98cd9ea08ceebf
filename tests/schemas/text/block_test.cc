#include "kontrakt/schemas/text/block.h"

#include <cstring>
#include <random>
#include <string>

#include "gtest/gtest.h"
#include "kontrakt/tests/support/exact_text.h"

namespace kontrakt {
namespace {

using tests::ExactText;

std::string RandomBytes(std::mt19937& random, std::size_t size) {
  std::string text(size, '\0');
  for (char& c : text) c = static_cast<char>(random());
  return text;
}

TEST(BlockTest, ShortTextsAreLoadedWhole) {
  std::mt19937 random(1);
  for (std::size_t size = 0; size <= Block::kBytes; ++size) {
    for (int i = 0; i < 100; ++i) {
      const ExactText text(RandomBytes(random, size));
      char expected[Block::kBytes] = {}, found[Block::kBytes];
      std::memcpy(expected, text.view().data(), size);
      Block(LoadShort(text.view().data(), size)).Store(found);
      ASSERT_EQ(std::memcmp(found, expected, sizeof found), 0) << size;
    }
  }
}

TEST(BlockTest, FindsTheFirstByteThatIsNotPlain) {
  for (std::size_t at = 0; at < Block::kBytes; ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text(Block::kBytes, 'x');
      text[at] = static_cast<char>(byte);
      text.back() = at % 2 == 0 ? text.back() : '\n';  // A second one behind it changes nothing.
      std::size_t expected = 0;
      while (expected < text.size() && IsPlainJsonByte(text[expected])) ++expected;
      const Block block(text.data());
      ASSERT_EQ(block.FirstNotPlain(), expected) << at << " " << byte;
      Block::Sum sum;
      sum.Add(Block("0123456789abcdef"));
      ASSERT_TRUE(sum.all_plain());
      sum.Add(block);
      ASSERT_EQ(sum.all_plain(), expected == Block::kBytes) << at << " " << byte;
    }
  }
}

TEST(BlockTest, AllInLooksAtEveryByte) {
  const auto in = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-';
  };
  for (std::size_t size = 1; size < 50; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(size, 'a');
        text[at] = static_cast<char>(byte);
        const bool all = AllIn<ByteRange{'0', '9'}, ByteRange{'a', 'f'}, ByteRange{'-', '-'}>(
            ExactText(text).view());
        ASSERT_EQ(all, in(text[at])) << size << " " << at << " " << byte;
      }
    }
  }
  EXPECT_TRUE((AllIn<ByteRange{'0', '9'}>("")));
}

}  // namespace
}  // namespace kontrakt
