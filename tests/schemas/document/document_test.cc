#include "kontrakt/schemas/document/document.h"

#include <nlohmann/json.hpp>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/json/json.h"
#include "tests/schemas/messages.h"

namespace kontrakt {
namespace {

template <class T>
Json Properties() {
  return Json::parse(SchemaDocument({"X", 1}, Describe<T>()))["properties"];
}

// These bytes are what every start compares with the topic: a change here is a change of every
// user's schema.
TEST(DocumentTest, PinsTheBytesOfContent) {
  EXPECT_EQ(SchemaDocument({"Content", 1}, Describe<messages::Content>()),
            R"({"$id":"Content:1","$schema":"http://json-schema.org/draft-07/schema#",)"
            R"("properties":{"id":{"minLength":1,"type":"string"},)"
            R"("size":{"maximum":9223372036854775807,"minimum":0,"type":"integer"},)"
            R"("title":{"description":"Shown in lists","maxLength":200,"type":["string","null"]},)"
            R"("url":{"format":"uri","type":"string"}},)"
            R"("required":["id","url","size"],"title":"Content","type":"object"})");
}

TEST(DocumentTest, DescribesEveryType) {
  const Json properties = Properties<messages::Everything>();
  const struct {
    const char* field;
    const char* schema;
  } kCases[] = {
      {"flag", R"({"type":"boolean"})"},
      {"i8", R"({"type":"integer","minimum":-128,"maximum":127})"},
      {"u64", R"({"type":"integer","minimum":0,"maximum":18446744073709551615})"},
      {"i64", R"({"type":"integer","minimum":-9223372036854775808,"maximum":9223372036854775807})"},
      {"f32", R"({"type":"number","minimum":-3.4028235e+38,"maximum":3.4028235e+38})"},
      {"f64", R"({"type":"number"})"},
      {"text", R"({"type":"string"})"},
      {"color", R"({"type":"string","enum":["kRed","green"]})"},
      {"when", R"({"type":"string","format":"date-time"})"},
      {"maybe", R"({"type":["integer","null"],"minimum":-2147483648,"maximum":2147483647})"},
      {"maybe_point", R"({"anyOf":[{"$ref":"#/definitions/Point"},{"type":"null"}]})"},
      {"list", R"({"type":"array","items":{"type":"string"}})"},
      {"three", R"({"type":"array","minItems":3,"maxItems":3,)"
                R"("items":{"type":"integer","minimum":-2147483648,"maximum":2147483647}})"},
      {"map", R"({"type":"object","additionalProperties":{"type":"number"}})"},
      {"point", R"({"$ref":"#/definitions/Point"})"},
      {"points", R"({"type":"array","items":{"$ref":"#/definitions/Point"}})"},
  };
  for (const auto& c : kCases) EXPECT_EQ(properties[c.field], Json::parse(c.schema)) << c.field;
}

TEST(DocumentTest, DescribesEveryConstraint) {
  const Json properties = Properties<messages::Constrained>();
  const struct {
    const char* field;
    const char* schema;
  } kCases[] = {
      {"code", R"({"type":"string","pattern":"^[A-Z]{2}[0-9]{2}$"})"},
      {"name", R"({"type":"string","minLength":2,"maxLength":4})"},
      {"percent", R"({"type":"integer","minimum":0,"maximum":100,"multipleOf":5})"},
      {"price",
       R"({"type":"number","exclusiveMinimum":0,"exclusiveMaximum":1000.5,"multipleOf":0.01})"},
      {"tags", R"({"type":"array","minItems":1,"maxItems":3,)"
               R"("items":{"type":"string","minLength":1,"pattern":"^[a-z]*$"}})"},
      {"unique", R"({"type":"array","items":{"type":"number"},"uniqueItems":true})"},
      {"counts",
       R"({"type":"object","additionalProperties":{"type":"integer","minimum":1,"maximum":2147483647}})"},
      {"secret", R"({"type":["string","null"],"minLength":8,"x-kontrakt-sensitive":true})"},
      {"hidden",
       R"({"anyOf":[{"$ref":"#/definitions/Point"},{"type":"null"}],"x-kontrakt-sensitive":true})"},
      {"@type", R"({"type":"string","default":"plain"})"},
      {"color",
       R"({"type":"string","enum":["kRed","green"],"default":"green","description":"How it looks"})"},
      {"limit", R"({"type":["integer","null"],"minimum":-2147483648,"maximum":10,"default":9})"},
  };
  for (const auto& c : kCases) EXPECT_EQ(properties[c.field], Json::parse(c.schema)) << c.field;
}

TEST(DocumentTest, RequiresWhatIsNeitherOptionalNorDefaulted) {
  const Json document = Json::parse(SchemaDocument({"X", 1}, Describe<messages::Constrained>()));
  EXPECT_EQ(document["required"],
            Json::parse(R"(["code","day","name","percent","big","price","ratio","tags",)"
                        R"("unique","counts"])"));
}

TEST(DocumentTest, TellsTwoStructsOfOneNameApart) {
  const Json document = Json::parse(SchemaDocument({"Both", 1}, Describe<messages::v2::Both>()));
  EXPECT_EQ(document["properties"]["now"]["$ref"], "#/definitions/Tag");
  EXPECT_EQ(document["properties"]["before"]["$ref"], "#/definitions/Tag_2");
  EXPECT_TRUE(document["definitions"]["Tag"]["properties"].contains("old"));
  EXPECT_FALSE(document["definitions"]["Tag_2"]["properties"].contains("old"));
}

TEST(DocumentTest, IsCanonical) {
  const std::string document = SchemaDocument({"Everything", 12}, Describe<messages::Everything>());
  EXPECT_EQ(DumpJson(*ParseJson(document)), document);
}

}  // namespace
}  // namespace kontrakt
