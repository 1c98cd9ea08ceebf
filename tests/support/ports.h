// Ports for servers that tests start.
#ifndef KONTRAKT_TESTS_SUPPORT_PORTS_H_
#define KONTRAKT_TESTS_SUPPORT_PORTS_H_

#include "absl/status/statusor.h"

namespace kontrakt::tests {

// A port of 127.0.0.1 that nobody listens on at this moment; another process may take it before the
// caller does. It lies outside the range from which the kernel gives ports to outgoing connections:
// a client that keeps trying to reach a dead server on a port inside it sooner or later is given
// that very port, is connected to itself, and the server cannot come back.
//   kResourceExhausted   none was found.
absl::StatusOr<int> FreePort();

}  // namespace kontrakt::tests

#endif  // KONTRAKT_TESTS_SUPPORT_PORTS_H_
