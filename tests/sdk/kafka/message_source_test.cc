#include "kontrakt/sdk/kafka/message_source.h"

#include <memory>
#include <thread>
#include <vector>

#include "kontrakt/tests/sdk/kafka/embedded_test.h"

namespace kontrakt::kafka {
namespace {

using ::absl_testing::IsOk;
using ::testing::SizeIs;

class MessageSourceTest : public EmbeddedTest {
 protected:
  void SetUp() override {
    EmbeddedTest::SetUp();
    CreateTopic("t", 1);
    consumer_ = Consumer::Create(connection_, {}, nullptr).value();
  }

  Record Sent(const OutgoingRecord& outgoing) {
    auto producer = Producer::Create(connection_).value();
    EXPECT_THAT(producer->Produce(outgoing, nullptr, kLong), IsOk());
    EXPECT_THAT(producer->Close(kLong), IsOk());
    EXPECT_THAT(consumer_->Assign({{{"t", 0}, kOffsetBeginning}}), IsOk());
    std::vector<Record> records = Take(*consumer_, 1);
    EXPECT_THAT(records, SizeIs(1));
    return std::move(records.front());
  }

  std::unique_ptr<Consumer> consumer_;
};

TEST_F(MessageSourceTest, TellsWhereARecordIsFrom) {
  const absl::Time before = absl::Now() - absl::Seconds(1);
  const Record record = Sent({.topic = "t"});
  EXPECT_EQ(record.topic(), "t");
  EXPECT_EQ(record.partition(), 0);
  EXPECT_EQ(record.offset(), 0);
  EXPECT_GT(record.timestamp(), before);
  EXPECT_LT(record.timestamp(), absl::Now() + absl::Seconds(1));
  EXPECT_THAT(record.headers(), SizeIs(0));
}

TEST_F(MessageSourceTest, SeveralThreadsMayAskForHeaders) {
  std::vector<HeaderView> headers(1000, {"name", "value"});
  const Record record = Sent({.topic = "t", .headers = headers});
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] { EXPECT_THAT(record.headers(), SizeIs(1000)); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(record.header("name"), "value");
}

}  // namespace
}  // namespace kontrakt::kafka
