#include "kontrakt/sdk/produce/publisher.h"

#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/document/document.h"
#include "kontrakt/schemas/violation.h"
#include "tests/schemas/messages.h"
#include "tests/sdk/produce/fakes.h"

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::messages::Content;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Pair;
using ::testing::SizeIs;

constexpr std::string_view kValidData =
    R"({"id":"a","url":"https://example.org/a","title":null,"size":7})";

class PublisherTest : public ::testing::Test {
 protected:
  PublisherTest()
      : admin_(std::make_shared<fakes::Admin>()),
        topics_(admin_, {.prefix = "p."}),
        publisher_(std::make_unique<fakes::Producer>(&sent_), undelivered_, &topics_,
                   std::make_shared<PublishedValidators>(&Document), absl::Seconds(1)) {}

  static absl::StatusOr<std::string> Document(const SchemaId& id) {
    if (id == SchemaIdOf<Content>()) return SchemaDocument(id, Describe<Content>());
    return absl::NotFoundError("nobody has published it");
  }

  std::vector<fakes::Sent> sent_;
  std::shared_ptr<fakes::Admin> admin_;
  Topics topics_;
  const std::shared_ptr<Undelivered> undelivered_ = std::make_shared<Undelivered>();
  Publisher publisher_;
};

TEST_F(PublisherTest, SendsTheEnvelope) {
  const Content content = {"a", "https://example.org/a", std::nullopt, 7};
  ASSERT_THAT(
      publisher_.Publish(
          "t", content,
          {.key = content.id, .headers = {{"trace", "1"}}, .timestamp = absl::FromUnixMillis(5)}),
      IsOk());
  ASSERT_THAT(sent_, SizeIs(1));
  EXPECT_EQ(sent_[0].topic, "p.t");
  EXPECT_EQ(sent_[0].key, "a");
  EXPECT_EQ(sent_[0].value, R"({"schema":"Content:1","data":)" + std::string(kValidData) + "}");
  EXPECT_EQ(sent_[0].timestamp, absl::FromUnixMillis(5));
  EXPECT_THAT(sent_[0].headers,
              ElementsAre(Pair("trace", "1"), Pair("kontrakt.id", MatchesRegex("[0-9a-f]{32}"))));
}

TEST_F(PublisherTest, TheSameStructGetsAnotherIdEachTime) {
  for (int i = 0; i < 2; ++i) {
    ASSERT_THAT(publisher_.Publish("t", messages::ValidContent(), {}), IsOk());
  }
  ASSERT_THAT(sent_, SizeIs(2));
  EXPECT_NE(sent_[0].headers, sent_[1].headers);
  EXPECT_EQ(sent_[0].value, sent_[1].value) << "the buffer begins empty";
}

TEST_F(PublisherTest, ARepeatKeepsItsId) {
  ASSERT_THAT(publisher_.Publish("t", messages::ValidContent(), {.id = "order-7"}), IsOk());
  ASSERT_THAT(sent_, SizeIs(1));
  EXPECT_THAT(sent_[0].headers, ElementsAre(Pair("kontrakt.id", "order-7")));
}

TEST_F(PublisherTest, ABrokenStructReachesNothing) {
  const absl::Status status =
      publisher_.Publish("t", Content{.id = "", .url = "no uri", .title = {}, .size = -1}, {});
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
  std::vector<std::string> pointers;
  for (const Violation& violation : ViolationsOf(status)) pointers.push_back(violation.pointer);
  EXPECT_THAT(pointers, ElementsAre("/id", "/url", "/size"));
  EXPECT_THAT(sent_, IsEmpty());
  EXPECT_EQ(admin_->describes, 0) << "no topic is made for it";
}

TEST_F(PublisherTest, JsonIsSentAsItWasChecked) {
  const std::string spaced =
      "{ \"id\":\"a\",\"url\":\"https://example.org/a\", \"size\":7.0 ,\"more\":1}";
  ASSERT_THAT(publisher_.PublishJson("t", {"Content", 1}, spaced, {}), IsOk());
  ASSERT_THAT(sent_, SizeIs(1));
  EXPECT_EQ(sent_[0].value, R"({"schema":"Content:1","data":)" + spaced + "}");
}

TEST_F(PublisherTest, BrokenJsonReachesNothing) {
  const struct {
    const char* name;
    SchemaId id;
    std::string json;
    absl::StatusCode code;
    const char* says;
  } kCases[] = {
      {"breaks the schema",
       {"Content", 1},
       R"({"id":"","url":"https://e.org","size":0})",
       absl::StatusCode::kInvalidArgument,
       "/id"},
      {"lacks a field",
       {"Content", 1},
       R"({"id":"a","size":0})",
       absl::StatusCode::kInvalidArgument,
       "url"},
      {"not JSON", {"Content", 1}, "{", absl::StatusCode::kInvalidArgument, ""},
      {"two values",
       {"Content", 1},
       std::string(kValidData) + "{}",
       absl::StatusCode::kInvalidArgument,
       ""},
      {"breaks out of the envelope",
       {"Content", 1},
       std::string(kValidData) + R"(,"x":{})",
       absl::StatusCode::kInvalidArgument,
       ""},
      {"NUL behind it",
       {"Content", 1},
       std::string(kValidData) + std::string(1, '\0'),
       absl::StatusCode::kInvalidArgument,
       ""},
      {"a key twice",
       {"Content", 1},
       R"({"id":"a","id":"b","url":"https://e.org","size":0})",
       absl::StatusCode::kInvalidArgument,
       ""},
      {"unknown version",
       {"Content", 2},
       std::string(kValidData),
       absl::StatusCode::kNotFound,
       "nobody"},
      {"unknown name", {"Nothing", 1}, "{}", absl::StatusCode::kNotFound, "nobody"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(publisher_.PublishJson("t", c.id, c.json, {}), StatusIs(c.code, HasSubstr(c.says)));
  }
  EXPECT_THAT(sent_, IsEmpty());
}

TEST_F(PublisherTest, RefusesBadOptions) {
  const std::string long_id(201, 'x');
  const struct {
    const char* name;
    std::string topic;
    PublishOptions options;
    const char* says;
  } kCases[] = {
      {"reserved topic", "__t", {}, "reserved"},
      {"reserved header", "t", {.headers = {{"kontrakt.id", "1"}}}, "reserved"},
      {"header without a name", "t", {.headers = {{"", "1"}}}, "not empty"},
      {"header's name is not UTF-8", "t", {.headers = {{"\xff", "1"}}}, "UTF-8"},
      {"header's value is not UTF-8", "t", {.headers = {{"a", "\xff"}}}, "UTF-8"},
      {"empty id", "t", {.id = ""}, "1 to 200 bytes"},
      {"long id", "t", {.id = long_id}, "1 to 200 bytes"},
      {"id is not UTF-8", "t", {.id = "\xc3"}, "1 to 200 bytes"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(publisher_.Publish(c.topic, messages::ValidContent(), c.options),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.says)));
  }
  EXPECT_THAT(sent_, IsEmpty());
}

TEST_F(PublisherTest, OnlyTheCallbackThatWasGivenIsPassedOn) {
  int told = 0;
  ASSERT_THAT(publisher_.Publish("t", messages::ValidContent(), {}), IsOk());
  ASSERT_THAT(publisher_.Publish("t", messages::ValidContent(),
                                 {.on_delivery = [&](const kafka::DeliveryReport&) { ++told; }}),
              IsOk());
  ASSERT_THAT(sent_, SizeIs(2));
  EXPECT_EQ(sent_[0].on_delivery, nullptr) << "the producer tells of it who is unattended";
  ASSERT_NE(sent_[1].on_delivery, nullptr);
  sent_[1].on_delivery({});
  EXPECT_EQ(told, 1);
}

TEST_F(PublisherTest, FlushTellsOfMessagesWithoutCallback) {
  undelivered_->Note({.outcome = kafka::Outcome::kUnknown,
                      .status = absl::DeadlineExceededError("late"),
                      .topic = "p.t"});
  EXPECT_THAT(publisher_.Flush(absl::Seconds(1)),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("1 unknown")));
  EXPECT_THAT(publisher_.Flush(absl::Seconds(1)), IsOk());
}

TEST_F(PublisherTest, PublishAndWaitTellsWhere) {
  const kafka::DeliveryReport stored{.outcome = kafka::Outcome::kDelivered,
                                     .status = {},
                                     .topic = "p.t",
                                     .partition = 2,
                                     .offset = 9};
  Publisher publisher(std::make_unique<fakes::Producer>(&sent_, stored), undelivered_, &topics_,
                      std::make_shared<PublishedValidators>(&Document), absl::Seconds(1));
  for (const absl::StatusOr<Position>& position :
       {publisher.PublishAndWait("t", messages::ValidContent(), {}, absl::Seconds(30)),
        publisher.PublishJsonAndWait("t", {"Content", 1}, kValidData, {}, absl::Seconds(30))}) {
    ASSERT_THAT(position.status(), IsOk());
    EXPECT_EQ(position->topic, "p.t");
    EXPECT_EQ(position->partition, 2);
    EXPECT_EQ(position->offset, 9);
  }
}

TEST_F(PublisherTest, PublishAndWaitTellsWhyNot) {
  EXPECT_THAT(publisher_.PublishAndWait("t", Content{}, {}, absl::Seconds(20)).status(),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(
      publisher_.PublishJsonAndWait("t", {"Content", 1}, kValidData, {}, absl::Milliseconds(1))
          .status(),
      StatusIs(absl::StatusCode::kDeadlineExceeded, HasSubstr("unknown")));
}

TEST_F(PublisherTest, ManyThreads) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([this] {
      for (int i = 0; i < 200; ++i) {
        EXPECT_THAT(publisher_.Publish("t", messages::ValidContent(), {}), IsOk());
        EXPECT_THAT(publisher_.PublishJson("u", {"Content", 1}, kValidData, {}), IsOk());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(sent_, SizeIs(1600));
  EXPECT_EQ(admin_->topics.size(), 2u);
}

}  // namespace
}  // namespace kontrakt
