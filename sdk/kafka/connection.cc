#include "kontrakt/sdk/kafka/connection.h"

#include <algorithm>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/sdk/kafka/cluster_admin.h"

namespace kontrakt::kafka {
namespace {

// "host:port" or "[v6]:port"; librdkafka would take a list, a scheme and a missing port as well,
// and guess.
bool IsHostAndPort(std::string_view server) {
  const std::size_t colon = server.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  std::string_view host = server.substr(0, colon);
  const bool brackets = host.front() == '[' && host.back() == ']';
  if (brackets) host = host.substr(1, host.size() - 2);
  const std::string_view refused = brackets ? ", \t\n/[]" : ", \t\n/[]:";
  const std::string_view digits = server.substr(colon + 1);
  int port = 0;
  return !host.empty() && host.find_first_of(refused) == std::string_view::npos &&
         std::ranges::all_of(digits, absl::ascii_isdigit) && absl::SimpleAtoi(digits, &port) &&
         port >= 1 && port <= 65535;
}

}  // namespace

absl::Status Check(const Connection& connection) {
  if (connection.servers.empty()) {
    return absl::InvalidArgumentError(
        "no Kafka servers: name at least one broker, as in --kafka-servers=localhost:9092");
  }
  for (const std::string& server : connection.servers) {
    if (IsHostAndPort(server)) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        "Kafka server \"", server, "\" is not host:port; write it as in localhost:9092"));
  }
  if (connection.timeout <= absl::ZeroDuration()) {
    return absl::InvalidArgumentError(absl::StrCat("the Kafka timeout must be more than 0, and is ",
                                                   absl::FormatDuration(connection.timeout)));
  }
  return CheckProperties(connection.properties);
}

absl::StatusOr<std::shared_ptr<TopicAdmin>> AdminOf(const Connection& connection) {
  if (connection.admin != nullptr) return connection.admin;
  return NewClusterAdmin(connection.servers, connection.properties);
}

}  // namespace kontrakt::kafka
