#include "kontrakt/sdk/kafka/consumer.h"

#include "kontrakt/tests/sdk/kafka/embedded_test.h"

namespace kontrakt::kafka {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;

class ConsumerTest : public EmbeddedTest {};

TEST_F(ConsumerTest, AGroupMakesAMemberAndNoneAReader) {
  CreateTopic("t", 1);
  const auto member = Consumer::Create(connection_, {.group = "g"}, nullptr).value();
  EXPECT_THAT(member->Subscribe({"t"}), IsOk());
  const auto reader = Consumer::Create(connection_, {}, nullptr).value();
  EXPECT_THAT(reader->Assign({{{"t", 0}, kOffsetBeginning}}), IsOk());
}

TEST_F(ConsumerTest, PropertiesThatContradictOneAnotherAreRefused) {
  connection_.properties = {{"session.timeout.ms", "20000"}, {"max.poll.interval.ms", "10000"}};
  EXPECT_THAT(Consumer::Create(connection_, {.group = "g"}, nullptr),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace kontrakt::kafka
