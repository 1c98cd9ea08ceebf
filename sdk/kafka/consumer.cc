#include "kontrakt/sdk/kafka/consumer.h"

#include "kontrakt/sdk/kafka/group_member.h"
#include "kontrakt/sdk/kafka/reader.h"

namespace kontrakt::kafka {

absl::StatusOr<std::unique_ptr<Consumer>> Consumer::Create(const Connection& connection,
                                                           const ConsumerOptions& options,
                                                           RebalanceListener* listener) {
  if (options.group.empty()) return Reader::Create(connection);
  return GroupMember::Create(connection, options, listener);
}

}  // namespace kontrakt::kafka
