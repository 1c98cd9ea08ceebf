#include "kontrakt/schemas/codec/encode.h"

#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/codec/decode.h"
#include "kontrakt/schemas/violation.h"
#include "tests/schemas/messages.h"

namespace kontrakt {
namespace {

using ::messages::Constrained;
using ::messages::Content;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

template <class T>
std::string Encoded(const T& message) {
  std::string out;
  const absl::Status status = Encode(message, out);
  return status.ok() ? out : std::string(status.message());
}

template <class T>
std::vector<std::string> Refusals(const T& message) {
  std::string out = "before";
  const absl::Status status = Encode(message, out);
  EXPECT_EQ(out == "before", !status.ok()) << "a refused message leaves nothing behind";
  std::vector<std::string> refusals;
  for (const Violation& v : ViolationsOf(status)) refusals.push_back(v.pointer + " " + v.rule);
  return refusals;
}

enum class Wordy { kUsual, kLong, kLonger };
SCHEMA_ENUM(Wordy, Named(kUsual, "usual"), Named(kLong, "a text of thirty-one characters"),
            Named(kLonger, "a text so long that no reserve of any kind of value would hold it"));
struct Worded {
  std::string before;
  Wordy wordy = Wordy::kUsual;
  std::vector<Wordy> more;
};
SCHEMA_FIELDS(Worded, FIELD(before), FIELD(wordy), FIELD(more));

// Wherever the buffer's memory ends. A long text was written where the buffer had been before it
// grew.
TEST(EncodeTest, LongEnumeratorsFindTheirRoom) {
  for (const Wordy wordy : {Wordy::kUsual, Wordy::kLong, Wordy::kLonger}) {
    const std::string text(*EnumName(wordy));
    for (std::size_t size = 0; size < 600; ++size) {
      const Worded message{
          .before = std::string(size, 'x'), .wordy = wordy, .more = {wordy, wordy}};
      ASSERT_EQ(Encoded(message), "{\"before\":\"" + message.before + "\",\"wordy\":\"" + text +
                                      "\",\"more\":[\"" + text + "\",\"" + text + "\"]}");
    }
  }
}

enum class Foreign { kName };
SCHEMA_ENUM(Foreign, Named(kName,
                           "Gr\xFC"
                           "n"));
struct Painted {
  Foreign colour = Foreign::kName;
};
SCHEMA_FIELDS(Painted, FIELD(colour));

TEST(EncodeTest, EnumeratorThatIsNotUtf8IsNeverWritten) {
  EXPECT_THAT(Refusals(Painted{}), ElementsAre("/colour utf-8"));
}

struct Login {
  std::string token;
};
SCHEMA_FIELDS(Login, FIELD(token, Const("x"), Sensitive()));

struct Vault {
  std::map<std::string, int> doors;
};
SCHEMA_FIELDS(Vault, FIELD(doors, Sensitive()));

TEST(DecodeTest, NeverShowsASensitiveKeyThatStandsTwice) {
  Vault vault;
  const absl::Status status = Decode(R"({"doors":{"hunter2":1,"hunter2":2}})", vault);
  EXPECT_THAT(std::string(status.message()), AllOf(HasSubstr("once"), Not(HasSubstr("hunter2"))));
}

TEST(EncodeTest, NeverShowsASensitiveConstant) {
  EXPECT_THAT(Refusals(Login{.token = "hunter2"}), ElementsAre("/token const"));
  EXPECT_THAT(Encoded(Login{.token = "hunter2"}), Not(HasSubstr("hunter2")));
  Login read;
  const absl::Status status = Decode(R"({"token":"hunter2"})", read, Validation::kFull);
  EXPECT_THAT(std::string(status.message()), AllOf(HasSubstr("const"), Not(HasSubstr("hunter2"))));
}

TEST(EncodeTest, WritesTheFieldsInDeclaredOrder) {
  EXPECT_EQ(Encoded(messages::ValidContent()),
            R"({"id":"a","url":"https://example.org/a","title":"A title","size":7})");
}

struct Abroad {
  int size = 1;
  int place = 2;
  int smile = 3;
};
SCHEMA_FIELDS(Abroad, FIELD(size, Name("gr\u00f6\u00dfe")), FIELD(place, Name("\u5834\u6240")),
              FIELD(smile, Name("\U0001f600")));

// Review, finding 14: a char has a sign, so that such names were taken for control characters.
TEST(EncodeTest, NamesMayHaveCharactersBeyondAscii) {
  const std::string json = Encoded(Abroad{});
  EXPECT_EQ(json, "{\"gr\u00f6\u00dfe\":1,\"\u5834\u6240\":2,\"\U0001f600\":3}");
  Abroad read{0, 0, 0};
  ASSERT_EQ(Decode(json, read), absl::OkStatus());
  EXPECT_EQ(read.smile, 3);
  ASSERT_EQ(
      Decode(R"({"\ud83d\ude00":6,"gr\u00f6\u00dfe":4,"\u5834\u6240":5})", read, Validation::kFull),
      absl::OkStatus());
  EXPECT_EQ(Encoded(read), "{\"gr\u00f6\u00dfe\":4,\"\u5834\u6240\":5,\"\U0001f600\":6}");
}

TEST(EncodeTest, WritesAbsentOptionalsAsNull) {
  Content content = messages::ValidContent();
  content.title.reset();
  EXPECT_EQ(Encoded(content), R"({"id":"a","url":"https://example.org/a","title":null,"size":7})");
}

TEST(EncodeTest, WritesEveryType) {
  EXPECT_EQ(
      Encoded(messages::ValidEverything()),
      R"({"flag":true,"i8":-128,"u8":255,"i16":-32768,"u16":65535,"i32":-2147483648,)"
      R"("u32":4294967295,"i64":-9223372036854775808,"u64":18446744073709551615,)"
      R"("f32":0.1,"f64":1e+300,"text":"café \"q\" \\ \n \u0001 😀","color":"green",)"
      R"("when":"2026-11-21T13:45:22.123456+00:00","maybe":5,"maybe_point":{"x":1.0,"y":2.5},)"
      R"("list":["a",""],"flags":[true,false],"three":[1,2,3],"map":{"":-1.0,"k/~\"":0.5},)"
      R"("point":{"x":0.0,"y":0.0},"points":[{"x":0.0,"y":0.0},{"x":-0.5,"y":1e-07}]})");
}

TEST(EncodeTest, WritesAStructWithoutFields) { EXPECT_EQ(Encoded(messages::Empty{}), "{}"); }

TEST(EncodeTest, PutsTheMessageIntoItsEnvelope) {
  std::string out;
  ASSERT_TRUE(EncodeEnvelope(messages::ValidContent(), out).ok());
  EXPECT_EQ(
      out,
      R"({"schema":"Content:1","data":{"id":"a","url":"https://example.org/a","title":"A title","size":7}})");
  out.clear();
  ASSERT_TRUE(EncodeEnvelope(messages::ValidEverything(), out).ok());
  EXPECT_THAT(out, testing::StartsWith(R"({"schema":"Everything:12","data":{"flag":true,)"));
}

TEST(EncodeTest, WritesDoublesShortestAndAsNumbersWithAFraction) {
  const struct {
    double value;
    const char* text;
  } kCases[] = {{0, "0.0"},
                {-0.0, "0.0"},
                {1, "1.0"},
                {0.1, "0.1"},
                {1e21, "1e+21"},
                {5e-324, "5e-324"},
                {1.0 / 3, "0.3333333333333333"},
                {123456789, "123456789.0"},
                {1.7976931348623157e308, "1.7976931348623157e+308"}};
  for (const auto& c : kCases) {
    EXPECT_EQ(Encoded(messages::Point{c.value, 0}),
              std::string("{\"x\":") + c.text + ",\"y\":0.0}");
  }
}

TEST(EncodeTest, EscapesAtEveryOffset) {
  // Lengths around the width of the vector loop, the special byte at every place.
  for (std::size_t size = 1; size < 40; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      messages::v1::Tag tag{std::string(size, 'x')};
      tag.name[at] = '"';
      const std::string expected =
          "{\"name\":\"" + std::string(at, 'x') + "\\\"" + std::string(size - at - 1, 'x') + "\"}";
      ASSERT_EQ(Encoded(tag), expected);
    }
  }
}

TEST(EncodeTest, ReportsEveryViolationOfAMessage) {
  Content content = messages::ValidContent();
  content.id = "";
  content.url = "not a uri";
  content.title = std::string(201, 'x');
  content.size = -1;
  std::string out;
  const absl::Status status = Encode(content, out);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(
      ViolationsOf(status),
      ElementsAre(Violation{"/id", "minLength", "at least 1 character", "0 characters"},
                  Violation{"/url", "format", "a text in format uri", "\"not a uri\""},
                  Violation{"/title", "maxLength", "at most 200 characters", "201 characters"},
                  Violation{"/size", "minimum", "at least 0", "-1"}));
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("Content:1 refused, 4 violations:\n  /id: minLength: "));
}

struct BrokenCase {
  const char* name;
  void (*breaks)(Constrained&);
  std::vector<std::string> refusals;
};

TEST(EncodeTest, ChecksEveryConstraint) {
  const BrokenCase kCases[] = {
      {"nothing", [](Constrained&) {}, {}},
      {"pattern", [](Constrained& c) { c.code = "AB1"; }, {"/code pattern"}},
      {"format", [](Constrained& c) { c.day = "2026-02-30"; }, {"/day format"}},
      {"min length", [](Constrained& c) { c.name = "a"; }, {"/name minLength"}},
      {"code points, not bytes", [](Constrained& c) { c.name = "\u00e9\u00e9\u00e9\u00e9"; }, {}},
      {"one code point of four bytes",
       [](Constrained& c) { c.name = "\U0001F600"; },
       {"/name minLength"}},
      {"five code points",
       [](Constrained& c) { c.name = "\u00e9\u00e9\u00e9\u00e9\u00e9"; },
       {"/name maxLength"}},
      {"minimum", [](Constrained& c) { c.percent = -5; }, {"/percent minimum"}},
      {"maximum and multiple",
       [](Constrained& c) { c.percent = 101; },
       {"/percent maximum", "/percent multipleOf"}},
      {"multiple", [](Constrained& c) { c.percent = 7; }, {"/percent multipleOf"}},
      {"above 2^53, exact", [](Constrained& c) { c.big = 9007199254740993; }, {}},
      {"one more", [](Constrained& c) { c.big = 9007199254740994; }, {"/big maximum"}},
      {"exclusive minimum", [](Constrained& c) { c.price = 0; }, {"/price exclusiveMinimum"}},
      {"exclusive maximum", [](Constrained& c) { c.price = 1000.5; }, {"/price exclusiveMaximum"}},
      {"decimal multiple", [](Constrained& c) { c.price = 0.015; }, {"/price multipleOf"}},
      {"a float as readers see it", [](Constrained& c) { c.ratio = 0.7f; }, {}},
      {"a float above", [](Constrained& c) { c.ratio = 0.70001f; }, {"/ratio maximum"}},
      {"min items", [](Constrained& c) { c.tags.clear(); }, {"/tags minItems"}},
      {"max items",
       [](Constrained& c) {
         c.tags = {"a", "b", "c", "d"};
       },
       {"/tags maxItems"}},
      {"items",
       [](Constrained& c) {
         c.tags = {"a", "", "B"};
       },
       {"/tags/1 minLength", "/tags/2 pattern"}},
      {"unique",
       [](Constrained& c) {
         c.unique = {0.0, 1, -0.0};
       },
       {"/unique uniqueItems"}},
      {"map values",
       [](Constrained& c) {
         c.counts = {{"a/b", 0}};
       },
       {"/counts/a~1b minimum"}},
      {"optional", [](Constrained& c) { c.limit = 11; }, {"/limit maximum"}},
      {"renamed", [](Constrained& c) { c.type = "\xff"; }, {"/@type utf-8"}},
      {"not a number", [](Constrained& c) { c.price = std::nan(""); }, {"/price type"}},
      {"infinite",
       [](Constrained& c) { c.ratio = std::numeric_limits<float>::infinity(); },
       {"/ratio type"}},
      {"unlisted", [](Constrained& c) { c.color = messages::Color::kUnlisted; }, {"/color enum"}},
  };
  for (const BrokenCase& c : kCases) {
    SCOPED_TRACE(c.name);
    Constrained message;
    c.breaks(message);
    EXPECT_EQ(Refusals(message), c.refusals);
  }
}

TEST(EncodeTest, NeverShowsWhatIsSensitive) {
  Constrained message;
  message.secret = "canary1";
  message.hidden = messages::Point{std::nan(""), 4242};
  std::string out;
  const absl::Status status = Encode(message, out);
  EXPECT_THAT(ViolationsOf(status),
              ElementsAre(Violation{"/secret", "minLength", "at least 8 characters", "(hidden)"},
                          Field(&Violation::pointer, "/hidden")));
  EXPECT_THAT(std::string(status.message()), Not(HasSubstr("canary")));
  EXPECT_THAT(std::string(status.message()), Not(HasSubstr("NaN")));
}

TEST(EncodeTest, RefusesTimesThatRfc3339CannotWrite) {
  messages::Everything message = messages::ValidEverything();
  message.when = absl::InfiniteFuture();
  EXPECT_THAT(Refusals(message), ElementsAre("/when format"));
  message.when = absl::FromCivil(absl::CivilSecond(9999, 12, 31, 23, 59, 59), absl::UTCTimeZone());
  EXPECT_THAT(Refusals(message), IsEmpty());
}

TEST(EncodeTest, KeepsAtMostAHundredViolations) {
  messages::Everything message = messages::ValidEverything();
  message.list.assign(1000, "\xff");
  EXPECT_EQ(Refusals(message).size(), kMaxViolations);
}

// A hundred pointers with such a key in them took 90 MB.
TEST(EncodeTest, PointersTakeAMebibyteAndLeaveTheRestOut) {
  Constrained message;
  for (const char last : {'a', 'b', 'c', 'd', 'e'}) {
    message.counts[std::string(400'000, 'k') + last] = 0;
  }
  EXPECT_EQ(Refusals(message).size(), 3);
}

TEST(EncodeTest, AppendsToABufferThatIsUsedAgain) {
  Buffer buffer;
  for (int i = 0; i < 3; ++i) {
    buffer.clear();
    ASSERT_TRUE(Encode(messages::Point{1, 2}, buffer).ok());
    EXPECT_EQ(buffer.view(), R"({"x":1.0,"y":2.0})");
  }
}

}  // namespace
}  // namespace kontrakt
