#include "kontrakt/schemas/declare/decimal.h"

#include <string>

#include "gtest/gtest.h"
#include "kontrakt/schemas/text/pattern.h"

namespace kontrakt {
namespace {

TEST(DecimalTest, KeepsItsText) {
  for (const char* text : {"0", "-0", "7", "-12.50", "19.90", "0.000000000000000000000001",
                           "123456789012345678901234567890"}) {
    const std::optional<Decimal> decimal = Decimal::Parse(text);
    ASSERT_TRUE(decimal.has_value()) << text;
    EXPECT_EQ(decimal->text(), text);
  }
  EXPECT_EQ(Decimal().text(), "0");
  EXPECT_FALSE(Decimal::Parse("1.0") == Decimal::Parse("1.00"));
}

TEST(DecimalTest, ReadsExactlyWhatItsPatternMatches) {
  const absl::StatusOr<Pattern> pattern = Pattern::Compile(Codec<Decimal>::kSpec.value.pattern);
  ASSERT_EQ(pattern.status(), absl::OkStatus());
  for (const char* text : {"", "-", ".", "1.", ".1", "01", "00", "+1", "1e3", "1,5", " 1", "1 ",
                           "--1", "-0.0", "0.1", "10", "1.2.3", "1\n"}) {
    EXPECT_EQ(Decimal::Parse(text).has_value(), pattern->Matches(text)) << text;
  }
}

}  // namespace
}  // namespace kontrakt
