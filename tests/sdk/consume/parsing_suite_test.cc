// JSONTestSuite (tests/data/json-parsing) on every road of a message: what PublishJson asks, and
// what each kind of handler is given. y_ must be accepted, n_ refused, i_ may be either, but alike.
#include "kontrakt/tests/support/parsing_suite.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/schemas.h"
#include "kontrakt/sdk/consume/handler.h"
#include "kontrakt/sdk/produce/published_validators.h"
#include "nlohmann/json.hpp"
#include "tests/sdk/consume/records.h"

namespace carriers {

struct Carrier {
  kontrakt::Json any;
};
SCHEMA_FIELDS(Carrier, FIELD(any));
REGISTER_SCHEMA(Carrier, 1);

}  // namespace carriers

namespace kontrakt {
namespace {

using File = tests::ParsingSuiteFile;

// A key twice, of which readers take another one each: refused wherever values are kept.
bool HasAKeyTwice(const File& file) { return file.name.starts_with("y_object_duplicated_key"); }

class ParsingSuiteTest : public ::testing::Test {
 protected:
  ParsingSuiteTest() {
    validators_ = std::make_shared<PublishedValidators>(
        [](const SchemaId&) -> absl::StatusOr<std::string> { return "{}"; });
  }

  bool Publishes(const std::string& text) {
    return validators_->CheckText({"Anything", 1}, text).ok();
  }

  // Whether `handler` is called for a message of `schema` whose data is `data`.
  bool Reads(Handler handler, std::string_view schema, std::string_view data,
             Validation validation) {
    HandlerContext context;
    context.validators = validators_;
    context.validation = validation;
    const std::string value = absl::StrCat(R"({"schema":")", schema, R"(","data":)", data, "}");
    return handler(fakes::RecordOf(value), context).verdict == Handled::Verdict::kDone;
  }
  bool ReadsAsJson(const std::string& text, Validation validation) {
    return Reads(MakeHandler([](const Json&) {}), "Anything:1", text, validation);
  }
  bool ReadsInAField(const std::string& text, Validation validation) {
    return Reads(MakeHandler([](const carriers::Carrier&) {}), "Carrier:1",
                 absl::StrCat(R"({"any":)", text, "}"), validation);
  }
  bool ReadsPastIt(const std::string& text) {
    return Reads(MakeHandler([](const carriers::Carrier&) {}), "Carrier:1",
                 absl::StrCat(R"({"unknown":)", text, R"(,"any":0})"), Validation::kStructural);
  }

  // Of each road that keeps the values.
  std::vector<std::pair<std::string, bool>> Verdicts(const std::string& text) {
    return {{"publish", Publishes(text)},
            {"JSON, not validated", ReadsAsJson(text, Validation::kNone)},
            {"JSON", ReadsAsJson(text, Validation::kStructural)},
            {"JSON, fully validated", ReadsAsJson(text, Validation::kFull)},
            {"bytes, fully validated",
             Reads(MakeHandler([](std::string_view) {}), "Anything:1", text, Validation::kFull)},
            {"a field", ReadsInAField(text, Validation::kStructural)},
            {"a field, fully validated", ReadsInAField(text, Validation::kFull)}};
  }

  std::shared_ptr<PublishedValidators> validators_;
};

TEST_F(ParsingSuiteTest, IsComplete) { EXPECT_EQ(tests::ParsingSuiteFiles().size(), 318u); }

TEST_F(ParsingSuiteTest, WhatIsJsonIsAcceptedOnEveryRoad) {
  for (const File& file : tests::ParsingSuiteFiles()) {
    if (file.name[0] != 'y') continue;
    for (const auto& [road, accepts] : Verdicts(file.text))
      EXPECT_EQ(accepts, !HasAKeyTwice(file)) << file.name << ": " << road;
    EXPECT_TRUE(ReadsPastIt(file.text)) << file.name;
  }
}

TEST_F(ParsingSuiteTest, WhatIsNoJsonIsRefusedOnEveryRoad) {
  for (const File& file : tests::ParsingSuiteFiles()) {
    if (file.name[0] != 'n') continue;
    for (const auto& [road, accepts] : Verdicts(file.text))
      EXPECT_FALSE(accepts) << file.name << ": " << road;
    EXPECT_FALSE(ReadsPastIt(file.text)) << file.name;
  }
}

TEST_F(ParsingSuiteTest, WhatIsUndecidedGetsOneVerdict) {
  for (const File& file : tests::ParsingSuiteFiles()) {
    if (file.name[0] != 'i') continue;
    for (const auto& [road, accepts] : Verdicts(file.text))
      EXPECT_EQ(accepts, ParseJson(file.text).ok()) << file.name << ": " << road;
  }
}

}  // namespace
}  // namespace kontrakt
