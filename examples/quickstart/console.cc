#include "examples/quickstart/console.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "kontrakt/schemas/text/utf8.h"

namespace quickstart {
namespace {

constexpr std::size_t kBarWidth = 30;
constexpr std::size_t kMaxColumn = 60;

bool BeginsCharacter(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

// Printable and at most kMaxColumn characters; a file may have any name, escape codes included.
std::string Cell(std::string_view text) {
  std::string out;
  std::size_t width = 0;
  for (const char c : text) {
    if (BeginsCharacter(c) && ++width > kMaxColumn) return out + "…";
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      absl::StrAppendFormat(&out, "\\x%02x", static_cast<unsigned char>(c));
    } else {
      out.push_back(c);
    }
  }
  return out;
}

std::size_t Width(std::string_view cell) {
  return kontrakt::CountCodePoints(cell).value_or(cell.size());
}

}  // namespace

ProgressBar::ProgressBar(std::string_view label, std::size_t total)
    : label_(label), total_(total), is_terminal_(isatty(STDERR_FILENO) != 0) {}

void ProgressBar::Show(std::size_t done) {
  const std::size_t filled = total_ == 0 ? kBarWidth : done * kBarWidth / total_;
  const std::size_t step =
      is_terminal_ && done != total_ ? filled : (total_ == 0 ? 10 : done * 10 / total_);
  if (step == shown_ && !(is_terminal_ && done == total_)) return;
  shown_ = step;
  const std::string bar = std::string(filled, '#') + std::string(kBarWidth - filled, '.');
  absl::FPrintF(stderr, "%s%s [%s] %d/%d%s", is_terminal_ ? "\r" : "", label_, bar, done, total_,
                is_terminal_ && done != total_ ? "" : "\n");
  std::fflush(stderr);
}

std::string Table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], Width(Cell(row[i])));
  }
  std::string out;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t i = 0; i < rows[r].size(); ++i) {
      const std::string cell = Cell(rows[r][i]);
      absl::StrAppend(&out, i == 0 ? "  " : "   ", cell);
      if (i + 1 < rows[r].size()) out.append(widths[i] - Width(cell), ' ');
    }
    out += '\n';
    if (r != 0) continue;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      absl::StrAppend(&out, i == 0 ? "  " : "   ", std::string(widths[i], '-'));
    }
    out += '\n';
  }
  return out;
}

std::string Bytes(double bytes) {
  if (bytes < 1024) return absl::StrFormat("%d B", static_cast<int>(bytes));
  const char* unit = "KiB";
  for (const char* next : {"MiB", "GiB", "TiB"}) {
    if (bytes < 1024.0 * 1024.0) break;
    bytes /= 1024.0;
    unit = next;
  }
  return absl::StrFormat("%.1f %s", bytes / 1024.0, unit);
}

}  // namespace quickstart
