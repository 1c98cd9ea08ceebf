#include "kontrakt/schemas/codec/envelope.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

using ::testing::HasSubstr;

TEST(EnvelopeTest, ReadsAnyKeyOrderBlanksAndFurtherKeys) {
  for (const char* text :
       {R"({"schema":"Content:1","data":{"a":1}})",
        "\n{ \"data\" : {\"a\":1} , \"x\":[] , \"schema\" : \"Content:1\" }\n"}) {
    const absl::StatusOr<Envelope> envelope = ParseEnvelope(text);
    ASSERT_EQ(envelope.status(), absl::OkStatus());
    EXPECT_EQ(envelope->schema, (SchemaId{"Content", 1}));
    EXPECT_EQ(envelope->data, "{\"a\":1}");
  }
}

TEST(EnvelopeTest, RefusesEverythingElseAndSaysWhy) {
  const struct {
    const char* text;
    const char* why;
  } kCases[] = {
      {"", "not JSON"},
      {"plain", "not JSON"},
      {"[]", "not an object"},
      {"{}", "\"schema\" is missing"},
      {R"({"schema":"Content:1"})", "\"data\" is missing"},
      {R"({"schema":1,"data":{}})", "\"schema\" is not a string"},
      {R"({"schema":"Content","data":{}})", "not a schema id"},
      {R"({"schema":"Content:1","schema":"Content:1","data":{}})", "stands twice"},
      {R"({"schema":"Content:1","data":{},"data":{}})", "stands twice"},
      {R"({"schema":"Content:1","data":{"a":01}})", "not JSON"},
      {R"({"schema":"Content:1","data":{}} x)", "not JSON"},
  };
  for (const auto& c : kCases) {
    const absl::Status status = ParseEnvelope(c.text).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << c.text;
    EXPECT_THAT(std::string(status.message()), HasSubstr(c.why)) << c.text;
  }
}

TEST(EnvelopeTest, WritesSchemaFirstAndCompact) {
  Buffer out;
  WriteEnvelope({"Content", 12}, "{\"a\":1}", out);
  EXPECT_EQ(out.view(), R"({"schema":"Content:12","data":{"a":1}})");
}

}  // namespace
}  // namespace kontrakt
