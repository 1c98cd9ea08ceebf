// Three roads, one verdict: the check that is fused with the encoder, the validator on the
// published document, and the decoder with full validation must say the same of every message.
#include <cstdint>
#include <string>

#include "gtest/gtest.h"
#include "kontrakt/schemas/schemas.h"
#include "tests/schemas/messages.h"
#include "tests/schemas/random_message.h"

namespace kontrakt {
namespace {

constexpr int kMessages = 2000;

struct Tally {
  int valid = 0;
  int broken = 0;
};

template <class T>
Tally Compare(const T& valid) {
  const std::string document = SchemaDocument({"X", 1}, Describe<T>());
  const absl::StatusOr<Validator> validator = Validator::Compile(document);
  EXPECT_EQ(validator.status(), absl::OkStatus());
  Tally tally;
  for (std::uint64_t seed = 0; seed < kMessages && validator.ok(); ++seed) {
    const T message = testing::RandomMessage(seed).Change(valid, 1 + seed % 12);
    const Json json = testing::ObviousJson(message);
    std::string encoded;
    const absl::Status fused = Encode(message, encoded);
    const std::vector<Violation> violations = validator->Validate(json);
    T read;
    const absl::Status decoded = Decode(DumpJson(json), read, Validation::kFull);
    EXPECT_EQ(fused.ok(), violations.empty())
        << "seed " << seed << "\n"
        << json << "\n"
        << fused << (violations.empty() ? "" : violations[0].pointer + " " + violations[0].rule);
    EXPECT_EQ(fused.ok(), decoded.ok()) << "seed " << seed << "\n"
                                        << json << "\n"
                                        << fused << "\n"
                                        << decoded;
    if (fused.ok()) {
      EXPECT_EQ(read, message) << "seed " << seed << "\n" << json;
      EXPECT_EQ(ParseJson(encoded).value(), json) << "seed " << seed << "\n" << encoded;
    }
    ++(fused.ok() ? tally.valid : tally.broken);
    if (::testing::Test::HasFailure()) break;
  }
  return tally;
}

template <class T>
void ExpectAgreement(const T& valid) {
  const Tally tally = Compare(valid);
  // Both sides of the border were visited.
  EXPECT_GT(tally.valid, kMessages / 10);
  EXPECT_GT(tally.broken, kMessages / 10);
}

TEST(AgreementTest, OnEveryConstraint) { ExpectAgreement(messages::Constrained{}); }

TEST(AgreementTest, OnEveryType) {
  // Types alone refuse nothing that C++ can hold.
  EXPECT_EQ(Compare(messages::ValidEverything()).valid, kMessages);
}

TEST(AgreementTest, OnTheMessageOfTheDesign) { ExpectAgreement(messages::ValidContent()); }

}  // namespace
}  // namespace kontrakt
