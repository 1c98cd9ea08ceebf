#include "kontrakt/sdk/kafka/client.h"

#include <memory>
#include <utility>

#include "absl/status/status_matchers.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/sdk/kafka/conf.h"

namespace kontrakt::kafka {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

absl::StatusOr<std::unique_ptr<Client>> NewClient(const Properties& properties,
                                                  std::shared_ptr<ClientEvents> events) {
  absl::StatusOr<ConfHandle> conf =
      NewConf({"127.0.0.1:9"}, properties, *events, Callbacks::kLog, {}, {});
  if (!conf.ok()) return conf.status();
  return Client::New(RD_KAFKA_PRODUCER, *std::move(conf), std::move(events));
}

TEST(ClientTest, DestroyIsQuickAndIdempotent) {
  const auto client = NewClient({}, std::make_shared<ClientEvents>(Complaints::kTold)).value();
  const absl::Time start = absl::Now();
  EXPECT_THAT(client->Destroy(absl::Seconds(30)), IsOk());
  EXPECT_THAT(client->Destroy(absl::ZeroDuration()), IsOk());
  EXPECT_LT(absl::Now() - start, absl::Seconds(8));
}

// librdkafka waits for a topic that somebody still holds; nobody waits for librdkafka.
TEST(ClientTest, DestroyEndsInTimeWhateverIsHeld) {
  const auto client = NewClient({}, std::make_shared<ClientEvents>(Complaints::kTold)).value();
  rd_kafka_queue_t* queue = rd_kafka_queue_new(client->get());
  const absl::Time start = absl::Now();
  (void)client->Destroy(absl::Milliseconds(300));
  EXPECT_LT(absl::Now() - start, absl::Seconds(8));
  rd_kafka_queue_destroy(queue);
}

TEST(ClientTest, RemembersWhatItComplainedOf) {
  const auto client = NewClient({}, std::make_shared<ClientEvents>(Complaints::kTold)).value();
  const absl::Time start = absl::Now();
  while (client->events().last_complaint().empty() && absl::Now() - start < absl::Seconds(20)) {
    absl::SleepFor(absl::Milliseconds(10));
  }
  EXPECT_THAT(client->events().last_complaint(),
              AllOf(HasSubstr("127.0.0.1:9"), HasSubstr("Connection refused")));
}

TEST(ClientTest, PropertiesThatContradictOneAnotherAreRefused) {
  EXPECT_THAT(
      NewClient(
          {{"message.timeout.ms", "10"}, {"linger.ms", "1000"}, {"enable.idempotence", "true"}},
          std::make_shared<ClientEvents>(Complaints::kTold)),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("linger.ms")));
  EXPECT_THAT(NewClient({{"security.protocol", "ssl"},
                         {"ssl.ca.location", "/no/such/file"},
                         {"ssl.key.password", "canary"}},
                        std::make_shared<ClientEvents>(Complaints::kTold)),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("ssl.ca.location"), Not(HasSubstr("canary")))));
}

TEST(ClientEventsTest, IgnoresWhatIsNoNews) {
  ClientEvents events(Complaints::kTold);
  events.OnLog(4, "CONFWARN", "a producer's property");
  events.OnLog(7, "BROKER", "debugging");
  EXPECT_EQ(events.last_complaint(), "");
  events.OnLog(3, "FAIL", "broken");
  EXPECT_EQ(events.last_complaint(), "broken");
}

}  // namespace
}  // namespace kontrakt::kafka
