#include "kontrakt/sdk/produce/topic_name.h"

#include <string>

#include "absl/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::HasSubstr;

TEST(TopicNameTest, Names) {
  const struct {
    const char* name;
    std::string prefix;
    std::string topic;
    const char* refusal;  // Empty: accepted.
  } kCases[] = {
      {"usual", "", "content.created", ""},
      {"every kind of character", "", "aZ09._-", ""},
      {"one character", "", "a", ""},
      {"one underscore in front", "", "_a", ""},
      {"as long as can be", "", std::string(249, 'a'), ""},
      {"as long as can be, with prefix", "p.", std::string(247, 'a'), ""},
      {"too long", "", std::string(250, 'a'), "1 to 249"},
      {"too long with its prefix", "p.", std::string(248, 'a'), "use at most 249"},
      {"empty", "", "", "1 to 249"},
      {"dot", "", ".", "1 to 249"},
      {"two dots", "", "..", "1 to 249"},
      {"a path", "", "../a", "1 to 249"},
      {"a star", "", "a*", "1 to 249"},
      {"not ASCII", "", "caf\xc3\xa9", "1 to 249"},
      {"NUL", "", std::string("a\0b", 3), "1 to 249"},
      {"reserved", "", "__consumer_offsets", "reserved"},
      {"reserved below a prefix", "p.", "__schema__Content", "reserved"},
      {"a schema topic of another prefix", "", "p.__schema__Content", "reserved"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const absl::Status status = CheckTopicName(c.prefix, c.topic);
    if (std::string(c.refusal).empty()) {
      EXPECT_THAT(status, IsOk());
    } else {
      EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.refusal)));
    }
  }
}

TEST(TopicNameTest, Prefixes) {
  const struct {
    const char* name;
    std::string prefix;
    bool accepted;
  } kCases[] = {
      {"none", "", true},
      {"usual", "team-a.", true},
      {"a dot", ".", true},
      {"longest", std::string(100, 'p'), true},
      {"too long", std::string(101, 'p'), false},
      {"blank", "a b", false},
      {"reserved", "__a", false},
      {"reserved for schemas", "a__schema__", false},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(CheckTopicPrefix(c.prefix).ok(), c.accepted) << CheckTopicPrefix(c.prefix);
  }
}

}  // namespace
}  // namespace kontrakt
