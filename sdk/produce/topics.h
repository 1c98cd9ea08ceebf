// Topics: the data topics of one application; those that are absent are made on first use.
#ifndef KONTRAKT_SDK_PRODUCE_TOPICS_H_
#define KONTRAKT_SDK_PRODUCE_TOPICS_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "kontrakt/schemas/declare/schema_options.h"
#include "kontrakt/sdk/kafka/deadline.h"
#include "kontrakt/sdk/kafka/topic_admin.h"
#include "kontrakt/sdk/produce/known_topics.h"

namespace kontrakt {

struct TopicsOptions {
  std::string prefix = {};     // Has passed CheckTopicPrefix().
  int replication_factor = 0;  // Of topics that are made; 0: min(3, brokers).
  absl::Duration timeout =
      absl::Seconds(10);  // Of each call that asks the cluster; and 50 ms a topic.
};

// A topic as an application wants it.
struct StreamTopic {
  std::string name = {};                    // Without prefix.
  std::optional<Retention> retention = {};  // `retention.ms`; nullopt: the broker's default.
};

// Thread-safe.
class Topics {
 public:
  // Partitions of a topic that is made.
  static constexpr int kPartitions = 7;

  Topics(std::shared_ptr<kafka::TopicAdmin> admin, TopicsOptions options);

  // Makes those of `topics` that the cluster lacks, all in one request; others stay as they are.
  //   kInvalidArgument: a name that CheckTopicName() refuses.
  //   Others as TopicAdmin returns them, after options.timeout at the latest.
  absl::Status Ensure(absl::Span<const StreamTopic> topics);

  // The full name of the topic `name`, which exists or is made now. Costs no more than a look into
  // a table once the topic is known. Errors as above. The pointer is valid as long as this object
  // is.
  absl::StatusOr<const std::string*> FullName(std::string_view name);

  const TopicsOptions& options() const { return options_; }

 private:
  absl::Status Make(absl::Span<const StreamTopic> topics, kafka::Deadline deadline);
  kafka::TopicSpec SpecOf(const StreamTopic& topic, int brokers) const;

  const std::shared_ptr<kafka::TopicAdmin> admin_;
  const TopicsOptions options_;
  KnownTopics known_;

  absl::Mutex mutex_;
  // One caller asks the cluster at a time; a flag, because a lock could not be waited for with a
  // deadline.
  bool busy_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_PRODUCE_TOPICS_H_
