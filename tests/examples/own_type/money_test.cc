#include "examples/own_type/money.h"

#include <cstdint>
#include <optional>
#include <string>

#include "gtest/gtest.h"
#include "kontrakt/schemas/schemas.h"

namespace shop {

struct Priced {
  Money price;
};
SCHEMA_FIELDS(Priced, FIELD(price));

namespace {

using Codec = kontrakt::Codec<Money>;

TEST(MoneyTest, IsWrittenAndReadBack) {
  for (const std::int64_t cents : {0LL, 5LL, 99LL, 100LL, 1250LL, 99'999'999'999'999'999LL}) {
    const Money money{cents, "CHF"};
    EXPECT_EQ(Codec::Read(*Codec::Write(money)), money) << cents;
  }
  EXPECT_EQ(Codec::Write({5, "EUR"}), "0.05 EUR");
  EXPECT_EQ(Codec::Write({-1, "EUR"}), std::nullopt);
}

TEST(MoneyTest, TheReaderTakesWhatTheSchemaTakesAndMayTakeNoMore) {
  const std::string document =
      kontrakt::SchemaDocument({"Priced", 1}, kontrakt::Describe<Priced>());
  const auto validator = kontrakt::Validator::Compile(document);
  ASSERT_TRUE(validator.ok()) << validator.status();
  const struct {
    const char* text;
    bool valid;
  } kCases[] = {
      {"0.00 EUR", true},
      {"12.50 EUR", true},
      {"999999999999999.99 EUR", true},
      {"1000000000000000.00 EUR", false},
      {"12.5 EUR", false},
      {"012.50 EUR", false},
      {"12,50 EUR", false},
      {"-1.00 EUR", false},
      {"12.50 euro", false},
      {"12.50", false},
      {"", false},
  };
  for (const auto& c : kCases) {
    const std::string json = std::string(R"({"price":")") + c.text + "\"}";
    Priced read;
    EXPECT_EQ(validator->ValidateText(json).ok(), c.valid) << c.text;
    EXPECT_EQ(kontrakt::Decode(json, read, kontrakt::Validation::kFull).ok(), c.valid) << c.text;
    if (c.valid) {
      EXPECT_EQ(Codec::Write(read.price), c.text);
    }
  }
}

TEST(MoneyTest, WhatCannotBeSentIsRefusedWhenItIsWritten) {
  std::string out;
  const auto refused = [&](const Money& money) {
    const auto violations = kontrakt::ViolationsOf(kontrakt::Encode(Priced{money}, out));
    return violations.size() == 1 ? violations[0].pointer + " " + violations[0].expected : "";
  };
  EXPECT_EQ(refused({-1, "EUR"}), "/price an amount that is not negative, \"12.50 EUR\"");
  EXPECT_NE(refused({1, "euro"}), "");
  EXPECT_NE(refused({100'000'000'000'000'000, "EUR"}), "") << "a digit too many";
  EXPECT_EQ(refused({1, "EUR"}), "");
}

}  // namespace
}  // namespace shop
