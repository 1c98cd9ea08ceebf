#include "kontrakt/sdk/kafka/properties.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "kontrakt/sdk/kafka/handles.h"
#include "kontrakt/sdk/kafka/nearest.h"

namespace kontrakt::kafka {
namespace {

// What kontrakt sets itself, and what to use instead.
struct Kept {
  std::string_view name;
  std::string_view instead;
};

constexpr std::string_view kOneMode =
    "the producer has one mode (idempotent, acknowledged by all in-sync replicas), so that no "
    "message is lost, doubled or put out of order";
constexpr std::string_view kServers = "give the brokers with --kafka-servers (Connection::servers)";
constexpr std::string_view kGroup = "name the group where you subscribe";
constexpr std::string_view kCommits =
    "offsets are committed when every record before them has been handled";
constexpr std::string_view kTimeout =
    "bound how long a message may take with message.timeout.ms instead";
constexpr std::string_view kNoTransactions = "transactions are not supported";
constexpr std::string_view kEmbedded =
    "use kontrakt::testing::EmbeddedBroker, which tells you what it cannot do";

constexpr Kept kKept[] = {
    {"bootstrap.servers", kServers},
    {"metadata.broker.list", kServers},
    {"enable.idempotence", kOneMode},
    {"acks", kOneMode},
    {"request.required.acks", kOneMode},
    {"max.in.flight", kOneMode},
    {"max.in.flight.requests.per.connection", kOneMode},
    {"queuing.strategy", kOneMode},
    {"retries", kTimeout},
    {"message.send.max.retries", kTimeout},
    {"partitioner", "keys go to the partitions that Java's clients would choose (murmur2_random)"},
    {"delivery.report.only.error", "every message's outcome is reported to whoever published it"},
    {"transactional.id", kNoTransactions},
    {"transaction.timeout.ms", kNoTransactions},
    {"group.id", kGroup},
    {"group.protocol", "the classic protocol is used: librdkafka's other one is a preview"},
    {"group.remote.assignor", "the classic group protocol is used"},
    {"enable.auto.commit", kCommits},
    {"auto.commit.enable", kCommits},
    {"auto.commit.interval.ms", kCommits},
    {"enable.auto.offset.store", kCommits},
    {"offset.store.method", kCommits},
    {"auto.offset.reset",
     "say where you subscribe whether a new group starts at the earliest record"},
    {"enable.partition.eof", "kontrakt turns it on where it reads to the end"},
    {"allow.auto.create.topics", "kontrakt creates the topics that it writes to"},
    {"enabled_events", "kontrakt serves librdkafka's events itself"},
    {"log.queue", "log lines go to Abseil's log"},
    {"test.mock.num.brokers", kEmbedded},
    {"test.mock.broker.rtt", kEmbedded},
};

// librdkafka's own table of its properties: name -> the values it takes, as text ("0 .. 900000").
std::map<std::string, std::string> KnownProperties() {
  char* text = nullptr;
  std::size_t size = 0;
  std::FILE* file = open_memstream(&text, &size);
  if (file == nullptr) return {};
  rd_kafka_conf_properties_show(file);
  std::fclose(file);
  std::map<std::string, std::string> known;
  // Lines look like "name | P | range | default | importance | description".
  for (std::string_view line : absl::StrSplit(std::string_view(text, size), '\n')) {
    const std::vector<std::string_view> columns = absl::StrSplit(line, '|');
    if (columns.size() < 6 || columns[0].substr(0, 3) == "---") continue;
    known.emplace(absl::StripAsciiWhitespace(columns[0]), absl::StripAsciiWhitespace(columns[2]));
  }
  std::free(text);
  known.erase("Property");  // The table's head.
  return known;
}

absl::Status UnknownName(std::string_view name) {
  std::vector<std::string> names;
  for (const auto& [known, range] : KnownProperties()) names.push_back(known);
  const std::optional<std::string> nearest = Nearest(name, names);
  return absl::InvalidArgumentError(
      absl::StrCat("Kafka property \"", name, "\": librdkafka has no such property; ",
                   nearest ? absl::StrCat("did you mean \"", *nearest, "\"?")
                           : "its list is in librdkafka's CONFIGURATION.md"));
}

absl::Status RefusedValue(const std::string& name) {
  const std::string range = KnownProperties()[name];
  return absl::InvalidArgumentError(absl::StrCat(
      "Kafka property \"", name, "\": librdkafka does not take this value; ",
      range.empty() ? "see its CONFIGURATION.md for what it takes" : "it takes: ", range));
}

}  // namespace

absl::Status CheckProperties(const Properties& properties) {
  ConfHandle scratch(rd_kafka_conf_new());
  for (const auto& [name, value] : properties) {
    for (const Kept& kept : kKept) {
      if (name != kept.name) continue;
      return absl::InvalidArgumentError(
          absl::StrCat("Kafka property \"", name, "\" cannot be set: ", kept.instead));
    }
    // The reason in librdkafka's words is not used: it can hold the value, which can be a secret.
    switch (rd_kafka_conf_set(scratch.get(), name.c_str(), value.c_str(), nullptr, 0)) {
      case RD_KAFKA_CONF_OK:
        break;
      case RD_KAFKA_CONF_UNKNOWN:
        return UnknownName(name);
      case RD_KAFKA_CONF_INVALID:
        return RefusedValue(name);
    }
  }
  return absl::OkStatus();
}

}  // namespace kontrakt::kafka
