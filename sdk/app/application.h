// Application: what a program publishes and what it subscribes to, over one connection to Kafka.
//
//   kontrakt::Application app(settings);
//   app.Subscribe("content.*", {.group = "indexer"},
//                 [](const Content& content, const kontrakt::Record& record) -> absl::Status { ...
//                 });
//   absl::Status status = app.Start();
//   status = app.Publish("content.created", content, {.key = content.id});
//   status = app.Stop();
//
// Topics are named without the prefix of Settings::topic_prefix everywhere, but for
// Record::topic().
#ifndef KONTRAKT_SDK_APP_APPLICATION_H_
#define KONTRAKT_SDK_APP_APPLICATION_H_

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "kontrakt/schemas/declare/register.h"
#include "kontrakt/schemas/declare/schema_id.h"
#include "kontrakt/sdk/app/settings.h"
#include "kontrakt/sdk/consume/handler.h"
#include "kontrakt/sdk/consume/subscription.h"
#include "kontrakt/sdk/consume/subscription_options.h"
#include "kontrakt/sdk/produce/publish_options.h"
#include "kontrakt/sdk/produce/publisher.h"

namespace kontrakt {

class Registry;

// Thread-safe. Neither copyable nor movable: handlers may hold it. Runs once: configure, start,
// stop. No function may be called from a delivery callback but Publish() and PublishJson().
class Application {
 public:
  Application();
  explicit Application(Settings settings);  // As Configure(); what it refuses, Start() returns.
  ~Application();                           // Stop()s.
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  // Replaces the settings, before Start().
  //   kInvalidArgument: as Check(settings). kFailedPrecondition: already started.
  absl::Status Configure(Settings settings);
  Settings settings() const;

  // Reads the topics that match `pattern` into `handler`, once Start() has succeeded. `*` stands
  // for any run of characters, but matches no reserved topic (TopicPattern); a pattern without `*`
  // is a topic that Start() makes if it is absent.
  //
  // The handler's first parameter decides what it gets: a registered struct (const T&: records of
  // exactly that schema), const Json& (the data of any schema), std::string_view (the record's
  // bytes) or const Record&. After it, in any order, it may ask for const Record&, SchemaId and
  // Application&. It returns absl::Status or void, and may throw: both a bad status and an
  // exception are failures, for options.on_failure. One call at a time per subscription, on a
  // thread of its own; it may publish, and must not Stop().
  //
  // A fault in pattern or options is returned by Start(). After Start() it is too late: the
  // subscription is refused, and Health() says so.
  template <class F>
  void Subscribe(std::string_view pattern, const SubscriptionOptions& options, F handler) {
    AddSubscription(pattern, options, MakeHandler(std::move(handler)));
  }

  // Checks the program's schemas, finds the cluster, publishes the schemas, makes the topics that
  // they and the subscriptions name, begins to read. After an error nothing runs, and this object
  // is of no use any more.
  //   kInvalidArgument     settings, a schema, a pattern or a stream name are wrong; nothing was
  //   sent. kFailedPrecondition  another document is published under one of our schemas' ids: the
  //   message shows the
  //                        difference; or Start() was called before.
  //   kUnavailable, kDeadlineExceeded  no broker at Settings::kafka_servers within start_timeout.
  //   kPermissionDenied    the broker's ACLs; the message names the topic.
  absl::Status Start();

  // Lets running handlers end, commits, sends what is still queued, closes: within
  // Settings::stop_timeout and a second, whatever the broker does. A further call returns what the
  // first did.
  //   kDeadlineExceeded    a handler did not return (its thread is left behind: what it uses must
  //   stay alive), or
  //                        messages were without answer.
  //   kDataLoss            messages published without on_delivery were not acknowledged.
  //   kFailedPrecondition  called from a handler.
  //   Others               a last commit failed: records will be delivered again.
  absl::Status Stop();

  // OK as long as every subscription reads (and before Start()); else why the first one stopped.
  absl::Status Health() const;

  // Queues a message, which was checked: what breaks its schema is refused here and reaches no
  // topic. Errors: see Publisher. kFailedPrecondition also before Start() and after Stop().
  template <class T>
  absl::Status Publish(std::string_view topic, const T& message,
                       const PublishOptions& options = {}) {
    Publisher* const publisher = publisher_.load(std::memory_order_acquire);
    return publisher == nullptr ? NotStarted() : publisher->Publish(topic, message, options);
  }

  // `json` is the data (without envelope) of a message of schema `id`, checked against the schema
  // that is published under `id`, by whichever program, and sent as it is.
  //   kNotFound: nobody has published that schema. Others as Publish().
  absl::Status PublishJson(std::string_view topic, const SchemaId& id, std::string_view json,
                           const PublishOptions& options = {});

  // As above, but waits for the broker's acknowledgement, `timeout` at most; see Publisher.
  template <class T>
  absl::StatusOr<Position> PublishAndWait(std::string_view topic, const T& message,
                                          const PublishOptions& options = {},
                                          absl::Duration timeout = absl::Seconds(30)) {
    Publisher* const publisher = publisher_.load(std::memory_order_acquire);
    if (publisher == nullptr) return NotStarted();
    return publisher->PublishAndWait(topic, message, options, timeout);
  }
  absl::StatusOr<Position> PublishJsonAndWait(std::string_view topic, const SchemaId& id,
                                              std::string_view json,
                                              const PublishOptions& options = {},
                                              absl::Duration timeout = absl::Seconds(30));

  // Waits until every message published so far has its answer.
  //   kDeadlineExceeded: not within `timeout`. kDataLoss: as Publisher::Flush().
  absl::Status Flush(absl::Duration timeout);

  // The JSON Schema that stands in Kafka under `id`.
  //   kNotFound: nobody has published it. kFailedPrecondition: before Start().
  absl::StatusOr<std::string> PublishedSchema(const SchemaId& id);

 private:
  enum class State { kNew, kRunning, kStopped };

  // A subscription as the program asked for it.
  struct Wish {
    std::string pattern;
    SubscriptionOptions options;
    Handler handler;
  };

  void AddSubscription(std::string_view pattern, SubscriptionOptions options, Handler handler);
  absl::Status StartWith(const Settings& settings, std::vector<Wish> wishes);
  absl::Status PublishSchemas(const kafka::Connection& connection, const Settings& settings);
  absl::Status StartSubscriptions(const kafka::Connection& connection,
                                  const std::shared_ptr<kafka::TopicAdmin>& admin,
                                  std::vector<SubscriptionSpec> specs);
  absl::StatusOr<std::vector<SubscriptionSpec>> SpecsOf(const Settings& settings,
                                                        std::vector<Wish> wishes);
  absl::Status StopAll(absl::Duration timeout);
  static absl::Status NotStarted();

  // Held by Start() and Stop() all the time; taken before mutex_, which is never held for long: a
  // handler that calls us must not wait for a Stop() that waits for it.
  absl::Mutex lifecycle_;
  absl::Status stop_status_ ABSL_GUARDED_BY(lifecycle_);

  mutable absl::Mutex mutex_;
  State state_ ABSL_GUARDED_BY(mutex_) = State::kNew;
  Settings settings_ ABSL_GUARDED_BY(mutex_);
  absl::Status fault_
      ABSL_GUARDED_BY(mutex_);  // Of the constructor, or of a Subscribe() that came too late.
  std::vector<Wish> wishes_ ABSL_GUARDED_BY(mutex_);
  std::shared_ptr<Registry> registry_ ABSL_GUARDED_BY(mutex_);

  // Made by Start(), kept until the end: a handler that was left behind may still ask for them.
  std::unique_ptr<Topics> topics_;
  std::shared_ptr<PublishedValidators> validators_;
  std::unique_ptr<Publisher> owned_publisher_;
  std::atomic<Publisher*> publisher_ = nullptr;
  std::vector<std::unique_ptr<Subscription>> subscriptions_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_APP_APPLICATION_H_
