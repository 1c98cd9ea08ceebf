// JsonReader's quick ways against its others: what they take is what those read.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/json/number.h"
#include "kontrakt/schemas/json/reader.h"
#include "kontrakt/tests/support/exact_text.h"

namespace kontrakt {
namespace {

using tests::ExactText;

// What a quick way took and where it ended. It changes nothing when it takes nothing.
template <class V>
struct Taken {
  V value{};
  std::size_t end = 0;
};
template <class V, class Take>
std::optional<Taken<V>> TakeFrom(std::string_view text, const Take& take) {
  JsonReader reader(text);
  Taken<V> taken;
  const bool took = take(reader, taken.value);
  EXPECT_TRUE(reader.ok()) << text;
  taken.end = reader.position();
  if (took) return taken;
  EXPECT_EQ(taken.end, 0u) << text;
  return std::nullopt;
}

std::string RandomNumber(std::mt19937& random) {
  std::string text = random() % 3 == 0 ? "-" : "";
  const auto digits = [&](unsigned most) {
    for (unsigned left = random() % (most + 1); left > 0; --left) {
      text += static_cast<char>('0' + random() % 10);
    }
  };
  digits(random() % 2 == 0 ? 4 : 20);
  if (random() % 2 == 0) {
    text += '.';
    digits(random() % 2 == 0 ? 4 : 18);
  }
  if (random() % 8 == 0) text += random() % 2 == 0 ? "e5" : "E-3";
  const char* const kEnds[] = {"", ",", "}", " ", "x", "-"};
  return text + kEnds[random() % 6];
}

TEST(JsonReaderQuickTest, TakesTheNumbersThatReadNumberReads) {
  std::mt19937 random(1);
  int integers = 0, decimals = 0;
  for (int i = 0; i < 300'000; ++i) {
    const ExactText text(RandomNumber(random));
    JsonReader reader(text.view());
    std::string_view token;
    const bool read = reader.ReadNumber(token);
    const auto integer = TakeFrom<std::int64_t>(
        text.view(), [](JsonReader& r, std::int64_t& out) { return r.TakeInteger(out); });
    if (integer.has_value()) {
      ++integers;
      std::int64_t value = 0;
      ASSERT_TRUE(read && ParseInt64(token, value)) << text.view();
      ASSERT_EQ(integer->value, value) << text.view();
      ASSERT_EQ(integer->end, token.size()) << text.view();
    } else {
      ASSERT_FALSE(read && IsIntegerLiteral(token) && token.size() <= 18) << text.view();
    }
    const auto decimal = TakeFrom<double>(
        text.view(), [](JsonReader& r, double& out) { return r.TakeDecimal(out); });
    if (decimal.has_value()) {
      ++decimals;
      double value = 0;
      ASSERT_TRUE(read && ParseDouble(token, value)) << text.view();
      ASSERT_EQ(decimal->value, value) << text.view();
      ASSERT_EQ(std::signbit(decimal->value), std::signbit(value)) << text.view();
      ASSERT_EQ(decimal->end, token.size()) << text.view();
    } else {
      ASSERT_FALSE(read && token.size() <= 15 && token.find_first_of("eE") == token.npos)
          << text.view();
    }
  }
  EXPECT_GT(integers, 50'000);
  EXPECT_GT(decimals, 100'000);
}

TEST(JsonReaderQuickTest, TakesTheStringsThatReadStringReads) {
  for (std::size_t size = 0; size < 40; ++size) {
    for (std::size_t at = 0; at <= size; ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string body(size, 'x');
        if (at < size) body[at] = static_cast<char>(byte);
        const bool plain = at == size || IsPlainJsonByte(body[at]);
        for (const char* end : {"\"", "\",", "", "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\""}) {
          const ExactText text(absl::StrCat("\"", body, end));
          const auto taken = TakeFrom<std::string_view>(
              text.view(), [](JsonReader& r, std::string_view& out) { return r.TakeString(out); });
          const bool quote = at < size && body[at] == '"';
          ASSERT_EQ(taken.has_value(), quote || (plain && *end != '\0')) << text.view();
          if (!taken.has_value()) continue;
          JsonReader reader(text.view());
          std::string scratch;
          std::string_view read;
          ASSERT_TRUE(reader.ReadString(read, scratch));
          ASSERT_EQ(taken->value, read);
          ASSERT_EQ(taken->end, reader.position());
        }
      }
    }
  }
}

TEST(JsonReaderQuickTest, TakesWords) {
  const auto boolean = [](std::string_view text) {
    return TakeFrom<bool>(text, [](JsonReader& r, bool& out) { return r.TakeBool(out); });
  };
  const auto null = [](std::string_view text) {
    return TakeFrom<bool>(text, [](JsonReader& r, bool&) { return r.TakeNull(); });
  };
  EXPECT_TRUE(boolean(ExactText("true,").view())->value);
  EXPECT_FALSE(boolean(ExactText("false").view())->value);
  EXPECT_EQ(boolean("true}")->end, 4u);
  EXPECT_EQ(boolean("false}")->end, 5u);
  EXPECT_EQ(null(ExactText("null").view())->end, 4u);
  for (const char* text : {"", "t", "tru,,", "True,", " true", "fals}", "nul", "null", "1"}) {
    EXPECT_FALSE(boolean(ExactText(text).view()).has_value()) << text;
  }
  for (const char* text : {"", "n", "nul", "Null", " null", "true"}) {
    EXPECT_FALSE(null(ExactText(text).view()).has_value()) << text;
  }
}

TEST(JsonReaderQuickTest, TakesMembersInTheirPlaces) {
  constexpr std::string_view kFirst = "\"a\":", kNext = ",\"b\":";
  const ExactText text(R"({"a":1,"b":2})");
  JsonReader reader(text.view());
  std::int64_t value = 0;
  ASSERT_TRUE(reader.EnterObject());
  EXPECT_FALSE(reader.TakeMember(kNext));
  ASSERT_TRUE(reader.TakeFirstMember(kFirst));
  ASSERT_TRUE(reader.TakeInteger(value));
  EXPECT_FALSE(reader.TakeEnd('}'));
  ASSERT_TRUE(reader.TakeMember(kNext));
  ASSERT_TRUE(reader.TakeInteger(value));
  EXPECT_EQ(value, 2);
  EXPECT_FALSE(reader.TakeMember(kNext));  // Nothing but '}' is left.
  EXPECT_FALSE(reader.TakeEnd(']'));
  ASSERT_TRUE(reader.TakeEnd('}'));
  EXPECT_TRUE(reader.Finish());
}

TEST(JsonReaderQuickTest, TakesTheNamesThatAreSpeltAlike) {
  for (std::size_t size = 0; size <= 40; ++size) {
    const std::string name =
        std::string("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN").substr(0, size);
    const std::string member = absl::StrCat("\"", name, "\":");
    const auto takes = [&](const std::string& spelt) {
      bool taken[2];
      for (const bool first : {false, true}) {
        const ExactText text(absl::StrCat(first ? "{" : "{\"\":1,", "\"", spelt, "\":"));
        JsonReader reader(text.view());
        std::int64_t value = 0;
        EXPECT_TRUE(reader.EnterObject());
        taken[first] = first ? reader.TakeFirstMember(member)
                             : reader.TakeFirstMember("\"\":") && reader.TakeInteger(value) &&
                                   reader.TakeMember("," + member);
      }
      EXPECT_EQ(taken[0], taken[1]) << spelt;
      return taken[0];
    };
    EXPECT_TRUE(takes(name)) << name;
    EXPECT_FALSE(takes(name + "x")) << name;
    for (std::size_t i = 0; i < size; ++i) {
      std::string other = name;
      other[i] = '_';
      EXPECT_FALSE(takes(other)) << other;
      EXPECT_FALSE(takes(name.substr(0, i))) << name << " cut after " << i;
    }
  }
}

TEST(JsonReaderQuickTest, TakesNoMemberThatIsNoneInJson) {
  std::string scratch;
  std::string_view key;
  {
    JsonReader reader(R"({,"b":1})");  // A comma before the first.
    ASSERT_TRUE(reader.EnterObject());
    EXPECT_FALSE(reader.TakeMember(",\"b\":"));
    EXPECT_FALSE(reader.NextKey(key, scratch));
    EXPECT_FALSE(reader.ok());
  }
  {
    JsonReader reader(R"({"a":1"b":1})");  // None before the next.
    std::int64_t value = 0;
    ASSERT_TRUE(reader.EnterObject() && reader.TakeFirstMember("\"a\":") &&
                reader.TakeInteger(value));
    EXPECT_FALSE(reader.TakeMember(",\"b\":"));
    EXPECT_FALSE(reader.NextKey(key, scratch));
    EXPECT_FALSE(reader.ok());
  }
}

TEST(JsonReaderQuickTest, TakingAnEndGivesTheLevelBack) {
  JsonReader reader("[{},{},{}]", 2);
  ASSERT_TRUE(reader.EnterArray());
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(reader.NextElement() && reader.EnterObject() && reader.TakeEnd('}')) << i;
  }
  EXPECT_FALSE(reader.NextElement());
  EXPECT_TRUE(reader.Finish());
}

TEST(JsonReaderQuickTest, NothingIsTakenAfterAnError) {
  JsonReader reader("[x]");
  ASSERT_TRUE(reader.EnterArray() && reader.NextElement());
  EXPECT_FALSE(reader.ReadNull());
  std::int64_t integer = 0;
  double decimal = 0;
  bool boolean = false;
  std::string_view text;
  EXPECT_FALSE(reader.TakeInteger(integer) || reader.TakeDecimal(decimal) ||
               reader.TakeBool(boolean) || reader.TakeNull() || reader.TakeString(text) ||
               reader.TakeFirstMember("\"a\":") || reader.TakeEnd(']'));
  EXPECT_FALSE(reader.Finish());
}

}  // namespace
}  // namespace kontrakt
