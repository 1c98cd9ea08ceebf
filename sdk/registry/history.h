// SchemaHistory: what the records of one schema topic mean.
//
// Pure: every process that reads the same records comes to the same result, and so does one that
// reads them after a compaction, after duplicates, or both, once the history is clean:
//   - A record counts when its key is a version in decimal and its value a JSON object.
//   - A record stands at its own offset or, when it restores an earlier one (kRestoresHeader), at
//   that one's.
//   - The record that stands first wins its version.
//   - A version is clean when compaction cannot change the winner: the last record of its key is
//   the
//     winner's document, and stands first if there ever was another document. What is not clean is
//     repaired by writing the winner again as a restoration.
#ifndef KONTRAKT_SDK_REGISTRY_HISTORY_H_
#define KONTRAKT_SDK_REGISTRY_HISTORY_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace kontrakt {

// On a record that repeats the winner of a lost race: the offset at which that stands, in decimal.
// Only registries write it, and only on a repetition of the very document that stands there.
inline constexpr std::string_view kRestoresHeader = "kontrakt.restores";

// The longest document that counts; a longer one is ignored, by every process alike.
inline constexpr std::size_t kMaxSchemaBytes = std::size_t{256} << 10;

// One record of a schema topic. The views are looked at during Add() only.
struct SchemaRecord {
  int64_t offset = 0;
  std::optional<std::string_view> key = std::nullopt;
  std::optional<std::string_view> value = std::nullopt;
  std::optional<std::string_view> restores = std::nullopt;  // The value of kRestoresHeader.
};

// Not thread-safe.
class SchemaHistory {
 public:
  struct Version {
    std::string document;  // The winner's, as canonical JSON.
    int64_t stands_at = 0;
    bool clean = false;
  };

  // `topic` is for warnings.
  explicit SchemaHistory(std::string topic) : topic_(std::move(topic)) {}

  // In the order of offsets.
  void Add(const SchemaRecord& record);

  // The winners by version.
  std::map<int, Version> versions() const;
  // What was ignored and why, one sentence a record: the first ten, and how many more.
  std::vector<std::string> warnings() const;
  // One more than the last record's offset; 0 before any.
  int64_t end() const { return end_; }

 private:
  struct State {
    std::string winner;
    int64_t stands_at = 0;
    bool contested = false;  // There was another document than `winner`.
    // The last record of the key; nullopt: one that does not count.
    std::optional<std::string> last;
    int64_t last_stands_at = 0;
  };

  void Count(int version, std::string document, int64_t stands_at);
  void Ignore(const SchemaRecord& record, std::optional<int> version, std::string_view why);

  std::string topic_;
  std::map<int, State> states_;  // Only versions that a record counts for.
  std::vector<std::string> warnings_;
  int ignored_ = 0;
  int64_t end_ = 0;
};

// The canonical text of a schema document.
//   kInvalidArgument: not JSON, not an object, or longer than kMaxSchemaBytes.
absl::StatusOr<std::string> CanonicalSchema(std::string_view document);

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_REGISTRY_HISTORY_H_
