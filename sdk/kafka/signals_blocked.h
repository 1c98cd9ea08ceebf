// SignalsBlocked: threads that are started while it lives take no signals.
#ifndef KONTRAKT_SDK_KAFKA_SIGNALS_BLOCKED_H_
#define KONTRAKT_SDK_KAFKA_SIGNALS_BLOCKED_H_

#include <csignal>

namespace kontrakt::kafka {

// A thread inherits what its creator blocks. Our threads leave every signal to the program's own,
// so that none of their system calls is interrupted: librdkafka's mock cluster, for one, ends for
// good when a poll() of its is.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_;
};

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_SIGNALS_BLOCKED_H_
