#include "kontrakt/sdk/registry/difference.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "kontrakt/schemas/json/json.h"

namespace kontrakt {
namespace {

constexpr std::size_t kContext = 2;  // Lines shown around a changed one.
constexpr std::size_t kMaxShown = 100;
constexpr std::size_t kMaxCells = std::size_t{4} << 20;  // Of the table below: 8 MiB.

struct Line {
  char mark;  // '-', '+' or ' '
  std::string text;
};

using Texts = std::vector<std::string>;

Texts LayOut(std::string_view document) {
  const absl::StatusOr<Json> json = ParseJson(document);
  Texts lines = absl::StrSplit(json.ok() ? json->dump(2) : std::string(document), '\n');
  // Else a member behind which another one was added would count as changed.
  for (std::string& line : lines) {
    if (line.ends_with(',')) line.pop_back();
  }
  return lines;
}

// table[i * columns + j]: the length of the longest common subsequence of before[i..] and
// after[j..].
std::vector<uint16_t> CommonLengths(const Texts& before, const Texts& after) {
  const std::size_t columns = after.size() + 1;
  std::vector<uint16_t> table((before.size() + 1) * columns, 0);
  for (std::size_t i = before.size(); i-- > 0;) {
    for (std::size_t j = after.size(); j-- > 0;) {
      const std::size_t here = i * columns + j;
      table[here] = before[i] == after[j] ? table[here + columns + 1] + 1
                                          : std::max(table[here + columns], table[here + 1]);
    }
  }
  return table;
}

// The longest common subsequence keeps its place, the rest is removed and added.
std::vector<Line> Compare(const Texts& before, const Texts& after) {
  std::vector<Line> lines;
  std::size_t i = 0;
  std::size_t j = 0;
  const std::size_t columns = after.size() + 1;
  if ((before.size() + 1) * columns <= kMaxCells) {
    const std::vector<uint16_t> common = CommonLengths(before, after);
    while (i < before.size() && j < after.size()) {
      const std::size_t here = i * columns + j;
      if (before[i] == after[j]) {
        lines.push_back({' ', before[i++]});
        ++j;
      } else if (common[here + columns] >= common[here + 1]) {
        lines.push_back({'-', before[i++]});
      } else {
        lines.push_back({'+', after[j++]});
      }
    }
  }
  while (i < before.size()) lines.push_back({'-', before[i++]});
  while (j < after.size()) lines.push_back({'+', after[j++]});
  return lines;
}

// Which lines are near enough to a changed one.
std::vector<bool> Shown(const std::vector<Line>& lines) {
  std::vector<bool> shown(lines.size(), false);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].mark == ' ') continue;
    const std::size_t from = i < kContext ? 0 : i - kContext;
    for (std::size_t k = from; k < std::min(lines.size(), i + kContext + 1); ++k) shown[k] = true;
  }
  return shown;
}

}  // namespace

std::string Difference(std::string_view before, std::string_view after) {
  const std::vector<Line> lines = Compare(LayOut(before), LayOut(after));
  const std::vector<bool> shown = Shown(lines);
  std::string text;
  std::size_t count = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool starts_gap = !shown[i] && (i == 0 || shown[i - 1]);
    if (starts_gap) absl::StrAppend(&text, "  ...\n");
    if (!shown[i]) continue;
    if (count++ == kMaxShown) return absl::StrCat(text, "  ... and more\n");
    absl::StrAppend(&text, std::string_view(&lines[i].mark, 1), " ", lines[i].text, "\n");
  }
  return count == 0 ? "" : text;
}

}  // namespace kontrakt
