#include "kontrakt/sdk/kafka/reader.h"

#include <set>

#include "kontrakt/tests/sdk/kafka/embedded_test.h"

namespace kontrakt::kafka {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class ReaderTest : public EmbeddedTest {
 protected:
  std::unique_ptr<Consumer> NewReader() { return Reader::Create(connection_).value(); }

  // Everything up to the ends of `partitions` many partitions.
  static std::vector<Record> ReadOut(Consumer& reader, std::size_t partitions) {
    std::vector<Record> records;
    std::set<TopicPartition> ends;
    const absl::Time limit = absl::Now() + kLong;
    while (ends.size() < partitions && absl::Now() < limit) {
      PollResult polled = reader.Poll(absl::Milliseconds(100), 10).value();
      for (Record& record : polled.records) records.push_back(std::move(record));
      ends.insert(polled.ends.begin(), polled.ends.end());
    }
    EXPECT_THAT(ends, SizeIs(partitions));
    return records;
  }
};

TEST_F(ReaderTest, ReadsPartitionsToTheirEnds) {
  CreateTopic("a", 3);
  CreateTopic("empty", 1);
  Fill("a", 100);
  const auto reader = NewReader();
  ASSERT_THAT(reader->Assign({{{"a", 0}, kOffsetBeginning},
                              {{"a", 1}, 0},
                              {{"a", 2}, kOffsetBeginning},
                              {{"empty", 0}, kOffsetBeginning}}),
              IsOk());
  EXPECT_THAT(ReadOut(*reader, 4), SizeIs(100));
}

TEST_F(ReaderTest, StartsWhereItIsTold) {
  CreateTopic("a", 1);
  Fill("a", 10);
  const auto reader = NewReader();
  ASSERT_THAT(reader->Assign({{{"a", 0}, 7}}), IsOk());
  const std::vector<Record> records = ReadOut(*reader, 1);
  ASSERT_THAT(records, SizeIs(3));
  EXPECT_EQ(records[0].offset(), 7);
  EXPECT_EQ(records[0].value(), "7");
}

TEST_F(ReaderTest, ANewAssignmentReplacesTheOld) {
  CreateTopic("a", 1);
  CreateTopic("b", 1);
  Fill("a", 10);
  Fill("b", 3);
  const auto reader = NewReader();
  ASSERT_THAT(reader->Assign({{{"a", 0}, kOffsetBeginning}}), IsOk());
  EXPECT_THAT(ReadOut(*reader, 1), SizeIs(10));
  ASSERT_THAT(reader->Assign({{{"b", 0}, kOffsetBeginning}}), IsOk());
  EXPECT_THAT(ReadOut(*reader, 1), SizeIs(3));
  ASSERT_THAT(reader->Assign({{{"a", 0}, kOffsetBeginning}}), IsOk());
  EXPECT_THAT(ReadOut(*reader, 1), SizeIs(10));
}

TEST_F(ReaderTest, ATopicThatIsMissingIsAnErrorAndIsNotMade) {
  const auto reader = NewReader();
  ASSERT_THAT(reader->Assign({{{"missing", 0}, kOffsetBeginning}}), IsOk());
  absl::Status error;
  for (int i = 0; i < 100 && error.ok(); ++i) {
    const PollResult polled = reader->Poll(absl::Milliseconds(100), 10).value();
    for (const absl::Status& status : polled.errors) error = status;
  }
  EXPECT_THAT(error, StatusIs(absl::StatusCode::kNotFound, HasSubstr("missing")));
  EXPECT_THAT(connection_.admin->Describe(kLong)->topics, SizeIs(0));
}

TEST_F(ReaderTest, WithoutABrokerAssignFailsInTime) {
  broker_->SetDown(true);
  connection_.timeout = absl::Milliseconds(300);
  const auto reader = NewReader();
  const absl::Time start = absl::Now();
  EXPECT_THAT(reader->Assign({{{"a", 0}, kOffsetBeginning}}),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr(connection_.servers[0])));
  EXPECT_THAT(reader->Close(absl::Seconds(30)), IsOk());
  EXPECT_LT(absl::Now() - start, absl::Seconds(8));
}

TEST_F(ReaderTest, IsInNoGroup) {
  const auto reader = NewReader();
  EXPECT_THAT(reader->Subscribe({"a"}), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(reader->Commit({{{"a", 0}, 1}}, kLong),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(reader->Assign({{{"^a", 0}, 0}}), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace kontrakt::kafka
