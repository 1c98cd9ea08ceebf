// Ledger: what a program under test did, written by the program itself and read by the test that
// judges it. A line that was written stays, whatever kills the writer in the next instruction.
#ifndef KONTRAKT_TESTS_SUPPORT_LEDGER_H_
#define KONTRAKT_TESTS_SUPPORT_LEDGER_H_

#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_join.h"

namespace kontrakt::tests {

// One line: words without spaces.
using LedgerEntry = std::vector<std::string>;

// Thread-safe; several processes may write to one file. Appends to what is there.
class Ledger {
 public:
  explicit Ledger(const std::string& path);
  ~Ledger();
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;

  // Ledger("...").Write("handled", partition, offset)
  template <typename... Words>
  void Write(const Words&... words) {
    WriteLine(absl::StrJoin(std::forward_as_tuple(words...), " ") + "\n");
  }

 private:
  void WriteLine(const std::string& line);

  const int file_;
};

// All whole lines so far; none if there is no such file.
std::vector<LedgerEntry> ReadLedger(const std::string& path);

}  // namespace kontrakt::tests

#endif  // KONTRAKT_TESTS_SUPPORT_LEDGER_H_
