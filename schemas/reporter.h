// Reporter and Path: gathering violations without slowing down messages that have none.
#ifndef KONTRAKT_SCHEMAS_REPORTER_H_
#define KONTRAKT_SCHEMAS_REPORTER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/base/optimization.h"
#include "absl/types/span.h"
#include "kontrakt/schemas/violation.h"

namespace kontrakt::internal {

// Where in the message the codec is: a chain on the stack, spelt out only when something is wrong.
struct Path {
  const Path* parent = nullptr;  // nullptr: the root.
  std::string_view key;          // Of an object's member; no data: an array's element.
  std::size_t index = 0;

  static Path Member(const Path& parent, std::string_view key) { return {&parent, key, 0}; }
  static Path Element(const Path& parent, std::size_t index) { return {&parent, {}, index}; }

  // The same, member by member: the compiler then makes a path only where it is copied to, and
  // spares it where nothing is wrong.
  Path Copy() const { return {parent, std::string_view(key.data(), key.size()), index}; }

  std::string ToPointer() const;  // RFC 6901
};

// Pointers of one message's violations take this many bytes at most, but for the last of them: long
// keys would fill the memory. What does not fit is left out.
inline constexpr std::size_t kMaxPointerBytes = 1 << 20;

// Collects violations, kMaxViolations at most. Not thread-safe.
class Reporter {
 public:
  Reporter() = default;
  // Nearly always there is nothing to destroy; then it costs one look.
  ~Reporter() {
    if (ABSL_PREDICT_FALSE(gathered_ != nullptr)) Drop();
  }
  Reporter(const Reporter&) = delete;
  Reporter& operator=(const Reporter&) = delete;

  ABSL_ATTRIBUTE_COLD ABSL_ATTRIBUTE_NOINLINE void Report(const Path& path, std::string_view rule,
                                                          std::string expected, std::string found);

  // Until the guard dies, nothing from inside `path` (a `Sensitive` field) is shown: neither values
  // nor keys below it.
  class Hidden {
   public:
    Hidden(Reporter& reporter, const Path& path) : reporter_(reporter), outer_(reporter.hidden_) {
      if (outer_ == nullptr) reporter.hidden_ = &path;
    }
    ~Hidden() { reporter_.hidden_ = outer_; }
    Hidden(const Hidden&) = delete;
    Hidden& operator=(const Hidden&) = delete;

   private:
    Reporter& reporter_;
    const Path* outer_;
  };

  // No further violation would be kept.
  bool full() const {
    return count() >= kMaxViolations || (!clean() && gathered_->pointer_bytes > kMaxPointerBytes);
  }
  bool clean() const { return gathered_ == nullptr; }
  std::size_t count() const { return clean() ? 0 : gathered_->violations.size(); }
  // Valid until the next report.
  absl::Span<const Violation> violations() const {
    return clean() ? absl::Span<const Violation>() : gathered_->violations;
  }

 private:
  struct Gathered {
    std::vector<Violation> violations;
    std::size_t pointer_bytes = 0;
  };

  void Drop();

  Gathered* gathered_ = nullptr;  // Owned; made for the first violation.
  const Path* hidden_ = nullptr;
};

// A text as an error may show it: quoted, escaped, cut after 40 bytes.
std::string Shown(std::string_view text);

// "1 character", "2 characters"
std::string Counted(std::size_t count, std::string_view noun);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_REPORTER_H_
