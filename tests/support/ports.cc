#include "kontrakt/tests/support/ports.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <random>

namespace kontrakt::tests {
namespace {

constexpr int kLowest = 10000;

bool CanListen(int port) {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool can = bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                   listen(listener, 1) == 0;
  close(listener);
  return can;
}

// Where the kernel's range for outgoing connections begins.
int OutgoingFrom() {
  int first = 32768;
  std::ifstream("/proc/sys/net/ipv4/ip_local_port_range") >> first;
  return first > kLowest ? first : 65536;
}

}  // namespace

absl::StatusOr<int> FreePort() {
  std::random_device random;
  std::uniform_int_distribution<int> any(kLowest, OutgoingFrom() - 1);
  for (int attempt = 0; attempt < 200; ++attempt) {
    if (const int port = any(random); CanListen(port)) return port;
  }
  return absl::ResourceExhaustedError("no free port on 127.0.0.1 in 200 attempts");
}

}  // namespace kontrakt::tests
