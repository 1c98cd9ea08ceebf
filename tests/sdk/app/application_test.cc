// Applications on the embedded broker.
#include "kontrakt/sdk/app/application.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status_matchers.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/document/document.h"
#include "kontrakt/sdk/kafka/producer.h"
#include "kontrakt/sdk/testing/embedded_broker.h"
#include "kontrakt/sdk/testing/read_all.h"
#include "nlohmann/json.hpp"

namespace app_test {

struct Content {
  std::string id;
  std::string url;
  std::optional<std::string> title;
  std::int64_t size = 0;
  friend bool operator==(const Content&, const Content&) = default;
};
SCHEMA_FIELDS(Content, FIELD(id, MinLength(1)), FIELD(url, Format("uri")),
              FIELD(title, MaxLength(200)), FIELD(size, Minimum(0)));
REGISTER_SCHEMA(Content, 1, {.streams = {"content.created"}, .retention = absl::Hours(24)});

struct Indexed {
  std::string id;
};
SCHEMA_FIELDS(Indexed, FIELD(id));
REGISTER_SCHEMA(Indexed, 1);

Content ContentOf(int i) {
  return {absl::StrCat("id-", i), "https://example.org/a", std::nullopt, i};
}

}  // namespace app_test

namespace kontrakt {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::app_test::Content;
using ::app_test::ContentOf;
using ::app_test::Indexed;
using testing::EmbeddedBroker;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Counts from any thread.
class Counter {
 public:
  void Add() {
    absl::MutexLock lock(&mutex_);
    ++count_;
  }
  int count() const {
    absl::MutexLock lock(&mutex_);
    return count_;
  }
  bool Await(int count) const {
    const auto enough = [this, count]() { return count_ >= count; };
    absl::MutexLock lock(&mutex_);
    return mutex_.AwaitWithTimeout(absl::Condition(&enough), absl::Seconds(60));
  }

 private:
  mutable absl::Mutex mutex_;
  int count_ = 0;
};

class ApplicationTest : public ::testing::Test {
 protected:
  void SetUp() override {
    absl::StatusOr<std::unique_ptr<EmbeddedBroker>> broker = EmbeddedBroker::Start();
    ASSERT_THAT(broker.status(), IsOk());
    broker_ = *std::move(broker);
    settings_ = Settings::For(broker_->connection());
    settings_.topic_prefix = "p.";
  }
  std::vector<testing::ReadRecord> ReadAll(std::string_view topic) {
    absl::StatusOr<std::vector<testing::ReadRecord>> records =
        testing::ReadAll(broker_->connection(), topic);
    EXPECT_THAT(records.status(), IsOk());
    return records.ok() ? *records : std::vector<testing::ReadRecord>();
  }

  std::unique_ptr<EmbeddedBroker> broker_;
  Settings settings_;
};

TEST_F(ApplicationTest, TheWayOfAMessage) {
  Application app(settings_);
  Counter contents, indexed, jsons;
  app.Subscribe(
      "content.*", {.group = "indexer"},
      [&](const Content& content, const Record& record, Application& application) -> absl::Status {
        EXPECT_EQ(record.key(), content.id);
        EXPECT_TRUE(record.header("kontrakt.id").has_value());
        contents.Add();
        return application.Publish("indexed", Indexed{content.id}, {.key = content.id});
      });
  app.Subscribe("indexed", {.group = "counter"}, [&](const Indexed&, SchemaId schema) {
    EXPECT_EQ(schema.ToString(), "Indexed:1");
    indexed.Add();
  });
  app.Subscribe("*", {.group = "audit", .validation = Validation::kFull}, [&](const Json& json) {
    EXPECT_TRUE(json.contains("id"));
    jsons.Add();
  });
  ASSERT_THAT(app.Start(), IsOk());
  for (int i = 0; i < 100; ++i) {
    const Content content = ContentOf(i);
    ASSERT_THAT(app.Publish("content.created", content, {.key = content.id}), IsOk());
  }
  ASSERT_THAT(app.Flush(absl::Seconds(30)), IsOk());
  EXPECT_TRUE(contents.Await(100));
  EXPECT_TRUE(indexed.Await(100));
  EXPECT_TRUE(jsons.Await(200));
  EXPECT_THAT(app.Health(), IsOk());
  EXPECT_THAT(app.Stop(), IsOk());
  EXPECT_EQ(contents.count(), 100);
  EXPECT_EQ(indexed.count(), 100);
}

TEST_F(ApplicationTest, StartPublishesSchemasAndMakesStreams) {
  Application app(settings_);
  ASSERT_THAT(app.Start(), IsOk());
  absl::StatusOr<std::string> schema = app.PublishedSchema(SchemaIdOf<Content>());
  ASSERT_THAT(schema.status(), IsOk());
  EXPECT_EQ(*schema, SchemaDocument(SchemaIdOf<Content>(), Describe<Content>()));
  EXPECT_THAT(app.PublishedSchema({"Nothing", 1}).status(), StatusIs(absl::StatusCode::kNotFound));
  auto configs = broker_->connection().admin->Configs({"p.content.created"}, absl::Seconds(10));
  ASSERT_THAT(configs.status(), IsOk());
  EXPECT_EQ((*configs)["p.content.created"]["retention.ms"], "86400000");
  EXPECT_THAT(app.Stop(), IsOk());
}

TEST_F(ApplicationTest, BrokenMessagesReachNoTopic) {
  Application app(settings_);
  ASSERT_THAT(app.Start(), IsOk());
  EXPECT_THAT(app.Publish("content.created", Content{}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("/id")));
  EXPECT_THAT(app.PublishJson("content.created", {"Content", 1}, R"({"id":""})"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("/id")));
  EXPECT_THAT(app.PublishAndWait("content.created", Content{}).status(),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(app.PublishJson("content.created", {"Content", 7}, "{}"),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(app.Stop(), IsOk());
  EXPECT_THAT(ReadAll("p.content.created"), IsEmpty());
}

TEST_F(ApplicationTest, PublishAndWaitTellsWhere) {
  Application app(settings_);
  ASSERT_THAT(app.Start(), IsOk());
  absl::StatusOr<Position> typed = app.PublishAndWait("new.topic", ContentOf(1), {.key = "k"});
  ASSERT_THAT(typed.status(), IsOk());
  absl::StatusOr<Position> json = app.PublishJsonAndWait(
      "new.topic", {"Content", 1}, R"({"id":"a","url":"https://e.org","size":1})", {.key = "k"});
  ASSERT_THAT(json.status(), IsOk());
  EXPECT_EQ(typed->topic, "p.new.topic");
  EXPECT_EQ(json->partition, typed->partition);
  EXPECT_EQ(json->offset, typed->offset + 1);
  EXPECT_THAT(app.Stop(), IsOk());
  EXPECT_THAT(ReadAll("p.new.topic"), SizeIs(2));
}

TEST_F(ApplicationTest, WhatTheProgramDidWrongIsToldByStart) {
  const auto handler = [](const Record&) {};
  const struct {
    const char* name;
    std::function<void(Application&)> spoil;
    const char* says;
  } kCases[] = {
      {"bad pattern", [&](Application& app) { app.Subscribe("a b", {.group = "g"}, handler); },
       "Subscribe(\"a b\")"},
      {"reserved topic",
       [&](Application& app) { app.Subscribe("__schema__A", {.group = "g"}, handler); },
       "reserved"},
      {"no group", [&](Application& app) { app.Subscribe("a", {}, handler); }, "group"},
      {"one group twice",
       [&](Application& app) {
         app.Subscribe("a", {.group = "g"}, handler);
         app.Subscribe("b", {.group = "g"}, handler);
       },
       "name another group"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    Application app(settings_);
    c.spoil(app);
    EXPECT_THAT(app.Start(), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.says)));
    EXPECT_THAT(app.Stop(), IsOk());
  }
  EXPECT_THAT(Application().Start(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("--kafka-servers")));
  Settings bad = settings_;
  bad.replication_factor = -1;
  EXPECT_THAT(Application(bad).Start(), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(ApplicationTest, TheOrderOfCalls) {
  Application app;
  EXPECT_THAT(app.Publish("t", ContentOf(1)), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(app.PublishJson("t", {"Content", 1}, "{}"),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(app.Flush(absl::Seconds(1)), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(app.PublishedSchema({"Content", 1}).status(),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  ASSERT_THAT(app.Configure(settings_), IsOk());
  ASSERT_THAT(app.Start(), IsOk());
  EXPECT_THAT(app.Start(), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(app.Configure(settings_), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(app.Health(), IsOk());
  app.Subscribe("late", {.group = "g"}, [](const Record&) {});
  EXPECT_THAT(app.Health(), StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("late")));
  EXPECT_THAT(app.Stop(), IsOk());
  EXPECT_THAT(app.Stop(), IsOk());
  EXPECT_THAT(app.Publish("t", ContentOf(1)), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(app.Start(), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(ApplicationTest, AStoppedSubscriptionIsToldByHealth) {
  Application app(settings_);
  app.Subscribe("a", {.group = "g"},
                [](const Content&) { return absl::InternalError("no paper"); });
  ASSERT_THAT(app.Start(), IsOk());
  ASSERT_THAT(app.Publish("a", ContentOf(1)), IsOk());
  while (app.Health().ok()) absl::SleepFor(absl::Milliseconds(10));
  EXPECT_THAT(app.Health(), StatusIs(absl::StatusCode::kAborted, HasSubstr("no paper")));
  EXPECT_THAT(app.Stop(), IsOk());
}

TEST_F(ApplicationTest, AHandlerMayCallUsButNotStopUs) {
  Application app(settings_);
  absl::Notification done;
  app.Subscribe("a", {.group = "g"}, [&](const Content&, Application& application) {
    EXPECT_THAT(application.Stop(), StatusIs(absl::StatusCode::kFailedPrecondition));
    EXPECT_THAT(application.Health(), IsOk());
    EXPECT_THAT(application.PublishAndWait("b", ContentOf(2)).status(), IsOk());
    done.Notify();
  });
  ASSERT_THAT(app.Start(), IsOk());
  ASSERT_THAT(app.Publish("a", ContentOf(1)), IsOk());
  done.WaitForNotification();
  EXPECT_THAT(app.Stop(), IsOk());
}

// A handler that asks for something while Stop() waits for it.
TEST_F(ApplicationTest, AStopAndItsHandlersDoNotWaitForEachOther) {
  Application app(settings_);
  absl::Notification called, stopping;
  app.Subscribe("a", {.group = "g"}, [&](const Content&, Application& application) {
    called.Notify();
    stopping.WaitForNotification();
    absl::SleepFor(absl::Milliseconds(300));
    EXPECT_THAT(application.Health(), IsOk());
    EXPECT_THAT(application.Publish("b", ContentOf(2)), IsOk()) << "until the handlers have ended";
  });
  ASSERT_THAT(app.Start(), IsOk());
  ASSERT_THAT(app.Publish("a", ContentOf(1)), IsOk());
  called.WaitForNotification();
  stopping.Notify();
  EXPECT_THAT(app.Stop(), IsOk());
  EXPECT_THAT(ReadAll("p.b"), SizeIs(1));
}

TEST_F(ApplicationTest, NoBroker) {
  broker_->SetDown(true);
  settings_.start_timeout = absl::Seconds(2);
  settings_.admin = nullptr;
  Application app(settings_);
  const absl::Time begin = absl::Now();
  EXPECT_THAT(app.Start(),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr(settings_.kafka_servers.front())));
  EXPECT_LT(absl::Now() - begin, absl::Seconds(8));
  EXPECT_THAT(app.Stop(), IsOk());
}

}  // namespace
}  // namespace kontrakt
