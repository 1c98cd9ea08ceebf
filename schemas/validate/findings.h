// Findings: what is wrong with one message, as it is found.
#ifndef KONTRAKT_SCHEMAS_VALIDATE_FINDINGS_H_
#define KONTRAKT_SCHEMAS_VALIDATE_FINDINGS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kontrakt/schemas/violation.h"

namespace kontrakt::internal {

// A violation whose place is not spelt out yet: it is the value that begins at byte `at`, and is
// told of the one at byte `shown_at`, which is the same or, around it, one that may not be shown.
struct Finding {
  std::size_t at = 0;
  std::size_t shown_at = 0;
  std::string_view rule;  // A literal.
  std::string expected;
  std::string found;
};

// Not thread-safe.
class Findings {
 public:
  void Add(Finding finding) {
    if (!full()) findings_.push_back(std::move(finding));
  }
  void Add(Findings other) {
    for (Finding& finding : other.findings_) Add(std::move(finding));
  }

  // More is of no use to a reader.
  bool full() const { return findings_.size() >= kMaxViolations; }
  bool empty() const { return findings_.empty(); }

  // Whether the value at byte `at` itself is of a type that the schema does not take.
  bool HasTypeAt(std::size_t at) const {
    for (const Finding& finding : findings_) {
      if (finding.rule == "type" && finding.at == at) return true;
    }
    return false;
  }

  const std::vector<Finding>& findings() const { return findings_; }

 private:
  std::vector<Finding> findings_;
};

// The violations that the findings in `text`, one JSON value, are. Pointers take a mebibyte at
// most, since long keys would fill the memory; what does not fit is left out.
std::vector<Violation> SpellOut(std::string_view text, const Findings& findings);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_VALIDATE_FINDINGS_H_
