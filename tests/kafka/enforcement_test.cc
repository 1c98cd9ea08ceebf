// Ten thousand randomly broken messages through Publish and PublishJson: each is refused with the
// pointer and the rule that were broken, and a plain Kafka client finds none of them. Every tenth
// message is whole and must arrive, so that "everything is refused" fails the test as well.
#include <iostream>
#include <random>
#include <set>

#include "absl/status/status_matchers.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/declare/register.h"
#include "kontrakt/schemas/violation.h"
#include "kontrakt/sdk/app/application.h"
#include "kontrakt/tests/kafka/broker/kafka_test.h"
#include "kontrakt/tests/kafka/orders.h"

namespace kontrakt::tests {
namespace {

using ::absl_testing::IsOk;
using ::absl_testing::StatusIs;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::Field;

constexpr int kBroken = 5000;  // For each of the two roads.
constexpr int kWholeEvery = 10;

// Breaks `message` in one to three ways, no two within one field.
template <typename Message>
std::vector<const Breakage<Message>*> BreakSomehow(Message& message,
                                                   const std::vector<Breakage<Message>>& ways,
                                                   std::mt19937& random) {
  std::vector<const Breakage<Message>*> chosen;
  std::set<std::string> fields;
  const int wanted = 1 + static_cast<int>(random() % 3);
  while (static_cast<int>(chosen.size()) < wanted) {
    const Breakage<Message>& way = ways[random() % ways.size()];
    const std::string pointer = way.pointer;
    const std::string field = pointer.substr(0, pointer.find('/', 1));
    // Breaking the whole leaves nothing to break inside it, and the other way round.
    if (!fields.insert(field).second || (field.empty() && !chosen.empty())) continue;
    way.apply(message, static_cast<int>(random() % 1'000'000));
    chosen.push_back(&way);
    if (field.empty()) break;
  }
  return chosen;
}

class EnforcementTest : public KafkaTest {
 protected:
  void SetUp() override {
    KafkaTest::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_THAT(kafka().CreateTopic(prefix_ + "broken", 7), IsOk());
    ASSERT_THAT(kafka().CreateTopic(prefix_ + "whole", 7), IsOk());
    ASSERT_THAT(app_.Configure({.kafka_servers = {servers()}, .topic_prefix = prefix_}), IsOk());
    ASSERT_THAT(app_.Start(), IsOk());
  }

  template <typename Message>
  static void ExpectRefused(const absl::Status& status,
                            const std::vector<const Breakage<Message>*>& ways) {
    ASSERT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument)) << ways.front()->name;
    for (const Breakage<Message>* way : ways) {
      ASSERT_THAT(ViolationsOf(status), Contains(AllOf(Field(&Violation::pointer, way->pointer),
                                                       Field(&Violation::rule, way->rule))))
          << way->name << ": " << status;
    }
  }

  void ExpectOnTheTopics(int published_broken, std::size_t whole) {
    ASSERT_THAT(app_.Flush(absl::Seconds(30)), IsOk());
    const auto broken = kafka().ReadTopic(prefix_ + "broken");
    ASSERT_THAT(broken.status(), IsOk());
    const auto arrived = kafka().ReadTopic(prefix_ + "whole");
    ASSERT_THAT(arrived.status(), IsOk());
    std::cout << "ledger: " << published_broken << " broken messages published, " << broken->size()
              << " found; " << whole << " whole ones published, " << arrived->size() << " found\n";
    EXPECT_EQ(broken->size(), 0);
    EXPECT_EQ(arrived->size(), whole);
  }

  const std::string prefix_ = NewPrefix();
  std::mt19937 random_{20240229};
  Application app_;
};

TEST_F(EnforcementTest, BrokenStructsReachNoTopic) {
  std::size_t whole = 0;
  for (int i = 0; i < kBroken; ++i) {
    Order order;
    const auto ways = BreakSomehow(order, OrderBreakages(), random_);
    ASSERT_NO_FATAL_FAILURE(ExpectRefused(app_.Publish("broken", order), ways));
    if (i % kWholeEvery != 0) continue;
    ASSERT_THAT(app_.Publish("whole", Order{}), IsOk());
    ++whole;
  }
  ExpectOnTheTopics(kBroken, whole);
}

TEST_F(EnforcementTest, BrokenJsonReachesNoTopic) {
  const SchemaId id = SchemaIdOf<Order>();
  std::size_t whole = 0;
  for (int i = 0; i < kBroken; ++i) {
    nlohmann::json order = ValidOrderJson();
    if (i % 5 == 0) {
      const TextBreakage& way = TextBreakages()[random_() % TextBreakages().size()];
      const absl::Status status = app_.PublishJson("broken", id, way.apply(order.dump()));
      ASSERT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument)) << way.name;
      ASSERT_THAT(ViolationsOf(status), Contains(Field(&Violation::rule, AnyOf("json", "utf-8"))))
          << way.name << ": " << status;
    } else {
      const auto ways = BreakSomehow(order, JsonBreakages(), random_);
      ASSERT_NO_FATAL_FAILURE(ExpectRefused(app_.PublishJson("broken", id, order.dump()), ways));
    }
    if (i % kWholeEvery != 0) continue;
    ASSERT_THAT(app_.PublishJson("whole", id, ValidOrderJson().dump(i % 3)), IsOk());
    ++whole;
  }
  ExpectOnTheTopics(kBroken, whole);
}

// What holds for queueing holds for waiting.
TEST_F(EnforcementTest, WaitingForTheBrokerRefusesTheSame) {
  Order order;
  order.id = "";
  EXPECT_THAT(app_.PublishAndWait("broken", order).status(),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(app_.PublishJsonAndWait("broken", SchemaIdOf<Order>(), "{}").status(),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(app_.PublishJson("broken", {.name = "Nobody", .version = 1}, "{}"),
              StatusIs(absl::StatusCode::kNotFound));
  ExpectOnTheTopics(3, 0);
}

}  // namespace
}  // namespace kontrakt::tests
