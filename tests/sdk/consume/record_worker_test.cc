#include "kontrakt/sdk/consume/record_worker.h"

#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/violation.h"
#include "tests/sdk/consume/records.h"

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::kontrakt::fakes::One;
using ::kontrakt::fakes::RecordAt;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using Verdict = Handled::Verdict;

// Answers offset 2 with `answer`, everything else with kDone; ends the handover at offset 4.
class RecordWorkerTest : public ::testing::Test {
 protected:
  RecordWorkerTest() {
    handover_.Assign({{"t", 0}});
    for (int offset = 0; offset < 5; ++offset) handover_.Add(One(RecordAt("t", 0, offset)));
  }

  absl::Status Run(SubscriptionOptions options, Handled answer) {
    options.group = "g";
    RecordWorker worker(
        options,
        [this, answer = std::move(answer)](const Record& record, const HandlerContext&) -> Handled {
          offsets_.push_back(record.offset());
          EXPECT_TRUE(RecordWorker::IsThisThread());
          if (record.offset() == 4) end_ = std::thread([this] { handover_.Shut(); });
          return record.offset() == 2 ? answer : Handled{};
        },
        {}, &handover_, [] {});
    absl::Status status;
    std::thread thread([&] { status = worker.Run(); });
    thread.join();
    if (end_.joinable()) end_.join();
    skipped_ = worker.skipped();
    return status;
  }
  std::int64_t Committable() {
    const Handover::Offsets offsets = handover_.Uncommitted();
    return offsets.empty() ? -1 : offsets.front().offset;
  }

  Handover handover_{{.records = 100, .bytes = 100'000}};
  std::vector<std::int64_t> offsets_;
  std::int64_t skipped_ = 0;
  std::thread end_;
};

TEST_F(RecordWorkerTest, HandlesInOrder) {
  EXPECT_THAT(Run({}, {}), IsOk());
  EXPECT_THAT(offsets_, ElementsAre(0, 1, 2, 3, 4));
  EXPECT_EQ(Committable(), 5);
  EXPECT_FALSE(RecordWorker::IsThisThread());
}

TEST_F(RecordWorkerTest, StopsAtAFailureAndCommitsNothingPastIt) {
  EXPECT_THAT(
      Run({}, {Verdict::kFailed, absl::InternalError("no paper")}),
      StatusIs(absl::StatusCode::kAborted,
               AllOf(HasSubstr("subscription g"), HasSubstr("topic t, partition 0, offset 2"),
                     HasSubstr("no paper"), HasSubstr("on_failure = OnFailure::kSkip"))));
  EXPECT_THAT(offsets_, ElementsAre(0, 1, 2));
  EXPECT_EQ(Committable(), 2);
}

TEST_F(RecordWorkerTest, StopsAtAnInvalidRecord) {
  EXPECT_THAT(Run({.on_failure = OnFailure::kSkip},
                  {Verdict::kInvalid, absl::InvalidArgumentError("not JSON")}),
              StatusIs(absl::StatusCode::kAborted,
                       AllOf(HasSubstr("not JSON"), HasSubstr("on_invalid = OnInvalid::kSkip"))));
  EXPECT_EQ(Committable(), 2);
}

TEST_F(RecordWorkerTest, SkipsAsItIsTold) {
  EXPECT_THAT(Run({.on_invalid = OnInvalid::kSkip},
                  {Verdict::kInvalid, absl::InvalidArgumentError("not JSON")}),
              IsOk());
  EXPECT_EQ(skipped_, 1);
  EXPECT_EQ(Committable(), 5);
}

TEST_F(RecordWorkerTest, SkipsFailuresAsItIsTold) {
  EXPECT_THAT(Run({.on_failure = OnFailure::kSkip}, {Verdict::kFailed, absl::InternalError("x")}),
              IsOk());
  EXPECT_EQ(skipped_, 1);
  EXPECT_EQ(Committable(), 5);
}

// What a message holds is nobody's business but the handler's.
TEST_F(RecordWorkerTest, TellsPointerAndRuleButNoValue) {
  const absl::Status why = ViolationsToStatus(
      "Content:1",
      {{.pointer = "/id", .rule = "minLength", .expected = "at least 9", .found = "SECRET"},
       {.pointer = "/url", .rule = "format", .expected = "uri", .found = "SECRET"}});
  EXPECT_THAT(Run({}, {Verdict::kInvalid, why}),
              StatusIs(absl::StatusCode::kAborted,
                       AllOf(HasSubstr("/id"), HasSubstr("minLength"), HasSubstr("(and 1 more)"),
                             Not(HasSubstr("SECRET")))));
}

TEST(RecordWorkerNotNowTest, TriesAgainUntilTheSchemaIsThere) {
  Handover handover({.records = 100, .bytes = 100'000});
  handover.Assign({{"t", 0}});
  handover.Add(One(RecordAt("t", 0, 0)));
  int calls = 0;
  RecordWorker worker(
      {.group = "g"},
      [&](const Record&, const HandlerContext&) -> Handled {
        if (++calls == 1) return {Verdict::kNotNow, absl::UnavailableError("away")};
        return {};
      },
      {}, &handover, [] {});
  std::thread thread([&] { EXPECT_THAT(worker.Run(), IsOk()); });
  while (handover.Uncommitted().empty()) std::this_thread::yield();
  handover.Shut();
  thread.join();
  EXPECT_EQ(calls, 2);
}

TEST(RecordWorkerNotNowTest, ForgetsARecordWhosePartitionLeft) {
  Handover handover({.records = 100, .bytes = 100'000});
  handover.Assign({{"t", 0}, {"t", 1}});
  handover.Add(One(RecordAt("t", 0, 0)));
  handover.Add(One(RecordAt("t", 1, 0)));
  RecordWorker worker(
      {.group = "g"},
      [&](const Record& record, const HandlerContext&) -> Handled {
        if (record.partition() == 1) return {};
        handover.Forget({{"t", 0}});
        return {Verdict::kNotNow, absl::UnavailableError("away")};
      },
      {}, &handover, [] {});
  std::thread thread([&] { EXPECT_THAT(worker.Run(), IsOk()); });
  while (handover.Uncommitted().empty()) std::this_thread::yield();
  handover.Shut();
  thread.join();
  EXPECT_EQ(handover.Uncommitted().front().where.partition, 1);
}

}  // namespace
}  // namespace kontrakt
