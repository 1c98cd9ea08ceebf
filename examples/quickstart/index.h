// Index: what the second subscription builds from the messages of this run.
#ifndef KONTRAKT_EXAMPLES_QUICKSTART_INDEX_H_
#define KONTRAKT_EXAMPLES_QUICKSTART_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "examples/quickstart/content.h"

namespace quickstart {

struct IndexEntry {
  std::string id;
  std::string title;  // Empty: none.
  std::int64_t size = 0;
};

// Thread-safe.
class Index {
 public:
  static constexpr std::size_t kLargest = 8;

  // A message may come twice (at least once): the second changes nothing.
  void Add(const Content& content);

  std::size_t size() const;
  std::int64_t bytes() const;
  std::size_t titled() const;

  // Entries with the largest size, kLargest at most, largest first.
  std::vector<IndexEntry> Largest() const;

  // Waits until it holds `count` entries, or until `patience` passed without a new one. Returns
  // size().
  std::size_t Await(std::size_t count, absl::Duration patience) const;

 private:
  mutable absl::Mutex mutex_;
  // By id, so that a redelivery is recognised.
  std::map<std::string, IndexEntry> entries_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace quickstart

#endif  // KONTRAKT_EXAMPLES_QUICKSTART_INDEX_H_
