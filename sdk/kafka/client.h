// Client: one rd_kafka_t, what it calls back, and its end within a deadline.
#ifndef KONTRAKT_SDK_KAFKA_CLIENT_H_
#define KONTRAKT_SDK_KAFKA_CLIENT_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "kontrakt/sdk/kafka/handles.h"

namespace kontrakt::kafka {

// Who hears what a client complains of ("connection refused", ...).
enum class Complaints {
  kLogged,  // Abseil's log, at most one line in ten seconds: no caller is waiting for an answer.
  kTold,    // A caller, through a status; nothing is logged.
};

// What a client calls back. Lives as long as the client does, however long its end takes.
class ClientEvents {
 public:
  explicit ClientEvents(Complaints complaints) : complaints_(complaints) {}
  virtual ~ClientEvents() = default;

  // Inside a poll of the client, on its thread. Only for clients whose conf has the callback set
  // (conf.h).
  virtual void OnError(rd_kafka_t* /*client*/, rd_kafka_resp_err_t /*error*/,
                       std::string_view /*reason*/) {}
  virtual void OnRebalance(rd_kafka_t* /*client*/, rd_kafka_resp_err_t /*event*/,
                           rd_kafka_topic_partition_list_t* /*partitions*/) {}

  // A line for the log; any thread. `level` as in syslog(3).
  void OnLog(int level, std::string_view facility, std::string_view text);

  // What the client last complained about; empty: nothing.
  std::string last_complaint() const;

 private:
  const Complaints complaints_;
  mutable absl::Mutex mutex_;
  std::string last_complaint_ ABSL_GUARDED_BY(mutex_);
};

class Client {
 public:
  // Takes `conf` (made by NewConf() with the same `events`). Does not wait for the cluster.
  //   kInvalidArgument: properties that contradict one another, or files that they name and that do
  //   not load.
  static absl::StatusOr<std::unique_ptr<Client>> New(rd_kafka_type_t type, ConfHandle conf,
                                                     std::shared_ptr<ClientEvents> events);
  // Ends it within ten seconds.
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  rd_kafka_t* get() const { return client_; }
  const ClientEvents& events() const { return *events_; }

  // Frees the rd_kafka_t, in a thread of its own: librdkafka can hang there. Idempotent. Every
  // message, topic and queue of the client should be gone before, as librdkafka waits for them.
  //   kDeadlineExceeded: librdkafka has not let go; the thread goes on waiting, nobody else does.
  absl::Status Destroy(absl::Duration timeout);

 private:
  Client(rd_kafka_t* client, std::shared_ptr<ClientEvents> events)
      : client_(client), events_(std::move(events)) {}

  rd_kafka_t* client_;
  std::shared_ptr<ClientEvents> events_;
};

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_CLIENT_H_
