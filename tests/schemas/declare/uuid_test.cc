#include "kontrakt/schemas/declare/uuid.h"

#include "gtest/gtest.h"

namespace kontrakt {
namespace {

TEST(UuidTest, ReadsEitherCaseAndWritesLowerCase) {
  const std::optional<Uuid> uuid = Uuid::Parse("2EB8AA08-aa98-11ea-B4AA-73b441d1638f");
  ASSERT_TRUE(uuid.has_value());
  EXPECT_EQ(uuid->bytes[0], 0x2e);
  EXPECT_EQ(uuid->bytes[15], 0x8f);
  EXPECT_EQ(uuid->ToString(), "2eb8aa08-aa98-11ea-b4aa-73b441d1638f");
  EXPECT_EQ(Uuid().ToString(), "00000000-0000-0000-0000-000000000000");
}

TEST(UuidTest, RefusesEverythingElse) {
  for (const char* text :
       {"", "2eb8aa08aa9811eab4aa73b441d1638f", "2eb8aa08-aa98-11ea-b4aa-73b441d1638",
        "{2eb8aa08-aa98-11ea-b4aa-73b4}", "2eb8aa08-aa98-11ea-b4aa-73b441d1638g"}) {
    EXPECT_EQ(Uuid::Parse(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace kontrakt
