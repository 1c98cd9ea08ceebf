// JSON-Schema-Test-Suite, draft-07, through Validator. Every case must get the suite's verdict but
// for those in suite_exceptions.txt, each with its reason; an exception that is none any more fails
// the test too.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/validate/validator.h"

namespace kontrakt {
namespace {

constexpr char kSuite[] = "tests/data/json-schema-test-suite/tests/draft7";

// One line of suite_exceptions.txt.
struct Exception {
  // "refused": the schema of the group `where` is, and its error holds `reason`.
  // "wrong": the verdict on the test `where` is.
  std::string kind;
  std::string where;
  std::string reason;
};

std::vector<Exception> ReadExceptions() {
  std::vector<Exception> exceptions;
  std::ifstream in("tests/schemas/validate/suite_exceptions.txt");
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::string> columns = absl::StrSplit(line, " | ");
    if (columns.size() != 3) {
      ADD_FAILURE() << "not three columns: " << line;
      continue;
    }
    exceptions.push_back({columns[0], columns[1], columns[2]});
  }
  return exceptions;
}

struct Tally {
  int right = 0, refused = 0, wrong = 0;
  int total() const { return right + refused + wrong; }
};

class SuiteTest : public testing::Test {
 protected:
  SuiteTest() : exceptions_(ReadExceptions()) {}

  void RunFile(const std::string& name, Tally& tally) {
    std::ifstream in(std::filesystem::path(kSuite) / name, std::ios::binary);
    const Json groups = Json::parse(in);
    for (const Json& group : groups)
      RunGroup(absl::StrCat(name, ": ", group["description"].get<std::string>()), group, tally);
  }

  void RunFolder(const std::string& folder, Tally& tally) {
    std::vector<std::string> names;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(kSuite) / folder)) {
      if (entry.is_regular_file() || entry.is_symlink())
        names.push_back(
            (std::filesystem::path(folder) / entry.path().filename()).lexically_normal());
    }
    std::ranges::sort(names);
    for (const std::string& name : names) {
      if (!std::filesystem::is_directory(std::filesystem::path(kSuite) / name))
        RunFile(name, tally);
    }
    ExpectAllExceptionsUsed(names);
  }

 private:
  void RunGroup(const std::string& where, const Json& group, Tally& tally) {
    const int tests = static_cast<int>(group["tests"].size());
    const Exception* const refused = Find("refused", where);
    const auto validator = Validator::Compile(group["schema"]);
    if (!validator.ok()) {
      tally.refused += tests;
      EXPECT_TRUE(refused != nullptr &&
                  absl::StrContains(validator.status().message(), refused->reason))
          << "refused | " << where << " | " << validator.status().message();
      return;
    }
    EXPECT_EQ(refused, nullptr) << where << " is not refused any more";
    for (const Json& test : group["tests"]) {
      const std::string name = absl::StrCat(where, ": ", test["description"].get<std::string>());
      const std::vector<Violation> violations = validator->Validate(test["data"]);
      const bool right = violations.empty() == test["valid"].get<bool>();
      EXPECT_EQ(validator->ParseAndValidate(test["data"].dump()).ok(), violations.empty()) << name;
      ++(right ? tally.right : tally.wrong);
      EXPECT_EQ(right, Find("wrong", name) == nullptr)
          << "wrong | " << name << " | " << (right ? "it is right" : test["data"].dump());
    }
  }

  const Exception* Find(std::string_view kind, std::string_view where) {
    for (const Exception& exception : exceptions_) {
      if (exception.kind == kind && exception.where == where) {
        used_.insert(&exception);
        return &exception;
      }
    }
    return nullptr;
  }

  void ExpectAllExceptionsUsed(const std::vector<std::string>& names) {
    for (const Exception& exception : exceptions_) {
      const std::string file = exception.where.substr(0, exception.where.find(": "));
      if (std::ranges::find(names, file) != names.end()) {
        EXPECT_TRUE(used_.contains(&exception))
            << "nothing of the kind: " << exception.kind << " | " << exception.where;
      }
    }
  }

  const std::vector<Exception> exceptions_;
  std::set<const Exception*> used_;
};

TEST_F(SuiteTest, Required) {
  Tally tally;
  RunFolder("", tally);
  EXPECT_EQ(tally.total(), 927);
  EXPECT_EQ(tally.wrong, 0);
  EXPECT_LE(tally.refused, 40);
  RecordProperty("right", tally.right);
  RecordProperty("refused", tally.refused);
}

TEST_F(SuiteTest, Optional) {
  Tally tally;
  RunFolder("optional", tally);
  EXPECT_EQ(tally.total(), 118);
  RecordProperty("right", tally.right);
  RecordProperty("refused", tally.refused);
  RecordProperty("wrong", tally.wrong);
}

TEST_F(SuiteTest, Formats) {
  Tally tally;
  RunFolder("optional/format", tally);
  RecordProperty("right", tally.right);
  RecordProperty("wrong", tally.wrong);
}

}  // namespace
}  // namespace kontrakt
