#include "kontrakt/sdk/consume/handover.h"

#include <algorithm>

namespace kontrakt {
namespace {

// What a record costs besides its key and value.
constexpr std::size_t kOverhead = 256;

std::size_t SizeOf(const Record& record) {
  return kOverhead + record.key().value_or("").size() + record.value().value_or("").size();
}

}  // namespace

void Handover::Assign(Partitions partitions) {
  absl::MutexLock lock(&mutex_);
  for (const kafka::TopicPartition& where : partitions) {
    if (partitions_.contains(KeyOf(where))) continue;
    auto partition = std::make_shared<Partition>(Partition{.where = where});
    const Key key = KeyOf(partition->where);
    partitions_.emplace(key, std::move(partition));
  }
}

void Handover::Add(std::vector<Record> records) {
  absl::MutexLock lock(&mutex_);
  if (is_shut_) return;
  for (Record& record : records) {
    const auto found = partitions_.find(Key(record.topic(), record.partition()));
    if (found == partitions_.end()) continue;
    const std::size_t bytes = SizeOf(record);
    bytes_ += bytes;
    largest_bytes_ = std::max(largest_bytes_, bytes);
    waiting_.push_back({.record = std::move(record), .partition = found->second, .bytes = bytes});
  }
}

bool Handover::IsFull() const {
  absl::MutexLock lock(&mutex_);
  return waiting_.size() >= limits_.records || bytes_ >= limits_.bytes;
}

bool Handover::HasRoom() const {
  absl::MutexLock lock(&mutex_);
  return HasRoomLocked();
}

bool Handover::HasRoomLocked() const {
  return waiting_.size() <= limits_.records / 2 && bytes_ <= limits_.bytes / 2;
}

bool Handover::AwaitRoom(absl::Duration timeout) const {
  const auto has_room = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return is_shut_ || HasRoomLocked();
  };
  absl::MutexLock lock(&mutex_);
  return mutex_.AwaitWithTimeout(absl::Condition(&has_room), timeout);
}

std::size_t Handover::Room() const {
  absl::MutexLock lock(&mutex_);
  const std::size_t records = limits_.records - std::min(limits_.records, waiting_.size());
  const std::size_t bytes = limits_.bytes - std::min(limits_.bytes, bytes_);
  return std::max<std::size_t>(1, std::min(records, bytes / largest_bytes_));
}

void Handover::Drop(Partitions partitions) {
  absl::MutexLock lock(&mutex_);
  DropLocked(partitions);
}

void Handover::DropLocked(Partitions partitions) {
  for (const kafka::TopicPartition& where : partitions) {
    const auto found = partitions_.find(KeyOf(where));
    if (found == partitions_.end()) continue;
    std::erase_if(waiting_, [&](const Taken& waiting) {
      if (waiting.partition != found->second) return false;
      bytes_ -= waiting.bytes;
      return true;
    });
  }
}

bool Handover::IsInFlight(Partitions partitions) const {
  return in_flight_ != nullptr &&
         std::find(partitions.begin(), partitions.end(), in_flight_->where) != partitions.end();
}

bool Handover::AwaitIdle(Partitions partitions, absl::Duration timeout) {
  const auto is_idle = [this, partitions]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !IsInFlight(partitions);
  };
  absl::MutexLock lock(&mutex_);
  return mutex_.AwaitWithTimeout(absl::Condition(&is_idle), timeout);
}

bool Handover::AwaitIdle(absl::Duration timeout) {
  const auto is_idle = [this]()
                           ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return in_flight_ == nullptr; };
  absl::MutexLock lock(&mutex_);
  return mutex_.AwaitWithTimeout(absl::Condition(&is_idle), timeout);
}

Handover::Offsets Handover::Uncommitted() const {
  Offsets offsets;
  absl::MutexLock lock(&mutex_);
  for (const auto& [key, partition] : partitions_) {
    if (partition->next > partition->committed) {
      offsets.push_back({.where = partition->where, .offset = partition->next});
    }
  }
  return offsets;
}

Handover::Offsets Handover::Uncommitted(Partitions partitions) const {
  Offsets offsets = Uncommitted();
  std::erase_if(offsets, [&](const kafka::TopicPartitionOffset& offset) {
    return std::find(partitions.begin(), partitions.end(), offset.where) == partitions.end();
  });
  return offsets;
}

void Handover::SetCommitted(absl::Span<const kafka::TopicPartitionOffset> offsets) {
  absl::MutexLock lock(&mutex_);
  for (const kafka::TopicPartitionOffset& offset : offsets) {
    const auto found = partitions_.find(KeyOf(offset.where));
    if (found != partitions_.end()) found->second->committed = offset.offset;
  }
}

void Handover::Forget(Partitions partitions) {
  absl::MutexLock lock(&mutex_);
  DropLocked(partitions);
  for (const kafka::TopicPartition& where : partitions) {
    const auto found = partitions_.find(KeyOf(where));
    if (found == partitions_.end()) continue;
    found->second->is_closed = true;
    // The key views the partition: it must not die before its key does.
    const std::shared_ptr<Partition> kept = found->second;
    partitions_.erase(found);
  }
}

void Handover::Shut() {
  absl::MutexLock lock(&mutex_);
  is_shut_ = true;
  waiting_.clear();
  bytes_ = in_flight_bytes_;
}

std::optional<Handover::Taken> Handover::Take() {
  const auto is_ready = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return is_shut_ || !waiting_.empty();
  };
  absl::MutexLock lock(&mutex_);
  mutex_.Await(absl::Condition(&is_ready));
  if (is_shut_) return std::nullopt;
  Taken taken = std::move(waiting_.front());
  waiting_.pop_front();
  in_flight_ = taken.partition;
  in_flight_bytes_ = taken.bytes;
  return taken;
}

bool Handover::StillWanted(const Taken& taken, absl::Duration pause) {
  const auto is_unwanted = [this, &taken]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return is_shut_ || taken.partition->is_closed;
  };
  absl::MutexLock lock(&mutex_);
  return !mutex_.AwaitWithTimeout(absl::Condition(&is_unwanted), pause);
}

bool Handover::Done(const Taken& taken) {
  absl::MutexLock lock(&mutex_);
  const bool had_room = HasRoomLocked();
  ReleaseLocked();
  if (!taken.partition->is_closed) taken.partition->next = taken.record.offset() + 1;
  return !had_room && HasRoomLocked();
}

void Handover::GiveUp(const Taken& taken) {
  absl::MutexLock lock(&mutex_);
  ReleaseLocked();
  taken.partition->is_closed = true;
}

void Handover::ReleaseLocked() {
  bytes_ -= in_flight_bytes_;
  in_flight_bytes_ = 0;
  in_flight_ = nullptr;
}

}  // namespace kontrakt
