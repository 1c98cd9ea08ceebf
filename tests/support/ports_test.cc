#include "kontrakt/tests/support/ports.h"

#include <fstream>

#include "gtest/gtest.h"

namespace kontrakt::tests {
namespace {

TEST(FreePortTest, LiesOutsideTheRangeOfOutgoingConnections) {
  int first = 0, last = 0;
  std::ifstream("/proc/sys/net/ipv4/ip_local_port_range") >> first >> last;
  ASSERT_GT(first, 0);
  for (int i = 0; i < 100; ++i) {
    const absl::StatusOr<int> port = FreePort();
    ASSERT_TRUE(port.ok()) << port.status();
    EXPECT_TRUE(*port < first || *port > last) << *port;
    EXPECT_GE(*port, 1024);
  }
}

}  // namespace
}  // namespace kontrakt::tests
