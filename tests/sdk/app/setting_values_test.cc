#include "kontrakt/sdk/app/setting_values.h"

#include <string>

#include "absl/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt::internal {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;

TEST(SettingValuesTest, FromText) {
  Settings settings;
  EXPECT_THAT(SetFromText("kafka-servers", "a:9092, b:9093", settings), IsOk());
  EXPECT_THAT(SetFromText("topic-prefix", "p.", settings), IsOk());
  EXPECT_THAT(SetFromText("replication-factor", "3", settings), IsOk());
  EXPECT_THAT(SetFromText("kafka-settings",
                          R"({"linger.ms":5,"compression.type":"lz4","socket.keepalive.enable":true,
                      "some.ratio":0.5})",
                          settings),
              IsOk());
  EXPECT_THAT(settings.kafka_servers, ElementsAre("a:9092", "b:9093"));
  EXPECT_EQ(settings.topic_prefix, "p.");
  EXPECT_EQ(settings.replication_factor, 3);
  EXPECT_THAT(settings.kafka_settings,
              ElementsAre(Pair("compression.type", "lz4"), Pair("linger.ms", "5"),
                          Pair("socket.keepalive.enable", "true"), Pair("some.ratio", "0.5")));
}

TEST(SettingValuesTest, BadTexts) {
  const struct {
    const char* name;
    const char* setting;
    const char* text;
    const char* says;
  } kCases[] = {
      {"no server", "kafka-servers", "", "host:port"},
      {"an empty server", "kafka-servers", "a:1,,b:2", "host:port"},
      {"no number", "replication-factor", "three", "whole number"},
      {"half a number", "replication-factor", "1.5", "whole number"},
      {"negative", "replication-factor", "-1", "whole number"},
      {"too many", "replication-factor", "32768", "whole number"},
      {"no JSON", "kafka-settings", "linger.ms=5", "kafka-settings"},
      {"no object", "kafka-settings", "[1]", "JSON object"},
      {"nested", "kafka-settings", R"({"a":{"b":1}})", "kafka-settings: a"},
      {"null", "kafka-settings", R"({"a":null})", "kafka-settings: a"},
      {"twice", "kafka-settings", R"({"a":1,"a":2})", "kafka-settings"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    Settings settings;
    EXPECT_THAT(SetFromText(c.setting, c.text, settings),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.says)));
  }
  Settings settings;
  EXPECT_THAT(SetFromText("kafka-server", "x", settings), StatusIs(absl::StatusCode::kNotFound));
}

TEST(SettingValuesTest, FromJson) {
  Settings settings;
  ASSERT_THAT(SetFromJson(R"({"kafka-servers":["a:1","b:2"],"topic_prefix":"p.",
                              "kafka-settings":{"linger.ms":5},"replication-factor":2})",
                          settings),
              IsOk());
  EXPECT_THAT(settings.kafka_servers, ElementsAre("a:1", "b:2"));
  EXPECT_EQ(settings.topic_prefix, "p.");
  EXPECT_EQ(settings.replication_factor, 2);
  EXPECT_THAT(settings.kafka_settings, ElementsAre(Pair("linger.ms", "5")));
  ASSERT_THAT(SetFromJson(R"({"kafka_servers":"c:3"})", settings), IsOk());
  EXPECT_THAT(settings.kafka_servers, ElementsAre("c:3"));
}

TEST(SettingValuesTest, BadJson) {
  const struct {
    const char* name;
    const char* json;
    const char* says;
  } kCases[] = {
      {"no JSON", "{", "byte"},
      {"no object", "[]", "one JSON object"},
      {"misspelt", R"({"kafka-server":"a:1"})", "did you mean kafka-servers?"},
      {"unknown", R"({"x":1})", "unknown key \"x\""},
      {"server of another type", R"({"kafka-servers":1})", "array of such strings"},
      {"no servers", R"({"kafka-servers":[1]})", "array of such strings"},
      {"prefix of another type", R"({"topic-prefix":1})", "topic-prefix: write a string"},
      {"number as text", R"({"replication-factor":"3"})", "whole number"},
      {"number out of range", R"({"replication-factor":18446744073709551615})", "whole number"},
      {"settings of another type", R"({"kafka-settings":"x"})", "JSON object"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    Settings settings;
    EXPECT_THAT(SetFromJson(c.json, settings),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.says)));
  }
}

TEST(SettingValuesTest, NoSecretIsTold) {
  Settings settings;
  for (const char* json : {R"({"sasl.password":["CANARY"]})", R"({"sasl.password":"CANARY)"}) {
    EXPECT_THAT(SetFromText("kafka-settings", json, settings),
                StatusIs(absl::StatusCode::kInvalidArgument, Not(HasSubstr("CANARY"))));
  }
}

}  // namespace
}  // namespace kontrakt::internal
