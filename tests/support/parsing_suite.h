// The files of JSONTestSuite, which a test names as data: //tests/data:json_parsing.
#ifndef KONTRAKT_TESTS_SUPPORT_PARSING_SUITE_H_
#define KONTRAKT_TESTS_SUPPORT_PARSING_SUITE_H_

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace kontrakt::tests {

struct ParsingSuiteFile {
  std::string name, text;
};

inline std::vector<ParsingSuiteFile> ParsingSuiteFiles() {
  std::vector<ParsingSuiteFile> files;
  for (const auto& entry :
       std::filesystem::directory_iterator("tests/data/json-parsing/test_parsing")) {
    std::ifstream in(entry.path(), std::ios::binary);
    files.push_back({entry.path().filename(), std::string(std::istreambuf_iterator<char>(in), {})});
  }
  return files;
}

}  // namespace kontrakt::tests

#endif  // KONTRAKT_TESTS_SUPPORT_PARSING_SUITE_H_
