// The kinds of values beyond JSON's own, written and read.
#include "tests/schemas/kinds.h"

#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/codec/decode.h"
#include "kontrakt/schemas/codec/encode.h"
#include "kontrakt/schemas/codec/envelope.h"
#include "kontrakt/schemas/violation.h"

namespace kontrakt {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> Reasons(const absl::Status& status) {
  std::vector<std::string> reasons;
  for (const Violation& v : ViolationsOf(status)) reasons.push_back(v.pointer + " " + v.rule);
  return reasons;
}

template <class T>
std::string Encoded(const T& message) {
  std::string out;
  const absl::Status status = Encode(message, out);
  return status.ok() ? out : std::string(status.message());
}

template <class T>
std::vector<std::string> Refusals(const T& message) {
  std::string out;
  return Reasons(Encode(message, out));
}

template <class T>
std::vector<std::string> RefusalsOf(std::string_view json,
                                    Validation validation = Validation::kStructural) {
  T read{};
  return Reasons(Decode(json, read, validation));
}

template <class T>
T Decoded(std::string_view json) {
  T read{};
  EXPECT_EQ(Decode(json, read), absl::OkStatus());
  return read;
}

TEST(KindsTest, WritesPointersAsWhatTheyPointTo) {
  kinds::Node node;
  node.next = std::make_unique<kinds::Node>();
  node.next->value = 2;
  EXPECT_EQ(Encoded(node),
            R"({"value":0,"next":{"value":2,"next":null,"other":null,"children":[],"named":{}},)"
            R"("other":null,"children":[],"named":{}})");
}

TEST(KindsTest, WritesContainersAndTuples) {
  kinds::Containers c = kinds::ValidContainers();
  c.tuple = {true, 5, {1, 2}};
  c.rows["a"] = {1, 2};
  EXPECT_EQ(Encoded(c),
            R"({"words":["a","bc"],"numbers":[],"ids":[],"doubles":[],"floats":[],"lists":[],)"
            R"("levels":[],"counts":{},"rows":{"a":[1,2]},"pair":["x",1],"tuple":[true,5,[1,2]],)"
            R"("nothing":[],"maybe":null,"pairs":[]})");
}

TEST(KindsTest, WritesVariantsAndCodecs) {
  kinds::Variants v;
  v.scalar = "a";
  v.list = {kinds::Square{}, "b"};
  EXPECT_EQ(Encoded(v),
            R"({"shape":{"type":"circle","radius":1.0},"scalar":"a","maybe":null,)"
            R"("list":[{"side":1.0,"type":"square"},"b"],"map_or_number":{},"nothing":null})");
  kinds::Coded coded;
  coded.bytes = {std::byte{'A'}};
  coded.money = {1250, "EUR"};
  EXPECT_THAT(Encoded(coded), HasSubstr(R"("bytes":"QQ==","price":"0","prices":{},)"
                                        R"("at":"1970-01-01T00:00:00.000000+00:00")"));
  EXPECT_THAT(Encoded(coded), HasSubstr(R"("ns":"PT0S","us":"PT0S","ms":"PT0S","s":"PT0S",)"
                                        R"("m":null,"h":"PT0H","d":"P0D","money":"12.50 EUR",)"
                                        R"("warmth":0.0)"));
}

TEST(KindsTest, WritesIntegersAsStrings) {
  kinds::Bill bill;
  bill.total = std::numeric_limits<std::int64_t>::max();
  bill.number = std::numeric_limits<std::uint64_t>::max();
  EXPECT_THAT(Encoded(bill), HasSubstr(R"("total":"9223372036854775807",)"
                                       R"("number":"18446744073709551615","other":null,)"
                                       R"("bounded":"0","texts":[],"line":null})"));
}

// A chain of `length` nodes; innermost one has a child when `with_child`.
kinds::Node Chain(int length, bool with_child) {
  kinds::Node first;
  if (with_child) first.children.emplace_back();
  for (int i = 1; i < length; ++i) {
    kinds::Node node;
    node.next = std::make_unique<kinds::Node>(std::move(first));
    first = std::move(node);
  }
  return first;
}

TEST(KindsTest, WritesExactlyAsDeepAsReadersGo) {
  // The innermost node's own array and map are a level more.
  EXPECT_THAT(Refusals(Chain(63, false)), IsEmpty());
  EXPECT_EQ(Decoded<kinds::Node>(Encoded(Chain(63, false))), Chain(63, false));
  EXPECT_THAT(Refusals(Chain(64, false)), Not(IsEmpty()));
  EXPECT_THAT(Refusals(Chain(61, true)), IsEmpty());
  EXPECT_THAT(Refusals(Chain(62, true)), Not(IsEmpty()));
  EXPECT_THAT(Refusals(Chain(1000, false)), Not(IsEmpty()));
}

TEST(KindsTest, ACircleOfPointersIsRefused) {
  auto node = std::make_shared<kinds::Node>();
  node->other = node;
  std::string out;
  const absl::Status status = Encode(*node, out);
  EXPECT_THAT(std::string(status.message()), HasSubstr("at most 64 nested arrays and objects"));
  node->other = nullptr;
}

// As many ways through a circle as 2 to the power of 64: the first that is too deep ends them all.
TEST(KindsTest, ACircleWithTwoPointersIsRefusedAtOnce) {
  auto node = std::make_shared<kinds::Node>();
  auto twin = std::make_shared<kinds::Node>();
  node->other = twin;
  twin->other = node;
  twin->next = std::make_unique<kinds::Node>();
  twin->next->other = node;
  std::string out;
  const absl::Status status = Encode(*node, out);
  EXPECT_THAT(std::string(status.message()), HasSubstr("at most 64 nested arrays and objects"));
  twin->next->other = nullptr;
  twin->other = nullptr;
}

// Lists of lists: an alias of what holds it again, without a struct in between.
struct Tree {
  std::vector<std::shared_ptr<Tree>> of;
};
SCHEMA_FOLLOWS(Tree);
SCHEMA_VALUE(Tree, FIELD(of));
struct Forest {
  Tree tree;
};
SCHEMA_FIELDS(Forest, FIELD(tree));

// Review, finding 12: nothing counted how deep a SCHEMA_VALUE that contains itself goes.
TEST(KindsTest, AValueThatContainsItselfIsWrittenExactlyAsDeepAsReadersGo) {
  const auto nested = [](int depth) {
    Forest forest;
    for (int i = 1; i < depth; ++i) {
      auto inner = std::make_shared<Tree>(std::exchange(forest.tree, Tree{}));
      forest.tree.of.push_back(std::move(inner));
    }
    return forest;
  };
  EXPECT_EQ(Encoded(nested(3)), R"({"tree":[[[]]]})");
  EXPECT_THAT(Refusals(nested(63)), IsEmpty());
  EXPECT_EQ(Encoded(Decoded<Forest>(Encoded(nested(63)))), Encoded(nested(63)));
  for (const int depth : {64, 65, 66, 10'000}) {
    EXPECT_THAT(Refusals(nested(depth)), ElementsAre(HasSubstr(" depth"))) << depth;
  }
}

TEST(KindsTest, AValueThatIsItsOwnPartIsRefusedAtOnce) {
  auto tree = std::make_shared<Tree>();
  tree->of = {tree, tree};
  EXPECT_THAT(Refusals(Forest{*tree}), ElementsAre(HasSubstr(" depth")));
  tree->of.clear();
}

TEST(KindsTest, WhatIsWrittenInAnEnvelopeCanBeReadAgain) {
  for (const bool with_child : {false, true}) {
    const kinds::Node deepest = Chain(with_child ? 61 : 63, with_child);
    const std::string envelope = R"({"schema":"Node:1","data":)" + Encoded(deepest) + "}";
    const absl::StatusOr<Envelope> parsed = ParseEnvelope(envelope);
    ASSERT_EQ(parsed.status(), absl::OkStatus());
    EXPECT_EQ(Decoded<kinds::Node>(std::string(parsed->data)), deepest);
  }
}

TEST(KindsTest, ASharedTargetIsNotOverwritten) {
  kinds::Node node;
  const auto shared = std::make_shared<kinds::Node>();
  node.other = shared;
  ASSERT_EQ(Decode(R"({"value":1,"next":null,"other":{"value":3,"next":null,"other":null,)"
                   R"("children":[],"named":{}},"children":[],"named":{}})",
                   node),
            absl::OkStatus());
  EXPECT_EQ(node.other->value, 3);
  EXPECT_EQ(shared->value, 0);
}

TEST(KindsTest, EqualItemsOfASetBecomeOneUnlessFullyChecked) {
  const std::string json =
      R"({"words":["a","a"],"numbers":[],"ids":[],"doubles":[],"floats":[],"lists":[],)"
      R"("levels":[],"counts":{},"rows":{},"pair":["x",1],"tuple":[true,5,[1,2]],"nothing":[],)"
      R"("pairs":[]})";
  EXPECT_THAT(Decoded<kinds::Containers>(json).words, ElementsAre("a"));
  EXPECT_THAT(RefusalsOf<kinds::Containers>(json, Validation::kFull),
              ElementsAre("/words uniqueItems"));
}

TEST(KindsTest, TellsAlternativesByTheirTagWhereverItStands) {
  const std::string rest = R"(,"scalar":null,"list":[],"map_or_number":3,"nothing":null,"more":1})";
  const kinds::Variants v = Decoded<kinds::Variants>(
      R"({"shape":{"side":2,"x":{"type":"circle"},"type":"square"})" + rest);
  EXPECT_EQ(std::get<kinds::Square>(v.shape).side, 2);
  EXPECT_EQ(std::get<std::int8_t>(v.map_or_number), 3);
  const struct {
    const char* shape;
    const char* reason;
  } kCases[] = {{R"({"side":2})", "/shape oneOf"},
                {R"({"type":"line"})", "/shape oneOf"},
                {R"({"type":5})", "/shape oneOf"},
                {R"("square")", "/shape oneOf"},
                {R"({"type":"circle"})", "/shape required"},
                {R"({"type":"circle","radius":1,"type":"circle"})", "/shape json"}};
  for (const auto& c : kCases) {
    EXPECT_THAT(RefusalsOf<kinds::Variants>(std::string("{\"shape\":") + c.shape + rest),
                ElementsAre(c.reason))
        << c.shape;
  }
}

TEST(KindsTest, ReportsTheTagsThatThereAre) {
  kinds::Variants read;
  const absl::Status status = Decode(R"({"shape":{"type":"line"},"scalar":null,"list":[],)"
                                     R"("map_or_number":3,"nothing":null})",
                                     read);
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("an object whose \"type\" is circle or square"));
}

TEST(KindsTest, TuplesHaveExactlyTheirPlaces) {
  const auto with = [](const std::string& pair) {
    return R"({"words":["a"],"numbers":[],"ids":[],"doubles":[],"floats":[],"lists":[],)"
           R"("levels":[],"counts":{},"rows":{},"pair":)" +
           pair + R"(,"tuple":[true,5,[1,2]],"nothing":[],"pairs":[]})";
  };
  EXPECT_EQ(Decoded<kinds::Containers>(with(R"(["y",2])")).pair, std::pair(std::string("y"), 2));
  EXPECT_THAT(RefusalsOf<kinds::Containers>(with(R"(["y"])")), ElementsAre("/pair minItems"));
  EXPECT_THAT(RefusalsOf<kinds::Containers>(with(R"(["y",2,3])")), ElementsAre("/pair maxItems"));
  EXPECT_THAT(RefusalsOf<kinds::Containers>(with(R"([2,"y"])")),
              ElementsAre("/pair/0 type", "/pair/1 type"));
}

constexpr const char* kBill =
    R"({"kind":"bill","version":2,"paid":true,"level":"low","any":"low","levels":[],)"
    R"("total":"1","number":"1","bounded":"0","texts":[]})";

std::string BillWith(const char* key, const char* value) {
  nlohmann::json bill = nlohmann::json::parse(kBill);
  bill[key] = nlohmann::json::parse(value);
  return bill.dump();
}

TEST(KindsTest, AnEnumeratorOfANewerWriterLands) {
  EXPECT_EQ(Decoded<kinds::Bill>(BillWith("any", "\"middle\"")).any, kinds::Level::kUnknown);
  EXPECT_THAT(RefusalsOf<kinds::Bill>(BillWith("any", "\"middle\""), Validation::kFull),
              ElementsAre("/any enum"));
  kinds::Bill bill;
  bill.any = kinds::Level::kUnknown;
  EXPECT_THAT(Refusals(bill), ElementsAre("/any enum")) << "the landing value is never written";
}

TEST(KindsTest, AFieldThatIsAbsentGetsItsDefaultThroughEveryWrapper) {
  EXPECT_EQ(Decoded<kinds::Bill>(kBill).other, -1);
  const kinds::Placed placed = Decoded<kinds::Placed>(
      R"({"id":"a","at":1,"discount":3,"related":[],"seen":[],"pin":"1234"})");
  EXPECT_EQ(placed.rebate.value, 5);
  EXPECT_EQ(placed.tax, std::nullopt);
}

// The pattern takes these, an int64_t does not hold them.
struct Waiting {
  std::chrono::seconds wait{7};
  std::optional<std::chrono::seconds> perhaps;
};
SCHEMA_FIELDS(Waiting, FIELD(wait, Default("PT9223372036854775808S")),
              FIELD(perhaps, Default("PT9223372036854775808S")));

// Review, finding 17: a struct that is used again kept what it held.
TEST(KindsTest, ADefaultThatItsCodecDoesNotReadIsNone) {
  Waiting waiting;
  EXPECT_THAT(Reasons(Decode("{}", waiting)), ElementsAre(" required", " required"));
  EXPECT_EQ(Decode(R"({"wait":"PT1S","perhaps":null})", waiting), absl::OkStatus());
}

TEST(KindsTest, IntegersThatAreStringsAreReadStrictly) {
  EXPECT_EQ(Decoded<kinds::Bill>(BillWith("total", "\"-9223372036854775808\"")).total,
            std::numeric_limits<std::int64_t>::min());
  for (const char* text : {"1", "\"\"", "\"01\"", "\"-0\"", "\"+1\"", "\" 1\"", "\"1.0\"",
                           "\"9223372036854775808\"", "null"}) {
    EXPECT_THAT(RefusalsOf<kinds::Bill>(BillWith("total", text)), Not(IsEmpty())) << text;
  }
}

TEST(KindsTest, ConstantsSubsetsAndRulesAreCheckedOnBothRoads) {
  kinds::Bill bill;
  bill.kind = "invoice";
  bill.version = 3;
  bill.paid = false;
  bill.level = kinds::Level::kHigh;
  bill.levels = {kinds::Level::kHigh, kinds::Level::kLow};
  bill.total = 5;
  bill.bounded = 7;
  bill.line = kinds::Line{"a", 1, -1};
  const std::vector<std::string> expected = {
      "/kind const",    "/version const",         "/paid const",       "/level enum",
      "/levels/1 enum", "/line x-kontrakt-rules", " x-kontrakt-rules", " x-kontrakt-rules"};
  EXPECT_EQ(Refusals(bill), expected);
  EXPECT_THAT(Encoded(bill), HasSubstr("total is above bounded"));
  const std::string json =
      R"({"kind":"invoice","version":3,"paid":false,"level":"high","any":"low",)"
      R"("levels":["high","low"],"total":"5","number":"1","bounded":"7","texts":[],)"
      R"("line":{"name":"a","count":1,"price":-1}})";
  EXPECT_EQ(RefusalsOf<kinds::Bill>(json, Validation::kFull), expected);
  EXPECT_EQ(Decoded<kinds::Bill>(json).total, 5) << "structural checks leave them alone";
}

TEST(KindsTest, ClosedObjectsRefuseUnknownKeysOnlyWhenFullyChecked) {
  const std::string json = R"({"id":"a","at":1,"more":{}})";
  EXPECT_EQ(Decoded<kinds::Event>(json).at, 1);
  EXPECT_THAT(RefusalsOf<kinds::Event>(json, Validation::kFull),
              ElementsAre(" additionalProperties"));
}

TEST(KindsTest, ASensitiveValueIsNeverShown) {
  kinds::Placed placed;
  placed.pin.digits = "canary";
  EXPECT_THAT(Encoded(placed), Not(HasSubstr("canary")));
  kinds::Placed read;
  const absl::Status status =
      Decode(R"({"id":"a","at":1,"discount":3,"related":[],"seen":[],"pin":"canary"})", read,
             Validation::kFull);
  EXPECT_THAT(Reasons(status), ElementsAre("/pin pattern"));
  EXPECT_THAT(std::string(status.message()), Not(HasSubstr("canary")));
}

TEST(KindsTest, ACodecSaysWhatItExpects) {
  kinds::Coded coded;
  coded.money.cents = -1;
  EXPECT_THAT(Encoded(coded), HasSubstr("an amount, \"12.50 EUR\""));
  coded.money = {1, "euro"};
  EXPECT_THAT(Refusals(coded), ElementsAre("/money pattern"));
}

TEST(KindsTest, AnyJsonHoldsOnlyWhatJsonCanExpress) {
  kinds::Anything anything;
  anything.any = {{"a", {1, "b", nullptr}}};
  EXPECT_EQ(Encoded(anything), R"({"any":{"a":[1,"b",null]},"list":[],"map":{}})");
  const struct {
    const char* name;
    nlohmann::json value;
    const char* reason;
  } kCases[] = {
      {"nan", {1, std::numeric_limits<double>::quiet_NaN()}, "/any/1 type"},
      {"bytes", nlohmann::json::binary({1, 2}), "/any type"},
      {"not UTF-8", {{"a", "\xff"}}, "/any/a utf-8"},
      {"a key that is not UTF-8", {{"\xff", 1}}, "/any utf-8"},
  };
  for (const auto& c : kCases) {
    anything.any = c.value;
    EXPECT_THAT(Refusals(anything), ElementsAre(c.reason)) << c.name;
  }
}

TEST(KindsTest, AnyJsonIsAsDeepAsReadersGo) {
  kinds::Anything anything;
  for (int depth = 1; depth <= 65; ++depth) {
    nlohmann::json nested = nlohmann::json::array();
    std::swap(nested, anything.any);
    if (depth > 1) anything.any.push_back(std::move(nested));
    std::string out;
    kinds::Anything read;
    const bool written = Encode(anything, out).ok();
    EXPECT_EQ(written, depth <= 63) << depth;
    if (written) {
      EXPECT_EQ(Decode(out, read), absl::OkStatus()) << depth;
    }
  }
}

}  // namespace
}  // namespace kontrakt
