// Handover: the bounded way of records from the thread that polls to the one that runs the handler,
// and the memory of how far each partition is done.
#ifndef KONTRAKT_SDK_CONSUME_HANDOVER_H_
#define KONTRAKT_SDK_CONSUME_HANDOVER_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "kontrakt/sdk/kafka/consumer.h"
#include "kontrakt/sdk/kafka/record.h"

namespace kontrakt {

// One thread polls, one works; nothing here waits but Take(), StillWanted() and Await...().
//
// Holds by construction: records of a partition are taken in the order in which they were added; an
// offset is given out for a commit only when every record before it that was added is Done(); a
// partition that went away and came back is another one, so that a late Done() of its former life
// counts for nothing.
class Handover {
 public:
  using Partitions = absl::Span<const kafka::TopicPartition>;
  using Offsets = std::vector<kafka::TopicPartitionOffset>;

  struct Limits {
    std::size_t records = 0;
    std::size_t bytes = 0;
  };

 private:
  // One life of an assigned partition.
  struct Partition {
    kafka::TopicPartition where;
    bool is_closed = false;       // It went away, or a record of it was given up: `next` stays.
    std::int64_t next = -1;       // Behind the last record that is done; -1: none yet.
    std::int64_t committed = -1;  // As `next`, in the broker's memory.
  };

 public:
  // A record that the worker took. It must be given back with Done() or GiveUp().
  struct Taken {
    Record record;
    std::shared_ptr<Partition> partition;
    std::size_t bytes = 0;  // What it counts for in Limits::bytes.
  };

  explicit Handover(Limits limits) : limits_(limits) {}

  // --- For the thread that polls.

  void Assign(Partitions partitions);

  // Appends; past the limits too. Records of partitions that are not assigned are dropped.
  void Add(std::vector<Record> records);

  // Whether a limit is reached; whether no more than half of each is used.
  bool IsFull() const;
  bool HasRoom() const;

  // Waits for room. False: `timeout` came first, and there is none. True at once after Shut().
  bool AwaitRoom(absl::Duration timeout) const;

  // Records that may be added before a limit is reached, judged by the size of those that came so
  // far; at least 1.
  std::size_t Room() const;

  // Drops the waiting records of these partitions.
  void Drop(Partitions partitions);

  // Waits until no record of these partitions (or none at all) is being handled. False: `timeout`
  // came first.
  bool AwaitIdle(Partitions partitions, absl::Duration timeout);
  bool AwaitIdle(absl::Duration timeout);

  // How far the assigned partitions are done, where that is further than what was committed.
  Offsets Uncommitted() const;
  Offsets Uncommitted(Partitions partitions) const;
  void SetCommitted(absl::Span<const kafka::TopicPartitionOffset> offsets);

  // The partitions are gone: drops their records, and what is done with them from now on counts for
  // nothing.
  void Forget(Partitions partitions);

  // Ends it: drops every waiting record, and Take() gives nothing any more. Any thread.
  void Shut();

  // --- For the thread that works.

  // Waits for a record; nullopt after Shut().
  std::optional<Taken> Take();

  // Waits for `pause`, then tells whether the record is still to be handled: false at once after
  // Shut() or when its partition went away.
  bool StillWanted(const Taken& taken, absl::Duration pause);

  // The record is done. True: this made room, and who paused partitions may resume them.
  bool Done(const Taken& taken);

  // The record will not be handled: nothing of its partition counts as done any more in this life
  // of it.
  void GiveUp(const Taken& taken);

 private:
  using Key = std::pair<std::string_view, std::int32_t>;

  static Key KeyOf(const kafka::TopicPartition& where) { return {where.topic, where.partition}; }
  bool HasRoomLocked() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool IsInFlight(Partitions partitions) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void DropLocked(Partitions partitions) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void ReleaseLocked() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Limits limits_;
  mutable absl::Mutex mutex_;
  bool is_shut_ ABSL_GUARDED_BY(mutex_) = false;
  // Keys are views of `where` of the partition that they lead to.
  std::map<Key, std::shared_ptr<Partition>> partitions_ ABSL_GUARDED_BY(mutex_);
  std::deque<Taken> waiting_ ABSL_GUARDED_BY(mutex_);
  std::shared_ptr<Partition> in_flight_ ABSL_GUARDED_BY(mutex_);
  std::size_t in_flight_bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  std::size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;          // Waiting and in flight.
  std::size_t largest_bytes_ ABSL_GUARDED_BY(mutex_) = 1;  // Of a record so far.
};

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_CONSUME_HANDOVER_H_
