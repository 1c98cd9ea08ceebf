#include "kontrakt/sdk/produce/known_topics.h"

#include "absl/hash/hash.h"

namespace kontrakt {

KnownTopics::~KnownTopics() {
  for (Bucket& bucket : buckets_) {
    for (const Node* node = bucket.load(std::memory_order_acquire); node != nullptr;) {
      const Node* next = node->next;
      delete node;
      node = next;
    }
  }
}

const std::string* KnownTopics::Find(std::string_view name) const {
  return FindFrom(buckets_[BucketOf(name)].load(std::memory_order_acquire), name);
}

const std::string* KnownTopics::Add(std::string_view name, std::string_view full_name) {
  Bucket& bucket = buckets_[BucketOf(name)];
  auto* node =
      new Node{std::string(name), std::string(full_name), bucket.load(std::memory_order_acquire)};
  do {
    if (const std::string* known = FindFrom(node->next, name); known != nullptr) {
      delete node;
      return known;
    }
  } while (!bucket.compare_exchange_weak(node->next, node, std::memory_order_acq_rel,
                                         std::memory_order_acquire));
  return &node->full_name;
}

const std::string* KnownTopics::FindFrom(const Node* node, std::string_view name) {
  for (; node != nullptr; node = node->next) {
    if (node->name == name) return &node->full_name;
  }
  return nullptr;
}

std::size_t KnownTopics::BucketOf(std::string_view name) { return absl::HashOf(name) % kBuckets; }

}  // namespace kontrakt
