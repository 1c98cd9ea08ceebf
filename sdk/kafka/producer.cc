#include "kontrakt/sdk/kafka/producer.h"

#include <atomic>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/log/log.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "kontrakt/sdk/kafka/client.h"
#include "kontrakt/sdk/kafka/conf.h"
#include "kontrakt/sdk/kafka/deadline.h"
#include "kontrakt/sdk/kafka/enqueue.h"
#include "kontrakt/sdk/kafka/errors.h"
#include "kontrakt/sdk/kafka/handles.h"
#include "kontrakt/sdk/kafka/topic_name.h"

namespace kontrakt::kafka {
namespace {

// No compression: Python's clients, kafkaesk among them, read lz4 and zstd only with libraries that
// a plain installation lacks.
constexpr Settings kDefaults = {
    {"linger.ms", "5"},
    {"message.timeout.ms", "300000"},         // Outlasts the restart of a cluster.
    {"queue.buffering.max.kbytes", "65536"},  // 64 MiB; then Produce() waits.
};
constexpr Settings kKept = {
    {"enable.idempotence", "true"},
    {"acks", "all"},
    {"partitioner", "murmur2_random"},  // Java's and Python's clients choose the same partitions.
};

// What the threads share. The producer's own thread may outlive the Producer, when a callback or
// librdkafka hangs; whoever goes last frees the client.
class Core {
 public:
  static absl::StatusOr<std::shared_ptr<Core>> New(const Connection& connection,
                                                   DeliveryCallback unattended);

  absl::Status Produce(const OutgoingRecord& record, DeliveryCallback on_delivery,
                       absl::Duration wait);
  absl::Status Flush(absl::Duration timeout);

  // The producer's own thread: hands out delivery reports until End(), and then until there are
  // none left.
  void Serve();

  // The steps of Close(). After Stop() no record is taken; GiveUpRest() makes librdkafka report
  // what is left as not sent or unknown; Free() may only be called when `served` has been notified.
  void Stop() { stopped_.store(true); }
  void GiveUpRest();
  void End();
  absl::Status Free(absl::Duration timeout);

  absl::Notification served;  // Serve() has come to its end.

 private:
  Core(std::unique_ptr<Client> client, std::size_t max_bytes, DeliveryCallback unattended)
      : client_(std::move(client)),
        reports_(rd_kafka_queue_get_main(client_->get())),
        max_bytes_(max_bytes),
        unattended_(std::move(unattended)) {}

  // One try, without waiting. kResourceExhausted: the queue is full. Takes `callback` when OK.
  absl::Status TryProduce(const OutgoingRecord& record,
                          std::unique_ptr<DeliveryCallback>& callback);
  absl::Status AddTopic(std::string_view name);
  absl::Status Refusal(rd_kafka_resp_err_t error, const OutgoingRecord& record) const;
  // OK: none.
  absl::Status FatalError() const;
  // Waits for room in the queue, which there may be once `progress_` is more than `seen`.
  void AwaitProgress(uint64_t seen, const Deadline& deadline);
  void NoteProgress();

  // Held (shared) by whoever uses the client, never for long; held alone to free it.
  absl::Mutex use_mutex_;
  const std::unique_ptr<Client> client_;
  QueueHandle reports_;
  absl::flat_hash_map<std::string, TopicHandle> topics_ ABSL_GUARDED_BY(use_mutex_);
  bool freed_ ABSL_GUARDED_BY(use_mutex_) = false;

  const std::size_t max_bytes_;
  const DeliveryCallback unattended_;
  std::atomic<bool> stopped_ = false;
  std::atomic<bool> ending_ = false;

  // Counts batches of delivery reports: after each, there is room in the queue again.
  std::atomic<uint64_t> progress_ = 0;
  std::atomic<int> waiting_ = 0;
  absl::Mutex progress_mutex_;
  absl::CondVar progress_made_;
};

absl::Status Closed() {
  return absl::FailedPreconditionError("publishing: the producer is closed");
}

absl::StatusOr<std::shared_ptr<Core>> Core::New(const Connection& connection,
                                                DeliveryCallback unattended) {
  auto events = std::make_shared<ClientEvents>(Complaints::kLogged);
  absl::StatusOr<ConfHandle> conf = NewConf(connection.servers, connection.properties, *events,
                                            Callbacks::kLog, kDefaults, kKept);
  if (!conf.ok()) return conf.status();
  // As events and not through a callback, so that Flush() leaves reporting to the one thread.
  rd_kafka_conf_set_events(conf->get(), RD_KAFKA_EVENT_DR);
  std::size_t max_bytes = 0;
  if (!absl::SimpleAtoi(ValueOf(**conf, "message.max.bytes"), &max_bytes)) {
    return absl::InternalError("librdkafka does not tell its message.max.bytes");
  }
  absl::StatusOr<std::unique_ptr<Client>> client =
      Client::New(RD_KAFKA_PRODUCER, *std::move(conf), std::move(events));
  if (!client.ok()) return client.status();
  return std::shared_ptr<Core>(new Core(*std::move(client), max_bytes, std::move(unattended)));
}

absl::Status Core::AddTopic(std::string_view name) {
  if (absl::Status status = CheckTopicName(name); !status.ok()) return status;
  absl::MutexLock lock(&use_mutex_);
  if (freed_) return Closed();
  const std::string text(name);
  TopicHandle topic(rd_kafka_topic_new(client_->get(), text.c_str(), nullptr));
  if (topic == nullptr) {
    return ToStatus(rd_kafka_last_error(), absl::StrCat("publishing to \"", name, "\""));
  }
  topics_.try_emplace(text, std::move(topic));
  return absl::OkStatus();
}

absl::Status Core::FatalError() const {
  char reason[512] = "";
  if (rd_kafka_fatal_error(client_->get(), reason, sizeof(reason)) == RD_KAFKA_RESP_ERR_NO_ERROR) {
    return absl::OkStatus();
  }
  return ToStatus(RD_KAFKA_RESP_ERR__FATAL, "publishing", reason);
}

absl::Status Core::Refusal(rd_kafka_resp_err_t error, const OutgoingRecord& record) const {
  if (error == RD_KAFKA_RESP_ERR__FATAL) return FatalError();
  const std::string doing = absl::StrCat("publishing to \"", record.topic, "\"");
  if (error != RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE) return ToStatus(error, doing);
  std::size_t size = record.key.value_or("").size() + record.value.value_or("").size();
  for (const HeaderView& header : record.headers) size += header.name.size() + header.value.size();
  return ToStatus(error, doing,
                  absl::StrCat("the record has ", size, " bytes with its key and headers, and ",
                               "message.max.bytes is ", max_bytes_));
}

absl::Status Core::TryProduce(const OutgoingRecord& record,
                              std::unique_ptr<DeliveryCallback>& callback) {
  while (true) {
    {
      absl::ReaderMutexLock lock(&use_mutex_);
      if (stopped_ || freed_) return Closed();
      if (const auto topic = topics_.find(record.topic); topic != topics_.end()) {
        const rd_kafka_resp_err_t error =
            Enqueue(client_->get(), topic->second.get(), record, callback.get());
        if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return Refusal(error, record);
        (void)callback.release();  // Report() deletes it.
        return absl::OkStatus();
      }
    }
    if (absl::Status status = AddTopic(record.topic); !status.ok()) return status;
  }
}

absl::Status Core::Produce(const OutgoingRecord& record, DeliveryCallback on_delivery,
                           absl::Duration wait) {
  std::unique_ptr<DeliveryCallback> callback;
  if (on_delivery != nullptr) {
    callback = std::make_unique<DeliveryCallback>(std::move(on_delivery));
  }
  std::optional<Deadline> deadline;  // Most records do not wait: no look at the clock for them.
  while (true) {
    const uint64_t seen = progress_.load();
    absl::Status status = TryProduce(record, callback);
    if (!absl::IsResourceExhausted(status)) return status;
    if (!deadline) deadline.emplace(wait);
    if (deadline->passed()) return status;
    AwaitProgress(seen, *deadline);
  }
}

void Core::AwaitProgress(uint64_t seen, const Deadline& deadline) {
  absl::MutexLock lock(&progress_mutex_);
  waiting_.fetch_add(1);  // Before `progress_` is read: see NoteProgress().
  while (progress_.load() == seen && !deadline.passed()) {
    progress_made_.WaitWithTimeout(&progress_mutex_, deadline.left());
  }
  waiting_.fetch_sub(1);
}

void Core::NoteProgress() {
  progress_.fetch_add(1);
  if (waiting_.load() == 0) return;  // The usual case needs no lock.
  absl::MutexLock lock(&progress_mutex_);
  progress_made_.SignalAll();
}

void Core::Serve() {
  while (!ending_ || rd_kafka_outq_len(client_->get()) > 0) {
    EventHandle event(rd_kafka_queue_poll(reports_.get(), 1000));
    if (event == nullptr || rd_kafka_event_type(event.get()) != RD_KAFKA_EVENT_DR) continue;
    while (const rd_kafka_message_t* message = rd_kafka_event_message_next(event.get())) {
      Report(*message, unattended_);
    }
    event.reset();  // Now the queue has room for as many.
    NoteProgress();
  }
  served.Notify();
}

absl::Status Core::Flush(absl::Duration timeout) {
  const Deadline deadline(timeout);
  while (true) {
    absl::ReaderMutexLock lock(&use_mutex_);
    if (freed_) return Closed();
    // A slice at a time, so that Free() is not kept waiting for the lock.
    const rd_kafka_resp_err_t error =
        rd_kafka_flush(client_->get(), deadline.left_ms(absl::Milliseconds(100)));
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return absl::OkStatus();
    if (!deadline.passed()) continue;
    if (absl::Status fatal = FatalError(); !fatal.ok()) return fatal;
    const std::string complaint = client_->events().last_complaint();
    return absl::DeadlineExceededError(
        absl::StrCat(rd_kafka_outq_len(client_->get()), " records had no answer within ",
                     absl::FormatDuration(timeout),
                     complaint.empty() ? "" : "; the client's last complaint: ", complaint));
  }
}

void Core::GiveUpRest() {
  rd_kafka_purge(client_->get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT |
                                     RD_KAFKA_PURGE_F_NON_BLOCKING);
}

void Core::End() {
  ending_.store(true);
  rd_kafka_queue_yield(reports_.get());
}

absl::Status Core::Free(absl::Duration timeout) {
  absl::MutexLock lock(&use_mutex_);
  freed_ = true;
  reports_.reset();
  topics_.clear();
  return client_->Destroy(timeout);
}

class LibrdkafkaProducer final : public Producer {
 public:
  explicit LibrdkafkaProducer(std::shared_ptr<Core> core) : core_(std::move(core)) {}
  ~LibrdkafkaProducer() override {
    if (absl::Status status = Close(absl::Seconds(10)); !status.ok()) LOG(WARNING) << status;
  }

  absl::Status Start();

  absl::Status Produce(const OutgoingRecord& record, DeliveryCallback on_delivery,
                       absl::Duration wait) override {
    return core_->Produce(record, std::move(on_delivery), wait);
  }
  absl::Status Flush(absl::Duration timeout) override;
  absl::Status Close(absl::Duration timeout) override;

 private:
  bool OnOwnThread() const { return std::this_thread::get_id() == own_thread_; }

  const std::shared_ptr<Core> core_;
  std::thread::id own_thread_;
  absl::Mutex close_mutex_;  // Also guards `serving_`.
  std::thread serving_ ABSL_GUARDED_BY(close_mutex_);
};

absl::Status FromOwnThread(std::string_view what) {
  return absl::FailedPreconditionError(
      absl::StrCat(what, " waits for delivery callbacks, so it cannot be called from one"));
}

absl::Status LibrdkafkaProducer::Start() {
  absl::MutexLock lock(&close_mutex_);
  try {
    serving_ = std::thread([core = core_] { core->Serve(); });
  } catch (const std::system_error& e) {
    core_->served.Notify();
    return absl::ResourceExhaustedError(absl::StrCat("starting a producer: no thread: ", e.what()));
  }
  own_thread_ = serving_.get_id();
  return absl::OkStatus();
}

absl::Status LibrdkafkaProducer::Flush(absl::Duration timeout) {
  if (OnOwnThread()) return FromOwnThread("Producer::Flush()");
  return core_->Flush(timeout);
}

absl::Status LibrdkafkaProducer::Close(absl::Duration timeout) {
  if (OnOwnThread()) return FromOwnThread("Producer::Close()");
  const Deadline deadline(timeout);
  absl::MutexLock lock(&close_mutex_);
  if (!serving_.joinable()) return absl::OkStatus();
  core_->Stop();
  absl::Status status = core_->Flush(deadline.left() * 0.8);
  if (!status.ok()) core_->GiveUpRest();
  core_->End();
  if (!core_->served.WaitForNotificationWithTimeout(deadline.left())) {
    serving_.detach();  // It shares the core, and frees it when it can.
    return absl::DeadlineExceededError(absl::StrCat(
        "closing the producer: a delivery callback or librdkafka did not return within ",
        absl::FormatDuration(timeout)));
  }
  serving_.join();
  status.Update(core_->Free(deadline.left()));
  return status;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Producer>> Producer::Create(const Connection& connection,
                                                           DeliveryCallback unattended) {
  absl::StatusOr<std::shared_ptr<Core>> core = Core::New(connection, std::move(unattended));
  if (!core.ok()) return core.status();
  auto producer = std::make_unique<LibrdkafkaProducer>(*std::move(core));
  if (absl::Status status = producer->Start(); !status.ok()) return status;
  return producer;
}

}  // namespace kontrakt::kafka
