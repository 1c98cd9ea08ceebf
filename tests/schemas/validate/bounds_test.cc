#include "kontrakt/schemas/validate/bounds.h"

#include <cstdint>

#include "gtest/gtest.h"

namespace kontrakt::internal {
namespace {

using Kind = Bound::Kind;

TEST(BoundsTest, AreExactForEveryPairOfKinds) {
  constexpr std::int64_t kTwo53 = 9007199254740992;
  const struct {
    const char* name;
    Kind kind;
    Number bound;
    Number value;
    bool takes;
  } kCases[] = {
      {"minimum, below", Kind::kMinimum, Number(0), Number(-1), false},
      {"minimum, equal", Kind::kMinimum, Number(0), Number(-0.0), true},
      {"maximum, equal", Kind::kMaximum, Number(3), Number(3.0), true},
      {"maximum, above", Kind::kMaximum, Number(kTwo53), Number(kTwo53 + 1), false},
      {"maximum, unsigned", Kind::kMaximum, Number(INT64_MAX), Number(UINT64_MAX), false},
      {"above, equal", Kind::kAbove, Number(1), Number(1.0), false},
      {"above, a little", Kind::kAbove, Number(1), Number(1.0000000000000002), true},
      {"below, equal", Kind::kBelow, Number(1e16), Number(std::int64_t{10'000'000'000'000'000}),
       false},
      {"below, under", Kind::kBelow, Number(3), Number(2), true},
      {"multiple in decimal", Kind::kMultiple, Number(0.01), Number(19.99), true},
      {"no multiple", Kind::kMultiple, Number(0.01), Number(0.005), false},
      {"multiple, integers", Kind::kMultiple, Number(3), Number(UINT64_MAX), true},
  };
  for (const auto& c : kCases)
    EXPECT_EQ((Bound{"keyword", c.kind, c.bound}.Takes(c.value)), c.takes) << c.name;
}

}  // namespace
}  // namespace kontrakt::internal
