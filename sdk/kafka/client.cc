#include "kontrakt/sdk/kafka/client.h"

#include <syslog.h>

#include <cerrno>
#include <system_error>
#include <thread>
#include <utility>

#include "absl/log/log.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "kontrakt/sdk/kafka/errors.h"

namespace kontrakt::kafka {

void ClientEvents::OnLog(int level, std::string_view facility, std::string_view text) {
  // "a producer's property is ignored by this consumer": of course, they share one Connection.
  if (facility == "CONFWARN") return;
  if (level > LOG_WARNING) {
    // Debug lines come only when the property `debug` asks for them.
    if (level == LOG_DEBUG) LOG(INFO) << "librdkafka: " << facility << ": " << text;
    return;
  }
  // "1/1 brokers are down" follows on the line that says why.
  if (!absl::StrContains(text, "brokers are down")) {
    absl::MutexLock lock(&mutex_);
    last_complaint_ = std::string(text);
  }
  if (complaints_ == Complaints::kTold) return;
  LOG_EVERY_N_SEC(WARNING, 10) << "librdkafka: " << facility << ": " << text;
}

std::string ClientEvents::last_complaint() const {
  absl::MutexLock lock(&mutex_);
  return last_complaint_;
}

absl::StatusOr<std::unique_ptr<Client>> Client::New(rd_kafka_type_t type, ConfHandle conf,
                                                    std::shared_ptr<ClientEvents> events) {
  char reason[512] = "";
  rd_kafka_t* client = rd_kafka_new(type, conf.get(), reason, sizeof(reason));
  if (client == nullptr) {
    return ToStatus(rd_kafka_last_error(), "making a Kafka client", reason);
  }
  (void)conf.release();  // rd_kafka_new() took it, and only because it succeeded.
  return std::unique_ptr<Client>(new Client(client, std::move(events)));
}

Client::~Client() {
  if (absl::Status status = Destroy(absl::Seconds(10)); !status.ok()) LOG(WARNING) << status;
}

absl::Status Client::Destroy(absl::Duration timeout) {
  rd_kafka_t* const client = std::exchange(client_, nullptr);
  if (client == nullptr) return absl::OkStatus();
  auto done = std::make_shared<absl::Notification>();
  auto destroy = [client, done, events = events_] {
    // A group member has left its group before (Consumer::Close), or never will.
    rd_kafka_destroy_flags(client, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
    done->Notify();
  };
  try {
    std::thread(destroy).detach();
  } catch (const std::system_error&) {  // No thread to be had.
    destroy();
  }
  if (done->WaitForNotificationWithTimeout(timeout)) return absl::OkStatus();
  return absl::DeadlineExceededError(absl::StrCat(
      "closing a Kafka client: librdkafka did not let go of it within ",
      absl::FormatDuration(timeout),
      "; it is left to a thread of its own. Records that are still held are one cause"));
}

}  // namespace kontrakt::kafka
