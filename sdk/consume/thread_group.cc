#include "kontrakt/sdk/consume/thread_group.h"

#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "kontrakt/sdk/kafka/signals_blocked.h"

namespace kontrakt {

absl::Status ThreadGroup::Start(std::function<void()> body) {
  auto ended = std::make_shared<absl::Notification>();
  const kafka::SignalsBlocked blocked;  // No handler's system call is interrupted by a SIGTERM.
  try {
    members_.push_back(
        {.thread = std::thread([body = std::move(body), ended]() mutable {
           body();
           body = nullptr;  // What it owns dies on this thread, before anyone stops waiting.
           ended->Notify();
         }),
         .ended = ended});
  } catch (const std::system_error& error) {
    return absl::ResourceExhaustedError(absl::StrCat("no thread could be started: ", error.what(),
                                                     "; raise the process's thread limit"));
  }
  return absl::OkStatus();
}

bool ThreadGroup::Join(kafka::Deadline deadline) {
  bool all_ended = true;
  for (Member& member : members_) {
    if (member.ended->WaitForNotificationWithTimeout(deadline.left())) {
      member.thread.join();
    } else {
      member.thread.detach();
      all_ended = false;
    }
  }
  members_.clear();
  return all_ended;
}

}  // namespace kontrakt
