#include "kontrakt/tests/support/ledger.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "absl/strings/str_split.h"

namespace kontrakt::tests {

Ledger::Ledger(const std::string& path)
    : file_(open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644)) {
  if (file_ >= 0) return;
  std::perror(path.c_str());
  std::abort();  // A test without its ledger proves nothing.
}

Ledger::~Ledger() { close(file_); }

// One write() for a line: with O_APPEND the kernel keeps it in one piece, and keeps it.
void Ledger::WriteLine(const std::string& line) {
  if (write(file_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) std::abort();
}

std::vector<LedgerEntry> ReadLedger(const std::string& path) {
  std::vector<LedgerEntry> entries;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line) && !file.eof();) {
    entries.push_back(absl::StrSplit(line, ' '));
  }
  return entries;
}

}  // namespace kontrakt::tests
