// NewClusterAdmin: topic administration by the cluster itself.
#ifndef KONTRAKT_SDK_KAFKA_CLUSTER_ADMIN_H_
#define KONTRAKT_SDK_KAFKA_CLUSTER_ADMIN_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kontrakt/sdk/kafka/properties.h"
#include "kontrakt/sdk/kafka/topic_admin.h"

namespace kontrakt::kafka {

// Both checked (connection.h). Does not wait for the cluster.
absl::StatusOr<std::shared_ptr<TopicAdmin>> NewClusterAdmin(const std::vector<std::string>& servers,
                                                            const Properties& properties);

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_CLUSTER_ADMIN_H_
