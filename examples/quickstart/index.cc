#include "examples/quickstart/index.h"

#include <algorithm>

namespace quickstart {

void Index::Add(const Content& content) {
  const absl::MutexLock lock(&mutex_);
  entries_.try_emplace(content.id,
                       IndexEntry{content.id, content.title.value_or(""), content.size});
}

std::size_t Index::size() const {
  const absl::MutexLock lock(&mutex_);
  return entries_.size();
}

std::int64_t Index::bytes() const {
  const absl::MutexLock lock(&mutex_);
  std::int64_t bytes = 0;
  for (const auto& [id, entry] : entries_) bytes += entry.size;
  return bytes;
}

std::size_t Index::titled() const {
  const absl::MutexLock lock(&mutex_);
  return static_cast<std::size_t>(std::count_if(
      entries_.begin(), entries_.end(), [](const auto& e) { return !e.second.title.empty(); }));
}

std::vector<IndexEntry> Index::Largest() const {
  const absl::MutexLock lock(&mutex_);
  std::vector<IndexEntry> all;
  all.reserve(entries_.size());
  for (const auto& [id, entry] : entries_) all.push_back(entry);
  const auto shown = all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), kLargest));
  std::partial_sort(all.begin(), shown, all.end(), [](const IndexEntry& a, const IndexEntry& b) {
    return a.size != b.size ? a.size > b.size : a.id < b.id;
  });
  all.erase(shown, all.end());
  return all;
}

std::size_t Index::Await(std::size_t count, absl::Duration patience) const {
  const absl::MutexLock lock(&mutex_);
  while (entries_.size() < count) {
    const std::size_t before = entries_.size();
    const auto changed = [&]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
      return entries_.size() != before;
    };
    if (!mutex_.AwaitWithTimeout(absl::Condition(&changed), patience)) break;
  }
  return entries_.size();
}

}  // namespace quickstart
