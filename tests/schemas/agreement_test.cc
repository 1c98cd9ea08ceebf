// Three roads, one verdict: the check that is fused with the encoder, the validator on the
// published document, and the decoder with full validation must say the same of every message.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "kontrakt/schemas/schemas.h"
#include "tests/schemas/kinds.h"
#include "tests/schemas/messages.h"
#include "tests/schemas/obvious_json.h"
#include "tests/schemas/random_message.h"

namespace kontrakt {
namespace {

constexpr int kMessages = 2000;

struct Tally {
  int valid = 0;
  int broken = 0;
};

// What no schema can say, and so no validator.
bool BreaksARule(const absl::Status& status) {
  const std::vector<Violation> violations = ViolationsOf(status);
  return !violations.empty() &&
         std::all_of(violations.begin(), violations.end(),
                     [](const Violation& v) { return v.rule == "x-kontrakt-rules"; });
}

template <class T>
Tally Compare(T (*valid)()) {
  const std::string document = SchemaDocument({"X", 1}, Describe<T>());
  const absl::StatusOr<Validator> validator = Validator::Compile(document);
  EXPECT_EQ(validator.status(), absl::OkStatus()) << document;
  Tally tally;
  for (std::uint64_t seed = 0; seed < kMessages && validator.ok(); ++seed) {
    testing::RandomMessage random(seed);
    T message = valid();
    random.Change(message, 1 + seed % 12);
    Json json = testing::ObviousJson(message);
    std::string encoded;
    const absl::Status fused = Encode(message, encoded);
    const std::vector<Violation> violations = validator->Validate(json);
    T read{};
    const absl::Status decoded = Decode(DumpJson(json), read, Validation::kFull);
    EXPECT_EQ(fused.ok(), violations.empty() && !BreaksARule(fused))
        << "seed " << seed << "\n"
        << json << "\n"
        << fused << (violations.empty() ? "" : violations[0].pointer + " " + violations[0].rule);
    EXPECT_EQ(fused.ok(), decoded.ok()) << "seed " << seed << "\n"
                                        << json << "\n"
                                        << fused << "\n"
                                        << decoded;
    if (fused.ok()) {
      EXPECT_TRUE(read == message) << "seed " << seed << "\n" << json;
      EXPECT_EQ(ParseJson(encoded).value(), json) << "seed " << seed << "\n" << encoded;
    }
    ++(fused.ok() ? tally.valid : tally.broken);
    random.Spoil(json);
    const absl::Status spoilt = Decode(DumpJson(json), read, Validation::kFull);
    EXPECT_EQ(spoilt.ok(), validator->Validate(json).empty() && !BreaksARule(spoilt))
        << "seed " << seed << "\n"
        << json << "\n"
        << spoilt;
    if (::testing::Test::HasFailure()) break;
  }
  return tally;
}

template <class T>
void ExpectAgreement(T (*valid)()) {
  const Tally tally = Compare(valid);
  // Both sides of the border were visited.
  EXPECT_GT(tally.valid, kMessages / 20);
  EXPECT_GT(tally.broken, kMessages / 20);
}

// For types that refuse nothing which C++ can hold.
template <class T>
void ExpectAllValid(T (*valid)()) {
  EXPECT_EQ(Compare(valid).valid, kMessages);
}

template <class T>
T Make() {
  return T{};
}

TEST(AgreementTest, OnEveryConstraint) { ExpectAgreement(Make<messages::Constrained>); }

TEST(AgreementTest, OnEveryType) { ExpectAllValid(messages::ValidEverything); }

TEST(AgreementTest, OnTheMessageOfTheDesign) { ExpectAgreement(messages::ValidContent); }

TEST(AgreementTest, OnStructsThatContainThemselves) { ExpectAgreement(Make<kinds::Node>); }

TEST(AgreementTest, OnStructsThatContainEachOther) { ExpectAgreement(Make<kinds::Branch>); }

TEST(AgreementTest, OnContainers) { ExpectAgreement(kinds::ValidContainers); }

TEST(AgreementTest, OnVariants) { ExpectAgreement(Make<kinds::Variants>); }

TEST(AgreementTest, OnARecursiveVariant) { ExpectAgreement(Make<kinds::Formula>); }

TEST(AgreementTest, OnStrongTypedefsAndBases) { ExpectAgreement(Make<kinds::Placed>); }

TEST(AgreementTest, OnClosedObjects) { ExpectAgreement(Make<kinds::Event>); }

TEST(AgreementTest, OnConstantsSubsetsAndRules) { ExpectAgreement(Make<kinds::Bill>); }

TEST(AgreementTest, OnFormats) { ExpectAgreement(Make<kinds::Formats>); }

TEST(AgreementTest, OnTypesWithACodec) { ExpectAgreement(Make<kinds::Coded>); }

TEST(AgreementTest, OnAnyJson) { ExpectAgreement(Make<kinds::Anything>); }

}  // namespace
}  // namespace kontrakt
