#include "kontrakt/sdk/kafka/read_to_end.h"

#include <map>

#include "kontrakt/tests/sdk/kafka/embedded_test.h"

namespace kontrakt::kafka {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

class ReadToEndTest : public EmbeddedTest {
 protected:
  absl::Status Read(absl::Span<const TopicPartitionOffset> partitions,
                    absl::Duration timeout = kLong) {
    return ReadToEnd(connection_, partitions, timeout, [&](const Record& record) {
      EXPECT_EQ(record.offset(), counts_[std::string(record.topic())]++);
    });
  }

  std::map<std::string, int> counts_;
};

TEST_F(ReadToEndTest, ShowsEveryRecordOnce) {
  CreateTopic("a", 1);
  CreateTopic("b", 1);
  CreateTopic("empty", 1);
  Fill("a", 2500);
  Fill("b", 3);
  EXPECT_THAT(Read({{{"a", 0}, 0}, {{"b", 0}, kOffsetBeginning}, {{"empty", 0}, 0}}), IsOk());
  EXPECT_THAT(counts_, ElementsAre(Pair("a", 2500), Pair("b", 3)));
}

TEST_F(ReadToEndTest, NothingIsReadOfNothing) {
  broker_->SetDown(true);
  EXPECT_THAT(Read({}), IsOk());
}

TEST_F(ReadToEndTest, WhatIsNotReachedIsNamedInTime) {
  CreateTopic("a", 1);
  const absl::Time start = absl::Now();
  EXPECT_THAT(Read({{{"a", 0}, 0}, {{"missing", 0}, 0}}, absl::Seconds(3)),
              StatusIs(absl::StatusCode::kDeadlineExceeded,
                       AllOf(HasSubstr("\"missing\""), HasSubstr(connection_.servers[0]),
                             HasSubstr("within 3s"), HasSubstr("the last error was"))));
  EXPECT_LT(absl::Now() - start, absl::Seconds(8));
}

TEST_F(ReadToEndTest, WithoutABrokerItEndsInTime) {
  broker_->SetDown(true);
  const absl::Time start = absl::Now();
  EXPECT_THAT(Read({{{"a", 0}, 0}}, absl::Milliseconds(500)),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr(connection_.servers[0])));
  EXPECT_LT(absl::Now() - start, absl::Seconds(8));
}

TEST_F(ReadToEndTest, WhatIsForbiddenEndsItAtOnce) {
  CreateTopic("a", 1);
  Fill("a", 1);
  ASSERT_THAT(broker_->FailNext(testing::Request::kFetch, "TOPIC_AUTHORIZATION_FAILED", 100),
              IsOk());
  const absl::Time start = absl::Now();
  EXPECT_THAT(Read({{{"a", 0}, 0}}), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_LT(absl::Now() - start, kLong / 2);
}

}  // namespace
}  // namespace kontrakt::kafka
