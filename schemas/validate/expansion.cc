// CheckExpansion() of prepare.h.
#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/validate/prepare.h"
#include "kontrakt/schemas/validate/refusal.h"

namespace kontrakt::internal {
namespace {

// The parts in an order in which each comes after all that it refers to; those on a cycle are left
// out.
std::vector<std::size_t> TargetsFirst(const std::vector<Part>& parts) {
  std::vector<std::vector<std::size_t>> referrers(parts.size());
  std::vector<std::size_t> open(
      parts.size());  // References to parts that are not in the order yet.
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    open[i] = parts[i].references.size();
    if (open[i] == 0) order.push_back(i);
    for (const Part::Reference& reference : parts[i].references)
      referrers[reference.target].push_back(i);
  }
  for (std::size_t next = 0; next < order.size(); ++next) {
    for (const std::size_t referrer : referrers[order[next]]) {
      if (--open[referrer] == 0) order.push_back(referrer);
    }
  }
  return order;
}

}  // namespace

absl::Status CheckExpansion(const std::vector<Part>& parts) {
  const std::vector<std::size_t> order = TargetsFirst(parts);
  if (order.size() < parts.size()) {
    std::vector<bool> fine(parts.size());
    for (const std::size_t i : order) fine[i] = true;
    const std::size_t bad = static_cast<std::size_t>(std::ranges::find(fine, false) - fine.begin());
    return SchemaRefusal(
        parts[bad].pointer,
        "its $refs come back to the same value without end; refer to itself only below "
        "properties, items and the like");
  }
  std::vector<std::size_t> schemas(parts.size()), depth(parts.size());
  for (const std::size_t i : order) {
    schemas[i] = parts[i].schemas;
    depth[i] = parts[i].depth;
    for (const Part::Reference& reference : parts[i].references) {
      schemas[i] = std::min(schemas[i] + schemas[reference.target], kMaxExpansion + 1);
      depth[i] = std::max(depth[i], reference.depth + depth[reference.target]);
    }
    if (schemas[i] > kMaxExpansion) {
      return SchemaRefusal(parts[i].pointer, absl::StrCat("its $refs multiply to more than ",
                                                          kMaxExpansion, " schemas for one value"));
    }
    if (depth[i] > kMaxExpansionDepth) {
      return SchemaRefusal(
          parts[i].pointer,
          absl::StrCat("its $refs nest more than ", kMaxExpansionDepth, " schemas for one value"));
    }
  }
  return absl::OkStatus();
}

}  // namespace kontrakt::internal
