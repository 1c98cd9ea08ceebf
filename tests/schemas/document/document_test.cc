#include "kontrakt/schemas/document/document.h"

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/json/json.h"
#include "tests/schemas/kinds.h"
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

TEST(DocumentTest, RefersToStructsThatContainThemselves) {
  const Json document = Json::parse(SchemaDocument({"X", 1}, Describe<kinds::Branch>()));
  EXPECT_EQ(document["properties"]["leaves"], Json::parse(R"({"type":"array",
      "items":{"$ref":"#/definitions/Leaf"}})"));
  EXPECT_EQ(document["definitions"]["Leaf"]["properties"]["behind"], Json::parse(R"({"type":"array",
      "items":{"$ref":"#/definitions/Branch"},"maxItems":2})"));
  EXPECT_EQ(document["definitions"]["Branch"]["properties"], document["properties"]);
  EXPECT_EQ(Properties<kinds::Node>()["next"], Json::parse(R"({"anyOf":[
      {"$ref":"#/definitions/Node"},{"type":"null"}]})"));
}

template <class T>
void ExpectProperties(const std::map<std::string, const char*>& expected) {
  const Json properties = Properties<T>();
  for (const auto& [field, schema] : expected) {
    EXPECT_EQ(properties[field], Json::parse(schema)) << field << " " << properties[field];
  }
}

TEST(DocumentTest, DescribesContainers) {
  ExpectProperties<kinds::Containers>({
      {"words", R"({"type":"array","items":{"type":"string","maxLength":3},"minItems":1,)"
                R"("uniqueItems":true})"},
      {"levels", R"({"type":"array","items":{"type":"string","enum":["low","high"],)"
                 R"("x-kontrakt-landing":true},"uniqueItems":true})"},
      {"doubles", R"({"type":"array","items":{"type":"number","minimum":0},"uniqueItems":true})"},
      {"counts", R"({"type":"object","additionalProperties":{"type":"integer",)"
                 R"("minimum":-2147483648,"maximum":9}})"},
      {"maybe", R"({"type":["array","null"],"items":[{"type":"integer","minimum":-2147483648,)"
                R"("maximum":2147483647},{"type":"number"}],"additionalItems":false,)"
                R"("minItems":2,"maxItems":2})"},
      {"nothing", R"({"type":"array","items":[],"additionalItems":false,)"
                  R"("minItems":0,"maxItems":0})"},
  });
}

TEST(DocumentTest, DescribesVariants) {
  ExpectProperties<kinds::Variants>({
      {"shape", R"({"oneOf":[{"$ref":"#/definitions/Circle"},{"$ref":"#/definitions/Square"}],)"
                R"("description":"A form"})"},
      {"maybe", R"({"anyOf":[{"oneOf":[{"type":"number"},{"type":"string"}]},{"type":"null"}]})"},
      {"nothing", R"({"type":"null"})"},
  });
  const Json document = Json::parse(SchemaDocument({"X", 1}, Describe<kinds::Variants>()));
  EXPECT_EQ(document["definitions"]["Circle"]["properties"]["type"],
            Json::parse(R"({"type":"string","const":"circle"})"));
  EXPECT_EQ(document["definitions"]["Square"]["properties"]["type"],
            Json::parse(R"({"type":"string","enum":["square","line"],"const":"square"})"));
}

TEST(DocumentTest, DescribesStrongTypedefsBasesAndClosedObjects) {
  const Json document = Json::parse(SchemaDocument({"X", 1}, Describe<kinds::Placed>()));
  EXPECT_EQ(document["definitions"]["OrderId"],
            Json::parse(R"({"type":"string","minLength":1,"maxLength":3,)"
                        R"("description":"Of an order"})"));
  EXPECT_EQ(document["definitions"]["Pin"],
            Json::parse(R"({"type":"string","pattern":"^[0-9]{4}$","x-kontrakt-sensitive":true})"));
  EXPECT_EQ(document["properties"]["id"], Json::parse(R"({"$ref":"#/definitions/OrderId"})"));
  EXPECT_EQ(document["properties"]["rebate"],
            Json::parse(R"({"allOf":[{"$ref":"#/definitions/Percent"}],"default":5})"));
  EXPECT_FALSE(document.contains("additionalProperties")) << "a base's Closed() is its own";
  const Json event = Json::parse(SchemaDocument({"X", 1}, Describe<kinds::Event>()));
  EXPECT_EQ(event["additionalProperties"], false);
}

TEST(DocumentTest, DescribesWhatFieldsSay) {
  ExpectProperties<kinds::Bill>({
      {"kind", R"({"type":"string","const":"bill"})"},
      {"version", R"({"type":"integer","minimum":-2147483648,"maximum":2147483647,"const":2})"},
      {"level", R"({"type":"string","enum":["low"],"x-kontrakt-landing":true,)"
                R"("x-kontrakt-deprecated":"write any instead"})"},
      {"any", R"({"type":"string","enum":["low","high"],"x-kontrakt-landing":true,)"
              R"("examples":["low","high"]})"},
      {"bounded", R"({"type":"string","pattern":"^(?:[0-9]|10[0-3]|[1-9][0-9]|)"
                  R"(-(?:1[0-2]|[1-9]))$"})"},
  });
  const Json bill = Json::parse(SchemaDocument({"X", 1}, Describe<kinds::Bill>()));
  EXPECT_EQ(bill["x-kontrakt-rules"],
            Json::parse(R"(["total is above bounded","total is not 5"])"));
  EXPECT_EQ(bill["definitions"]["Line"]["x-kontrakt-rules"],
            Json::parse(R"(["count and price have one sign"])"));
}

TEST(DocumentTest, DescribesTypesWithACodec) {
  ExpectProperties<kinds::Coded>({
      {"id", R"({"type":"string","format":"uuid"})"},
      {"parent", R"({"type":["string","null"],"format":"uuid"})"},
      {"bytes", R"({"type":"string","contentEncoding":"base64","description":"Raw","pattern":)"
                R"("^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|)"
                R"([A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$"})"},
      {"price", R"({"type":"string","pattern":"^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?$"})"},
      {"at", R"({"type":"string","format":"date-time"})"},
      {"h", R"({"type":"string","pattern":"^-?P(?:[0-9]+D|(?:[0-9]+D)?T[0-9]+H)$"})"},
      {"money", R"({"type":"string","description":"An amount",)"
                R"("pattern":"^(?:0|[1-9][0-9]{0,8})\\.[0-9]{2} [A-Z]{3}$"})"},
      {"warmth", R"({"type":"number","minimum":-273.15,"examples":[21.5]})"},
      {"cold", R"({"type":"number","minimum":-273.15,"default":-5})"},
  });
  EXPECT_EQ(Properties<kinds::Anything>()["any"], Json::parse(R"({"description":"Whatever"})"));
}

struct Ticket {
  std::int64_t number = 0;
};
SCHEMA_VALUE(Ticket, FIELD(number, AsString(), Example(7)));
struct Queue {
  Ticket first;
  std::optional<Ticket> next;
  kinds::Pin pin;
};
SCHEMA_FIELDS(Queue, FIELD(first, Default(5)), FIELD(next, Example(6), Example(7)),
              FIELD(pin, Example("1234")));

// Review, finding 16: whether an integer is a string, its alias says; that was asked of the field.
TEST(DocumentTest, ValuesOfAnAliasAreWrittenAsItsOwnDeclarationSays) {
  const Json queue = Json::parse(SchemaDocument({"X", 1}, Describe<Queue>()));
  EXPECT_EQ(queue["properties"]["first"]["default"], "5");
  EXPECT_EQ(queue["properties"]["next"]["examples"], Json({"6", "7"}));
  EXPECT_EQ(queue["properties"]["pin"]["examples"], Json({"1234"}));
  EXPECT_EQ(queue["definitions"]["Ticket"]["examples"], Json({"7"}));
}

TEST(DocumentTest, IsCanonical) {
  const std::string document = SchemaDocument({"Everything", 12}, Describe<messages::Everything>());
  EXPECT_EQ(DumpJson(*ParseJson(document)), document);
}

}  // namespace
}  // namespace kontrakt
