#include "kontrakt/sdk/kafka/conf.h"

#include "absl/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt::kafka {
namespace {

using ::absl_testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(NewConfTest, WhatIsKeptWinsOverTheUserWhoWinsOverDefaults) {
  ClientEvents events(Complaints::kTold);
  const ConfHandle conf =
      NewConf({"a:1", "b:2"},
              {{"linger.ms", "7"}, {"message.max.bytes", "2000"}, {"client.id", "mine"}}, events,
              Callbacks::kLog, {{"linger.ms", "3"}, {"batch.size", "1000"}},
              {{"message.max.bytes", "3000"}})
          .value();
  EXPECT_EQ(ValueOf(*conf, "bootstrap.servers"), "a:1,b:2");
  EXPECT_EQ(ValueOf(*conf, "client.id"), "mine");
  EXPECT_EQ(ValueOf(*conf, "linger.ms"), "7");
  EXPECT_EQ(ValueOf(*conf, "batch.size"), "1000");
  EXPECT_EQ(ValueOf(*conf, "message.max.bytes"), "3000");
  EXPECT_EQ(ValueOf(*conf, "socket.nagle.disable"), "true");
  EXPECT_EQ(ValueOf(*conf, "no.such.property"), "");
}

// "compression.codec" is another name of "compression.type".
TEST(NewConfTest, AUsersAliasWinsOverADefault) {
  ClientEvents events(Complaints::kTold);
  const ConfHandle conf = NewConf({}, {{"compression.codec", "gzip"}}, events, Callbacks::kLog,
                                  {{"compression.type", "lz4"}}, {})
                              .value();
  EXPECT_EQ(ValueOf(*conf, "compression.codec"), "gzip");
}

TEST(NewConfTest, ARefusedValueIsNamedButNotShown) {
  ClientEvents events(Complaints::kTold);
  EXPECT_THAT(NewConf({}, {{"linger.ms", "canary"}}, events, Callbacks::kLog, {}, {}).status(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("linger.ms"), Not(HasSubstr("canary")))));
}

}  // namespace
}  // namespace kontrakt::kafka
