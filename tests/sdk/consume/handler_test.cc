#include "kontrakt/sdk/consume/handler.h"

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/document/document.h"
#include "kontrakt/sdk/produce/published_validators.h"
#include "nlohmann/json.hpp"
#include "tests/schemas/messages.h"
#include "tests/sdk/consume/records.h"

namespace kontrakt {
// Stands for sdk/app's, which this layer only passes on.
class Application {
 public:
  int number = 0;
};
namespace {

using ::kontrakt::fakes::MakeRecord;
using ::kontrakt::fakes::RecordOf;
using ::messages::Content;
using ::testing::HasSubstr;
using Verdict = Handled::Verdict;

constexpr const char* kContent =
    R"({"schema":"Content:1","data":{"id":"a","url":"https://example.org/a","title":null,"size":7}})";
// Structurally a Content, but its size is below the minimum.
constexpr const char* kBelowMinimum =
    R"({"schema":"Content:1","data":{"id":"a","url":"https://example.org/a","size":-7}})";

class HandlerTest : public ::testing::Test {
 protected:
  HandlerTest() {
    context_.application = &application_;
    context_.validators = std::make_shared<PublishedValidators>(
        [this](const SchemaId& id) -> absl::StatusOr<std::string> {
          if (!registry_.ok()) return registry_;
          if (id == SchemaIdOf<Content>()) return SchemaDocument(id, Describe<Content>());
          return absl::NotFoundError("nobody has published it");
        });
  }

  Handled Handle(Handler& handler, std::string value, Validation validation) {
    context_.validation = validation;
    return handler(RecordOf(std::move(value)), context_);
  }
  Handled Handle(Handler handler, std::string value) {
    return Handle(handler, std::move(value), Validation::kStructural);
  }

  Application application_;
  HandlerContext context_;
  absl::Status registry_;
};

TEST_F(HandlerTest, AStruct) {
  int calls = 0;
  Handler handler = MakeHandler([&](const Content& content) {
    ++calls;
    EXPECT_EQ(content, (Content{"a", "https://example.org/a", std::nullopt, 7}));
  });
  EXPECT_EQ(Handle(std::move(handler), kContent).verdict, Verdict::kDone);
  EXPECT_EQ(calls, 1);
}

TEST_F(HandlerTest, Json) {
  int calls = 0;
  Handler handler = MakeHandler([&](const kontrakt::Json& json, const SchemaId& schema) {
    ++calls;
    EXPECT_EQ(json["size"], 7);
    EXPECT_EQ(schema.ToString(), "Content:1");
  });
  EXPECT_EQ(Handle(std::move(handler), kContent).verdict, Verdict::kDone);
  EXPECT_EQ(calls, 1);
}

TEST_F(HandlerTest, BytesNeedNoEnvelope) {
  std::string seen;
  Handler handler = MakeHandler([&](std::string_view bytes) { seen = bytes; });
  EXPECT_EQ(Handle(std::move(handler), "no JSON at all").verdict, Verdict::kDone);
  EXPECT_EQ(seen, "no JSON at all");
}

TEST_F(HandlerTest, ARecordMayBeATombstone) {
  bool called = false;
  Handler handler = MakeHandler([&](const Record& record) {
    called = true;
    EXPECT_FALSE(record.value().has_value());
  });
  EXPECT_EQ(handler(MakeRecord({.value = std::nullopt}), context_).verdict, Verdict::kDone);
  EXPECT_TRUE(called);
}

TEST_F(HandlerTest, InjectsByTypeInAnyOrder) {
  application_.number = 42;
  int calls = 0;
  Handler handler = MakeHandler(
      [&](const Content&, Application& application, SchemaId schema, const Record& record) {
        ++calls;
        EXPECT_EQ(application.number, 42);
        EXPECT_EQ(schema, SchemaIdOf<Content>());
        EXPECT_EQ(record.value(), kContent);
      });
  EXPECT_EQ(Handle(std::move(handler), kContent).verdict, Verdict::kDone);
  EXPECT_EQ(calls, 1);
}

TEST_F(HandlerTest, BytesWithTheirSchema) {
  std::string seen;
  const auto note = [&](std::string_view, const SchemaId& schema) { seen = schema.ToString(); };
  EXPECT_EQ(Handle(MakeHandler(note), kContent).verdict, Verdict::kDone);
  EXPECT_EQ(seen, "Content:1");
  EXPECT_EQ(Handle(MakeHandler(note), "no JSON").verdict, Verdict::kInvalid);
}

TEST_F(HandlerTest, MoveOnlyHandlers) {
  Handler handler =
      MakeHandler([owned = std::make_unique<int>(0)](std::string_view) mutable { ++*owned; });
  EXPECT_EQ(Handle(std::move(handler), "x").verdict, Verdict::kDone);
}

TEST_F(HandlerTest, InvalidRecordsDoNotReachTheHandler) {
  const struct {
    const char* name;
    std::optional<std::string> value;
    const char* says;
  } kCases[] = {
      {"tombstone", std::nullopt, "tombstone"},
      {"empty", "", ""},
      {"not JSON", "{", ""},
      {"no envelope", R"({"id":"a"})", ""},
      {"no schema id", R"({"schema":"Content","data":{}})", ""},
      {"Confluent's wire format", std::string("\0\0\0\0\1{}", 7), ""},
      {"another schema", R"({"schema":"Point:1","data":{}})",
       "its schema is Point:1, and this handler takes Content:1"},
      {"another version", R"({"schema":"Content:2","data":{}})", "Content:2"},
      {"a field is missing", R"({"schema":"Content:1","data":{"id":"a"}})", "url"},
      {"a field has another type", R"({"schema":"Content:1","data":{"id":1,"url":"u","size":1}})",
       "/id"},
      {"bytes behind it", std::string(kContent) + "x", ""},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    Handler handler = MakeHandler([](const Content&) { FAIL() << "was called"; });
    const Handled handled = handler(MakeRecord({.value = c.value}), context_);
    EXPECT_EQ(handled.verdict, Verdict::kInvalid);
    EXPECT_THAT(handled.why.message(), HasSubstr(c.says));
    EXPECT_FALSE(handled.why.ok());
  }
  Handler bytes = MakeHandler([](std::string_view) { FAIL() << "was called"; });
  EXPECT_EQ(bytes(MakeRecord({.value = std::nullopt}), context_).verdict, Verdict::kInvalid);
}

TEST_F(HandlerTest, ValidationDecidesHowMuchIsChecked) {
  Handler handlers[] = {MakeHandler([](const Content&) {}),
                        MakeHandler([](const kontrakt::Json&) {}),
                        MakeHandler([](std::string_view) {}), MakeHandler([](const Record&) {})};
  for (Handler& handler : handlers) {
    EXPECT_EQ(Handle(handler, kBelowMinimum, Validation::kNone).verdict, Verdict::kDone);
    EXPECT_EQ(Handle(handler, kBelowMinimum, Validation::kStructural).verdict, Verdict::kDone);
    EXPECT_EQ(Handle(handler, kBelowMinimum, Validation::kFull).verdict, Verdict::kInvalid);
    EXPECT_EQ(Handle(handler, kContent, Validation::kFull).verdict, Verdict::kDone);
  }
}

TEST_F(HandlerTest, ASchemaThatNobodyPublishedIsInvalidAndOneOutOfReachIsNot) {
  Handler handler = MakeHandler([](const kontrakt::Json&) {});
  const std::string unknown = R"({"schema":"Unknown:1","data":{}})";
  EXPECT_EQ(Handle(handler, unknown, Validation::kStructural).verdict, Verdict::kDone);
  EXPECT_EQ(Handle(handler, unknown, Validation::kFull).verdict, Verdict::kInvalid);
  registry_ = absl::UnavailableError("away");
  EXPECT_EQ(Handle(handler, kContent, Validation::kFull).verdict, Verdict::kNotNow);
  registry_ = absl::OkStatus();
  EXPECT_EQ(Handle(handler, kContent, Validation::kFull).verdict, Verdict::kDone);
}

TEST_F(HandlerTest, FailuresAreWhatTheHandlerSaysOrThrows) {
  const struct {
    const char* name;
    std::function<absl::Status(std::string_view)> handler;
    const char* says;
  } kCases[] = {
      {"a status", [](std::string_view) { return absl::NotFoundError("no such shelf"); },
       "no such shelf"},
      {"an exception",
       [](std::string_view) -> absl::Status { throw std::runtime_error("no paper"); }, "no paper"},
      {"a thing", [](std::string_view) -> absl::Status { throw 7; }, "no std::exception"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const Handled handled = Handle(MakeHandler(c.handler), "x");
    EXPECT_EQ(handled.verdict, Verdict::kFailed);
    EXPECT_THAT(handled.why.message(), HasSubstr(c.says));
  }
}

}  // namespace
}  // namespace kontrakt
