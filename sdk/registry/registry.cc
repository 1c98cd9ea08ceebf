#include "kontrakt/sdk/registry/registry.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "kontrakt/sdk/kafka/deadline.h"
#include "kontrakt/sdk/kafka/read_to_end.h"
#include "kontrakt/sdk/kafka/topic_name.h"
#include "kontrakt/sdk/registry/difference.h"
#include "kontrakt/sdk/registry/history.h"
#include "kontrakt/sdk/registry/schema_topics.h"
#include "kontrakt/sdk/registry/schema_writer.h"

namespace kontrakt {
namespace {

using kafka::Deadline;

constexpr absl::Duration kAskAgain = absl::Seconds(1);  // For an id that nobody has published.
constexpr absl::Duration kPause = absl::Milliseconds(50);
// Unknown ids: a stream of made-up ones must not fill the memory.
constexpr std::size_t kMaxRemembered = 10'000;

using Documents = std::map<int, std::string>;            // By version; canonical.
using Wanted = std::map<std::string, Documents>;         // By schema name: what a Publish() wants.
using Histories = std::map<std::string, SchemaHistory>;  // By schema name.
using Offsets = std::map<std::string, int64_t>;          // By topic.

absl::StatusOr<Wanted> Canonical(absl::Span<const Registry::Schema> schemas) {
  Wanted wanted;
  for (const Registry::Schema& schema : schemas) {
    const std::string id = schema.id.ToString();
    if (!IsSchemaName(schema.id.name) || schema.id.version < 1) {
      return absl::InvalidArgumentError(absl::StrCat("\"", id, "\" is no schema id"));
    }
    absl::StatusOr<std::string> document = CanonicalSchema(schema.document);
    if (!document.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("schema \"", id, "\" cannot be published: ", document.status().message()));
    }
    if (!wanted[schema.id.name].emplace(schema.id.version, *std::move(document)).second) {
      return absl::InvalidArgumentError(absl::StrCat("schema \"", id, "\" is given twice"));
    }
  }
  return wanted;
}

std::string Conflict(const SchemaId& id, const std::string& published, const std::string& ours,
                     int next_version) {
  return absl::StrCat("schema \"", id.ToString(),
                      "\" is published already, as another document. What is published stays: give "
                      "the changed struct version ",
                      next_version, " (- published, + ours):\n", Difference(published, ours));
}

// OK when whatever of `wanted` is published is published as we want it.
absl::Status Conflicts(const Histories& histories, const Wanted& wanted) {
  std::vector<std::string> conflicts;
  for (const auto& [name, documents] : wanted) {
    const std::map<int, SchemaHistory::Version> versions = histories.at(name).versions();
    for (const auto& [number, document] : documents) {
      const auto published = versions.find(number);
      if (published == versions.end() || published->second.document == document) continue;
      const int next = std::max(versions.rbegin()->first, documents.rbegin()->first) + 1;
      conflicts.push_back(Conflict({name, number}, published->second.document, document, next));
    }
  }
  if (conflicts.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrJoin(conflicts, "\n"));
}

class KafkaRegistry final : public Registry {
 public:
  KafkaRegistry(kafka::Connection connection, RegistryOptions options)
      : connection_(std::move(connection)), options_(std::move(options)) {}

  absl::StatusOr<Published> Publish(absl::Span<const Schema> schemas,
                                    absl::Duration timeout) override;
  absl::StatusOr<std::string> Document(const SchemaId& id, absl::Duration timeout) override;

 private:
  std::string TopicOf(std::string_view name) const {
    return SchemaTopic(options_.topic_prefix, name);
  }

  // Writes what is missing and what is to be repaired, until there is nothing more to write;
  // returns how many records. The status of a conflict comes after the repairs.
  absl::StatusOr<int> Settle(const Wanted& wanted, const Deadline& deadline, Histories& histories);
  // Reads the topics of `names` to their ends into `histories`.
  absl::Status Read(const std::set<std::string>& names, const Deadline& deadline,
                    Histories& histories) const;
  // As Read(), until what was written at `offsets` is among it.
  absl::Status ReadBack(const std::set<std::string>& names, const Offsets& offsets,
                        const Deadline& deadline, Histories& histories) const;
  // For one schema: repairs of what is not clean and, with `and_new`, what nobody has published.
  void Plan(const std::string& name, const SchemaHistory& history, const Documents& wanted,
            bool and_new, std::vector<SchemaWrite>& writes) const;

  void Remember(const Histories& histories);
  std::optional<std::string> Known(const SchemaId& id) ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  absl::Status NotFound(const SchemaId& id) const;
  // Reads the topic of an unknown id, if there is one. One thread at a time.
  absl::Status Look(const SchemaId& id, const Deadline& deadline);

  const kafka::Connection connection_;  // With `admin`.
  const RegistryOptions options_;

  absl::Mutex mutex_;
  std::map<std::string, Documents> documents_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<SchemaId, absl::Time> unknown_ ABSL_GUARDED_BY(mutex_);  // Last asked for.
  bool looking_ ABSL_GUARDED_BY(mutex_) = false;

  // Only for the thread that is looking: the cluster's topics, at most kAskAgain old.
  std::set<std::string> topics_;
  absl::Time topics_read_ = absl::InfinitePast();
};

absl::Status KafkaRegistry::Read(const std::set<std::string>& names, const Deadline& deadline,
                                 Histories& histories) const {
  std::vector<kafka::TopicPartitionOffset> partitions;
  std::map<std::string, SchemaHistory*, std::less<>> by_topic;
  for (const std::string& name : names) {
    const std::string topic = TopicOf(name);
    // From 0 and not "the beginning": librdkafka would have to ask for each topic where that is.
    partitions.push_back({{topic, 0}, 0});
    by_topic[topic] = &histories.insert_or_assign(name, SchemaHistory(topic)).first->second;
  }
  return kafka::ReadToEnd(connection_, partitions, deadline.left(), [&](const Record& record) {
    by_topic.find(record.topic())
        ->second->Add({.offset = record.offset(),
                       .key = record.key(),
                       .value = record.value(),
                       .restores = record.header(kRestoresHeader)});
  });
}

absl::Status KafkaRegistry::ReadBack(const std::set<std::string>& names, const Offsets& offsets,
                                     const Deadline& deadline, Histories& histories) const {
  while (true) {
    if (absl::Status status = Read(names, deadline, histories); !status.ok()) return status;
    const auto hidden = std::ranges::find_if(names, [&](const std::string& name) {
      const auto written = offsets.find(TopicOf(name));
      return written != offsets.end() && histories.at(name).end() <= written->second;
    });
    if (hidden == names.end()) return absl::OkStatus();
    if (deadline.passed()) {
      return absl::UnavailableError(absl::StrCat(
          "schema topic \"", TopicOf(*hidden), "\": what was written at offset ",
          offsets.at(TopicOf(*hidden)),
          " cannot be read yet; a transaction that somebody left open there is one cause"));
    }
    absl::SleepFor(std::min(kPause, deadline.left()));
  }
}

void KafkaRegistry::Plan(const std::string& name, const SchemaHistory& history,
                         const Documents& wanted, bool and_new,
                         std::vector<SchemaWrite>& writes) const {
  const std::string topic = TopicOf(name);
  const std::map<int, SchemaHistory::Version> versions = history.versions();
  for (const auto& [number, version] : versions) {
    if (!version.clean) writes.push_back({topic, number, version.document, version.stands_at});
  }
  if (!and_new) return;
  for (const auto& [number, document] : wanted) {
    if (!versions.contains(number)) writes.push_back({topic, number, document});
  }
}

absl::StatusOr<int> KafkaRegistry::Settle(const Wanted& wanted, const Deadline& deadline,
                                          Histories& histories) {
  std::set<std::string> names;
  for (const auto& [name, documents] : wanted) names.insert(name);
  Offsets offsets;
  int written = 0;
  // As a rule the first round finds everything, or the second finds what the first has written.
  // There are more only while other processes write, and each of them writes a document of its own
  // only once.
  while (true) {
    absl::Status status = ReadBack(names, offsets, deadline, histories);
    if (!status.ok()) return status;
    status = Conflicts(histories, wanted);
    std::vector<SchemaWrite> writes;
    for (const std::string& name : names) {
      Plan(name, histories.at(name), wanted.at(name), /*and_new=*/status.ok(), writes);
    }
    if (writes.empty() && !status.ok()) return status;
    if (writes.empty()) return written;
    absl::StatusOr<Offsets> answered = WriteSchemas(connection_, writes, deadline.left());
    if (!answered.ok()) return answered.status();
    offsets = *std::move(answered);
    written += static_cast<int>(writes.size());
    std::erase_if(names, [&](const std::string& name) { return !offsets.contains(TopicOf(name)); });
  }
}

absl::StatusOr<Registry::Published> KafkaRegistry::Publish(absl::Span<const Schema> schemas,
                                                           absl::Duration timeout) {
  const Deadline deadline(timeout);
  const absl::StatusOr<Wanted> wanted = Canonical(schemas);
  if (!wanted.ok()) return wanted.status();
  if (wanted->empty()) return Published();
  std::vector<std::string> topics;
  for (const auto& [name, documents] : *wanted) topics.push_back(TopicOf(name));
  absl::Status status = EnsureSchemaTopics(*connection_.admin, topics, options_.replication_factor,
                                           connection_.servers, deadline.left());
  if (!status.ok()) return status;

  Histories histories;
  const absl::StatusOr<int> written = Settle(*wanted, deadline, histories);
  Remember(histories);
  if (!written.ok()) return written.status();
  Published published{.written = *written, .warnings = {}};
  for (const auto& [name, history] : histories) {
    for (std::string& warning : history.warnings()) {
      published.warnings.push_back(std::move(warning));
    }
  }
  return published;
}

void KafkaRegistry::Remember(const Histories& histories) {
  absl::MutexLock lock(&mutex_);
  for (const auto& [name, history] : histories) {
    for (const auto& [number, version] : history.versions()) {
      documents_[name][number] = version.document;
    }
  }
}

std::optional<std::string> KafkaRegistry::Known(const SchemaId& id) {
  const auto documents = documents_.find(id.name);
  if (documents == documents_.end()) return std::nullopt;
  const auto document = documents->second.find(id.version);
  if (document == documents->second.end()) return std::nullopt;
  return document->second;
}

absl::Status KafkaRegistry::NotFound(const SchemaId& id) const {
  return absl::NotFoundError(
      absl::StrCat("schema \"", id.ToString(), "\" is not published in topic \"", TopicOf(id.name),
                   "\"; the service that owns it publishes it when it starts"));
}

absl::Status KafkaRegistry::Look(const SchemaId& id, const Deadline& deadline) {
  if (absl::Now() - topics_read_ > kAskAgain) {
    absl::StatusOr<kafka::Cluster> cluster = connection_.admin->Describe(deadline.left());
    if (!cluster.ok()) return cluster.status();
    topics_.clear();
    for (const kafka::TopicInfo& info : cluster->topics) topics_.insert(info.name);
    topics_read_ = absl::Now();
  }
  if (!topics_.contains(TopicOf(id.name))) return absl::OkStatus();
  Histories histories;
  absl::Status status = Read({id.name}, deadline, histories);
  if (status.ok()) Remember(histories);
  return status;
}

absl::StatusOr<std::string> KafkaRegistry::Document(const SchemaId& id, absl::Duration timeout) {
  const Deadline deadline(timeout);
  if (!IsSchemaName(id.name) || id.version < 1) return NotFound(id);
  {
    absl::MutexLock lock(&mutex_);
    if (std::optional<std::string> known = Known(id)) return *std::move(known);
    const auto is_free = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return !looking_; };
    if (!mutex_.AwaitWithTimeout(absl::Condition(&is_free), deadline.left())) {
      return absl::DeadlineExceededError(absl::StrCat(
          "asking for schema \"", id.ToString(), "\": others asked first and are still waiting"));
    }
    if (std::optional<std::string> known = Known(id)) return *std::move(known);
    if (unknown_.size() > kMaxRemembered) unknown_.clear();
    absl::Time& asked = unknown_.try_emplace(id, absl::InfinitePast()).first->second;
    if (absl::Now() - asked < kAskAgain) return NotFound(id);
    asked = absl::Now();
    looking_ = true;
  }
  const absl::Status status = Look(id, deadline);
  absl::MutexLock lock(&mutex_);
  looking_ = false;
  if (!status.ok()) {
    unknown_.erase(id);  // Nobody knows yet: the next one may ask at once.
    return status;
  }
  std::optional<std::string> known = Known(id);
  if (!known) return NotFound(id);
  unknown_.erase(id);
  return *std::move(known);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Registry>> Registry::Create(const kafka::Connection& connection,
                                                           RegistryOptions options) {
  if (absl::Status status = kafka::CheckTopicName(SchemaTopic(options.topic_prefix, "Name"));
      !status.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("the topic prefix cannot be used: ", status.message()));
  }
  if (options.replication_factor < 0) {
    return absl::InvalidArgumentError(absl::StrCat("a replication factor of ",
                                                   options.replication_factor,
                                                   "; give 1 or more, or 0 for min(3, brokers)"));
  }
  kafka::Connection own = connection;
  absl::StatusOr<std::shared_ptr<kafka::TopicAdmin>> admin = kafka::AdminOf(connection);
  if (!admin.ok()) return admin.status();
  own.admin = *std::move(admin);
  return std::make_unique<KafkaRegistry>(std::move(own), std::move(options));
}

}  // namespace kontrakt
