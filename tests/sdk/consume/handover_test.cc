#include "kontrakt/sdk/consume/handover.h"

#include <atomic>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/sdk/consume/records.h"

namespace kontrakt {
namespace {

using ::kontrakt::fakes::One;
using ::kontrakt::fakes::RecordAt;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Tp = kafka::TopicPartition;

// "t/0=18 t/1=3"
std::string Text(const Handover::Offsets& offsets) {
  std::string text;
  for (const kafka::TopicPartitionOffset& o : offsets) {
    text += (text.empty() ? "" : " ") + o.where.topic + "/" + std::to_string(o.where.partition) +
            "=" + std::to_string(o.offset);
  }
  return text;
}

class HandoverTest : public ::testing::Test {
 protected:
  // Takes a record, which must be there, and says where it stood.
  Handover::Taken Take() { return *handover_.Take(); }
  std::int64_t Work() {
    const Handover::Taken taken = Take();
    handover_.Done(taken);
    return taken.record.offset();
  }

  Handover handover_{{.records = 4, .bytes = 100'000}};
};

TEST_F(HandoverTest, OffersForACommitWhatIsDoneAndNotMore) {
  handover_.Assign({{"t", 0}, {"t", 1}, {"u", 0}});
  handover_.Add(One(RecordAt("t", 0, 17)));
  handover_.Add(One(RecordAt("t", 1, 2)));
  handover_.Add(One(RecordAt("t", 0, 40)));  // Compaction leaves gaps.
  EXPECT_THAT(handover_.Uncommitted(), IsEmpty());
  EXPECT_EQ(Work(), 17);
  EXPECT_EQ(Text(handover_.Uncommitted()), "t/0=18");
  EXPECT_EQ(Work(), 2);
  EXPECT_EQ(Work(), 40);
  EXPECT_EQ(Text(handover_.Uncommitted()), "t/0=41 t/1=3");
  EXPECT_EQ(Text(handover_.Uncommitted({{"t", 1}})), "t/1=3");
}

TEST_F(HandoverTest, WhatWasCommittedIsNotOfferedAgain) {
  handover_.Assign({{"t", 0}});
  handover_.Add(One(RecordAt("t", 0, 1)));
  handover_.Add(One(RecordAt("t", 0, 2)));
  Work();
  const Handover::Offsets offsets = handover_.Uncommitted();
  Work();  // Done while the commit is on its way.
  handover_.SetCommitted(offsets);
  EXPECT_EQ(Text(handover_.Uncommitted()), "t/0=3");
  handover_.SetCommitted(handover_.Uncommitted());
  EXPECT_THAT(handover_.Uncommitted(), IsEmpty());
}

TEST_F(HandoverTest, ARecordThatIsGivenUpHoldsItsPartition) {
  handover_.Assign({{"t", 0}, {"t", 1}});
  handover_.Add(One(RecordAt("t", 0, 1)));
  handover_.Add(One(RecordAt("t", 0, 2)));
  handover_.Add(One(RecordAt("t", 0, 3)));
  handover_.Add(One(RecordAt("t", 1, 1)));
  Work();
  handover_.GiveUp(Take());
  Work();  // Even if somebody went on.
  Work();
  EXPECT_EQ(Text(handover_.Uncommitted()), "t/0=2 t/1=2");
}

TEST_F(HandoverTest, ForeignRecordsAreDropped) {
  handover_.Assign({{"t", 0}});
  handover_.Add(One(RecordAt("t", 1, 1)));
  handover_.Add(One(RecordAt("t", 0, 5)));
  EXPECT_EQ(Work(), 5);
}

TEST_F(HandoverTest, DropTakesWhatWaitsAndNothingElse) {
  handover_.Assign({{"t", 0}, {"t", 1}});
  for (int offset = 0; offset < 3; ++offset) {
    handover_.Add(One(RecordAt("t", 0, offset)));
    handover_.Add(One(RecordAt("t", 1, offset)));
  }
  const Handover::Taken in_flight = Take();
  handover_.Drop({{"t", 0}});
  EXPECT_FALSE(handover_.AwaitIdle({{"t", 0}}, absl::Milliseconds(20)));
  EXPECT_TRUE(handover_.AwaitIdle({{"t", 1}}, absl::ZeroDuration()));
  handover_.Done(in_flight);
  EXPECT_TRUE(handover_.AwaitIdle({{"t", 0}}, absl::ZeroDuration()));
  EXPECT_EQ(Text(handover_.Uncommitted({{"t", 0}})), "t/0=1");
  std::vector<std::string> left;
  for (int i = 0; i < 3; ++i) {
    const Handover::Taken taken = Take();
    left.push_back(std::string(taken.record.topic()) + std::to_string(taken.record.partition()));
    handover_.Done(taken);
  }
  EXPECT_THAT(left, ElementsAre("t1", "t1", "t1"));
}

// The zombie: its partition was revoked and came back before it was done.
TEST_F(HandoverTest, ALateDoneOfAFormerLifeCountsForNothing) {
  handover_.Assign({{"t", 0}});
  handover_.Add(One(RecordAt("t", 0, 7)));
  const Handover::Taken late = Take();
  handover_.Forget({{"t", 0}});
  handover_.Assign({{"t", 0}});
  handover_.Add(One(RecordAt("t", 0, 5)));
  handover_.Done(late);
  EXPECT_THAT(handover_.Uncommitted(), IsEmpty());
  EXPECT_EQ(Work(), 5);
  EXPECT_EQ(Text(handover_.Uncommitted()), "t/0=6");
}

TEST_F(HandoverTest, AssignedTwiceIsOneLife) {
  handover_.Assign({{"t", 0}});
  handover_.Add(One(RecordAt("t", 0, 7)));
  handover_.Assign({{"t", 0}, {"t", 1}});
  EXPECT_EQ(Work(), 7);
  EXPECT_EQ(Text(handover_.Uncommitted()), "t/0=8");
}

TEST_F(HandoverTest, CountsRecords) {
  handover_.Assign({{"t", 0}});
  EXPECT_TRUE(handover_.HasRoom());
  EXPECT_EQ(handover_.Room(), 4u);
  for (int offset = 0; offset < 4; ++offset) {
    EXPECT_FALSE(handover_.IsFull());
    handover_.Add(One(RecordAt("t", 0, offset)));
  }
  EXPECT_TRUE(handover_.IsFull());
  EXPECT_EQ(handover_.Room(), 1u);
  handover_.Add(One(RecordAt("t", 0, 4)));  // Past the limit: nothing is lost.
  std::vector<bool> made_room;
  for (int i = 0; i < 5; ++i) made_room.push_back(handover_.Done(Take()));
  EXPECT_THAT(made_room, ElementsAre(false, false, false, false, false))
      << "a taken record no longer waits";
  EXPECT_TRUE(handover_.HasRoom());
}

TEST_F(HandoverTest, CountsBytes) {
  handover_.Assign({{"t", 0}});
  handover_.Add(One(RecordAt("t", 0, 0, std::string(60'000, 'x'))));
  EXPECT_FALSE(handover_.IsFull());
  EXPECT_FALSE(handover_.HasRoom());
  EXPECT_EQ(handover_.Room(), 1u);
  handover_.Add(One(RecordAt("t", 0, 1, std::string(60'000, 'x'))));
  EXPECT_TRUE(handover_.IsFull());
  const Handover::Taken first = Take();
  EXPECT_TRUE(handover_.IsFull()) << "what is being handled is in memory too";
  EXPECT_FALSE(handover_.Done(first));
  EXPECT_FALSE(handover_.IsFull());
  EXPECT_TRUE(handover_.Done(Take())) << "now there is room";
  EXPECT_TRUE(handover_.HasRoom());
}

TEST_F(HandoverTest, AwaitsRoom) {
  handover_.Assign({{"t", 0}});
  EXPECT_TRUE(handover_.AwaitRoom(absl::ZeroDuration()));
  handover_.Add(One(RecordAt("t", 0, 0, std::string(99'900, 'x'))));
  EXPECT_FALSE(handover_.AwaitRoom(absl::Milliseconds(10)));
  std::thread worker([this] { Work(); });
  EXPECT_TRUE(handover_.AwaitRoom(absl::Seconds(30)));
  worker.join();
  handover_.Add(One(RecordAt("t", 0, 1, std::string(99'900, 'x'))));
  handover_.Shut();
  EXPECT_TRUE(handover_.AwaitRoom(absl::ZeroDuration()));
}

TEST_F(HandoverTest, DropGivesTheBytesBack) {
  handover_.Assign({{"t", 0}});
  handover_.Add(One(RecordAt("t", 0, 0, std::string(99'900, 'x'))));
  EXPECT_TRUE(handover_.IsFull());
  handover_.Forget({{"t", 0}});
  EXPECT_TRUE(handover_.HasRoom());
}

TEST_F(HandoverTest, ShutEndsTheWaitAndDropsTheRest) {
  handover_.Assign({{"t", 0}});
  handover_.Add(One(RecordAt("t", 0, 0)));
  handover_.Add(One(RecordAt("t", 0, 1)));
  const Handover::Taken in_flight = Take();
  handover_.Shut();
  EXPECT_FALSE(handover_.Take().has_value());
  EXPECT_FALSE(handover_.AwaitIdle(absl::Milliseconds(10)));
  handover_.Done(in_flight);
  EXPECT_TRUE(handover_.AwaitIdle(absl::ZeroDuration()));
  EXPECT_EQ(Text(handover_.Uncommitted()), "t/0=1") << "what was in flight still counts";
}

TEST_F(HandoverTest, StillWanted) {
  handover_.Assign({{"t", 0}});
  handover_.Add(One(RecordAt("t", 0, 0)));
  const Handover::Taken taken = Take();
  EXPECT_TRUE(handover_.StillWanted(taken, absl::Milliseconds(1)));
  std::thread poller([this] { handover_.Forget({{"t", 0}}); });
  EXPECT_FALSE(handover_.StillWanted(taken, absl::Seconds(30)));
  poller.join();
  handover_.GiveUp(taken);
}

// A poller and a worker at full speed, with rebalances; run it under TSan.
TEST_F(HandoverTest, TwoThreads) {
  constexpr std::int64_t kRecords = 20'000;
  std::atomic<std::int64_t> done = 0;
  std::thread worker([&] {
    while (std::optional<Handover::Taken> taken = handover_.Take()) {
      handover_.Done(*taken);
      done.fetch_add(1);
    }
  });
  handover_.Assign({{"t", 0}});
  std::int64_t committed = 0;
  for (std::int64_t offset = 0; offset < kRecords;) {
    if (handover_.IsFull()) continue;
    handover_.Add(One(RecordAt("t", 0, offset++)));
    if (offset % 1000 != 0) continue;
    handover_.Drop({{"t", 0}});
    ASSERT_TRUE(handover_.AwaitIdle({{"t", 0}}, absl::Seconds(10)));
    for (const kafka::TopicPartitionOffset& o : handover_.Uncommitted()) committed = o.offset;
    EXPECT_LE(committed, offset);
    handover_.Forget({{"t", 0}});
    handover_.Assign({{"t", 0}});
  }
  handover_.Shut();
  worker.join();
  EXPECT_GT(done.load(), 0);
}

}  // namespace
}  // namespace kontrakt
