// A cluster and a producer in memory, which fail when they are told to.
#ifndef KONTRAKT_TESTS_SDK_PRODUCE_FAKES_H_
#define KONTRAKT_TESTS_SDK_PRODUCE_FAKES_H_

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "kontrakt/sdk/kafka/producer.h"
#include "kontrakt/sdk/kafka/topic_admin.h"

namespace kontrakt::fakes {

class Admin : public kafka::TopicAdmin {
 public:
  absl::StatusOr<kafka::Cluster> Describe(absl::Duration timeout) override {
    absl::SleepFor(std::min(delay, timeout));
    absl::MutexLock lock(&mutex);
    ++describes;
    if (!fails.ok()) return fails;
    kafka::Cluster cluster{.brokers = brokers, .topics = {}};
    for (const auto& [name, spec] : topics) {
      cluster.topics.push_back({.name = name, .partitions = spec.partitions});
    }
    return cluster;
  }

  absl::Status Create(absl::Span<const kafka::TopicSpec> specs, absl::Duration) override {
    absl::MutexLock lock(&mutex);
    ++creates;
    for (const kafka::TopicSpec& spec : specs) topics.try_emplace(spec.name, spec);
    return absl::OkStatus();
  }

  absl::StatusOr<std::map<std::string, std::map<std::string, std::string>>> Configs(
      absl::Span<const std::string>, absl::Duration) override {
    return absl::UnimplementedError("not asked for here");
  }

  absl::Mutex mutex;
  int brokers = 5;
  absl::Status fails;
  absl::Duration delay = absl::ZeroDuration();
  std::map<std::string, kafka::TopicSpec> topics;
  int describes = 0;
  int creates = 0;
};

// What reached the producer, as it was.
struct Sent {
  std::string topic;
  std::optional<std::string> key;
  std::string value;
  std::vector<std::pair<std::string, std::string>> headers;
  std::optional<absl::Time> timestamp;
  kafka::DeliveryCallback on_delivery;
};

// Keeps what it is given. With an `answer` it gives that as the delivery report, from a thread of
// its own.
class Producer : public kafka::Producer {
 public:
  explicit Producer(std::vector<Sent>* sent,
                    std::optional<kafka::DeliveryReport> answer = std::nullopt)
      : sent_(sent), answer_(std::move(answer)) {}
  ~Producer() override {
    for (std::thread& broker : brokers_) broker.join();
  }

  absl::Status Produce(const kafka::OutgoingRecord& record, kafka::DeliveryCallback on_delivery,
                       absl::Duration) override {
    Sent sent{.topic = std::string(record.topic),
              .key = record.key ? std::optional<std::string>(*record.key) : std::nullopt,
              .value = std::string(record.value.value_or("")),
              .headers = {},
              .timestamp = record.timestamp,
              .on_delivery = std::move(on_delivery)};
    for (const HeaderView& header : record.headers) {
      sent.headers.emplace_back(header.name, header.value);
    }
    absl::MutexLock lock(&mutex_);
    if (answer_.has_value()) {
      brokers_.emplace_back([callback = sent.on_delivery, answer = *answer_] { callback(answer); });
    }
    sent_->push_back(std::move(sent));
    return absl::OkStatus();
  }
  absl::Status Flush(absl::Duration) override { return absl::OkStatus(); }
  absl::Status Close(absl::Duration) override { return absl::OkStatus(); }

 private:
  absl::Mutex mutex_;
  std::vector<Sent>* const sent_;
  const std::optional<kafka::DeliveryReport> answer_;
  std::vector<std::thread> brokers_;
};

}  // namespace kontrakt::fakes

#endif  // KONTRAKT_TESTS_SDK_PRODUCE_FAKES_H_
