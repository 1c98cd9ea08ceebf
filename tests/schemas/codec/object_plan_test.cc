#include "kontrakt/schemas/codec/object_plan.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/codec/rules.h"
#include "kontrakt/schemas/reporter.h"
#include "kontrakt/schemas/violation.h"

namespace kontrakt::internal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::int64_t kAbsent = -1;

// An "object" that is an array of integers, of any size: member i has the key "k<i>".
class ObjectPlanTest : public ::testing::TestWithParam<std::size_t> {
 protected:
  ObjectPlanTest() {
    reader_.read = [](Decoder& decoder, void* value, const Rules& rules, const Path& path) {
      decoder.Integer(*static_cast<std::int64_t*>(value), rules, path);
    };
    reader_.set_absent = [](Decoder&, void* value, const FieldSpec&, const Path&) {
      *static_cast<std::int64_t*>(value) = kAbsent;
    };
    for (std::size_t i = 0; i < GetParam(); ++i) names_.push_back(absl::StrCat("k", i));
    specs_.resize(GetParam());
    for (std::size_t i = 0; i < GetParam(); ++i) {
      specs_[i].name = names_[i];
      members_.push_back(
          {static_cast<std::ptrdiff_t>(i * sizeof(std::int64_t)), &reader_, &kNoRules, &specs_[i]});
    }
    plan_ = {members_.data(), members_.size(), /*closed=*/true, nullptr};
  }

  // Reads members with these numbers, each with its number for a value.
  std::vector<std::string> Read(const std::vector<std::size_t>& order, std::string_view blank = "",
                                bool full = true, std::uint64_t taken = 0) {
    std::string text = "{";
    for (const std::size_t i : order) {
      absl::StrAppend(&text, text.size() > 1 ? "," : "", blank, "\"k", i, "\"", blank, ":", blank,
                      i);
    }
    absl::StrAppend(&text, "}");
    values_.assign(GetParam(), 0);
    Decoder decoder(text, full);
    EXPECT_TRUE(decoder.reader().EnterObject());
    DecodeRest(decoder, plan_, taken, values_.data(), Path{});
    EXPECT_TRUE(decoder.reader().Finish()) << text;
    std::vector<std::string> said;
    for (const Violation& v : decoder.violations())
      said.push_back(absl::StrCat(v.rule, " ", v.found));
    return said;
  }

  std::vector<std::size_t> Everything() const {
    std::vector<std::size_t> order(GetParam());
    std::iota(order.begin(), order.end(), 0);
    return order;
  }

  bool ReadInFull() const {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (values_[i] != static_cast<std::int64_t>(i)) return false;
    }
    return true;
  }

  ValueReader reader_{};
  std::vector<std::string> names_;
  std::vector<FieldSpec> specs_;
  std::vector<MemberPlan> members_;
  ObjectPlan plan_{};
  std::vector<std::int64_t> values_;
};

TEST_P(ObjectPlanTest, EveryOrderAndSpellingIsRead) {
  std::mt19937 random(1);
  for (const char* blank : {"", " "}) {
    std::vector<std::size_t> order = Everything();
    EXPECT_THAT(Read(order, blank), IsEmpty());
    EXPECT_TRUE(ReadInFull());
    std::ranges::reverse(order);
    EXPECT_THAT(Read(order, blank), IsEmpty());
    EXPECT_TRUE(ReadInFull());
    std::ranges::shuffle(order, random);
    EXPECT_THAT(Read(order, blank), IsEmpty());
    EXPECT_TRUE(ReadInFull());
  }
}

TEST_P(ObjectPlanTest, EachAbsentMemberIsHandledAndNoOther) {
  for (std::size_t missing = 0; missing < GetParam(); ++missing) {
    std::vector<std::size_t> order = Everything();
    order.erase(order.begin() + static_cast<std::ptrdiff_t>(missing));
    EXPECT_THAT(Read(order), IsEmpty());
    EXPECT_EQ(values_[missing], kAbsent);
    EXPECT_EQ(std::ranges::count(values_, kAbsent), 1) << missing;
  }
}

TEST_P(ObjectPlanTest, MemberThatStandsTwiceIsReportedAndKeepsItsFirstValue) {
  std::vector<std::size_t> order = Everything();
  order.push_back(GetParam() - 1);
  order.insert(order.begin(), 0);
  EXPECT_THAT(Read(order),
              ElementsAre("json the key \"k0\" twice",
                          absl::StrCat("json the key \"k", GetParam() - 1, "\" twice")));
  EXPECT_TRUE(ReadInFull());
}

TEST_P(ObjectPlanTest, MemberThatWasTakenBeforeIsNeitherAbsentNorReadAgain) {
  std::vector<std::size_t> order = Everything();
  EXPECT_THAT(Read(order, "", true, /*taken=*/1), ElementsAre("json the key \"k0\" twice"));
  order.erase(order.begin());
  EXPECT_THAT(Read(order, "", true, /*taken=*/1), IsEmpty());
  EXPECT_EQ(values_[0], 0) << "as it was";
  EXPECT_TRUE(ReadInFull());
}

TEST_P(ObjectPlanTest, UnknownMemberIsReportedByFullChecksOfAClosedObject) {
  std::vector<std::size_t> order = Everything();
  order.insert(order.begin() + 1, 1'000'000);
  const std::string said = "additionalProperties \"k1000000\"";
  EXPECT_THAT(Read(order), ElementsAre(said));
  EXPECT_TRUE(ReadInFull());
  EXPECT_THAT(Read(order, "", /*full=*/false), IsEmpty());
  EXPECT_TRUE(ReadInFull());
}

// Around the sizes at which what has been seen needs another word, or memory of its own.
INSTANTIATE_TEST_SUITE_P(Sizes, ObjectPlanTest,
                         ::testing::Values(1, 2, 63, 64, 65, 128, 129, 256, 257, 300));

}  // namespace
}  // namespace kontrakt::internal
