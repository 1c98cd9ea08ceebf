#include "kontrakt/benchmarks/throughput/kafkaesk_contender.h"

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/tests/support/process.h"

namespace benchmarks {
namespace {

using kontrakt::tests::Process;

// It is so much slower that as many messages as the others send would take minutes.
constexpr int kFewer = 25;
constexpr absl::Duration kPatience = absl::Minutes(5);

class KafkaeskContender final : public Contender {
 public:
  KafkaeskContender(std::string python, std::string servers, std::string prefix, std::string topic)
      : python_(std::move(python)),
        servers_(std::move(servers)),
        prefix_(std::move(prefix)),
        topic_(std::move(topic)) {}

  std::string_view name() const override { return "kafkaesk"; }
  bool in_this_process() const override { return false; }
  int Share(int messages) const override { return messages / kFewer + 2; }

  absl::StatusOr<absl::Duration> Run(int count) override {
    const std::string script =
        kontrakt::tests::RunfilePath("benchmarks/throughput/kafkaesk_publisher.py");
    auto publisher =
        Process::Start({python_, "-B", script, servers_, prefix_, topic_, absl::StrCat(count)});
    if (!publisher.ok()) return publisher.status();
    const std::string end = (*publisher)->End(kPatience);
    const auto result = nlohmann::json::parse((*publisher)->Output(), nullptr, false);
    if (end != "exit code 0" || !result.is_object()) {
      return absl::InternalError(absl::StrCat("kafkaesk: ", end, ": ", (*publisher)->Errors()));
    }
    return absl::Seconds(result.value("seconds", 0.0));
  }

 private:
  const std::string python_, servers_, prefix_, topic_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Contender>> NewKafkaeskContender(const std::string& servers,
                                                                const std::string& prefix,
                                                                const std::string& topic) {
  const char* const python = std::getenv("KONTRAKT_PEER_PYTHON");
  if (python == nullptr) {
    return absl::NotFoundError(
        "KONTRAKT_PEER_PYTHON is not set: run tools/setup test, which installs kafkaesk");
  }
  return std::make_unique<KafkaeskContender>(python, servers, prefix, topic);
}

}  // namespace benchmarks
