// One verdict on all roads (roads.h), on random messages and texts of every declared type that the
// tests have.
//
// KONTRAKT_AGREEMENT_MESSAGES says how many messages a struct gets; else there are few enough for a
// gate.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "gtest/gtest.h"
#include "tests/schemas/random_json.h"
#include "tests/schemas/roads.h"
#include "tests/schemas/subject.h"
#include "tests/schemas/subjects.h"

namespace kontrakt::testing {
namespace {

int Messages() {
  int messages = 100;
  const char* const wanted = std::getenv("KONTRAKT_AGREEMENT_MESSAGES");
  EXPECT_TRUE(wanted == nullptr || absl::SimpleAtoi(wanted, &messages)) << wanted;
  return messages;
}

struct Tally {
  int valid = 0, broken = 0;
  void Add(const Verdict& verdict, std::uint64_t seed) {
    EXPECT_EQ(verdict.difference, "") << "seed " << seed;
    ++(verdict.valid ? valid : broken);
  }
};

class AgreementTest : public ::testing::TestWithParam<Subject> {};

TEST_P(AgreementTest, AllRoadsGiveOneVerdict) {
  const Roads roads(GetParam());
  Tally messages, texts;
  for (std::uint64_t seed = 0; seed < static_cast<std::uint64_t>(Messages()) && !HasFailure();
       ++seed) {
    Choices choices(seed);
    const std::unique_ptr<Message> message = roads.subject().make();
    message->Change(choices, 1 + seed % 12);
    messages.Add(roads.OnMessage(*message), seed);
    Json json = message->Obvious(nullptr);
    texts.Add(roads.OnText(Respell(json, choices)), seed);
    Spoil(json, roads.named(), choices);
    const std::string spoilt = Respell(json, choices);
    texts.Add(roads.OnText(spoilt), seed);
    texts.Add(roads.OnText(Scratch(spoilt, choices)), seed);
  }
  // Both sides of the border were visited.
  EXPECT_GT(messages.valid, Messages() / 50);
  EXPECT_GT(messages.broken, 0);
  EXPECT_GT(texts.valid, Messages() / 50);
  EXPECT_GT(texts.broken, Messages() / 50);
}

std::string NameOf(const ::testing::TestParamInfo<Subject>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(On, AgreementTest, ::testing::ValuesIn(AllSubjects()), NameOf);

}  // namespace
}  // namespace kontrakt::testing
