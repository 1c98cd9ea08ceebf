// KafkaTest: the fixture of every test in tests/kafka. Its library brings main() with it.
#ifndef KONTRAKT_TESTS_KAFKA_BROKER_KAFKA_TEST_H_
#define KONTRAKT_TESTS_KAFKA_BROKER_KAFKA_TEST_H_

#include <string>

#include "gtest/gtest.h"
#include "kontrakt/tests/kafka/broker/real_broker.h"
#include "kontrakt/tests/support/plain_kafka.h"

namespace kontrakt::tests {

// One broker for all tests of a binary, started by the first of them. When it does not start, each
// of them fails and says why: a test that needs Kafka is never skipped.
class KafkaTest : public ::testing::Test {
 protected:
  void SetUp() override;

  RealCluster& cluster() { return *SharedCluster().value(); }
  std::string servers() { return cluster().servers(); }
  // The same broker, seen without kontrakt.
  PlainKafka kafka() { return PlainKafka(servers()); }
  // A new topic prefix, so that tests on one broker do not meet.
  static std::string NewPrefix();

 private:
  static absl::StatusOr<std::unique_ptr<RealCluster>>& SharedCluster();
};

// The test was given --long: run as many rounds as we promise, not as the gate has time for.
bool IsLong();

}  // namespace kontrakt::tests

#endif  // KONTRAKT_TESTS_KAFKA_BROKER_KAFKA_TEST_H_
