#include "kontrakt/schemas/declare/bytes.h"

#include <string>

#include "gtest/gtest.h"
#include "kontrakt/schemas/text/pattern.h"

namespace kontrakt {
namespace {

using BytesCodec = Codec<Bytes>;

// Rows of RFC 4648 section 10, and what is not canonical.
TEST(BytesTest, IsBase64) {
  const struct {
    const char* plain;
    const char* text;
  } kCases[] = {{"", ""},
                {"f", "Zg=="},
                {"fo", "Zm8="},
                {"foo", "Zm9v"},
                {"foob", "Zm9vYg=="},
                {"fooba", "Zm9vYmE="},
                {"foobar", "Zm9vYmFy"},
                {"\xff\xfe\xfb", "//77"}};
  for (const auto& c : kCases) {
    Bytes bytes;
    for (const char byte : std::string_view(c.plain)) bytes.push_back(static_cast<std::byte>(byte));
    EXPECT_EQ(BytesCodec::Write(bytes), c.text);
    EXPECT_EQ(BytesCodec::Read(c.text), bytes) << c.text;
  }
}

TEST(BytesTest, ReadsExactlyWhatItsPatternMatches) {
  const absl::StatusOr<Pattern> pattern = Pattern::Compile(BytesCodec::kSpec.value.pattern);
  ASSERT_EQ(pattern.status(), absl::OkStatus());
  for (const char* text : {"Zg==", "Zh==", "Zm8=", "Zm9=", "Zg=", "Zg", "Z===", "====", "Zg==Zg==",
                           "Zm9v\n", "Zm9-", "Zm 9v", "=Zg=", "Zg=a", "", "\u00e9"}) {
    EXPECT_EQ(BytesCodec::Read(text).has_value(), pattern->Matches(text)) << text;
  }
}

}  // namespace
}  // namespace kontrakt
