#include "kontrakt/sdk/registry/schema_writer.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/log/log.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "kontrakt/sdk/kafka/deadline.h"
#include "kontrakt/sdk/kafka/producer.h"
#include "kontrakt/sdk/registry/history.h"

namespace kontrakt {
namespace {

// What the brokers answered; shared with callbacks that may come late.
class Answers {
 public:
  void Add(const kafka::DeliveryReport& report) {
    absl::MutexLock lock(&mutex_);
    status_.Update(report.status);
    int64_t& last = last_offsets_[std::string(report.topic)];
    last = std::max(last, report.offset);
  }
  absl::StatusOr<std::map<std::string, int64_t>> Get() {
    absl::MutexLock lock(&mutex_);
    if (!status_.ok()) return status_;
    return last_offsets_;
  }

 private:
  absl::Mutex mutex_;
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, int64_t> last_offsets_ ABSL_GUARDED_BY(mutex_);
};

absl::Status Write(kafka::Producer& producer, const SchemaWrite& write,
                   const std::shared_ptr<Answers>& answers, absl::Duration timeout) {
  const std::string key = absl::StrCat(write.version);
  const std::string stands_at = write.restores ? absl::StrCat(*write.restores) : "";
  std::vector<HeaderView> headers;
  if (write.restores) headers.push_back({kRestoresHeader, stands_at});
  return producer.Produce(
      {.topic = write.topic, .key = key, .value = write.document, .headers = headers},
      [answers](const kafka::DeliveryReport& report) { answers->Add(report); }, timeout);
}

}  // namespace

absl::StatusOr<std::map<std::string, int64_t>> WriteSchemas(const kafka::Connection& connection,
                                                            absl::Span<const SchemaWrite> writes,
                                                            absl::Duration timeout) {
  const kafka::Deadline deadline(timeout);
  absl::StatusOr<std::unique_ptr<kafka::Producer>> producer = kafka::Producer::Create(connection);
  if (!producer.ok()) return producer.status();
  const auto answers = std::make_shared<Answers>();
  absl::Status status;
  for (const SchemaWrite& write : writes) {
    status = Write(**producer, write, answers, deadline.left());
    if (!status.ok()) break;
  }
  status.Update((*producer)->Flush(deadline.left()));
  // What was acknowledged stands, however long librdkafka takes to let go of the client.
  absl::Status closed = (*producer)->Close(absl::Seconds(2));
  if (!status.ok()) return status;
  if (!closed.ok()) LOG(WARNING) << closed;
  return answers->Get();
}

}  // namespace kontrakt
