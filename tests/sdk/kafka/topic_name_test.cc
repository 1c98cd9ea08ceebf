#include "kontrakt/sdk/kafka/topic_name.h"

#include <string>

#include "absl/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt::kafka {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::HasSubstr;

TEST(CheckTopicNameTest, TakesWhatKafkaTakes) {
  for (const std::string& name : {std::string("a"), std::string("A.b_c-9"), std::string("..."),
                                  std::string("__schema__X"), std::string(249, 'x')}) {
    EXPECT_THAT(CheckTopicName(name), IsOk()) << name;
  }
}

TEST(CheckTopicNameTest, RefusesWhatItDoesNot) {
  for (const std::string& name :
       {std::string(), std::string("."), std::string(".."), std::string("a b"), std::string("a/b"),
        std::string("^a"), std::string("a*"), std::string("\xC3\xA4"), std::string("a\0b", 3),
        std::string(250, 'x')}) {
    EXPECT_THAT(CheckTopicName(name),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("topic name")))
        << name;
  }
}

TEST(CheckTopicNameTest, EscapesWhatItShows) {
  EXPECT_THAT(CheckTopicName("a\x1B[31m"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("\"a\\x1b[31m\"")));
}

}  // namespace
}  // namespace kontrakt::kafka
