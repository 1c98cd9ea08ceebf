#include "kontrakt/schemas/reporter.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace kontrakt::internal {
namespace {

constexpr std::size_t kShownBytes = 40;
constexpr std::size_t kUsualViolations = 4;

void AppendPath(std::string& pointer, const Path& path) {
  if (path.parent == nullptr) return;
  AppendPath(pointer, *path.parent);
  if (path.key.data() != nullptr) {
    AppendPointerToken(pointer, path.key);
  } else {
    absl::StrAppend(&pointer, "/", path.index);
  }
}

}  // namespace

std::string Path::ToPointer() const {
  std::string pointer;
  AppendPath(pointer, *this);
  return pointer;
}

void Reporter::Report(const Path& path, std::string_view rule, std::string expected,
                      std::string found) {
  if (full()) return;
  if (gathered_ == nullptr) {
    gathered_ = new Gathered();
    gathered_->violations.reserve(kUsualViolations);
  }
  std::string pointer = (hidden_ != nullptr ? *hidden_ : path).ToPointer();
  gathered_->pointer_bytes += pointer.size();
  gathered_->violations.push_back({.pointer = std::move(pointer),
                                   .rule = std::string(rule),
                                   .expected = std::move(expected),
                                   .found = hidden_ != nullptr ? "(hidden)" : std::move(found)});
}

void Reporter::Drop() { delete gathered_; }

std::string Shown(std::string_view text) {
  if (text.size() <= kShownBytes) return absl::StrCat("\"", absl::Utf8SafeCHexEscape(text), "\"");
  std::string_view head = text.substr(0, kShownBytes);
  // Not in the middle of a character.
  while (!head.empty() && (static_cast<unsigned char>(text[head.size()]) & 0xC0) == 0x80) {
    head.remove_suffix(1);
  }
  return absl::StrCat("\"", absl::Utf8SafeCHexEscape(head), "...\"");
}

std::string Counted(std::size_t count, std::string_view noun) {
  return absl::StrCat(count, " ", noun, count == 1 ? "" : "s");
}

}  // namespace kontrakt::internal
