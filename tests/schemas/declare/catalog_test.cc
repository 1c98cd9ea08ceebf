#include "kontrakt/schemas/declare/catalog.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/declare/declare.h"
#include "tests/schemas/messages.h"

namespace kontrakt {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

struct BadPattern {
  std::string name;
  std::vector<std::string> tags;
};
SCHEMA_FIELDS(BadPattern, FIELD(name, Pattern("(?=x)")), FIELD(tags, Items(Pattern("["))));

struct BadDefault {
  std::string name;
  int count = 0;
  messages::Content content;
};
SCHEMA_FIELDS(BadDefault, FIELD(name, MinLength(3), Default("ab")),
              FIELD(count, MultipleOf(2), Default(3)), FIELD(content));

// The pattern takes it, an int64_t does not hold it.
constexpr std::string_view kTooLong = "PT9223372036854775808S";
struct Unreadable {
  std::chrono::seconds wait{};
  std::optional<std::chrono::seconds> perhaps;
  std::chrono::seconds fine{};
};
SCHEMA_FIELDS(Unreadable, FIELD(wait, Default(kTooLong)), FIELD(perhaps, Example(kTooLong)),
              FIELD(fine, Default("PT1S"), Example("PT2S")));

template <class T>
SchemaEntry Entry(const char* name, int version) {
  return {.id = {name, version},
          .options = {},
          .type = &Describe<T>,
          .cpp_type = internal::TypeText<T>()};
}

TEST(CatalogTest, HoldsWhatTheProgramRegisters) {
  std::vector<std::string> ids;
  for (const SchemaEntry& entry : Catalog::Global().entries()) ids.push_back(entry.id.ToString());
  EXPECT_THAT(ids, ElementsAre("Content:1", "Everything:12", "Tag:1", "Tag:2"));
  EXPECT_EQ(Catalog::Global().Check(), absl::OkStatus());
}

TEST(CatalogTest, KeepsTheOptionsOfARegistration) {
  const SchemaEntry everything = Catalog::Global().entries()[1];
  EXPECT_THAT(everything.options.streams, ElementsAre("everything"));
  EXPECT_EQ(everything.options.retention, absl::Hours(24));
}

TEST(CatalogTest, KnowsTheIdOfARegisteredStruct) {
  EXPECT_EQ(SchemaIdOf<messages::v2::Tag>(), (SchemaId{"Tag", 2}));
  static_assert(Registered<messages::Content>);
  static_assert(!Registered<messages::Constrained>);
}

TEST(CatalogTest, TheSameStructTwiceIsOnce) {
  Catalog catalog;
  catalog.Add(Entry<messages::Content>("Content", 1));
  catalog.Add(Entry<messages::Content>("Content", 1));
  EXPECT_EQ(catalog.entries().size(), 1u);
  EXPECT_EQ(catalog.Check(), absl::OkStatus());
}

// Review, finding 13: the compiler calls structs of two source files' unnamed namespaces the same,
// and the second was dropped.
TEST(CatalogTest, TwoStructsOfUnnamedNamespacesAreTwo) {
  SchemaEntry one = Entry<BadPattern>("Parcel", 1), other = one;
  other.type = &Describe<messages::Content>;
  ASSERT_EQ(one.cpp_type, other.cpp_type);
  Catalog catalog;
  for (const SchemaEntry& entry : {one, other, one}) catalog.Add(entry);
  EXPECT_EQ(catalog.entries().size(), 2u);
  EXPECT_THAT(std::string(catalog.Check().message()),
              HasSubstr("Parcel:1: registered for two different structs"));
}

// Two shared libraries may each have their own function that describes one struct.
TEST(CatalogTest, AStructWithANameIsOneWhoeverDescribesIt) {
  SchemaEntry one = Entry<messages::Content>("Content", 1), other = one;
  other.type = &Describe<messages::Empty>;
  Catalog catalog;
  catalog.Add(one);
  catalog.Add(other);
  EXPECT_EQ(catalog.entries().size(), 1u);
}

TEST(CatalogTest, NamesEveryFaultAndItsMend) {
  Catalog catalog;
  catalog.Add(Entry<messages::v1::Tag>("Tag", 1));
  catalog.Add(Entry<messages::v2::Tag>("Tag", 1));
  catalog.Add(Entry<messages::Empty>("_Empty", 1));
  catalog.Add(Entry<BadPattern>("BadPattern", 1));
  catalog.Add(Entry<BadDefault>("BadDefault", 1));
  catalog.Add(Entry<Unreadable>("Unreadable", 1));
  SchemaEntry brief = Entry<messages::Content>("Content", 1);
  brief.options.retention = absl::Nanoseconds(1);
  catalog.Add(brief);
  const absl::Status status = catalog.Check();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  for (const char* part :
       {"Tag:1: registered for two different structs",
        "_Empty:1: a schema's name begins with a letter",
        "BadPattern:1.name: ", "BadPattern:1.tags: ", "BadDefault:1.name: its Default breaks",
        "BadDefault:1.count: its Default breaks", "Unreadable:1.wait: its Default breaks",
        "Unreadable:1.perhaps: an Example breaks",
        "Content:1: .retention is at least a millisecond"}) {
    EXPECT_THAT(std::string(status.message()), HasSubstr(part));
  }
  EXPECT_THAT(std::string(status.message()), Not(HasSubstr("Unreadable:1.fine")));
}

}  // namespace
}  // namespace kontrakt
