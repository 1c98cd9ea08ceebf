#include "kontrakt/schemas/declare/enums.h"

#include "gtest/gtest.h"
#include "tests/schemas/messages.h"

namespace kontrakt {
namespace {

struct Order {
  enum Status { kOpen, kComma };
};
SCHEMA_ENUM(Order::Status, kOpen, Named(kComma, "a, b) \"c\""));

using ::messages::Color;

TEST(EnumsTest, NamesAreTheEnumeratorsOrWhatNamedGives) {
  EXPECT_EQ(EnumName(Color::kRed), "kRed");
  EXPECT_EQ(EnumName(Color::kGreen), "green");
  EXPECT_EQ(EnumName(Color::kUnlisted), std::nullopt);
  EXPECT_EQ(EnumName(Order::kOpen), "kOpen");
  EXPECT_EQ(EnumName(Order::kComma), "a, b) \"c\"");
}

TEST(EnumsTest, ValuesAreFoundByTheirNames) {
  EXPECT_EQ(EnumValue<Color>("green"), Color::kGreen);
  EXPECT_EQ(EnumValue<Color>("kGreen"), std::nullopt);
  EXPECT_EQ(EnumValue<Color>(""), std::nullopt);
}

}  // namespace
}  // namespace kontrakt
