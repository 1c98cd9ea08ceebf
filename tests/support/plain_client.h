// librdkafka's objects with owners, for tests/support only.
#ifndef KONTRAKT_TESTS_SUPPORT_PLAIN_CLIENT_H_
#define KONTRAKT_TESTS_SUPPORT_PLAIN_CLIENT_H_

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wignored-qualifiers"  // rdkafka.h's own
#include "librdkafka/rdkafka.h"
#pragma GCC diagnostic pop

namespace kontrakt::tests {

// Deletes with a function of librdkafka.
template <auto kFree>
struct Free {
  template <typename T>
  void operator()(T* object) const {
    kFree(object);
  }
};
using Handle = std::unique_ptr<rd_kafka_t, Free<rd_kafka_destroy>>;
using Queue = std::unique_ptr<rd_kafka_queue_t, Free<rd_kafka_queue_destroy>>;
using Event = std::unique_ptr<rd_kafka_event_t, Free<rd_kafka_event_destroy>>;
using Options = std::unique_ptr<rd_kafka_AdminOptions_t, Free<rd_kafka_AdminOptions_destroy>>;
using NewTopic = std::unique_ptr<rd_kafka_NewTopic_t, Free<rd_kafka_NewTopic_destroy>>;
using Resource = std::unique_ptr<rd_kafka_ConfigResource_t, Free<rd_kafka_ConfigResource_destroy>>;
using Partitions =
    std::unique_ptr<rd_kafka_topic_partition_list_t, Free<rd_kafka_topic_partition_list_destroy>>;
using TopicHandle = std::unique_ptr<rd_kafka_topic_t, Free<rd_kafka_topic_destroy>>;
using Metadata = std::unique_ptr<const rd_kafka_metadata_t, Free<rd_kafka_metadata_destroy>>;
using Message = std::unique_ptr<rd_kafka_message_t, Free<rd_kafka_message_destroy>>;

using OnDelivery = void (*)(rd_kafka_t*, const rd_kafka_message_t*, void*);

int Milliseconds(absl::Duration duration);

// OK, or librdkafka's reason after `what`: kNotFound for an unknown topic, kDeadlineExceeded for a
// timeout, kInternal for everything else.
absl::Status Failure(rd_kafka_resp_err_t error, std::string_view what);

// A client that logs nothing and reconnects quickly, with the properties `more`.
//   kInvalidArgument   a property that librdkafka refuses.
absl::StatusOr<Handle> NewClient(rd_kafka_type_t type, const std::string& servers,
                                 const std::map<std::string, std::string>& more = {},
                                 OnDelivery on_delivery = nullptr);

// The cluster and `topic`; or, when that is empty, all topics.
absl::StatusOr<Metadata> FetchMetadata(rd_kafka_t* client, const std::string& topic,
                                       absl::Duration timeout);

struct TopicClient {
  Handle client;
  int partitions = 0;
};

// A client that knows its topic already: otherwise its first request would wait up to a second for
// librdkafka's own look at the cluster.
//   kNotFound   there is no such topic.
absl::StatusOr<TopicClient> Connect(rd_kafka_type_t type, const std::string& servers,
                                    const std::string& topic, absl::Duration timeout,
                                    const std::map<std::string, std::string>& more = {},
                                    OnDelivery on_delivery = nullptr);

}  // namespace kontrakt::tests

#endif  // KONTRAKT_TESTS_SUPPORT_PLAIN_CLIENT_H_
