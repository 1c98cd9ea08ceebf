// Findings: the violations of one message, as they are found.
#ifndef KONTRAKT_SCHEMAS_VALIDATE_FINDINGS_H_
#define KONTRAKT_SCHEMAS_VALIDATE_FINDINGS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kontrakt/schemas/reporter.h"
#include "kontrakt/schemas/violation.h"

namespace kontrakt::internal {

// Not thread-safe.
class Findings {
 public:
  // More is of no use to a reader, and long keys would fill the memory.
  static constexpr std::size_t kMaxBytes = 1 << 20;

  void Add(const Path& path, std::string_view rule, std::string expected, std::string found) {
    if (full()) return;
    violations_.push_back(
        {path.ToPointer(), std::string(rule), std::move(expected), std::move(found)});
    bytes_ += violations_.back().pointer.size();
  }
  void Add(Findings other) {
    for (Violation& violation : other.violations_) {
      if (full()) return;
      bytes_ += violation.pointer.size();
      violations_.push_back(std::move(violation));
    }
  }

  bool full() const { return violations_.size() >= kMaxViolations || bytes_ > kMaxBytes; }
  std::size_t size() const { return violations_.size(); }

  // Whether the value at `pointer` itself is of a type that the schema does not take.
  bool HasTypeAt(std::string_view pointer) const {
    for (const Violation& violation : violations_) {
      if (violation.rule == "type" && violation.pointer == pointer) return true;
    }
    return false;
  }

  // Takes the values out of what was found from `first` on: they may not be shown.
  void Redact(std::size_t first) {
    for (std::size_t i = first; i < violations_.size(); ++i)
      violations_[i].found = "a value that is not shown";
  }

  std::vector<Violation> Take() && { return std::move(violations_); }

 private:
  std::vector<Violation> violations_;
  std::size_t bytes_ = 0;
};

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_VALIDATE_FINDINGS_H_
