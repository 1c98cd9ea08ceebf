// ThreadGroup: threads that are waited for, but not for ever.
#ifndef KONTRAKT_SDK_CONSUME_THREAD_GROUP_H_
#define KONTRAKT_SDK_CONSUME_THREAD_GROUP_H_

#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "kontrakt/sdk/kafka/deadline.h"

namespace kontrakt {

// Not thread-safe. Join() must have been called before the destructor, if any thread was started.
class ThreadGroup {
 public:
  // Runs `body` on a thread of its own. `body` must own (share) everything that it uses, because
  // the thread may be left behind.
  //   kResourceExhausted: the system gives no more threads.
  absl::Status Start(std::function<void()> body);

  // Waits for every thread. False: some had not ended by then and were left behind, running.
  bool Join(kafka::Deadline deadline);

 private:
  struct Member {
    std::thread thread;
    std::shared_ptr<absl::Notification> ended;
  };
  std::vector<Member> members_;
};

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_CONSUME_THREAD_GROUP_H_
