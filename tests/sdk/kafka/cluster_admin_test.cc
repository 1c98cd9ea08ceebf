#include "kontrakt/sdk/kafka/cluster_admin.h"

#include <memory>

#include "absl/status/status_matchers.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/sdk/testing/embedded_broker.h"

namespace kontrakt::kafka {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::kontrakt::testing::EmbeddedBroker;
using ::kontrakt::testing::Request;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr absl::Duration kLong = absl::Seconds(30);

// The embedded broker answers metadata requests, and no admin requests at all: like a cluster that
// is stuck. What a cluster that works answers is tested in //tests/kafka.
class ClusterAdminTest : public ::testing::Test {
 protected:
  void SetUp() override {
    broker_ = EmbeddedBroker::Start({.brokers = 2}).value();
    admin_ = NewClusterAdmin(broker_->connection().servers, {}).value();
  }

  std::unique_ptr<EmbeddedBroker> broker_;
  std::shared_ptr<TopicAdmin> admin_;
};

TEST_F(ClusterAdminTest, DescribesBrokersAndTopics) {
  ASSERT_THAT(broker_->connection().admin->Create({{"a", 3, 1, {}}, {"b", 1, 2, {}}}, kLong),
              IsOk());
  const absl::StatusOr<Cluster> cluster = admin_->Describe(kLong);
  ASSERT_THAT(cluster, IsOk());
  EXPECT_EQ(cluster->brokers, 2);
  ASSERT_THAT(cluster->topics, SizeIs(2));
  EXPECT_EQ(cluster->topics[0].name, "a");
  EXPECT_EQ(cluster->topics[0].partitions, 3);
  EXPECT_EQ(cluster->topics[1].name, "b");
  EXPECT_EQ(cluster->topics[1].partitions, 1);
}

TEST_F(ClusterAdminTest, OutlastsWhatPasses) {
  broker_->SetDown(true);
  EXPECT_THAT(admin_->Describe(absl::Milliseconds(300)), StatusIs(absl::StatusCode::kUnavailable));
  broker_->SetDown(false);
  EXPECT_THAT(admin_->Describe(kLong), IsOk());
}

TEST_F(ClusterAdminTest, NobodyAnsweringEndsInTimeAndIsNamed) {
  const absl::Time start = absl::Now();
  const auto nobody = AllOf(HasSubstr("no broker answered at "),
                            HasSubstr(broker_->connection().servers[0]), HasSubstr("300ms"));
  EXPECT_THAT(admin_->Create({{"a", 1, 1, {}}}, absl::Milliseconds(300)),
              StatusIs(absl::StatusCode::kUnavailable, nobody));
  EXPECT_THAT(admin_->Configs({"a"}, absl::Milliseconds(300)),
              StatusIs(absl::StatusCode::kUnavailable, nobody));
  EXPECT_LT(absl::Now() - start, absl::Seconds(8));
}

TEST_F(ClusterAdminTest, NothingIsAskedForNothing) {
  EXPECT_THAT(admin_->Create({}, absl::ZeroDuration()), IsOk());
  EXPECT_THAT(admin_->Configs({}, absl::ZeroDuration()), IsOk());
}

TEST_F(ClusterAdminTest, WhatNoClusterTakesIsRefusedHere) {
  EXPECT_THAT(admin_->Create({{"a", 0, 1, {}}}, kLong),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("\"a\"")));
  EXPECT_THAT(admin_->Create({{"a", 1, -2, {}}}, kLong),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("\"a\"")));
}

TEST(ClusterAdminWithoutClusterTest, TheMessageHasAddressTimeAndCause) {
  const auto admin = NewClusterAdmin({"127.0.0.1:9"}, {}).value();
  const absl::Time start = absl::Now();
  EXPECT_THAT(admin->Describe(absl::Seconds(1)),
              StatusIs(absl::StatusCode::kUnavailable,
                       AllOf(HasSubstr("no broker answered at 127.0.0.1:9 within 1s"),
                             HasSubstr("Connection refused"), HasSubstr("--kafka-servers"))));
  EXPECT_LT(absl::Now() - start, absl::Seconds(8));
}

}  // namespace
}  // namespace kontrakt::kafka
