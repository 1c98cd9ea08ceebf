#include "kontrakt/schemas/declare/schema_id.h"

#include <optional>
#include <string>

#include "gtest/gtest.h"

namespace kontrakt {
namespace {

TEST(SchemaIdTest, ReadsWhatItWrites) {
  for (const char* text : {"Content:1", "a:2147483647", "A_b9:10"}) {
    const std::optional<SchemaId> id = SchemaId::Parse(text);
    ASSERT_TRUE(id.has_value()) << text;
    EXPECT_EQ(id->ToString(), text);
  }
}

TEST(SchemaIdTest, RefusesEverythingElse) {
  for (const char* text : {"", "Content", "Content:", ":1", "Content:0", "Content:-1", "Content:+1",
                           "Content:01", "Content:1 ", " Content:1", "Content:2147483648", "1a:1",
                           "_a:1", "a.b:1", "a-b:1", "a:1:1", "\u00e9:1"}) {
    EXPECT_EQ(SchemaId::Parse(text), std::nullopt) << text;
  }
  EXPECT_FALSE(SchemaId::Parse(std::string(201, 'a') + ":1").has_value());
  EXPECT_TRUE(SchemaId::Parse(std::string(200, 'a') + ":1").has_value());
}

}  // namespace
}  // namespace kontrakt
