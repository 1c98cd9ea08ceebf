#include "kontrakt/sdk/consume/topic_pattern.h"

#include <string>
#include <vector>

#include "absl/status/status_matchers.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(TopicPatternTest, Matches) {
  const struct {
    const char* name;
    const char* pattern;
    const char* topic;
    bool matches;
  } kCases[] = {
      {"exact", "content.created", "content.created", true},
      {"exact, another", "content.created", "content.create", false},
      {"end", "content.*", "content.created", true},
      {"end, nothing behind", "content.*", "content.", true},
      {"end, too short", "content.*", "content", false},
      {"a dot is a dot", "content.*", "contentXcreated", false},
      {"begin", "*.created", "content.created", true},
      {"begin, more behind", "*.created", "content.created.v2", false},
      {"middle", "a*z", "a.to.z", true},
      {"two", "*.b.*", "a.b.c", true},
      {"two, tries again", "*ab*b", "aabcb", true},
      {"two, fails in the end", "*ab*d", "aabcb", false},
      {"star in a row", "a**b", "ab", true},
      {"everything", "*", "content.created", true},
      {"no reserved topic", "*", "__consumer_offsets", false},
      {"no schema topic", "*", "__schema__Content", false},
      {"no schema topic of another prefix", "*", "team.__schema__Content", false},
      {"no reserved topic, whatever the text", "_*", "__schema__Content", false},
      {"no dead letters", "content.*", "content.created.dlq", false},
      {"dead letters, when asked for", "content.*.dlq", "content.created.dlq", true},
      {"dead letters by name", "content.created.dlq", "content.created.dlq", true},
      {"dlq as another word", "content.*", "content.dlq.size", true},
      {"no retries", "content.*", "content.created.retry.12", false},
      {"retries, when asked for", "*.retry.*", "content.created.retry.12", true},
      {"a retry topic by name", "a.retry.1", "a.retry.1", true},
      {"retry without a number", "content.*", "content.retry.x", true},
      {"retry with nothing behind", "content.*", "content.retry.", true},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    absl::StatusOr<TopicPattern> pattern = TopicPattern::Parse("", c.pattern);
    ASSERT_THAT(pattern.status(), IsOk());
    EXPECT_EQ(pattern->Matches(c.topic), c.matches);
  }
}

TEST(TopicPatternTest, RefusesWhatNoTopicCanMatch) {
  const struct {
    const char* name;
    std::string pattern;
    const char* says;
  } kCases[] = {
      {"empty", "", "1 to 249"},
      {"blank", "a b", "1 to 249"},
      {"a regular expression", "^content\\..*", "'*' (any run of characters)"},
      {"a question mark", "conten?.*", "'*' (any run of characters)"},
      {"reserved", "__schema__*", "reserved"},
      {"reserved, by name", "__consumer_offsets", "reserved"},
      {"schema topics", "*__schema__*", "reserved"},
      {"too long", std::string(250, '*'), "at most 249"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(TopicPattern::Parse("", c.pattern).status(),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.says)));
  }
}

TEST(TopicPatternTest, SelectsBehindThePrefix) {
  absl::StatusOr<TopicPattern> pattern = TopicPattern::Parse("p.", "a*");
  ASSERT_THAT(pattern.status(), IsOk());
  EXPECT_FALSE(pattern->is_exact());
  EXPECT_THAT(pattern->Select({{.name = "p.b"},
                               {.name = "p.ab"},
                               {.name = "a"},
                               {.name = "q.a"},
                               {.name = "p.a"},
                               {.name = "p.__schema__A"},
                               {.name = "p.a.dlq"}}),
              ElementsAre("p.a", "p.ab"));
}

TEST(TopicPatternTest, HostilePatternsEndSoon) {
  std::string text;
  for (int i = 0; i < 124; ++i) text += "a*";
  absl::StatusOr<TopicPattern> pattern = TopicPattern::Parse("", text + "b");
  ASSERT_THAT(pattern.status(), IsOk());
  const absl::Time begin = absl::Now();
  EXPECT_FALSE(pattern->Matches(std::string(249, 'a')));
  EXPECT_LT(absl::Now() - begin, absl::Seconds(8));
}

}  // namespace
}  // namespace kontrakt
