#include "kontrakt/sdk/kafka/connection.h"

#include <memory>

#include "absl/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt::kafka {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;

Connection To(std::vector<std::string> servers) {
  Connection connection;
  connection.servers = std::move(servers);
  return connection;
}

TEST(ConnectionTest, ServersAreHostAndPort) {
  for (const char* server :
       {"localhost:9092", "127.0.0.1:1", "a.b-c.example:65535", "[::1]:9092", "kafka_1:9092"}) {
    EXPECT_THAT(Check(To({server})), IsOk()) << server;
  }
  for (const char* server :
       {"", "localhost", "localhost:", ":9092", "localhost:0", "localhost:65536", "localhost:x",
        "localhost:9092,other:9092", "a b:9092", "PLAINTEXT://localhost:9092", "::1:9092",
        "[]:9092", "a:9092\n"}) {
    EXPECT_THAT(Check(To({"good:1", server})),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         AllOf(HasSubstr(server), HasSubstr("host:port"))))
        << server;
  }
  EXPECT_THAT(Check(To({})),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("--kafka-servers")));
}

TEST(ConnectionTest, TheTimeoutIsMoreThanNothing) {
  Connection connection = To({"a:1"});
  connection.timeout = absl::ZeroDuration();
  EXPECT_THAT(Check(connection),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("timeout")));
}

TEST(ConnectionTest, PropertiesAreChecked) {
  Connection connection = To({"a:1"});
  connection.properties = {{"acks", "0"}};
  EXPECT_THAT(Check(connection), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("acks")));
}

TEST(ConnectionTest, AnAdminOfItsOwnComesFirst) {
  class NoAdmin final : public TopicAdmin {
   public:
    absl::StatusOr<Cluster> Describe(absl::Duration) override { return Cluster(); }
    absl::Status Create(absl::Span<const TopicSpec>, absl::Duration) override {
      return absl::OkStatus();
    }
    absl::StatusOr<TopicConfigs> Configs(absl::Span<const std::string>, absl::Duration) override {
      return TopicConfigs();
    }
  };
  Connection connection = To({"127.0.0.1:9"});
  connection.admin = std::make_shared<NoAdmin>();
  EXPECT_EQ(AdminOf(connection).value(), connection.admin);
  connection.admin = nullptr;
  EXPECT_NE(AdminOf(connection).value(), nullptr);
}

}  // namespace
}  // namespace kontrakt::kafka
