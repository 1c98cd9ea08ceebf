#include "kontrakt/tests/kafka/consumption.h"

#include "absl/strings/str_cat.h"

namespace kontrakt::tests {
namespace {

int CountOf(const std::map<std::string, int>& counts, const std::string& id) {
  const auto found = counts.find(id);
  return found == counts.end() ? 0 : found->second;
}

}  // namespace

Consumption::Consumption(const std::vector<LedgerEntry>& ledger) {
  for (const LedgerEntry& entry : ledger) {
    if (entry.front() == "run") {
      next_in_run_.clear();
    } else if (entry.front() == "begin") {
      Begin(std::stoi(entry.at(1)), std::stoll(entry.at(2)), entry.at(3));
    } else {
      End(std::stoi(entry.at(1)), std::stoll(entry.at(2)), entry.at(3));
    }
  }
}

void Consumption::Begin(int partition, std::int64_t offset, const std::string& id) {
  ++begun_[id];
  if (offset > unfinished_[partition]) {
    faults_.push_back(absl::StrCat("partition ", partition, ": began ", offset, ", but ",
                                   unfinished_[partition], " was not finished"));
  }
  const auto next = next_in_run_.find(partition);
  if (next != next_in_run_.end() && next->second != offset) {
    faults_.push_back(
        absl::StrCat("partition ", partition, ": began ", offset, " in place of ", next->second));
  }
  next_in_run_[partition] = offset + 1;
}

void Consumption::End(int partition, std::int64_t offset, const std::string& id) {
  ++finished_[id];
  ++finished_times_;
  if (offset == unfinished_[partition]) ++unfinished_[partition];
}

int Consumption::begun(const std::string& id) const { return CountOf(begun_, id); }

int Consumption::finished(const std::string& id) const { return CountOf(finished_, id); }

}  // namespace kontrakt::tests
