// random_structs.py leaves nothing of the schema language out.
#include "tests/schemas/random_structs.h"

#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/declare/checks.h"
#include "kontrakt/schemas/declare/describe.h"
#include "kontrakt/schemas/text/format.h"

namespace kontrakt::testing {
namespace {

// What declarations say, in words.
class Vocabulary {
 public:
  void AddType(const TypeDescription& type) {
    if (!seen_.insert(&type).second) return;
    words_.insert(NameOf(type.kind));
    if (type.fixed_size != 0) words_.insert("std::array");
    if (type.kind == Kind::kVariant && type.alternatives[0]().kind == Kind::kStruct) {
      words_.insert("tag");
    }
    if (type.has_landing) words_.insert("Landing");
    if (type.closed) words_.insert("Closed");
    if (!type.rules.empty()) words_.insert("SCHEMA_RULE");
    if (type.kind == Kind::kAlias)
      words_.insert(type.struct_name.empty() ? "Codec" : "SCHEMA_VALUE");
    if (type.spec != nullptr) AddSpec(*type.spec);
    for (const FieldDescription& field : type.fields) {
      AddSpec(*field.spec);
      AddType(field.type());
    }
    if (type.element != nullptr) AddType(type.element());
    for (const Describer alternative : type.alternatives) AddType(alternative());
  }
  const std::set<std::string>& words() const { return words_; }

 private:
  static std::string NameOf(Kind kind) {
    static constexpr const char* kNames[] = {"unsupported", "null",  "bool", "integer",  "number",
                                             "string",      "enum",  "time", "optional", "array",
                                             "set",         "tuple", "map",  "variant",  "json",
                                             "alias",       "struct"};
    return kNames[static_cast<int>(kind)];
  }

  void AddSpec(const FieldSpec& spec) {
    const auto add = [this](bool said, const char* word) {
      if (said) words_.insert(word);
    };
    add(spec.name != spec.member, "Name");
    add(!spec.doc.empty(), "Doc");
    add(!spec.deprecated.empty(), "Deprecated");
    add(!spec.content_encoding.empty(), "ContentEncoding");
    add(spec.has_default(), "Default");
    add(spec.constant.given(), "Const");
    add(spec.examples[0].given(), "Example");
    add(spec.sensitive, "Sensitive");
    AddChecks(spec.value, "");
    AddChecks(spec.items, "Items ");
  }

  void AddChecks(const Checks& checks, const std::string& prefix) {
    const auto add = [&](bool said, const std::string& word) {
      if (said) words_.insert(prefix + word);
    };
    add(checks.min_length.has_value(), "MinLength");
    add(checks.max_length.has_value(), "MaxLength");
    add(!checks.pattern.empty(), "Pattern");
    if (checks.format) add(true, "Format " + std::string(FormatName(*checks.format)));
    add(checks.minimum.has_value(), "Minimum");
    add(checks.maximum.has_value(), "Maximum");
    add(checks.exclusive_minimum.has_value(), "ExclusiveMinimum");
    add(checks.exclusive_maximum.has_value(), "ExclusiveMaximum");
    add(checks.multiple_of.has_value(), "MultipleOf");
    add(checks.min_items.has_value(), "MinItems");
    add(checks.max_items.has_value(), "MaxItems");
    add(checks.unique_items, "UniqueItems");
    add(checks.enumerators != 0, "OneOf");
    add(checks.as_string, "AsString");
  }

  std::set<const TypeDescription*> seen_;
  std::set<std::string> words_;
};

TEST(RandomStructsTest, SayEverythingThatADeclarationMaySay) {
  std::vector<std::string> all = {
      "null",     "bool",       "integer",         "number",  "string",       "enum",
      "time",     "optional",   "array",           "set",     "tuple",        "map",
      "variant",  "json",       "alias",           "struct",  "std::array",   "tag",
      "Landing",  "Closed",     "SCHEMA_RULE",     "Codec",   "SCHEMA_VALUE", "Name",
      "Doc",      "Deprecated", "ContentEncoding", "Default", "Const",        "Example",
      "Sensitive"};
  for (const std::string prefix : {"", "Items "}) {
    for (const std::string word :
         {"MinLength",       "MaxLength",        "Pattern",          "Minimum",
          "Maximum",         "ExclusiveMinimum", "ExclusiveMaximum", "MultipleOf",
          "MinItems",        "MaxItems",         "UniqueItems",      "OneOf",
          "AsString",        "Format date-time", "Format date",      "Format time",
          "Format duration", "Format email",     "Format hostname",  "Format ipv4",
          "Format ipv6",     "Format uri",       "Format uuid",      "Format json-pointer",
          "Format regex"}) {
      all.push_back(prefix + word);
    }
  }
  Vocabulary vocabulary;
  for (const Subject& subject : RandomStructs()) vocabulary.AddType(*subject.description);
  for (const std::string& word : all) EXPECT_TRUE(vocabulary.words().contains(word)) << word;
  EXPECT_EQ(vocabulary.words().size(), all.size());
}

}  // namespace
}  // namespace kontrakt::testing
