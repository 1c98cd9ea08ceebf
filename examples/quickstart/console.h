// What the quickstart shows: a progress bar and a table.
#ifndef KONTRAKT_EXAMPLES_QUICKSTART_CONSOLE_H_
#define KONTRAKT_EXAMPLES_QUICKSTART_CONSOLE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quickstart {

// Redraws one line of a terminal; elsewhere (a log) writes a line at each tenth. Not thread-safe.
class ProgressBar {
 public:
  ProgressBar(std::string_view label, std::size_t total);
  void Show(std::size_t done);

 private:
  std::string label_;
  std::size_t total_;
  bool is_terminal_;
  std::size_t shown_ = static_cast<std::size_t>(-1);
};

// Rows of equal length, the first one the heading; columns as wide as their widest text, cut at 60
// characters. Control characters are shown escaped.
std::string Table(const std::vector<std::vector<std::string>>& rows);

// "12.3 KiB"
std::string Bytes(double bytes);

}  // namespace quickstart

#endif  // KONTRAKT_EXAMPLES_QUICKSTART_CONSOLE_H_
