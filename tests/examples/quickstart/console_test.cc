#include "examples/quickstart/console.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace quickstart {
namespace {

TEST(TableTest, AlignsColumnsByCharactersAndShowsControlCharactersEscaped) {
  EXPECT_EQ(Table({{"id", "n"}, {"\u00e9", "1"}, {"a\x1b[31m", "22"}}),
            "  id          n\n"
            "  ---------   --\n"
            "  \u00e9           1\n"
            "  a\\x1b[31m   22\n");
}

TEST(TableTest, CutsLongCells) {
  EXPECT_THAT(Table({{"h"}, {std::string(100, 'x')}}),
              testing::HasSubstr(std::string(60, 'x') + "\u2026\n"));
}

TEST(BytesTest, ChoosesTheUnit) {
  EXPECT_EQ(Bytes(0), "0 B");
  EXPECT_EQ(Bytes(1023), "1023 B");
  EXPECT_EQ(Bytes(1536), "1.5 KiB");
  EXPECT_EQ(Bytes(5.0 * 1024 * 1024), "5.0 MiB");
  EXPECT_EQ(Bytes(3.0 * 1024 * 1024 * 1024), "3.0 GiB");
}

TEST(ProgressBarTest, WritesALineATenthWhereThereIsNoTerminal) {
  testing::internal::CaptureStderr();
  ProgressBar bar("work", 100);
  for (std::size_t i = 0; i <= 100; ++i) bar.Show(i);
  const std::string out = testing::internal::GetCapturedStderr();
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 11);
  EXPECT_THAT(out, testing::HasSubstr("work [##############################] 100/100\n"));
}

}  // namespace
}  // namespace quickstart
