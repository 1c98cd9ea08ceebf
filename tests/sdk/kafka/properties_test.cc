#include "kontrakt/sdk/kafka/properties.h"

#include "absl/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt::kafka {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kSecret[] = "hunter2canary";

TEST(CheckPropertiesTest, TakesWhatLibrdkafkaTakes) {
  EXPECT_THAT(CheckProperties({}), IsOk());
  EXPECT_THAT(CheckProperties({{"compression.type", "zstd"},
                               {"compression.codec", "gzip"},
                               {"linger.ms", "0.5"},
                               {"message.timeout.ms", "1000"},
                               {"security.protocol", "sasl_ssl"},
                               {"sasl.mechanisms", "SCRAM-SHA-512"},
                               {"sasl.username", "me"},
                               {"sasl.password", kSecret},
                               {"partition.assignment.strategy", "range"},
                               {"isolation.level", "read_uncommitted"},
                               {"debug", "broker,topic"}}),
              IsOk());
}

TEST(CheckPropertiesTest, SuggestsTheNearestName) {
  const struct {
    const char* name;
    const char* written;
    const char* said;
  } kCases[] = {
      {"misspelt", "compresion.type", "did you mean \"compression.type\"?"},
      {"underscore", "linger_ms", "did you mean \"linger.ms\"?"},
      {"a topic's", "mesage.timeout.ms", "did you mean \"message.timeout.ms\"?"},
      {"not near any", "foo", "CONFIGURATION.md"},
      {"of Java's clients", "key.serializer", "no such property"},
      {"empty", "", "no such property"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(CheckProperties({{c.written, kSecret}}),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         AllOf(HasSubstr(c.said), Not(HasSubstr(kSecret)))));
  }
}

TEST(CheckPropertiesTest, SaysWhatAPropertyTakesAndNeverWhatItWasGiven) {
  const struct {
    const char* name;
    const char* property;
    const char* takes;
  } kCases[] = {
      {"number", "linger.ms", "0 .. 900000"},
      {"yes or no", "check.crcs", "true, false"},
      {"one of", "compression.type", "none, gzip, snappy, lz4, zstd"},
      {"some of", "debug", "broker"},
      {"a function", "dr_msg_cb", "CONFIGURATION.md"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(
        CheckProperties({{c.property, kSecret}}),
        StatusIs(absl::StatusCode::kInvalidArgument,
                 AllOf(HasSubstr(c.property), HasSubstr(c.takes), Not(HasSubstr(kSecret)))));
  }
}

TEST(CheckPropertiesTest, KeepsWhatTheGuaranteesRestOn) {
  const struct {
    const char* property;
    const char* instead;
  } kCases[] = {
      {"enable.idempotence", "one mode"},
      {"acks", "one mode"},
      {"request.required.acks", "one mode"},
      {"max.in.flight", "one mode"},
      {"max.in.flight.requests.per.connection", "one mode"},
      {"queuing.strategy", "one mode"},
      {"retries", "message.timeout.ms"},
      {"message.send.max.retries", "message.timeout.ms"},
      {"partitioner", "murmur2_random"},
      {"delivery.report.only.error", "outcome"},
      {"transactional.id", "not supported"},
      {"transaction.timeout.ms", "not supported"},
      {"bootstrap.servers", "--kafka-servers"},
      {"metadata.broker.list", "--kafka-servers"},
      {"group.id", "subscribe"},
      {"group.protocol", "classic"},
      {"enable.auto.commit", "committed when"},
      {"auto.commit.enable", "committed when"},
      {"auto.commit.interval.ms", "committed when"},
      {"enable.auto.offset.store", "committed when"},
      {"offset.store.method", "committed when"},
      {"auto.offset.reset", "subscribe"},
      {"enable.partition.eof", "to the end"},
      {"allow.auto.create.topics", "creates the topics"},
      {"enabled_events", "events"},
      {"log.queue", "log"},
      {"test.mock.num.brokers", "EmbeddedBroker"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.property);
    EXPECT_THAT(CheckProperties({{c.property, kSecret}}),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         AllOf(HasSubstr(c.property), HasSubstr("cannot be set"),
                               HasSubstr(c.instead), Not(HasSubstr(kSecret)))));
  }
}

}  // namespace
}  // namespace kontrakt::kafka
