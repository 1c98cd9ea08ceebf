// KnownTopics: a set of topics that only grows, made to be asked for every message.
#ifndef KONTRAKT_SDK_PRODUCE_KNOWN_TOPICS_H_
#define KONTRAKT_SDK_PRODUCE_KNOWN_TOPICS_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <string>
#include <string_view>

namespace kontrakt {

// Thread-safe; Find() takes no lock and allocates nothing.
class KnownTopics {
 public:
  KnownTopics() = default;
  ~KnownTopics();
  KnownTopics(const KnownTopics&) = delete;
  KnownTopics& operator=(const KnownTopics&) = delete;

  // The full name that was added for `name`, nullptr if none was. Valid as long as this object is.
  const std::string* Find(std::string_view name) const;

  // Adds `name`; when it is there already the first full name stays.
  const std::string* Add(std::string_view name, std::string_view full_name);

 private:
  struct Node {
    std::string name;
    std::string full_name;
    const Node* next;
  };
  using Bucket = std::atomic<const Node*>;

  static const std::string* FindFrom(const Node* node, std::string_view name);
  static std::size_t BucketOf(std::string_view name);

  // A fixed table of lists: nothing is ever moved or removed, so a reader needs no protection.
  static constexpr std::size_t kBuckets = 1024;
  std::array<Bucket, kBuckets> buckets_{};
};

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_PRODUCE_KNOWN_TOPICS_H_
