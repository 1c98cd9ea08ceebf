#include "kontrakt/sdk/produce/topics.h"

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status_matchers.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/sdk/produce/fakes.h"

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::Pair;

TEST(TopicsTest, MakesWhatIsAbsentInOneRequest) {
  auto admin = std::make_shared<fakes::Admin>();
  admin->topics["p.there"] = {.name = "p.there", .partitions = 3, .configs = {}};
  Topics topics(admin, {.prefix = "p."});
  ASSERT_THAT(topics.Ensure({{.name = "there", .retention = absl::Hours(1)},
                             {.name = "new", .retention = absl::Hours(24)},
                             {.name = "plain"},
                             {.name = "new"}}),
              IsOk());
  EXPECT_EQ(admin->describes, 1);
  EXPECT_EQ(admin->creates, 1);
  EXPECT_THAT(admin->topics, ElementsAre(Key("p.new"), Key("p.plain"), Key("p.there")));
  EXPECT_EQ(admin->topics["p.there"].partitions, 3) << "an existing topic is not altered";
  EXPECT_EQ(admin->topics["p.new"].partitions, 7);
  EXPECT_EQ(admin->topics["p.new"].replication_factor, 3);
  EXPECT_THAT(admin->topics["p.new"].configs, ElementsAre(Pair("retention.ms", "86400000")));
  EXPECT_THAT(admin->topics["p.plain"].configs, IsEmpty());
}

TEST(TopicsTest, ReplicationFactor) {
  const struct {
    const char* name;
    int brokers, given, expected;
  } kCases[] = {
      {"one broker", 1, 0, 1},    {"two brokers", 2, 0, 2},
      {"three brokers", 3, 0, 3}, {"many brokers", 12, 0, 3},
      {"as given", 12, 5, 5},     {"given, too many", 1, 3, 3},  // The broker's error says it best.
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    auto admin = std::make_shared<fakes::Admin>();
    admin->brokers = c.brokers;
    Topics topics(admin, {.prefix = "", .replication_factor = c.given});
    ASSERT_THAT(topics.FullName("t").status(), IsOk());
    EXPECT_EQ(admin->topics["t"].replication_factor, c.expected);
  }
}

TEST(TopicsTest, AsksTheClusterOnceForATopic) {
  auto admin = std::make_shared<fakes::Admin>();
  Topics topics(admin, {.prefix = "p."});
  for (int i = 0; i < 3; ++i) {
    absl::StatusOr<const std::string*> name = topics.FullName("a");
    ASSERT_THAT(name.status(), IsOk());
    EXPECT_EQ(**name, "p.a");
  }
  EXPECT_EQ(admin->describes, 1);
}

TEST(TopicsTest, RefusesBadNamesWithoutAskingTheCluster) {
  auto admin = std::make_shared<fakes::Admin>();
  Topics topics(admin, {});
  EXPECT_THAT(topics.FullName("__x").status(), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(topics.Ensure({{.name = "good"}, {.name = "b d"}}),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(admin->describes, 0);
}

TEST(TopicsTest, AFailureIsNotRemembered) {
  auto admin = std::make_shared<fakes::Admin>();
  admin->fails = absl::UnavailableError("no broker at 127.0.0.1:1");
  Topics topics(admin, {});
  EXPECT_THAT(topics.FullName("a").status(), StatusIs(absl::StatusCode::kUnavailable));
  admin->fails = absl::OkStatus();
  EXPECT_THAT(topics.FullName("a").status(), IsOk());
}

// Each caller gets its answer in its own time, not after everyone before it.
TEST(TopicsTest, WaitersKeepTheirDeadline) {
  auto admin = std::make_shared<fakes::Admin>();
  admin->delay = absl::Hours(1);
  admin->fails = absl::UnavailableError("no broker");
  Topics topics(admin, {.timeout = absl::Seconds(1)});
  const absl::Time begin = absl::Now();
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] { EXPECT_FALSE(topics.FullName("a").ok()); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_LT(absl::Now() - begin, absl::Seconds(5));  // One after the other: 8 s.
}

}  // namespace
}  // namespace kontrakt
