// The published documents, judged by Python's jsonschema: a sample of messages and texts of every
// declared type that the tests have. Where Python differs stands in python_roads.py, with the
// reason.
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/text/format.h"
#include "kontrakt/schemas/validate/validator.h"
#include "kontrakt/tests/support/process.h"
#include "tests/schemas/random_json.h"
#include "tests/schemas/roads.h"
#include "tests/schemas/subject.h"
#include "tests/schemas/subjects.h"

namespace kontrakt::testing {
namespace {

constexpr std::uint64_t kMessages = 30;

void CollectTexts(const Json& json, std::set<std::string>& texts) {
  if (json.is_string()) texts.insert(json.get<std::string>());
  if (!json.is_structured()) return;
  for (const Json& member : json) CollectTexts(member, texts);
}

// What kontrakt says of each text in each format, for those that Python cannot judge.
Json FormatVerdicts(const std::set<std::string>& texts) {
  Json verdicts = Json::object();
  for (const auto& format : text_internal::kFormats) {
    for (const std::string& text : texts)
      verdicts[std::string(format.name)][text] = MatchesFormat(format.format, text);
  }
  return verdicts;
}

// A line for each type, then one with the formats; how many verdicts there are.
int WriteSample(const std::string& path) {
  std::ofstream out(path);
  std::set<std::string> texts;
  int verdicts = 0;
  for (const Subject& subject : AllSubjects()) {
    const Roads roads(subject);
    const Json schema = *ParseJson(roads.document());
    const Validator validator = *Validator::Compile(schema);
    Json line = {{"schema", schema}, {"messages", Json::array()}, {"valid", Json::array()}};
    for (std::uint64_t seed = 0; seed < kMessages; ++seed) {
      Choices choices(seed);
      const std::unique_ptr<Message> message = subject.make();
      message->Change(choices, 1 + seed % 12);
      Json json = message->Obvious(nullptr);
      if (!ParseJson(DumpJson(json)).ok() || *ParseJson(DumpJson(json)) != json) continue;
      if (seed % 3 != 0) Spoil(json, roads.named(), choices);
      CollectTexts(json, texts);
      const std::string text = Respell(json, choices);
      line["messages"].push_back(text);
      line["valid"].push_back(validator.ValidateText(text).ok());
      ++verdicts;
    }
    out << DumpJson(line) << "\n";
  }
  out << DumpJson({{"formats", FormatVerdicts(texts)}}) << "\n";
  return verdicts;
}

TEST(PythonRoadsTest, PythonComesToTheSameVerdicts) {
  const char* const python = std::getenv("KONTRAKT_PEER_PYTHON");
  ASSERT_NE(python, nullptr)
      << "KONTRAKT_PEER_PYTHON is not set: run tools/setup test, which installs jsonschema";
  const std::string path = absl::StrCat(::testing::TempDir(), "/sample.ndjson");
  const int verdicts = WriteSample(path);
  EXPECT_GT(verdicts, 300);
  auto peer = tests::Process::Start(
      {python, "-B", tests::RunfilePath("tests/schemas/python_roads.py"), path});
  ASSERT_TRUE(peer.ok()) << peer.status();
  EXPECT_EQ((*peer)->End(absl::Minutes(2)), "exit code 0")
      << (*peer)->Output() << (*peer)->Errors();
  EXPECT_EQ((*peer)->Output(), absl::StrCat(verdicts, "\n"));
}

}  // namespace
}  // namespace kontrakt::testing
