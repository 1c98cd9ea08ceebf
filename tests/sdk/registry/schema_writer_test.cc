#include "kontrakt/sdk/registry/schema_writer.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status_matchers.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/sdk/testing/embedded_broker.h"
#include "kontrakt/sdk/testing/read_all.h"

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::IsOkAndHolds;
using ::absl_testing::StatusIs;
using ::kontrakt::testing::EmbeddedBroker;
using ::kontrakt::testing::ReadAll;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr absl::Duration kLong = absl::Seconds(30);

class WriteSchemasTest : public ::testing::Test {
 protected:
  void SetUp() override {
    broker_ = EmbeddedBroker::Start().value();
    connection_ = broker_->connection();
    ASSERT_THAT(connection_.admin->Create({{"a", 1, 1, {}}, {"b", 1, 1, {}}}, kLong), IsOk());
  }

  std::unique_ptr<EmbeddedBroker> broker_;
  kafka::Connection connection_;
};

// The bytes that other programs read.
TEST_F(WriteSchemasTest, WritesPlainRecordsAndTellsTheirOffsets) {
  EXPECT_THAT(
      WriteSchemas(connection_,
                   {{"a", 1, "{\"one\":1}"}, {"b", 12, "{}", 7}, {"a", 2, "{\"two\":2}"}}, kLong),
      IsOkAndHolds(ElementsAre(Pair("a", 1), Pair("b", 0))));

  const std::vector<testing::ReadRecord> a = ReadAll(connection_, "a").value();
  ASSERT_EQ(a.size(), 2);
  EXPECT_EQ(a[0].key, "1");
  EXPECT_EQ(a[0].value, "{\"one\":1}");
  EXPECT_THAT(a[0].headers, IsEmpty());
  EXPECT_EQ(a[1].key, "2");
  const std::vector<testing::ReadRecord> b = ReadAll(connection_, "b").value();
  ASSERT_EQ(b.size(), 1);
  EXPECT_EQ(b[0].key, "12");
  EXPECT_EQ(b[0].value, "{}");
  EXPECT_THAT(b[0].headers, ElementsAre(Pair("kontrakt.restores", "7")));
}

TEST_F(WriteSchemasTest, NothingIsWrittenForNothing) {
  EXPECT_THAT(WriteSchemas(connection_, {}, kLong), IsOkAndHolds(IsEmpty()));
}

TEST_F(WriteSchemasTest, PassesOnARefusal) {
  ASSERT_THAT(broker_->FailNext(testing::Request::kProduce, "TOPIC_AUTHORIZATION_FAILED", 10),
              IsOk());
  EXPECT_THAT(WriteSchemas(connection_, {{"a", 1, "{}"}}, kLong),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(WriteSchemasTest, EndsInTimeWithoutABroker) {
  broker_->SetDown(true);
  const absl::Time start = absl::Now();
  EXPECT_THAT(WriteSchemas(connection_, {{"a", 1, "{}"}}, absl::Seconds(1)),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_LT(absl::Now() - start, absl::Seconds(8));
}

}  // namespace
}  // namespace kontrakt
