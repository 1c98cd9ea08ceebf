// EmbeddedBroker: a Kafka broker inside this process, for unit tests and first steps.
//
//   auto broker = kontrakt::testing::EmbeddedBroker::Start();
//   kontrakt::kafka::Connection connection = (*broker)->connection();
//
// It is librdkafka's mock cluster: there at once, no Java, a few MB. It is not Kafka:
//   - Nothing outlives the process.
//   - A partition keeps its last 5 MiB (100,000 batches); what is older is dropped although it was
//     acknowledged. CheckLimits() tells.
//   - No compaction, no retention, no transactions (aborted records are visible), no ACLs, no
//   quotas.
//   - No admin requests: topics are made through connection().admin, in this process only.
// So nothing about reliability can be shown with it.
#ifndef KONTRAKT_SDK_TESTING_EMBEDDED_BROKER_H_
#define KONTRAKT_SDK_TESTING_EMBEDDED_BROKER_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kontrakt/sdk/kafka/connection.h"

namespace kontrakt::testing {

// Kinds of requests, by their number in Kafka's protocol.
enum class Request : int {
  kProduce = 0,
  kFetch = 1,
  kListOffsets = 2,
  kMetadata = 3,
  kOffsetCommit = 8,
  kFindCoordinator = 10,
  kJoinGroup = 11,
  kHeartbeat = 12,
  kInitProducerId = 22,
};

struct EmbeddedBrokerOptions {
  int brokers = 1;  // 1 to 16, each with its own port of 127.0.0.1.
};

// Thread-safe. Must outlive every client of connection().
class EmbeddedBroker {
 public:
  //   kInvalidArgument   options out of range.
  //   kUnavailable       no free port or no thread.
  static absl::StatusOr<std::unique_ptr<EmbeddedBroker>> Start(
      const EmbeddedBrokerOptions& options = {});
  virtual ~EmbeddedBroker() = default;

  // How to reach it. `admin` is set: the broker's own topic administration. It remembers the
  // configs that topics are made with and gives them back, and that is all that they do.
  virtual kafka::Connection connection() const = 0;

  // A few lines for people: what this is and what it cannot do.
  virtual std::string banner() const = 0;

  // kDataLoss: a partition has dropped acknowledged records, because more than 5 MiB went to it;
  // the message names it. Ask before you trust a count.
  virtual absl::Status CheckLimits() const = 0;

  // Makes the brokers drop every connection and take no new one, or come back: for tests of
  // outages.
  virtual void SetDown(bool down) = 0;

  // Makes the brokers answer the next `times` requests of this kind with an error, named as Kafka
  // does
  // ("NOT_LEADER_FOR_PARTITION", "TOPIC_AUTHORIZATION_FAILED", ...).
  //   kInvalidArgument: librdkafka knows no error of that name.
  virtual absl::Status FailNext(Request request, std::string_view error, int times = 1) = 0;
};

}  // namespace kontrakt::testing

#endif  // KONTRAKT_SDK_TESTING_EMBEDDED_BROKER_H_
