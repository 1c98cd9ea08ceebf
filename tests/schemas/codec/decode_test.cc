#include "kontrakt/schemas/codec/decode.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/violation.h"
#include "tests/schemas/messages.h"

namespace kontrakt {
namespace {

using ::messages::Constrained;
using ::messages::Content;
using ::messages::Everything;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Rows {
  std::vector<std::vector<int>> rows;
};
SCHEMA_FIELDS(Rows, FIELD(rows));

template <class T>
std::vector<std::string> Refusals(std::string_view json, Validation validation) {
  T out;
  std::vector<std::string> refusals;
  const absl::Status status = Decode(json, out, validation);
  for (const Violation& v : ViolationsOf(status)) refusals.push_back(v.pointer + " " + v.rule);
  EXPECT_EQ(status.ok(), refusals.empty());
  return refusals;
}

TEST(DecodeTest, ReadsBackWhatEncodeWrites) {
  std::string json;
  ASSERT_TRUE(Encode(messages::ValidEverything(), json).ok());
  Everything out;
  ASSERT_EQ(Decode(json, out, Validation::kFull), absl::OkStatus());
  EXPECT_EQ(out, messages::ValidEverything());

  json.clear();
  Constrained constrained;
  constrained.counts = {{"a", 1}};
  ASSERT_TRUE(Encode(constrained, json).ok());
  Constrained read;
  ASSERT_EQ(Decode(json, read, Validation::kFull), absl::OkStatus());
  EXPECT_EQ(read, constrained);
}

TEST(DecodeTest, AcceptsAnyOrderBlanksUnknownKeysAndEscapedKeys) {
  Content out;
  ASSERT_EQ(
      Decode(" {\n\"size\" : 3 ,\t\"new\":[{\"x\":null}],\"u\\u0072l\":\"a:b\",\"id\":\"i\"} ",
             out),
      absl::OkStatus());
  EXPECT_EQ(out, (Content{"i", "a:b", std::nullopt, 3}));
}

TEST(DecodeTest, ReadsNullAndAbsenceAsAnEmptyOptionalAlsoIntoAUsedObject) {
  for (const char* json :
       {R"({"id":"i","url":"u:","title":null,"size":1})", R"({"id":"i","url":"u:","size":1})"}) {
    Content out = messages::ValidContent();
    ASSERT_EQ(Decode(json, out), absl::OkStatus());
    EXPECT_EQ(out, (Content{"i", "u:", std::nullopt, 1}));
  }
}

TEST(DecodeTest, GivesAbsentFieldsTheirDefault) {
  Constrained out;
  out.type = "x";
  out.retries = 0;
  out.color = messages::Color::kRed;
  out.on = false;
  out.level = 2;
  ASSERT_EQ(
      Decode(
          R"({"code":"AB12","day":"2026-11-21","name":"abc","percent":5,"big":1,"price":1,"ratio":0.5,)"
          R"("tags":["a"],"unique":[],"counts":{}})",
          out, Validation::kFull),
      absl::OkStatus());
  EXPECT_EQ(out.type, "plain");
  EXPECT_EQ(out.retries, 3);
  EXPECT_EQ(out.color, messages::Color::kGreen);
  EXPECT_TRUE(out.on);
  EXPECT_EQ(out.level, 0.5);
  EXPECT_EQ(out.limit, 9);
}

TEST(DecodeTest, ReusesAndShrinksContainers) {
  messages::Everything out = messages::ValidEverything();
  std::string json;
  ASSERT_TRUE(Encode(Everything{}, json).ok());
  ASSERT_EQ(Decode(json, out), absl::OkStatus());
  EXPECT_EQ(out, Everything{});
}

// A valid Constrained with that text for its map.
std::string With(const std::string& counts) {
  std::string json;
  EXPECT_TRUE(Encode(Constrained{}, json).ok());
  constexpr std::string_view kNone = "\"counts\":{}";
  return json.replace(json.find(kNone), kNone.size(), "\"counts\":" + counts);
}

// A map of a message that is used again keeps its nodes: whatever it held before, it holds what the
// text says.
TEST(DecodeTest, ReadsIntoAUsedMap) {
  const std::vector<std::vector<std::string>> kKeys = {
      {}, {"a"}, {"a", "b", "c"}, {"b"}, {"c", "b", "a"}, {"a", "c"}, {"d", "e", "a", "f"}, {"z"}};
  for (const auto& before : kKeys) {
    for (const auto& now : kKeys) {
      messages::Constrained message;
      message.counts.clear();
      for (const auto& key : before) message.counts[key] = 7;
      std::string json;
      std::map<std::string, std::int32_t> expected;
      for (std::size_t i = 0; i < now.size(); ++i) {
        absl::StrAppend(&json, i == 0 ? "" : ",", "\"", now[i], "\":", i + 1);
        expected[now[i]] = static_cast<std::int32_t>(i + 1);
      }
      const std::string text = With("{" + json + "}");
      ASSERT_EQ(Decode(text, message), absl::OkStatus()) << text;
      EXPECT_EQ(message.counts, expected) << text;
      for (const auto& again : now) {
        messages::Constrained fresh;
        for (const auto& key : before) fresh.counts[key] = 7;
        EXPECT_FALSE(Decode(With("{" + json + ",\"" + again + "\":1}"), fresh).ok());
      }
    }
  }
}

TEST(DecodeTest, RefusesWhatDecodingCannotHold) {
  const struct {
    const char* name;
    const char* json;
    std::vector<std::string> refusals;
  } kCases[] = {
      {"missing keys", "{}", {" required", " required", " required"}},
      {"wrong types",
       R"({"id":1,"url":null,"title":[],"size":"1"})",
       {"/id type", "/url type", "/title type", "/size type"}},
      {"no object", "[]", {" type"}},
      {"a fraction", R"({"id":"","url":"","size":1.5})", {"/size type"}},
      {"too large", R"({"id":"","url":"","size":9223372036854775808})", {"/size maximum"}},
      {"too small", R"({"id":"","url":"","size":-9223372036854775809})", {"/size minimum"}},
      {"a key twice", R"({"id":"","url":"","size":1,"id":""})", {" json"}},
      {"not JSON", R"({"id":"","url":)", {" json"}},
      {"broken in an unknown key", R"({"id":"","url":"","size":1,"x":[1,]})", {" json"}},
      {"bytes behind", R"({"id":"","url":"","size":1}x)", {" json"}},
      {"no text", "", {" json"}},
      {"invalid UTF-8", "{\"id\":\"\xff\",\"url\":\"\",\"size\":1}", {" json"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Refusals<Content>(c.json, Validation::kStructural), c.refusals);
    EXPECT_EQ(Refusals<Content>(c.json, Validation::kNone), c.refusals);
  }
}

TEST(DecodeTest, AcceptsIntegersHoweverTheyAreSpelt) {
  Content out;
  ASSERT_EQ(Decode(R"({"id":"i","url":"u:","size":1.0})", out), absl::OkStatus());
  EXPECT_EQ(out.size, 1);
  ASSERT_EQ(Decode(R"({"id":"i","url":"u:","size":12e2})", out), absl::OkStatus());
  EXPECT_EQ(out.size, 1200);
}

// A tree and a schema see a double there, and so another integer or none.
TEST(DecodeTest, RefusesIntegersThatADoubleWouldRound) {
  const auto with_size = [](const std::string& size) {
    return absl::StrCat(R"({"id":"i","url":"u:","size":)", size, "}");
  };
  for (const char* size : {"9007199254740993", "9007199254740992.0", "9223372036854774784e0"})
    EXPECT_THAT(Refusals<Content>(with_size(size), Validation::kStructural), IsEmpty()) << size;
  for (const char* size : {"9007199254740993.0", "9223372036854775807.0", "9.2233372036854776e18",
                           "1.00000000000000001"}) {
    EXPECT_THAT(Refusals<Content>(with_size(size), Validation::kStructural),
                ElementsAre("/size type"))
        << size;
  }
  EXPECT_THAT(Refusals<Content>(with_size("1e20"), Validation::kStructural),
              ElementsAre("/size maximum"));
}

TEST(DecodeTest, RefusesLongIntegersInDoublesWhereTheSchemaDoes) {
  const std::string exact = R"({"x":18446744073709551616,"y":0})";
  const std::string rounded = R"({"x":18446744073709551617,"y":0})";
  EXPECT_THAT(Refusals<messages::Point>(exact, Validation::kFull), IsEmpty());
  EXPECT_THAT(Refusals<messages::Point>(rounded, Validation::kFull), ElementsAre("/x type"));
  EXPECT_THAT(Refusals<messages::Point>(rounded, Validation::kStructural), IsEmpty());
}

TEST(DecodeTest, ChecksConstraintsOnlyInFullValidation) {
  constexpr std::string_view kBroken = R"({"id":"","url":"no","title":null,"size":-1})";
  EXPECT_THAT(Refusals<Content>(kBroken, Validation::kStructural), IsEmpty());
  EXPECT_THAT(Refusals<Content>(kBroken, Validation::kFull),
              ElementsAre("/id minLength", "/url format", "/size minimum"));
}

TEST(DecodeTest, ChecksEveryConstraintInFullValidation) {
  const std::string valid = [] {
    std::string json;
    EXPECT_TRUE(Encode(Constrained{}, json).ok());
    return json;
  }();
  const struct {
    const char* name;
    const char* old_text;
    const char* new_text;
    std::vector<std::string> refusals;
  } kCases[] = {
      {"nothing", "", "", {}},
      {"pattern", "\"AB12\"", "\"AB1\"", {"/code pattern"}},
      {"format", "2026-11-21", "2026-02-30", {"/day format"}},
      {"code points", "\"abc\"", "\"\\ud83d\\ude00\"", {"/name minLength"}},
      {"too long", "\"abc\"", "\"abcde\"", {"/name maxLength"}},
      {"bounds", "\"percent\":50", "\"percent\":101", {"/percent maximum", "/percent multipleOf"}},
      {"beyond 2^53", "\"big\":1", "\"big\":9007199254740994", {"/big maximum"}},
      {"decimal", "19.99", "19.995", {"/price multipleOf"}},
      {"exclusive", "19.99", "0", {"/price exclusiveMinimum"}},
      {"items", "[\"a\"]", "[\"a\",\"B\",\"c\",\"d\"]", {"/tags/1 pattern", "/tags maxItems"}},
      {"unique however spelt", "[1.0,2.0]", "[1, 2,10e-1]", {"/unique uniqueItems"}},
      {"unique beyond 2^53", "[1.0,2.0]", "[9007199254740993, 9007199254740992.0]", {}},
      {"map", "\"counts\":{}", "\"counts\":{\"k\":0}", {"/counts/k minimum"}},
      {"map key twice", "\"counts\":{}", "\"counts\":{\"k\":1,\"\\u006b\":2}", {"/counts json"}},
      {"enum", "\"kRed\"", "\"blue\"", {"/color enum"}},
      {"float range", "\"ratio\":0.5", "\"ratio\":1e300", {"/ratio maximum"}},
      {"double range", "\"level\":0.5", "\"level\":1e999", {"/level type"}},
      {"null without optional", "\"on\":true", "\"on\":null", {"/on type"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    std::string json = valid;
    const std::size_t at = json.find(c.old_text);
    ASSERT_NE(at, std::string::npos);
    json.replace(at, std::string_view(c.old_text).size(), c.new_text);
    EXPECT_EQ(Refusals<Constrained>(json, Validation::kFull), c.refusals) << json;
  }
}

// Review, finding 9: what a validator refuses in values that nobody reads.
TEST(DecodeTest, FullValidationLooksAtUnknownKeysAsAValidatorDoes) {
  const struct {
    const char* name;
    const char* unknown;
    std::vector<std::string> refusals;
  } kCases[] = {
      {"nothing wrong", R"("x":{"a":[1,{"a":1}]},"y":1e308)", {}},
      {"a key twice in it", R"("x":[{"a":1,"a":2}])", {"/x json"}},
      {"itself twice", R"("x":1,"\u0078":2)", {" json"}},
      {"beyond every double", R"("x":{"y":1e999})", {"/x json"}},
      {"a long integer", R"("x":123456789012345678901234)", {"/x json"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const std::string json = absl::StrCat(R"({"id":"i","url":"u:","size":1,)", c.unknown, "}");
    EXPECT_EQ(Refusals<Content>(json, Validation::kFull), c.refusals);
    EXPECT_THAT(Refusals<Content>(json, Validation::kStructural), IsEmpty());
  }
}

TEST(DecodeTest, FullValidationTakesNoLongIntegerForADouble) {
  messages::Point point;
  constexpr std::string_view kLong = R"({"x":123456789012345678901234,"y":1.0})";
  EXPECT_THAT(Refusals<messages::Point>(kLong, Validation::kFull), ElementsAre("/x type"));
  ASSERT_EQ(Decode(kLong, point, Validation::kStructural), absl::OkStatus());
  EXPECT_EQ(point.x, 123456789012345678901234.0);
  for (const char* json : {R"({"x":18446744073709551616,"y":1})",
                           R"({"x":1.23456789012345678901234,"y":12345678901234567890})"}) {
    EXPECT_THAT(Refusals<messages::Point>(json, Validation::kFull), IsEmpty()) << json;
  }
}

// Review, finding 21: each of them had room for sixty-four.
TEST(DecodeTest, LittleArraysTakeLittleMemory) {
  std::string json = R"({"rows":[)";
  for (int i = 0; i < 100'000; ++i) json += i == 0 ? "[1]" : ",[1]";
  Rows rows;
  ASSERT_EQ(Decode(json + "]}", rows), absl::OkStatus());
  ASSERT_EQ(rows.rows.size(), 100'000u);
  std::size_t bytes = 0;
  for (const std::vector<int>& row : rows.rows) bytes += row.capacity() * sizeof(int);
  EXPECT_LT(bytes, 20 * json.size());
}

TEST(DecodeTest, ReadsTimesWithAnyOffset) {
  const struct {
    const char* text;
    std::int64_t micros;
  } kCases[] = {{"1970-01-01T00:00:00Z", 0},
                {"1970-01-01T01:00:00.000001+01:00", 1},
                {"1969-12-31T23:30:00.5-00:30", 500000},
                {"1970-01-01t00:00:01.1234567z", 1123456}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    absl::Time time;
    ASSERT_TRUE(internal::ParseTime(c.text, time));
    EXPECT_EQ(absl::ToUnixMicros(time), c.micros);
  }
  absl::Time time;
  EXPECT_FALSE(internal::ParseTime("1970-01-01T00:00:00", time));
  EXPECT_FALSE(internal::ParseTime("1970-13-01T00:00:00Z", time));
}

TEST(DecodeTest, RefusesArraysOfTheWrongSize) {
  std::string json;
  ASSERT_TRUE(Encode(messages::ValidEverything(), json).ok());
  for (const char* array : {"[1,2]", "[1,2,3,4]"}) {
    std::string wrong = json;
    wrong.replace(wrong.find("[1,2,3]"), 7, array);
    Everything out;
    EXPECT_THAT(std::string(Decode(wrong, out).message()), HasSubstr("/three: "));
  }
}

TEST(DecodeTest, NeverShowsWhatIsSensitive) {
  Constrained out;
  const absl::Status status =
      Decode(R"({"secret":"canary","hidden":{"x":"canary"}})", out, Validation::kFull);
  EXPECT_THAT(std::string(status.message()), HasSubstr("/secret: minLength"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("/hidden: type"));
  EXPECT_THAT(std::string(status.message()), testing::Not(HasSubstr("canary")));
}

TEST(DecodeTest, RefusesNestingDeeperThanTheLimit) {
  Content out;
  const std::string deep = R"({"id":"","url":"","size":1,"x":)" + std::string(100000, '[');
  EXPECT_THAT(std::string(Decode(deep, out).message()), HasSubstr("deep"));
}

}  // namespace
}  // namespace kontrakt
