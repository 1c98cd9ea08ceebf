#include "kontrakt/sdk/app/application.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/log/log.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/declare/catalog.h"
#include "kontrakt/schemas/document/document.h"
#include "kontrakt/sdk/app/stream_topics.h"
#include "kontrakt/sdk/consume/topic_pattern.h"
#include "kontrakt/sdk/kafka/deadline.h"
#include "kontrakt/sdk/produce/topic_name.h"
#include "kontrakt/sdk/produce/topics.h"
#include "kontrakt/sdk/registry/registry.h"

namespace kontrakt {
namespace {

constexpr absl::Duration kLeastCloseWait = absl::Seconds(1);
constexpr absl::Duration kPerSchema = absl::Milliseconds(50);

absl::Status CheckStreams(std::string_view prefix, absl::Span<const StreamTopic> streams) {
  for (const StreamTopic& stream : streams) {
    absl::Status status = CheckTopicName(prefix, stream.name);
    if (!status.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("REGISTER_SCHEMA: a stream's ", status.message()));
    }
  }
  return absl::OkStatus();
}

}  // namespace

Application::Application() = default;

Application::Application(Settings settings) {
  absl::Status status = Configure(std::move(settings));
  absl::MutexLock lock(&mutex_);
  fault_ = std::move(status);
}

Application::~Application() {
  absl::Status status = Stop();
  if (!status.ok()) LOG(WARNING) << "an application did not stop cleanly: " << status.message();
}

absl::Status Application::Configure(Settings settings) {
  if (absl::Status status = Check(settings); !status.ok()) return status;
  absl::MutexLock lock(&mutex_);
  if (state_ != State::kNew) {
    return absl::FailedPreconditionError("Configure() after Start(): configure first");
  }
  settings_ = std::move(settings);
  fault_ = absl::OkStatus();
  return absl::OkStatus();
}

Settings Application::settings() const {
  absl::MutexLock lock(&mutex_);
  return settings_;
}

void Application::AddSubscription(std::string_view pattern, SubscriptionOptions options,
                                  Handler handler) {
  absl::MutexLock lock(&mutex_);
  if (state_ == State::kNew) {
    wishes_.push_back({std::string(pattern), std::move(options), std::move(handler)});
  } else {
    fault_.Update(absl::FailedPreconditionError(
        absl::StrCat("Subscribe(\"", pattern, "\") after Start(): subscribe first")));
  }
}

absl::Status Application::Start() {
  absl::MutexLock lifecycle(&lifecycle_);
  Settings settings;
  std::vector<Wish> wishes;
  {
    absl::MutexLock lock(&mutex_);
    if (state_ != State::kNew) {
      return absl::FailedPreconditionError("Start() a second time: make a new Application");
    }
    if (!fault_.ok()) return fault_;
    state_ = State::kRunning;
    settings = settings_;
    wishes = std::move(wishes_);
  }
  absl::Status status = StartWith(settings, std::move(wishes));
  if (status.ok()) return status;
  StopAll(settings.stop_timeout).IgnoreError();  // What did not start has nothing to tell.
  absl::MutexLock lock(&mutex_);
  state_ = State::kStopped;
  return status;
}

absl::Status Application::StartWith(const Settings& settings, std::vector<Wish> wishes) {
  // What the program itself did wrong is found before anything is asked of the network.
  if (absl::Status status = Check(settings); !status.ok()) return status;
  if (absl::Status status = Catalog::Global().Check(); !status.ok()) return status;
  std::vector<StreamTopic> topics = internal::StreamTopicsOf(Catalog::Global().entries());
  if (absl::Status s = CheckStreams(settings.topic_prefix, topics); !s.ok()) return s;
  absl::StatusOr<std::vector<SubscriptionSpec>> specs = SpecsOf(settings, std::move(wishes));
  if (!specs.ok()) return specs.status();

  kafka::Connection connection = ConnectionOf(settings);
  absl::StatusOr<std::shared_ptr<kafka::TopicAdmin>> admin = kafka::AdminOf(connection);
  if (!admin.ok()) return admin.status();
  connection.admin = *admin;
  absl::StatusOr<kafka::Cluster> cluster = (*admin)->Describe(settings.start_timeout);
  if (!cluster.ok()) return cluster.status();
  if (absl::Status s = PublishSchemas(connection, settings); !s.ok()) return s;

  topics_ = std::make_unique<Topics>(
      *admin, TopicsOptions{.prefix = settings.topic_prefix,
                            .replication_factor = settings.replication_factor,
                            .timeout = settings.start_timeout});
  for (const SubscriptionSpec& spec : *specs) {
    if (spec.pattern.is_exact()) topics.push_back({.name = spec.pattern.text()});
  }
  if (absl::Status s = topics_->Ensure(topics); !s.ok()) return s;

  auto undelivered = std::make_shared<Undelivered>();
  absl::StatusOr<std::unique_ptr<kafka::Producer>> producer = kafka::Producer::Create(
      connection, [undelivered](const kafka::DeliveryReport& r) { undelivered->Note(r); });
  if (!producer.ok()) return producer.status();
  owned_publisher_ = std::make_unique<Publisher>(*std::move(producer), std::move(undelivered),
                                                 topics_.get(), validators_, settings.publish_wait);
  publisher_.store(owned_publisher_.get(), std::memory_order_release);
  return StartSubscriptions(connection, *admin, *std::move(specs));
}

absl::StatusOr<std::vector<SubscriptionSpec>> Application::SpecsOf(const Settings& settings,
                                                                   std::vector<Wish> wishes) {
  std::vector<SubscriptionSpec> specs;
  std::set<std::string> groups;
  for (Wish& wish : wishes) {
    absl::StatusOr<TopicPattern> pattern = TopicPattern::Parse(settings.topic_prefix, wish.pattern);
    absl::Status status = pattern.status();
    status.Update(Check(wish.options));
    if (!groups.insert(wish.options.group).second) {
      status.Update(absl::InvalidArgumentError(
          absl::StrCat("another subscription has the group ", wish.options.group,
                       " too, and they would take each other's partitions; name another group")));
    }
    if (!status.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("Subscribe(\"", wish.pattern, "\"): ", status.message()));
    }
    const HandlerContext context{.application = this, .validation = wish.options.validation};
    specs.push_back(
        {*std::move(pattern), std::move(wish.options), std::move(wish.handler), context});
  }
  return specs;
}

absl::Status Application::PublishSchemas(const kafka::Connection& connection,
                                         const Settings& settings) {
  absl::StatusOr<std::unique_ptr<Registry>> created = Registry::Create(
      connection,
      {.topic_prefix = settings.topic_prefix, .replication_factor = settings.replication_factor});
  if (!created.ok()) return created.status();
  const std::shared_ptr<Registry> registry = *std::move(created);

  std::vector<Registry::Schema> schemas;
  for (const SchemaEntry& entry : Catalog::Global().entries()) {
    schemas.push_back({.id = entry.id, .document = SchemaDocument(entry)});
  }
  absl::StatusOr<Registry::Published> published =
      registry->Publish(schemas, settings.start_timeout + schemas.size() * kPerSchema);
  if (!published.ok()) return published.status();
  for (const std::string& warning : published->warnings) LOG(WARNING) << warning;

  validators_ = std::make_shared<PublishedValidators>(
      [registry, wait = settings.start_timeout](const SchemaId& id) {
        return registry->Document(id, wait);
      });
  absl::MutexLock lock(&mutex_);
  registry_ = registry;
  return absl::OkStatus();
}

absl::Status Application::StartSubscriptions(const kafka::Connection& connection,
                                             const std::shared_ptr<kafka::TopicAdmin>& admin,
                                             std::vector<SubscriptionSpec> specs) {
  for (SubscriptionSpec& spec : specs) {
    spec.context.validators = validators_;
    absl::StatusOr<std::unique_ptr<Subscription>> subscription =
        Subscription::Start(connection, admin, std::move(spec));
    if (!subscription.ok()) return subscription.status();
    absl::MutexLock lock(&mutex_);
    subscriptions_.push_back(*std::move(subscription));
  }
  return absl::OkStatus();
}

absl::Status Application::Stop() {
  if (Subscription::IsHandlerThread()) {
    return absl::FailedPreconditionError(
        "Stop() in a handler would wait for itself; return an error from the handler instead "
        "(on_failure = OnFailure::kStop)");
  }
  absl::MutexLock lifecycle(&lifecycle_);
  absl::Duration timeout;
  {
    absl::MutexLock lock(&mutex_);
    if (state_ == State::kStopped) return stop_status_;
    state_ = State::kStopped;
    timeout = settings_.stop_timeout;
  }
  stop_status_ = StopAll(timeout);
  return stop_status_;
}

absl::Status Application::StopAll(absl::Duration timeout) {
  const kafka::Deadline deadline(timeout);
  std::vector<Subscription*> subscriptions;
  {
    absl::MutexLock lock(&mutex_);
    for (const auto& subscription : subscriptions_) subscriptions.push_back(subscription.get());
  }
  absl::Status status;
  for (Subscription* subscription : subscriptions) subscription->RequestStop(deadline);
  for (Subscription* subscription : subscriptions) status.Update(subscription->Stop(deadline));
  if (owned_publisher_ != nullptr) {
    status.Update(owned_publisher_->Close(std::max(deadline.left(), kLeastCloseWait)));
  }
  return status;
}

absl::Status Application::Health() const {
  absl::MutexLock lock(&mutex_);
  absl::Status status = fault_;
  for (const auto& subscription : subscriptions_) status.Update(subscription->status());
  return status;
}

absl::Status Application::PublishJson(std::string_view topic, const SchemaId& id,
                                      std::string_view json, const PublishOptions& options) {
  Publisher* const publisher = publisher_.load(std::memory_order_acquire);
  return publisher == nullptr ? NotStarted() : publisher->PublishJson(topic, id, json, options);
}

absl::StatusOr<Position> Application::PublishJsonAndWait(std::string_view topic, const SchemaId& id,
                                                         std::string_view json,
                                                         const PublishOptions& options,
                                                         absl::Duration timeout) {
  Publisher* const publisher = publisher_.load(std::memory_order_acquire);
  if (publisher == nullptr) return NotStarted();
  return publisher->PublishJsonAndWait(topic, id, json, options, timeout);
}

absl::Status Application::Flush(absl::Duration timeout) {
  Publisher* const publisher = publisher_.load(std::memory_order_acquire);
  return publisher == nullptr ? NotStarted() : publisher->Flush(timeout);
}

absl::StatusOr<std::string> Application::PublishedSchema(const SchemaId& id) {
  std::shared_ptr<Registry> registry;
  absl::Duration wait;
  {
    absl::MutexLock lock(&mutex_);
    registry = registry_;
    wait = settings_.start_timeout;
  }
  if (registry == nullptr) return NotStarted();
  return registry->Document(id, wait);
}

absl::Status Application::NotStarted() {
  return absl::FailedPreconditionError("the application is not running: call Start() first");
}

}  // namespace kontrakt
