#include "kontrakt/sdk/kafka/enqueue.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "kontrakt/sdk/kafka/client.h"
#include "kontrakt/sdk/kafka/conf.h"
#include "kontrakt/tests/sdk/kafka/embedded_test.h"

namespace kontrakt::kafka {
namespace {

class EnqueueTest : public EmbeddedTest {
 protected:
  void SetUp() override {
    EmbeddedTest::SetUp();
    CreateTopic("t", 1);
    auto events = std::make_shared<ClientEvents>(Complaints::kTold);
    auto conf = NewConf(connection_.servers, {}, *events, Callbacks::kLog,
                        {{"message.max.bytes", "2000"}, {"queue.buffering.max.messages", "1"}}, {});
    rd_kafka_conf_set_events(conf->get(), RD_KAFKA_EVENT_DR);
    client_ = Client::New(RD_KAFKA_PRODUCER, *std::move(conf), events).value();
    topic_.reset(rd_kafka_topic_new(client_->get(), "t", nullptr));
    reports_.reset(rd_kafka_queue_get_main(client_->get()));
  }

  // As the producer's thread does it, for one event.
  void ReportNext() {
    const EventHandle event(rd_kafka_queue_poll(reports_.get(), 30'000));
    ASSERT_NE(event, nullptr);
    while (const rd_kafka_message_t* message = rd_kafka_event_message_next(event.get())) {
      Report(*message, unattended_);
    }
  }

  DeliveryCallback unattended_;
  std::unique_ptr<Client> client_;
  TopicHandle topic_;
  QueueHandle reports_;
};

TEST_F(EnqueueTest, WhatWasTakenIsReportedOnce) {
  std::optional<DeliveryReport> seen;
  int calls = 0;
  auto callback = std::make_unique<DeliveryCallback>([&](const DeliveryReport& report) {
    ++calls;
    seen = report;
    EXPECT_EQ(report.topic, "t");
  });
  ASSERT_EQ(Enqueue(client_->get(), topic_.get(), {.topic = "t", .value = "v"}, callback.release()),
            RD_KAFKA_RESP_ERR_NO_ERROR);
  ReportNext();
  EXPECT_EQ(calls, 1);
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->outcome, Outcome::kDelivered);
  EXPECT_EQ(seen->offset, 0);
  EXPECT_TRUE(seen->status.ok());
}

TEST_F(EnqueueTest, WhatWasRefusedStaysTheCallers) {
  const DeliveryCallback callback = [](const DeliveryReport&) { FAIL() << "was refused"; };
  auto mine = std::make_unique<DeliveryCallback>(callback);
  const std::string large(2001, 'x');
  const HeaderView headers[] = {{"a", "b"}};
  EXPECT_EQ(Enqueue(client_->get(), topic_.get(), {.value = large, .headers = headers}, mine.get()),
            RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE);
  broker_->SetDown(true);
  ASSERT_EQ(Enqueue(client_->get(), topic_.get(), {.value = "v"}, nullptr),
            RD_KAFKA_RESP_ERR_NO_ERROR);
  EXPECT_EQ(Enqueue(client_->get(), topic_.get(), {.value = "v", .headers = headers}, mine.get()),
            RD_KAFKA_RESP_ERR__QUEUE_FULL);
  broker_->SetDown(false);
  ReportNext();
}

TEST_F(EnqueueTest, WithoutCallbackOnlyAFailureIsToldToTheUnattended) {
  std::vector<DeliveryReport> told;
  unattended_ = [&](const DeliveryReport& report) { told.push_back(report); };
  ASSERT_EQ(Enqueue(client_->get(), topic_.get(), {.value = "v"}, nullptr),
            RD_KAFKA_RESP_ERR_NO_ERROR);
  ReportNext();
  EXPECT_TRUE(told.empty());

  broker_->SetDown(true);
  ASSERT_EQ(Enqueue(client_->get(), topic_.get(), {.value = "v"}, nullptr),
            RD_KAFKA_RESP_ERR_NO_ERROR);
  rd_kafka_purge(client_->get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
  ReportNext();
  ASSERT_EQ(told.size(), 1u);
  EXPECT_NE(told[0].outcome, Outcome::kDelivered);
  EXPECT_FALSE(told[0].status.ok());
}

}  // namespace
}  // namespace kontrakt::kafka
