#include "kontrakt/tests/support/ledger.h"

#include <fstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/tests/support/process.h"

namespace kontrakt::tests {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(LedgerTest, KeepsWhatWasThereAndAppends) {
  const std::string path = TestFolder() + "/ledger";
  Ledger(path).Write("handled", 3, "id-1");
  Ledger(path).Write("end");
  EXPECT_THAT(ReadLedger(path),
              ElementsAre(ElementsAre("handled", "3", "id-1"), ElementsAre("end")));
}

TEST(LedgerTest, HalfALineIsNotReadYet) {
  const std::string path = TestFolder() + "/half";
  std::ofstream(path) << "whole line\nhal";
  EXPECT_THAT(ReadLedger(path), ElementsAre(ElementsAre("whole", "line")));
}

TEST(LedgerTest, AbsentIsEmpty) { EXPECT_THAT(ReadLedger(TestFolder() + "/absent"), IsEmpty()); }

}  // namespace
}  // namespace kontrakt::tests
