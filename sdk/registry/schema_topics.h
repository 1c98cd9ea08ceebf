// The topics that a registry needs: their names, and that they are there and fit to keep schemas.
#ifndef KONTRAKT_SDK_REGISTRY_SCHEMA_TOPICS_H_
#define KONTRAKT_SDK_REGISTRY_SCHEMA_TOPICS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "kontrakt/sdk/kafka/topic_admin.h"

namespace kontrakt {

// "<prefix>__schema__<Name>"
std::string SchemaTopic(std::string_view topic_prefix, std::string_view schema_name);

// Creates those of `topics` that are missing (compacted, one partition, `replication_factor`
// copies, 0: min(3, brokers)) in one request, and checks those that exist. Alters nothing.
// `servers` are for messages.
//   kFailedPrecondition: one has more than one partition or is not compacted, or not only; the
//   message has the command that mends it. Nothing was created then, unless another process was at
//   it at the same time. Others as kafka::TopicAdmin.
absl::Status EnsureSchemaTopics(kafka::TopicAdmin& admin, absl::Span<const std::string> topics,
                                int replication_factor, const std::vector<std::string>& servers,
                                absl::Duration timeout);

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_REGISTRY_SCHEMA_TOPICS_H_
