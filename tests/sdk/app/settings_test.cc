#include "kontrakt/sdk/app/settings.h"

#include <functional>
#include <memory>

#include "absl/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Settings Good() {
  Settings settings;
  settings.kafka_servers = {"127.0.0.1:9092"};
  return settings;
}

TEST(SettingsTest, ServersAreEnough) { EXPECT_THAT(Check(Good()), IsOk()); }

TEST(SettingsTest, NamesWhatIsWrongAndTheMend) {
  const struct {
    const char* name;
    std::function<void(Settings&)> spoil;
    const char* says;
  } kCases[] = {
      {"no servers", [](Settings& s) { s.kafka_servers.clear(); }, "--kafka-servers HOST:PORT"},
      {"a server without port", [](Settings& s) { s.kafka_servers = {"host"}; }, "host"},
      {"prefix", [](Settings& s) { s.topic_prefix = "a b"; }, "topic prefix"},
      {"reserved prefix", [](Settings& s) { s.topic_prefix = "__a"; }, "reserved"},
      {"negative replication", [](Settings& s) { s.replication_factor = -1; }, "use 1 to 32767"},
      {"replication", [](Settings& s) { s.replication_factor = 40000; }, "use 1 to 32767"},
      {"start_timeout", [](Settings& s) { s.start_timeout = absl::ZeroDuration(); },
       "start_timeout"},
      {"stop_timeout", [](Settings& s) { s.stop_timeout = -absl::Seconds(1); }, "stop_timeout"},
      {"publish_wait", [](Settings& s) { s.publish_wait = absl::ZeroDuration(); }, "publish_wait"},
      {"unknown property", [](Settings& s) { s.kafka_settings["linger.msec"] = "5"; }, "linger.ms"},
      {"a property that is ours", [](Settings& s) { s.kafka_settings["acks"] = "1"; }, "acks"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    Settings settings = Good();
    c.spoil(settings);
    EXPECT_THAT(Check(settings), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.says)));
  }
}

TEST(SettingsTest, NoSecretIsTold) {
  Settings settings = Good();
  settings.kafka_settings = {{"sasl.password", "CANARY"}, {"no.such.property", "CANARY"}};
  EXPECT_THAT(Check(settings),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("no.such.property"), Not(HasSubstr("CANARY")))));
}

TEST(SettingsTest, ThereAndBackAgain) {
  const kafka::Connection connection{.servers = {"a:1", "b:2"},
                                     .properties = {{"linger.ms", "1"}},
                                     .timeout = absl::Seconds(3),
                                     .admin = nullptr};
  const kafka::Connection back = ConnectionOf(Settings::For(connection));
  EXPECT_EQ(back.servers, connection.servers);
  EXPECT_EQ(back.properties, connection.properties);
  EXPECT_EQ(back.timeout, connection.timeout);
}

}  // namespace
}  // namespace kontrakt
