// Registry: the schemas that live in Kafka itself, in the compacted topics
// `<prefix>__schema__<Name>`.
//
// Such a topic has one partition; the key of a record is a version in decimal ("1"), its value the
// JSON Schema of that version. The first record of a version wins, for every process and for ever;
// what comes later under the same version is a lost race, or somebody else's mistake. history.h
// holds that rule as a pure function.
#ifndef KONTRAKT_SDK_REGISTRY_REGISTRY_H_
#define KONTRAKT_SDK_REGISTRY_REGISTRY_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "kontrakt/schemas/declare/schema_id.h"
#include "kontrakt/sdk/kafka/connection.h"

namespace kontrakt {

struct RegistryOptions {
  // Comes before every topic's name, e.g. "team1.".
  std::string topic_prefix;
  // Copies of a schema topic that the registry creates; 0: min(3, brokers).
  int replication_factor = 0;
};

// Thread-safe. Holds no connection to the cluster between calls but that of topic administration.
class Registry {
 public:
  struct Schema {
    SchemaId id;
    std::string document;  // JSON Schema; a JSON object of at most 256 KiB.
  };

  struct Published {
    int written = 0;  // Records written: 0 when all of it was there already.
    // Records that were ignored because they are no schema (not JSON, a key that is no version, a
    // tombstone, ...), one sentence each.
    std::vector<std::string> warnings;
  };

  // `connection` must have passed Check(). Does not wait for the cluster.
  //   kInvalidArgument: the prefix may not stand in a topic's name, or a negative replication
  //   factor.
  static absl::StatusOr<std::unique_ptr<Registry>> Create(const kafka::Connection& connection,
                                                          RegistryOptions options);
  virtual ~Registry() = default;

  // Makes sure that each of `schemas` is what its id stands for in the cluster: creates the topics
  // that are missing, writes what nobody has published, and repairs what a killed loser of a race
  // left behind. Writes nothing when all is there. Ends within `timeout`.
  //   kFailedPrecondition  another document stands under one of the ids (the message shows the
  //                        difference): publish ours under the next version; or a topic is not
  //                        compacted or has more than one partition (the message has the command).
  //   kInvalidArgument     a document is no JSON object or too large, or an id is given twice.
  //   kDeadlineExceeded, kUnavailable, kPermissionDenied: as kafka::TopicAdmin; nothing is decided.
  virtual absl::StatusOr<Published> Publish(absl::Span<const Schema> schemas,
                                            absl::Duration timeout) = 0;

  // The document that was published first under `id`, as canonical JSON. Cached: asks the cluster
  // only for an id it has not seen, and at most once a second for one that nobody has published.
  //   kNotFound  nobody has published it.
  //   Others as for Publish().
  virtual absl::StatusOr<std::string> Document(const SchemaId& id, absl::Duration timeout) = 0;
};

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_REGISTRY_REGISTRY_H_
