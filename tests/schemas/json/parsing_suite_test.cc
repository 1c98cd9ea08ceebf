// Every file of JSONTestSuite (tests/data/json-parsing): y_ must be accepted, n_ refused, i_ may be
// either. The pull parser, the tree and, as a second opinion, simdjson must agree but where it is
// said why not.
#include "kontrakt/tests/support/parsing_suite.h"

#include <map>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/json/reader.h"
#include "nlohmann/json.hpp"
#include "simdjson.h"

namespace kontrakt {
namespace {

// What the tree refuses and the pull parser cannot: it sees no values, and keeps no keys.
const std::map<std::string, std::string>& OnlyTheTreeRefuses() {
  static const auto& files = *new std::map<std::string, std::string>{
      {"y_object_duplicated_key.json", "a key twice: readers differ on which one counts"},
      {"y_object_duplicated_key_and_value.json", "a key twice: readers differ on which one counts"},
      {"i_number_huge_exp.json", "no double holds it"},
      {"i_number_neg_int_huge_exp.json", "no double holds it"},
      {"i_number_pos_double_huge_exp.json", "no double holds it"},
      {"i_number_real_neg_overflow.json", "no double holds it"},
      {"i_number_real_pos_overflow.json", "no double holds it"},
      {"i_number_too_big_neg_int.json", "neither 64 bits nor a double hold it"},
      {"i_number_very_big_negative_int.json", "neither 64 bits nor a double hold it"},
  };
  return files;
}

const std::map<std::string, std::string>& SimdjsonDiffers() {
  static const auto& files = *new std::map<std::string, std::string>{
      {"y_object_duplicated_key.json", "it accepts a key twice"},
      {"y_object_duplicated_key_and_value.json", "it accepts a key twice"},
      {"i_number_too_big_pos_int.json",
       "it refuses every integer beyond 64 bits, also one that a double holds"},
      {"i_structure_500_nested_arrays.json", "its depth limit is higher"},
  };
  return files;
}

using File = tests::ParsingSuiteFile;

bool SkipAccepts(const std::string& text) {
  JsonReader reader(text);
  return reader.Skip() && reader.Finish();
}

TEST(ParsingSuiteTest, IsComplete) { EXPECT_EQ(tests::ParsingSuiteFiles().size(), 318u); }

TEST(ParsingSuiteTest, VerdictsAreThoseOfTheSuite) {
  for (const File& file : tests::ParsingSuiteFiles()) {
    const auto json = ParseJson(file.text);
    const bool only_the_tree = OnlyTheTreeRefuses().contains(file.name);
    if (file.name[0] == 'y') {
      EXPECT_EQ(json.ok(), !only_the_tree) << file.name << ": " << json.status();
    } else if (file.name[0] == 'n') {
      EXPECT_FALSE(json.ok()) << file.name;
    }
    EXPECT_EQ(SkipAccepts(file.text), json.ok() || only_the_tree) << file.name;
  }
}

TEST(ParsingSuiteTest, SimdjsonAgrees) {
  simdjson::dom::parser parser;
  for (const File& file : tests::ParsingSuiteFiles()) {
    const bool accepts = parser.parse(file.text).error() == simdjson::SUCCESS;
    EXPECT_EQ(accepts == ParseJson(file.text).ok(), !SimdjsonDiffers().contains(file.name))
        << file.name << ": simdjson " << (accepts ? "accepts" : "refuses");
  }
}

TEST(ParsingSuiteTest, WhatIsAcceptedReadsAsNlohmannReadsIt) {
  for (const File& file : tests::ParsingSuiteFiles()) {
    const auto json = ParseJson(file.text);
    if (!json.ok()) continue;
    EXPECT_EQ(*json, Json::parse(file.text)) << file.name;
  }
}

}  // namespace
}  // namespace kontrakt
