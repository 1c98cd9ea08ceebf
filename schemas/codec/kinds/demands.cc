#include "kontrakt/schemas/codec/kinds/demands.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace kontrakt::internal {

std::size_t DepthOf(const Path& path) {
  std::size_t depth = 0;
  for (const Path* at = path.parent; at != nullptr; at = at->parent) ++depth;
  return depth;
}

void ReportConstant(Reporter& reporter, const Path& path, std::string_view expected,
                    std::string found) {
  reporter.Report(path, "const", std::string(expected), std::move(found));
}

void ReportNotAmong(Reporter& reporter, const Path& path, std::string_view found) {
  reporter.Report(path, "enum", "one of the values that this field's OneOf lists", Shown(found));
}

void ReportRule(Reporter& reporter, const Path& path, std::string_view sentence) {
  reporter.Report(path, "x-kontrakt-rules", std::string(sentence), "values that break it");
}

void ReportDepth(Reporter& reporter, const Path& path) {
  reporter.Report(path, "depth",
                  absl::StrCat("at most ", kMaxMessageDepth, " nested arrays and objects"),
                  "more, or pointers in a circle");
}

}  // namespace kontrakt::internal
