// EmbeddedTest: a fixture with an embedded broker and what is in it.
#ifndef KONTRAKT_TESTS_SDK_KAFKA_EMBEDDED_TEST_H_
#define KONTRAKT_TESTS_SDK_KAFKA_EMBEDDED_TEST_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status_matchers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/sdk/kafka/consumer.h"
#include "kontrakt/sdk/kafka/producer.h"
#include "kontrakt/sdk/testing/embedded_broker.h"

namespace kontrakt::kafka {

inline constexpr absl::Duration kLong = absl::Seconds(30);

class EmbeddedTest : public ::testing::Test {
 protected:
  void SetUp() override {
    broker_ = testing::EmbeddedBroker::Start().value();
    connection_ = broker_->connection();
  }

  void CreateTopic(const std::string& name, int partitions) {
    ASSERT_THAT(connection_.admin->Create({{name, partitions, 1, {}}}, kLong),
                absl_testing::IsOk());
  }

  // `count` records with the values "0", "1", ... and keys that spread them over the partitions.
  void Fill(const std::string& topic, int count) {
    auto producer = Producer::Create(connection_).value();
    for (int i = 0; i < count; ++i) {
      const std::string text = absl::StrCat(i);
      ASSERT_THAT(producer->Produce({.topic = topic, .key = text, .value = text}, nullptr, kLong),
                  absl_testing::IsOk());
    }
    ASSERT_THAT(producer->Close(kLong), absl_testing::IsOk());
  }

  // Polls until there are `count` records or nothing has come for a long time.
  static std::vector<Record> Take(Consumer& consumer, std::size_t count) {
    std::vector<Record> records;
    const absl::Time end = absl::Now() + kLong;
    while (records.size() < count && absl::Now() < end) {
      absl::StatusOr<PollResult> polled =
          consumer.Poll(absl::Milliseconds(100), count - records.size());
      EXPECT_THAT(polled, absl_testing::IsOk());
      if (!polled.ok()) break;
      for (Record& record : polled->records) records.push_back(std::move(record));
    }
    return records;
  }

  std::unique_ptr<testing::EmbeddedBroker> broker_;
  Connection connection_;
};

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_TESTS_SDK_KAFKA_EMBEDDED_TEST_H_
