// The contenders do the same work on the messages that performance.md describes.
#include "kontrakt/benchmarks/messages.h"

#include <string>

#include "absl/status/status_matchers.h"
#include "gtest/gtest.h"
#include "kontrakt/benchmarks/append_messages.h"
#include "kontrakt/benchmarks/nlohmann_messages.h"
#include "kontrakt/benchmarks/simdjson_messages.h"
#include "kontrakt/benchmarks/unchecked_messages.h"
#include "kontrakt/benchmarks/valijson_schema.h"
#include "kontrakt/schemas/schemas.h"

namespace benchmarks {
namespace {

using absl_testing::IsOk;

template <class T>
class MessageTest : public ::testing::Test {
 protected:
  T message() const;
  std::size_t bytes() const;
};

template <>
Content MessageTest<Content>::message() const {
  return SmallMessage();
}
template <>
Order MessageTest<Order>::message() const {
  return MediumMessage();
}
template <>
Inventory MessageTest<Inventory>::message() const {
  return LargeMessage();
}
template <>
std::size_t MessageTest<Content>::bytes() const {
  return kSmallBytes;
}
template <>
std::size_t MessageTest<Order>::bytes() const {
  return kMediumBytes;
}
template <>
std::size_t MessageTest<Inventory>::bytes() const {
  return kLargeBytes;
}

using Messages = ::testing::Types<Content, Order, Inventory>;
TYPED_TEST_SUITE(MessageTest, Messages);

TYPED_TEST(MessageTest, HasItsSizeAndComesBack) {
  std::string text;
  ASSERT_THAT(kontrakt::Encode(this->message(), text), IsOk());
  EXPECT_EQ(text.size(), this->bytes());
  TypeParam back;
  ASSERT_THAT(kontrakt::Decode(text, back, kontrakt::Validation::kFull), IsOk());
  EXPECT_EQ(back, this->message());
}

TYPED_TEST(MessageTest, NlohmannWritesAndReadsTheSame) {
  std::string text;
  ASSERT_THAT(kontrakt::Encode(this->message(), text), IsOk());
  const nlohmann::json tree = this->message();
  EXPECT_EQ(tree, nlohmann::json::parse(text));
  EXPECT_EQ(tree.dump().size(), text.size());  // Only the order of the keys differs.
  EXPECT_EQ(nlohmann::json::parse(text).template get<TypeParam>(), this->message());
}

TYPED_TEST(MessageTest, TheWriterByHandWritesTheSame) {
  std::string text, by_hand;
  ASSERT_THAT(kontrakt::Encode(this->message(), text), IsOk());
  AppendJson(by_hand, this->message());
  EXPECT_EQ(by_hand, text);
}

TYPED_TEST(MessageTest, TheMessageWithoutConstraintsIsTheSame) {
  std::string text, again;
  ASSERT_THAT(kontrakt::Encode(this->message(), text), IsOk());
  unchecked::Twin<TypeParam> twin;
  ASSERT_THAT(kontrakt::Decode(text, twin), IsOk());
  ASSERT_THAT(kontrakt::Encode(twin, again), IsOk());
  EXPECT_EQ(again, text);
}

TYPED_TEST(MessageTest, SimdjsonReadsTheSame) {
  std::string text;
  ASSERT_THAT(kontrakt::Encode(this->message(), text), IsOk());
  TypeParam read;
  EXPECT_TRUE(SimdjsonReader(text).Read(read));
  EXPECT_EQ(read, this->message());
}

TEST(SimdjsonReaderTest, ChecksTheSchema) {
  const auto accepts = [](auto message) {
    std::string text;
    AppendJson(text, message);
    return SimdjsonReader(text).Read(message);
  };
  Content content = SmallMessage();
  content.url = "no uri";
  EXPECT_FALSE(accepts(content));
  Order order = MediumMessage();
  order.lines.back().sku = "AB12345";
  EXPECT_FALSE(accepts(order));
  Inventory inventory = LargeMessage();
  inventory.items.back().name = std::string(121, 'x');
  EXPECT_FALSE(accepts(inventory));
}

TYPED_TEST(MessageTest, ValijsonChecksTheSameSchema) {
  ValijsonSchema schema(
      kontrakt::SchemaDocument(kontrakt::SchemaIdOf<TypeParam>(), kontrakt::Describe<TypeParam>()));
  nlohmann::json tree = this->message();
  EXPECT_TRUE(schema.Accepts(tree));
  tree.erase(tree.begin());
  EXPECT_FALSE(schema.Accepts(tree));
}

TEST(ValijsonSchemaTest, ChecksConstraintsBelowTheTop) {
  ValijsonSchema schema(
      kontrakt::SchemaDocument(kontrakt::SchemaIdOf<Order>(), kontrakt::Describe<Order>()));
  Order order = MediumMessage();
  order.lines.back().sku = "AB12345";
  EXPECT_FALSE(schema.Accepts(order));
}

TEST(SmallMessageTest, DiffersByNumberAndKeepsItsSize) {
  for (const int n : {0, 1, 999999}) {
    std::string text;
    ASSERT_THAT(kontrakt::Encode(SmallMessage(n), text), IsOk());
    EXPECT_EQ(text.size(), kSmallBytes) << n;
  }
  EXPECT_NE(SmallMessage(1), SmallMessage(2));
}

}  // namespace
}  // namespace benchmarks
