// CheckExpansion() alone; with real schemas it is in prepare_test.cc.
#include <vector>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/validate/prepare.h"

namespace kontrakt::internal {
namespace {

using ::testing::HasSubstr;

// A part of one schema that refers to `targets`.
Part Referring(std::vector<std::size_t> targets) {
  Part part{.schema = true, .pointer = "/p", .schemas = 1, .depth = 1, .references = {}};
  for (const std::size_t target : targets) part.references.push_back({target, 1});
  return part;
}

TEST(ExpansionTest, ChainsAndDiamondsAreFine) {
  EXPECT_TRUE(CheckExpansion({}).ok());
  EXPECT_TRUE(CheckExpansion({Referring({})}).ok());
  EXPECT_TRUE(
      CheckExpansion({Referring({1, 2}), Referring({3}), Referring({3, 3}), Referring({})}).ok());
}

TEST(ExpansionTest, CyclesAreRefused) {
  const std::vector<std::vector<Part>> cases = {
      {Referring({0})},
      {Referring({1}), Referring({0})},
      {Referring({1}), Referring({2}), Referring({1})},
      {Referring({}), Referring({2}), Referring({3}), Referring({1})},
  };
  for (const auto& parts : cases) {
    const absl::Status status = CheckExpansion(parts);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(status.message(), HasSubstr("without end"));
  }
}

TEST(ExpansionTest, DoublingIsCounted) {
  const auto doubling = [](std::size_t levels) {
    std::vector<Part> parts;
    for (std::size_t i = 1; i < levels; ++i) parts.push_back(Referring({i, i}));
    parts.push_back(Referring({}));
    return parts;
  };
  EXPECT_TRUE(CheckExpansion(doubling(16)).ok());  // 65,535 schemas.
  EXPECT_THAT(CheckExpansion(doubling(17)).message(), HasSubstr("more than 100000 schemas"));
  EXPECT_THAT(CheckExpansion(doubling(5000)).message(), HasSubstr("more than 100000 schemas"));
}

TEST(ExpansionTest, DepthIsCounted) {
  const auto chain = [](std::size_t length) {
    std::vector<Part> parts;
    for (std::size_t i = 1; i < length; ++i) parts.push_back(Referring({i}));
    parts.push_back(Referring({}));
    return parts;
  };
  EXPECT_TRUE(CheckExpansion(chain(200)).ok());
  EXPECT_THAT(CheckExpansion(chain(201)).message(), HasSubstr("nest more than 200"));
  EXPECT_THAT(CheckExpansion(chain(100'000)).message(), HasSubstr("nest more than 200"));
}

}  // namespace
}  // namespace kontrakt::internal
