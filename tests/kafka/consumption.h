// Consumption: what the ledger of tests/kafka/programs/worker says, and where it breaks the rules.
#ifndef KONTRAKT_TESTS_KAFKA_CONSUMPTION_H_
#define KONTRAKT_TESTS_KAFKA_CONSUMPTION_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "kontrakt/tests/support/ledger.h"

namespace kontrakt::tests {

// Several runs of one worker, one after the other, over topic partitions that begin at offset 0.
class Consumption {
 public:
  explicit Consumption(const std::vector<LedgerEntry>& ledger);

  // How often the handler began with a message, and finished it.
  int begun(const std::string& id) const;
  int finished(const std::string& id) const;
  // How many different messages it finished, and how often it finished any.
  int finished_messages() const { return static_cast<int>(finished_.size()); }
  int finished_times() const { return finished_times_; }

  // By partition: the offset of the first record that the handler has not finished.
  const std::map<int, std::int64_t>& unfinished() const { return unfinished_; }

  // What must not be, a sentence each: in a partition a record was begun before the one in front of
  // it was finished, or, within one run, not right after the one in front of it.
  const std::vector<std::string>& faults() const { return faults_; }

 private:
  void Begin(int partition, std::int64_t offset, const std::string& id);
  void End(int partition, std::int64_t offset, const std::string& id);

  std::map<std::string, int> begun_;
  std::map<std::string, int> finished_;
  int finished_times_ = 0;
  std::map<int, std::int64_t> unfinished_;
  std::map<int, std::int64_t> next_in_run_;
  std::vector<std::string> faults_;
};

}  // namespace kontrakt::tests

#endif  // KONTRAKT_TESTS_KAFKA_CONSUMPTION_H_
