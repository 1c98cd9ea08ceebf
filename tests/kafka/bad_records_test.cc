// Records that no handler can be given: the subscription's policy decides, nothing crashes, and the
// committed offset (read by a plain Kafka client) moves only as that policy says.
#include <csignal>
#include <iostream>
#include <random>

#include "absl/status/status_matchers.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/sdk/app/application.h"
#include "kontrakt/tests/kafka/broker/kafka_test.h"
#include "kontrakt/tests/kafka/programs/content.h"
#include "kontrakt/tests/kafka/programs/program.h"
#include "nlohmann/json.hpp"

namespace kontrakt::tests {
namespace {

using ::absl_testing::IsOk;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr absl::Duration kPatience = absl::Seconds(60);

std::string Good(const std::string& id) {
  return R"({"schema":"Content:1","data":{"id":")" + id +
         R"(","url":"https://example.org","size":1}})";
}

std::string Garbage(int bytes) {
  std::mt19937 random(20240229);
  std::string garbage;
  for (int i = 0; i < bytes; ++i) garbage.push_back(static_cast<char>(random()));
  return garbage;
}

struct BadRecord {
  const char* name;
  std::optional<std::string> value;
};

// Bad for a handler of Content and, with full validation, for one of plain JSON.
const std::vector<BadRecord>& BadRecords() {
  static const auto& all = *new std::vector<BadRecord>{
      {"text", "hello"},
      {"cut", R"({"schema":"Content:1","data":{"id":"x")"},
      {"empty", ""},
      {"tombstone", std::nullopt},
      {"array", "[1,2]"},
      {"no envelope", R"({"id":"x","url":"https://example.org","size":1})"},
      {"no data", R"({"schema":"Content:1"})"},
      {"schema is no text", R"({"schema":1,"data":{}})"},
      {"schema without version", R"({"schema":"Content","data":{}})"},
      {"unknown schema", R"({"schema":"Nobody:1","data":{"id":"x"}})"},
      {"unknown version", R"({"schema":"Content:99","data":{"id":"x"}})"},
      {"no url", R"({"schema":"Content:1","data":{"id":"x","size":1}})"},
      {"number for text", R"({"schema":"Content:1","data":{"id":7,"url":"https://a.b","size":1}})"},
      {"data is null", R"({"schema":"Content:1","data":null})"},
      {"bytes behind", Good("x") + "x"},
      {"BOM", "\xef\xbb\xbf" + Good("x")},
      {"bad UTF-8", Good("\xff")},
      {"deep", R"({"schema":"Content:1","data":)" + std::string(100'000, '[')},
      {"another registry's framing", std::string("\0\0\0\0\7", 5) + Good("x")},
      {"garbage", Garbage(900 << 10)},
  };
  return all;
}

// What a handler was given.
class Seen {
 public:
  void Add(std::string id) {
    absl::MutexLock lock(&mutex_);
    ids_.push_back(std::move(id));
  }
  std::vector<std::string> ids() const {
    absl::MutexLock lock(&mutex_);
    return ids_;
  }

 private:
  mutable absl::Mutex mutex_;
  std::vector<std::string> ids_ ABSL_GUARDED_BY(mutex_);
};

class BadRecordsTest : public KafkaTest {
 protected:
  void MakeTopic(const std::string& topic, const std::vector<std::optional<std::string>>& values) {
    ASSERT_THAT(kafka().CreateTopic(prefix_ + topic, 1), IsOk());
    std::vector<PlainRecord> records;
    for (const auto& value : values)
      records.push_back({.topic = prefix_ + topic, .partition = 0, .value = value});
    ASSERT_THAT(kafka().Produce(records), IsOk());
  }

  // The committed offset of the topic's only partition; 0 without a commit.
  std::int64_t Committed(const std::string& group, const std::string& topic) {
    const auto committed = kafka().CommittedOffsets(prefix_ + group, prefix_ + topic);
    EXPECT_THAT(committed.status(), IsOk());
    return committed.ok() && committed->contains(0) ? committed->at(0) : 0;
  }

  Settings settings() { return {.kafka_servers = {servers()}, .topic_prefix = prefix_}; }

  const std::string prefix_ = NewPrefix();
};

TEST_F(BadRecordsTest, SkipGoesOnBehindEachOfThem) {
  std::vector<std::optional<std::string>> values = {Good("0")};
  std::vector<std::string> good = {"0"};
  for (const BadRecord& bad : BadRecords()) {
    values.push_back(bad.value);
    good.push_back(bad.name);
    values.push_back(Good(bad.name));
  }
  ASSERT_NO_FATAL_FAILURE(MakeTopic("mixed", values));
  Seen typed, plain;
  Application app(settings());
  app.Subscribe("mixed", {.group = prefix_ + "typed", .on_invalid = OnInvalid::kSkip},
                [&](const Content& content) { typed.Add(content.id); });
  app.Subscribe(
      "mixed",
      {.group = prefix_ + "plain", .validation = Validation::kFull, .on_invalid = OnInvalid::kSkip},
      [&](const Json& json) { plain.Add(json.value("id", "")); });
  ASSERT_THAT(app.Start(), IsOk());
  EXPECT_TRUE(WaitUntil(
      [&] { return typed.ids().size() >= good.size() && plain.ids().size() >= good.size(); },
      kPatience));
  EXPECT_THAT(app.Health(), IsOk());
  EXPECT_THAT(app.Stop(), IsOk());
  EXPECT_EQ(typed.ids(), good);
  EXPECT_EQ(plain.ids(), good);
  EXPECT_EQ(Committed("typed", "mixed"), std::ssize(values));
  EXPECT_EQ(Committed("plain", "mixed"), std::ssize(values));
  std::cout << "ledger: " << values.size() << " records, " << BadRecords().size()
            << " of them bad; " << typed.ids().size() << " handled, offset "
            << Committed("typed", "mixed") << " committed\n";
}

// One topic, one group, one subscription for each kind, side by side.
TEST_F(BadRecordsTest, StopStaysInFrontOfIt) {
  const int kinds = static_cast<int>(BadRecords().size());
  std::vector<Seen> stopped(kinds), resumed(kinds);
  const auto topic = [](int kind) { return absl::StrCat("stop-", kind); };
  for (int kind = 0; kind < kinds; ++kind) {
    ASSERT_NO_FATAL_FAILURE(
        MakeTopic(topic(kind), {Good("before"), BadRecords()[kind].value, Good("behind")}));
  }
  const auto run = [&](OnInvalid policy, std::vector<Seen>& seen) {
    Application app(settings());
    for (int kind = 0; kind < kinds; ++kind) {
      app.Subscribe(topic(kind), {.group = prefix_ + topic(kind), .on_invalid = policy},
                    [&seen, kind](const Content& content) { seen[kind].Add(content.id); });
    }
    ASSERT_THAT(app.Start(), IsOk());
    for (const Seen& one : seen) {
      EXPECT_TRUE(WaitUntil([&] { return !one.ids().empty(); }, kPatience));
    }
    absl::SleepFor(absl::Seconds(1));  // For what must not come.
    EXPECT_EQ(app.Health().ok(), policy == OnInvalid::kSkip) << app.Health();
    app.Stop().IgnoreError();  // It says what Health() said.
  };
  ASSERT_NO_FATAL_FAILURE(run(OnInvalid::kStop, stopped));
  for (int kind = 0; kind < kinds; ++kind) {
    SCOPED_TRACE(BadRecords()[kind].name);
    EXPECT_THAT(stopped[kind].ids(), ElementsAre("before"));
    EXPECT_EQ(Committed(topic(kind), topic(kind)), 1);
  }
  ASSERT_NO_FATAL_FAILURE(run(OnInvalid::kSkip, resumed));
  for (int kind = 0; kind < kinds; ++kind) {
    SCOPED_TRACE(BadRecords()[kind].name);
    EXPECT_THAT(resumed[kind].ids(), ElementsAre("behind")) << "it goes on at the bad one";
    EXPECT_EQ(Committed(topic(kind), topic(kind)), 3);
  }
  std::cout << "ledger: " << kinds
            << " kinds of bad records, each stopped at offset 1 and was passed "
            << "by a later run that skips\n";
}

// The sentence names the place and the reason, not the payload.
TEST_F(BadRecordsTest, WorkerThatStopsSaysWhere) {
  ASSERT_NO_FATAL_FAILURE(MakeTopic(
      "content.bad", {Good("0"), R"({"schema":"Content:1","data":{"id":"canary","size":1}})"}));
  auto worker = StartProgram("worker", {.servers = servers(),
                                        .prefix = prefix_,
                                        .environment = {{"TEST_PATTERN", "content.bad"},
                                                        {"TEST_GROUP", prefix_ + "stopping"}}});
  EXPECT_EQ(worker->End(kPatience), "exit code 1");
  EXPECT_THAT(worker->Errors(), AllOf(HasSubstr(prefix_ + "content.bad"), HasSubstr("1"),
                                      HasSubstr("url"), Not(HasSubstr("canary"))));
  EXPECT_EQ(Committed("stopping", "content.bad"), 1);
}

TEST_F(BadRecordsTest, HandlerThatFailsStopsOrIsSkipped) {
  ASSERT_NO_FATAL_FAILURE(
      MakeTopic("failing", {Good("0"), Good("fails"), Good("throws"), Good("3")}));
  const auto handle = [](Seen& seen, const Content& content) -> absl::Status {
    seen.Add(content.id);
    if (content.id == "throws") throw 7;
    return content.id == "fails" ? absl::InternalError("this one is no good") : absl::OkStatus();
  };
  Seen stopping, skipping;
  {
    Application app(settings());
    app.Subscribe("failing", {.group = prefix_ + "stopping"},
                  [&](const Content& content) { return handle(stopping, content); });
    app.Subscribe("failing", {.group = prefix_ + "skipping", .on_failure = OnFailure::kSkip},
                  [&](const Content& content) { return handle(skipping, content); });
    ASSERT_THAT(app.Start(), IsOk());
    EXPECT_TRUE(WaitUntil([&] { return skipping.ids().size() == 4; }, kPatience));
    EXPECT_TRUE(WaitUntil([&] { return !app.Health().ok(); }, kPatience));
    EXPECT_THAT(app.Health().message(),
                AllOf(HasSubstr("this one is no good"), HasSubstr("failing")));
  }
  EXPECT_THAT(stopping.ids(), ElementsAre("0", "fails"));
  EXPECT_THAT(skipping.ids(), ElementsAre("0", "fails", "throws", "3"));
  EXPECT_EQ(Committed("stopping", "failing"), 1);
  EXPECT_EQ(Committed("skipping", "failing"), 4);
}

}  // namespace
}  // namespace kontrakt::tests
