#include "kontrakt/sdk/consume/subscription.h"

#include <algorithm>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/log/log.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "kontrakt/sdk/consume/handover.h"
#include "kontrakt/sdk/consume/poller.h"
#include "kontrakt/sdk/consume/record_worker.h"
#include "kontrakt/sdk/consume/stop_signal.h"
#include "kontrakt/sdk/kafka/consumer.h"

namespace kontrakt {
namespace {

constexpr absl::Duration kLookForTopics = absl::Seconds(3);
constexpr absl::Duration kLookWait = absl::Seconds(5);
constexpr absl::Duration kStopWait = absl::Seconds(30);  // Of the destructor.
constexpr absl::Duration kGrace =
    absl::Milliseconds(500);  // For threads that end in time, to be seen ending.

}  // namespace

struct Subscription::Core {
  explicit Core(SubscriptionSpec spec)
      : pattern(std::move(spec.pattern)),
        options(spec.options),
        handover({.records = options.max_waiting_records, .bytes = options.max_waiting_bytes}),
        worker(options, std::move(spec.handler), std::move(spec.context), &handover,
               [this] { poller.Wake(); }),
        poller(options, &handover, &stop) {}

  // The bodies of the threads.
  void Work();
  void Poll();
  void LookForTopics(kafka::TopicAdmin& admin);

  // How long a subscription that stops by itself may take for it.
  kafka::Deadline OwnDeadline() const {
    return kafka::Deadline(options.drain_timeout + absl::Seconds(10));
  }

  const TopicPattern pattern;
  const SubscriptionOptions options;
  StopSignal stop;
  Handover handover;
  RecordWorker worker;
  Poller poller;

  absl::Mutex mutex;
  absl::Status farewell ABSL_GUARDED_BY(mutex);  // What went wrong on the way out.
};

void Subscription::Core::Work() {
  absl::Status status = worker.Run();
  if (status.ok()) return;
  stop.Fail(OwnDeadline(), std::move(status));
  poller.Wake();
}

void Subscription::Core::Poll() {
  absl::Status status = poller.Run();
  absl::MutexLock lock(&mutex);
  farewell = std::move(status);
}

void Subscription::Core::LookForTopics(kafka::TopicAdmin& admin) {
  kafka::Deadline quiet_until{kLookForTopics};
  do {
    absl::StatusOr<kafka::Cluster> cluster = admin.Describe(kLookWait);
    if (cluster.ok()) {
      poller.SetTopics(pattern.Select(cluster->topics));
    } else if (quiet_until.passed()) {
      LOG(WARNING) << "subscription " << options.group << " cannot look for topics of "
                   << pattern.text() << ": " << cluster.status().message();
      quiet_until = kafka::Deadline(10 * kLookForTopics);
    }
  } while (!stop.Await(kLookForTopics));
}

absl::StatusOr<std::unique_ptr<Subscription>> Subscription::Start(
    const kafka::Connection& connection, const std::shared_ptr<kafka::TopicAdmin>& admin,
    SubscriptionSpec spec) {
  auto core = std::make_shared<Core>(std::move(spec));
  absl::StatusOr<std::unique_ptr<kafka::Consumer>> consumer =
      kafka::Consumer::Create(connection,
                              {.group = core->options.group,
                               .from_earliest = core->options.start_from == StartFrom::kEarliest},
                              &core->poller);
  if (!consumer.ok()) return consumer.status();
  core->poller.Use(*std::move(consumer));

  auto subscription = std::unique_ptr<Subscription>(new Subscription(core));
  absl::Status status = subscription->threads_.Start([core] { core->Poll(); });
  if (status.ok()) status = subscription->threads_.Start([core] { core->Work(); });
  if (core->pattern.is_exact()) {
    core->poller.SetTopics({absl::StrCat(core->pattern.prefix(), core->pattern.text())});
  } else if (status.ok()) {
    status = subscription->threads_.Start([core, admin] { core->LookForTopics(*admin); });
  }
  if (!status.ok()) return status;
  return subscription;
}

Subscription::~Subscription() {
  absl::Status status = Stop(kafka::Deadline(kStopWait));
  if (!status.ok()) LOG(WARNING) << status.message();
}

absl::Status Subscription::status() const { return core_->stop.failure(); }

std::int64_t Subscription::skipped() const { return core_->worker.skipped(); }

void Subscription::RequestStop(kafka::Deadline deadline) {
  core_->stop.Request(deadline);
  core_->handover.Shut();
  core_->poller.Wake();
}

absl::Status Subscription::Stop(kafka::Deadline deadline) {
  if (std::exchange(is_stopped_, true)) return absl::OkStatus();
  RequestStop(deadline);
  if (!threads_.Join(kafka::Deadline(deadline.left() + kGrace))) {
    return absl::DeadlineExceededError(absl::StrCat(
        "subscription ", core_->options.group,
        " did not end in time: its handler has not returned, or the broker does not answer. ",
        "What it was doing will be delivered again"));
  }
  absl::MutexLock lock(&core_->mutex);
  return core_->farewell;
}

bool Subscription::IsHandlerThread() { return RecordWorker::IsThisThread(); }

}  // namespace kontrakt
