#include "kontrakt/benchmarks/throughput/kontrakt_contender.h"

#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "kontrakt/benchmarks/messages.h"
#include "kontrakt/sdk/app/application.h"

namespace benchmarks {
namespace {

class KontraktContender final : public Contender {
 public:
  KontraktContender(kontrakt::Settings settings, std::string topic)
      : topic_(std::move(topic)), app_(std::move(settings)) {
    for (int n = 0; n < kDifferentMessages; ++n) messages_.push_back(SmallMessage(n));
  }

  // One message, so that the topic is there.
  absl::Status Start() {
    absl::Status status = app_.Start();
    if (!status.ok()) return status;
    return app_.PublishAndWait(topic_, messages_[0], {.key = messages_[0].id}).status();
  }

  std::string_view name() const override { return "kontrakt"; }

  absl::StatusOr<absl::Duration> Run(int count) override {
    const absl::Time begin = absl::Now();
    for (int i = 0; i < count; ++i) {
      const Content& message = messages_[i % kDifferentMessages];
      absl::Status status = app_.Publish(topic_, message, {.key = message.id});
      if (!status.ok()) return status;
    }
    if (absl::Status status = app_.Flush(absl::Minutes(2)); !status.ok()) return status;
    return absl::Now() - begin;
  }

 private:
  const std::string topic_;
  std::vector<Content> messages_;
  kontrakt::Application app_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Contender>> NewKontraktContender(kontrakt::Settings settings,
                                                                std::string topic) {
  auto contender = std::make_unique<KontraktContender>(std::move(settings), std::move(topic));
  absl::Status status = contender->Start();
  if (!status.ok()) return status;
  return contender;
}

}  // namespace benchmarks
