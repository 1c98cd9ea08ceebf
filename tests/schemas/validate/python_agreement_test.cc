// Validator against Python's jsonschema, on a sample of random schemas and messages.
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/validate/validator.h"
#include "kontrakt/tests/support/process.h"
#include "tests/schemas/validate/random_schema.h"

namespace kontrakt {
namespace {

constexpr int kSchemas = 1'000, kMessages = 20;

// Python divides doubles, and finds that 0.3 is no multiple of 0.1.
bool IsPythonRight(const Json& schema) {
  return !absl::StrContains(schema.dump(), R"("multipleOf":0.1)");
}

// Writes what python_verdicts.py reads; how many verdicts there are.
int WriteVerdicts(const std::string& path) {
  RandomSchemas random(7);
  std::ofstream out(path);
  int verdicts = 0;
  for (int i = 0; i < kSchemas; ++i) {
    const Json schema = random.Schema();
    const auto validator = Validator::Compile(schema);
    if (!validator.ok() || !IsPythonRight(schema)) continue;
    Json line = {{"schema", schema}, {"messages", Json::array()}, {"valid", Json::array()}};
    for (int j = 0; j < kMessages; ++j, ++verdicts) {
      const std::string message = random.Message();
      line["messages"].push_back(message);
      line["valid"].push_back(validator->ValidateText(message).ok());
    }
    out << line.dump() << "\n";
  }
  return verdicts;
}

TEST(PythonAgreementTest, PythonComesToTheSameVerdicts) {
  const char* const python = std::getenv("KONTRAKT_PEER_PYTHON");
  ASSERT_NE(python, nullptr)
      << "KONTRAKT_PEER_PYTHON is not set: run tools/setup test, which installs jsonschema";
  const std::string path = absl::StrCat(testing::TempDir(), "/verdicts");
  const int verdicts = WriteVerdicts(path);
  EXPECT_GT(verdicts, kSchemas * kMessages / 3);
  auto peer = tests::Process::Start(
      {python, "-B", tests::RunfilePath("tests/schemas/validate/python_verdicts.py"), path});
  ASSERT_TRUE(peer.ok()) << peer.status();
  EXPECT_EQ((*peer)->End(absl::Minutes(2)), "exit code 0") << (*peer)->Errors();
  EXPECT_EQ((*peer)->Output(), absl::StrCat(verdicts, "\n"));
}

}  // namespace
}  // namespace kontrakt
