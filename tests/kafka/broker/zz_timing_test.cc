#include <iostream>
#include "absl/time/clock.h"
#include "kontrakt/tests/kafka/broker/kafka_test.h"
namespace kontrakt::tests {
class Timing : public KafkaTest {};
TEST_F(Timing, All) {
  auto time = [](const char* what, auto f) { auto b = absl::Now(); f(); std::cout << what << " " << absl::Now() - b << std::endl; };
  for (int i = 0; i < 2; ++i) {
    std::string t = NewPrefix() + "x";
    time("brokers", [&] { (void)kafka().Brokers(1); });
    time("create", [&] { (void)kafka().CreateTopic(t, 7); });
    time("topics", [&] { (void)kafka().Topics(); });
    time("configs", [&] { (void)kafka().Configs(t); });
    time("produce", [&] { (void)kafka().Produce({{{.topic = t, .value = "x"}}}); });
    time("ends", [&] { (void)kafka().EndOffsets(t); });
    time("read", [&] { (void)kafka().ReadTopic(t); });
    time("committed", [&] { (void)kafka().CommittedOffsets("g", t); });
  }
}
}
