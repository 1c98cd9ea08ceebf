#include "kontrakt/sdk/kafka/group_member.h"

#include <algorithm>
#include <set>
#include <thread>

#include "kontrakt/tests/sdk/kafka/embedded_test.h"

namespace kontrakt::kafka {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Partitions = std::set<TopicPartition>;

// Keeps the books, and commits what it was told to when its partitions go.
class Listener final : public RebalanceListener {
 public:
  void OnAssigned(absl::Span<const TopicPartition> partitions) override {
    ++assignments;
    owned.insert(partitions.begin(), partitions.end());
  }
  void OnRevoked(absl::Span<const TopicPartition> partitions) override {
    ++revocations;
    for (const TopicPartition& partition : partitions) {
      EXPECT_TRUE(owned.erase(partition));
      if (consumer == nullptr || !positions.contains(partition)) continue;
      last_commit = consumer->Commit({{partition, positions[partition]}}, kLong);
    }
  }
  void OnLost(absl::Span<const TopicPartition> partitions) override {
    ++losses;
    for (const TopicPartition& partition : partitions) owned.erase(partition);
  }

  Consumer* consumer = nullptr;
  Partitions owned;
  std::map<TopicPartition, int64_t> positions;
  int assignments = 0;
  int revocations = 0;
  int losses = 0;
  absl::Status last_commit;
};

class GroupMemberTest : public EmbeddedTest {
 protected:
  struct Member {
    Listener listener;
    std::unique_ptr<Consumer> consumer;
  };

  std::unique_ptr<Member> Join(const std::string& topic, const Properties& properties = {},
                               const std::string& group = "g") {
    auto member = std::make_unique<Member>();
    Connection connection = connection_;
    for (const auto& [name, value] : properties) connection.properties[name] = value;
    member->consumer =
        Consumer::Create(connection, {.group = group, .from_earliest = true}, &member->listener)
            .value();
    member->listener.consumer = member->consumer.get();
    EXPECT_THAT(member->consumer->Subscribe({topic}), IsOk());
    return member;
  }

  // Polls; each record must be of a partition that is owned, and come next.
  static int PollOnce(Member& member, absl::Duration timeout = absl::Milliseconds(50)) {
    const absl::StatusOr<PollResult> polled = member.consumer->Poll(timeout, 10);
    EXPECT_THAT(polled, IsOk());
    for (const Record& record : polled->records) {
      const TopicPartition where{std::string(record.topic()), record.partition()};
      EXPECT_TRUE(member.listener.owned.contains(where)) << "not ours: " << record.partition();
      member.listener.positions[where] = record.offset() + 1;
    }
    return static_cast<int>(polled->records.size());
  }

  // Polls all members in turn until `done`.
  template <typename Done>
  static bool PollUntil(const std::vector<Member*>& members, Done done) {
    const absl::Time limit = absl::Now() + kLong;
    while (!done() && absl::Now() < limit) {
      for (Member* member : members) PollOnce(*member);
    }
    return done();
  }

  static absl::Status CommitAll(Member& member) {
    std::vector<TopicPartitionOffset> offsets;
    for (const auto& [where, offset] : member.listener.positions)
      offsets.push_back({where, offset});
    return member.consumer->Commit(offsets, kLong);
  }
};

TEST_F(GroupMemberTest, TheNextOneGoesOnWhereTheLastOneCommitted) {
  CreateTopic("t", 3);
  Fill("t", 30);
  int count = 0;
  {
    const auto first = Join("t");
    const absl::Time limit = absl::Now() + kLong;
    while (count < 30 && absl::Now() < limit) count += PollOnce(*first);
    EXPECT_EQ(count, 30);
    EXPECT_THAT(CommitAll(*first), IsOk());
    EXPECT_THAT(first->consumer->Commit({}, absl::ZeroDuration()), IsOk());
    first->listener.positions.clear();
    EXPECT_THAT(first->consumer->Close(absl::Seconds(10)), IsOk());
    EXPECT_THAT(first->listener.owned, IsEmpty());
    EXPECT_THAT(first->listener.last_commit, IsOk());
    EXPECT_EQ(first->listener.revocations, 1);
  }
  Fill("t", 5);
  const auto second = Join("t");
  const absl::Time limit = absl::Now() + kLong;
  while (count < 35 && absl::Now() < limit) count += PollOnce(*second);
  EXPECT_EQ(count, 35);
  EXPECT_EQ(PollOnce(*second, absl::Milliseconds(500)), 0);
}

TEST_F(GroupMemberTest, WhatWasNotCommittedComesAgain) {
  CreateTopic("t", 1);
  Fill("t", 10);
  for (int round = 0; round < 2; ++round) {
    const auto member = Join("t");
    member->listener.consumer = nullptr;  // Commits nothing when it leaves.
    int count = 0;
    const absl::Time limit = absl::Now() + kLong;
    while (count < 10 && absl::Now() < limit) count += PollOnce(*member);
    EXPECT_EQ(count, 10);
    EXPECT_THAT(member->consumer->Close(absl::Seconds(10)), IsOk());
  }
}

TEST_F(GroupMemberTest, ANewGroupMayStartAtTheEnd) {
  CreateTopic("t", 1);
  Fill("t", 10);
  Listener listener;
  const auto consumer =
      Consumer::Create(connection_, {.group = "late", .from_earliest = false}, &listener).value();
  ASSERT_THAT(consumer->Subscribe({"t"}), IsOk());
  const absl::Time limit = absl::Now() + kLong;
  while (listener.owned.empty() && absl::Now() < limit) {
    EXPECT_THAT(consumer->Poll(absl::Milliseconds(50), 10)->records, IsEmpty());
  }
  EXPECT_THAT(consumer->Poll(absl::Milliseconds(500), 10)->records, IsEmpty());
  Fill("t", 1);
  EXPECT_THAT(Take(*consumer, 1), SizeIs(1));
}

// With both ways to rebalance: partition by partition, and all at once.
class RebalanceTest : public GroupMemberTest, public ::testing::WithParamInterface<const char*> {};

TEST_P(RebalanceTest, MembersShareAndHandOver) {
  CreateTopic("t", 4);
  Fill("t", 100);
  const Properties properties = {{"partition.assignment.strategy", GetParam()}};
  const auto first = Join("t", properties);
  ASSERT_TRUE(PollUntil({first.get()}, [&] { return first->listener.owned.size() == 4; }));
  const auto second = Join("t", properties);
  ASSERT_TRUE(PollUntil({first.get(), second.get()}, [&] {
    return first->listener.owned.size() == 2 && second->listener.owned.size() == 2;
  }));
  Partitions both;
  std::ranges::set_intersection(first->listener.owned, second->listener.owned,
                                std::inserter(both, both.end()));
  EXPECT_THAT(both, IsEmpty());
  EXPECT_GE(first->listener.revocations, 1);

  // All is read, by one or the other.
  ASSERT_TRUE(PollUntil({first.get(), second.get()}, [&] {
    int64_t sum = 0;
    std::map<TopicPartition, int64_t> positions = first->listener.positions;
    for (const auto& [where, offset] : second->listener.positions) {
      positions[where] = std::max(positions[where], offset);
    }
    for (const auto& [where, offset] : positions) sum += offset;
    return sum == 100;
  }));

  EXPECT_THAT(second->consumer->Close(absl::Seconds(10)), IsOk());
  EXPECT_THAT(second->listener.owned, IsEmpty());
  EXPECT_TRUE(PollUntil({first.get()}, [&] { return first->listener.owned.size() == 4; }));
  EXPECT_EQ(first->listener.losses + second->listener.losses, 0);
  // The mock takes no commit while another member joins; a real broker does until all have.
  EXPECT_THAT(first->listener.last_commit.code(),
              AnyOf(absl::StatusCode::kOk, absl::StatusCode::kUnavailable));
}

TEST_P(RebalanceTest, APauseEndsWithTheAssignment) {
  CreateTopic("t", 1);
  const Properties properties = {{"partition.assignment.strategy", GetParam()}};
  const auto member = Join("t", properties);
  ASSERT_TRUE(PollUntil({member.get()}, [&] { return !member->listener.owned.empty(); }));
  ASSERT_THAT(member->consumer->Pause({{"t", 0}}), IsOk());
  // Away and back again.
  ASSERT_THAT(member->consumer->Subscribe({}), IsOk());
  ASSERT_TRUE(PollUntil({member.get()}, [&] { return member->listener.owned.empty(); }));
  ASSERT_THAT(member->consumer->Subscribe({"t"}), IsOk());
  ASSERT_TRUE(PollUntil({member.get()}, [&] { return !member->listener.owned.empty(); }));
  Fill("t", 3);
  EXPECT_THAT(Take(*member->consumer, 3), SizeIs(3));
}

INSTANTIATE_TEST_SUITE_P(Strategies, RebalanceTest,
                         ::testing::Values("cooperative-sticky", "range"), [](const auto& info) {
                           return info.param == std::string("range") ? "Eager" : "Cooperative";
                         });

TEST_F(GroupMemberTest, ACommitThatIsRefusedSaysWhy) {
  CreateTopic("t", 1);
  const auto member = Join("t");
  ASSERT_TRUE(PollUntil({member.get()}, [&] { return !member->listener.owned.empty(); }));
  const struct {
    const char* error;
    absl::StatusCode code;
  } kCases[] = {
      {"ILLEGAL_GENERATION", absl::StatusCode::kFailedPrecondition},
      {"GROUP_AUTHORIZATION_FAILED", absl::StatusCode::kPermissionDenied},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.error);
    ASSERT_THAT(broker_->FailNext(testing::Request::kOffsetCommit, c.error), IsOk());
    EXPECT_THAT(member->consumer->Commit({{{"t", 0}, 1}}, kLong), StatusIs(c.code));
  }
}

TEST_F(GroupMemberTest, ACommitEndsInTime) {
  CreateTopic("t", 1);
  const auto member = Join("t");
  ASSERT_TRUE(PollUntil({member.get()}, [&] { return !member->listener.owned.empty(); }));
  broker_->SetDown(true);
  const absl::Time start = absl::Now();
  EXPECT_FALSE(member->consumer->Commit({{{"t", 0}, 1}}, absl::Milliseconds(300)).ok());
  EXPECT_LT(absl::Now() - start, absl::Seconds(8));
  EXPECT_FALSE(member->listener.owned.empty());
  member->listener.consumer = nullptr;
  (void)member->consumer->Close(absl::Seconds(1));
}

// The group gave partitions that nobody had polled for yet: librdkafka then asks twice, and is gone
// after the first answer. A twin that polls shows that they were on their way.
TEST_F(GroupMemberTest, CloseWithAnAssignmentUnderwayEnds) {
  CreateTopic("t", 3);
  int staged = 0;
  for (int i = 0; i < 20 && staged < 3; ++i) {
    const auto member = Join("t", {}, absl::StrCat("g", i));
    const auto twin = Join("t", {}, absl::StrCat("twin", i));
    absl::SleepFor(absl::Milliseconds(100));
    PollOnce(*twin, absl::ZeroDuration());
    staged += twin->listener.assignments;
    EXPECT_THAT(member->consumer->Close(kLong), IsOk());
    EXPECT_EQ(member->listener.assignments, 0);
    EXPECT_EQ(member->listener.revocations, 0);
  }
  EXPECT_EQ(staged, 3) << "no assignment was under way";
}

TEST_F(GroupMemberTest, CloseRevokesOnceWhatIsHeld) {
  CreateTopic("t", 3);
  Fill("t", 3);
  const auto member = Join("t");
  ASSERT_TRUE(PollUntil({member.get()}, [&] { return !member->listener.positions.empty(); }));
  EXPECT_THAT(member->consumer->Close(kLong), IsOk());
  EXPECT_EQ(member->listener.revocations, 1);
  EXPECT_THAT(member->listener.last_commit, IsOk());
  EXPECT_THAT(member->listener.owned, IsEmpty());
}

TEST_F(GroupMemberTest, CloseEndsInTimeWithoutABroker) {
  CreateTopic("t", 2);
  const auto member = Join("t");
  ASSERT_TRUE(PollUntil({member.get()}, [&] { return member->listener.owned.size() == 2; }));
  broker_->SetDown(true);
  const absl::Time start = absl::Now();
  member->listener.consumer = nullptr;
  (void)member->consumer->Close(absl::Seconds(2));
  EXPECT_LT(absl::Now() - start, absl::Seconds(8));
  EXPECT_THAT(member->listener.owned, IsEmpty());  // It was told in any case.
}

TEST_F(GroupMemberTest, RefusesWhatIsNoTopicAndWhatIsAReaders) {
  const auto member = Join("t");
  EXPECT_THAT(member->consumer->Subscribe({"^t.*"}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("topic name")));
  EXPECT_THAT(member->consumer->Assign({{{"t", 0}, 0}}),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(GroupMemberTest, ATopicThatIsMissingIsAnErrorThatIsTold) {
  const auto member = Join("missing");
  absl::Status error;
  const absl::Time limit = absl::Now() + kLong;
  while (error.ok() && absl::Now() < limit) {
    const PollResult polled = member->consumer->Poll(absl::Milliseconds(100), 10).value();
    for (const absl::Status& status : polled.errors) error = status;
  }
  EXPECT_THAT(error, StatusIs(absl::StatusCode::kNotFound, HasSubstr("missing")));
  EXPECT_THAT(connection_.admin->Describe(kLong)->topics, IsEmpty());
}

TEST_F(GroupMemberTest, AFatalErrorEndsIt) {
  CreateTopic("t", 1);
  const auto member = Join("t", {{"group.instance.id", "one"}});
  ASSERT_TRUE(PollUntil({member.get()}, [&] { return !member->listener.owned.empty(); }));
  ASSERT_THAT(broker_->FailNext(testing::Request::kHeartbeat, "FENCED_INSTANCE_ID", 10), IsOk());
  absl::Status status;
  const absl::Time limit = absl::Now() + kLong;
  while (status.ok() && absl::Now() < limit) {
    status = member->consumer->Poll(absl::Milliseconds(100), 10).status();
  }
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kAborted));
  EXPECT_THAT(member->consumer->Poll(kLong, 10), StatusIs(absl::StatusCode::kAborted));
  EXPECT_THAT(member->consumer->Close(absl::Seconds(10)), IsOk());
  EXPECT_THAT(member->listener.owned, IsEmpty());
}

}  // namespace
}  // namespace kontrakt::kafka
