#include "kontrakt/schemas/validate/references.h"

#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt::internal {
namespace {

using ::testing::HasSubstr;

Json Parsed(const std::string& text) {
  const auto json = ParseJson(text);
  EXPECT_TRUE(json.ok()) << text << json.status();
  return *json;
}

// Where the $ref of the schema at `from` leads, or the error.
std::string TargetOf(const std::string& document, const std::string& from) {
  const Json root = Parsed(document);
  const auto references = References::Collect(root);
  if (!references.ok()) return std::string(references.status().message());
  const auto target = references->Target(root.at(Json::json_pointer(from)));
  if (target.ok()) return absl::StrCat("=", references->PointerTo(**target));
  EXPECT_EQ(target.status().code(), absl::StatusCode::kInvalidArgument);
  return std::string(target.status().message());
}

TEST(ReferencesTest, LeadToSchemasOfTheDocument) {
  const struct {
    const char* name;
    const char* document;
    const char* from;
    const char* target;
  } kCases[] = {
      {"root", R"({"items":{"$ref":"#"}})", "/items", "="},
      {"empty", R"({"items":{"$ref":""}})", "/items", "="},
      {"definition", R"({"definitions":{"a":{}},"items":{"$ref":"#/definitions/a"}})", "/items",
       "=/definitions/a"},
      {"itself under a list", R"({"allOf":[{},{"$ref":"#/allOf/0"}]})", "/allOf/1", "=/allOf/0"},
      {"escapes",
       R"({"definitions":{"a/b~c%d é":{}},"not":{"$ref":"#/definitions/a~1b~0c%25d%20%C3%A9"}})",
       "/not", "=/definitions/a~1b~0c%d é"},
      {"empty names",
       R"({"definitions":{"":{"definitions":{"":{}}}},)"
       R"("not":{"$ref":"#/definitions//definitions/"}})",
       "/not", "=/definitions//definitions/"},
      {"by $id", R"({"definitions":{"a":{"$id":"http://x/a"}},"not":{"$ref":"http://x/a"}})",
       "/not", "=/definitions/a"},
      {"relative to the root's $id",
       R"({"$id":"http://x/y/z","definitions":{"a":{"$id":"a"}},"not":{"$ref":"a"}})", "/not",
       "=/definitions/a"},
      {"pointer inside an $id",
       R"({"definitions":{"a":{"$id":"http://x/a","definitions":{"b":{}}}},)"
       R"("not":{"$ref":"http://x/a#/definitions/b"}})",
       "/not", "=/definitions/a/definitions/b"},
      {"the nearest $id is the base",
       R"({"definitions":{"a":{"$id":"http://x/a","not":{"$ref":"#"}}}})", "/definitions/a/not",
       "=/definitions/a"},
      {"by name", R"({"definitions":{"a":{"$id":"#here"}},"not":{"$ref":"#here"}})", "/not",
       "=/definitions/a"},
      {"kontrakt's ids",
       R"({"$id":"Content:1","definitions":{"A":{}},"not":{"$ref":"#/definitions/A"}})", "/not",
       "=/definitions/A"},
      {"urn", R"({"$id":"urn:x:1","definitions":{"A":{}},"not":{"$ref":"urn:x:1#/definitions/A"}})",
       "/not", "=/definitions/A"},
      {"beside $ref an $id is no base",
       R"({"$id":"http://x/a/","definitions":{"b":{"$id":"b"}},)"
       R"("not":{"$id":"http://y/","$ref":"b"}})",
       "/not", "=/definitions/b"},
      {"a root that refers", R"({"$ref":"#/definitions/a","definitions":{"a":{}}})", "",
       "=/definitions/a"},
  };
  for (const auto& c : kCases) EXPECT_EQ(TargetOf(c.document, c.from), c.target) << c.name;
}

TEST(ReferencesTest, ThatLeadNowhereAreRefused) {
  const struct {
    const char* name;
    const char* document;
    const char* from;
    const char* reason;
  } kCases[] = {
      {"http", R"({"not":{"$ref":"http://127.0.0.1:1/a"}})", "/not",
       "at /not: $ref \"http://127.0.0.1:1/a\" points outside"},
      {"file", R"({"not":{"$ref":"file:///etc/passwd"}})", "/not", "points outside the document"},
      {"relative", R"({"not":{"$ref":"other.json"}})", "/not", "points outside the document"},
      {"no member", R"({"not":{"$ref":"#/definitions/a"}})", "/not", "points to no schema"},
      {"no index", R"({"allOf":[{"$ref":"#/allOf/1"}]})", "/allOf/0", "points to no schema"},
      {"26 digits", R"({"allOf":[{"$ref":"#/allOf/99999999999999999999999999"}]})", "/allOf/0",
       "points to no schema"},
      {"leading zero", R"({"allOf":[{"$ref":"#/allOf/00"}]})", "/allOf/0", "points to no schema"},
      {"no name", R"({"not":{"$ref":"#nobody"}})", "/not", "points to no schema"},
      {"no schema there", R"({"properties":{"a":{}},"not":{"$ref":"#/properties"}})", "/not",
       "points to no schema"},
      {"inside an enum", R"({"enum":[{}],"not":{"$ref":"#/enum/0"}})", "/not",
       "points to no schema"},
      {"broken escape", R"({"not":{"$ref":"#/%4"}})", "/not", "points to no schema"},
      {"no string", R"({"not":{"$ref":1}})", "/not", "$ref must be a string"},
      {"$id is no string", R"({"$id":1})", "", "at its root: $id must be a string"},
      {"$id twice", R"({"allOf":[{"$id":"a"},{"$id":"a"}]})", "/allOf/0",
       "at /allOf/1: its $id \"a\" is another schema's as well"},
  };
  for (const auto& c : kCases)
    EXPECT_THAT(TargetOf(c.document, c.from), HasSubstr(c.reason)) << c.name;
}

TEST(ReferencesTest, LongOnesAreRefused) {
  const std::string uri = "http://x/" + std::string(1024, 'a');
  EXPECT_THAT(TargetOf(absl::StrCat(R"({"$id":")", uri, R"("})"), ""),
              HasSubstr("its $id has more than 1024 bytes"));
  EXPECT_THAT(TargetOf(absl::StrCat(R"({"$ref":")", uri, R"("})"), ""),
              HasSubstr("its $ref has more than 1024 bytes"));
}

TEST(ReferencesTest, CountsSchemasAndPatterns) {
  Json document =
      Parsed(R"({"allOf":[{"pattern":"a"},{"patternProperties":{"a":{"pattern":"b"},"b":true}}]})");
  EXPECT_EQ(References::Collect(document)->patterns(), 4u);
  Json many = Json::array();
  for (std::size_t i = 0; i + 1 < References::kMaxSchemas; ++i) many.push_back(true);
  document = {{"allOf", many}};
  EXPECT_TRUE(References::Collect(document).ok());
  document["not"] = true;
  EXPECT_THAT(References::Collect(document).status().message(),
              HasSubstr("more than 20000 schemas"));
}

TEST(ReferencesTest, WhatIsMalformedIsLeftToOthers) {
  for (const char* text :
       {"1", R"({"allOf":1,"properties":[],"items":"a","dependencies":{"a":["b"]},"not":[]})"}) {
    const Json document = Parsed(text);
    EXPECT_TRUE(References::Collect(document).ok()) << text;
  }
}

}  // namespace
}  // namespace kontrakt::internal
