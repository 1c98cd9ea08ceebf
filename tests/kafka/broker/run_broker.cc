// run_broker [BROKERS]: a real Kafka for people and benchmarks, 1 (the default) or 3 brokers.
// Prints its servers on one line and runs until its input ends, or until SIGINT or SIGTERM.
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <iostream>

#include "kontrakt/tests/kafka/broker/real_broker.h"

namespace {

// The signals are blocked before any thread exists, so that they reach only this descriptor.
int StopSignals() {
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGINT);
  sigaddset(&stop, SIGTERM);
  sigprocmask(SIG_BLOCK, &stop, nullptr);
  return signalfd(-1, &stop, SFD_CLOEXEC);
}

void WaitForTheEnd(int signals) {
  pollfd watched[] = {{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0},
                      {.fd = signals, .events = POLLIN, .revents = 0}};
  char ignored[256];
  while (poll(watched, 2, -1) >= 0) {
    if (watched[1].revents != 0) return;
    if (watched[0].revents != 0 && read(STDIN_FILENO, ignored, sizeof ignored) <= 0) return;
  }
}

}  // namespace

int main(int argc, char** argv) {
  const bool three = argc == 2 && std::strcmp(argv[1], "3") == 0;
  if (argc > 2 || (argc == 2 && !three && std::strcmp(argv[1], "1") != 0)) {
    std::cerr << "usage: run_broker [1|3]\n";
    return 2;
  }
  const int signals = StopSignals();
  auto cluster = kontrakt::tests::RealCluster::Start(
      {.brokers = three ? 3 : 1, .jvm = {"-Xms256m", "-Xmx1g", "-XX:+UseG1GC"}});
  if (!cluster.ok()) {
    std::cerr << cluster.status().message() << "\n";
    return 1;
  }
  std::cout << (*cluster)->servers() << std::endl;
  WaitForTheEnd(signals);
  return 0;
}
