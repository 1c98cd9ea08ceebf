#include "kontrakt/schemas/validate/findings.h"

#include <algorithm>
#include <map>
#include <optional>

#include "kontrakt/schemas/json/reader.h"
#include "kontrakt/schemas/reporter.h"

namespace kontrakt::internal {
namespace {

// Walks a text once and spells the pointer of each value that is asked for.
class Locator {
 public:
  Locator(std::string_view text, const Findings& findings)
      : reader_(text, JsonReader::kLargestMaxDepth) {
    for (const Finding& finding : findings.findings()) pointers_[finding.shown_at] = std::nullopt;
    next_ = pointers_.begin();
    Value({});
  }

  const std::string* PointerOf(std::size_t at) const {
    const auto& pointer = pointers_.at(at);
    return pointer.has_value() ? &*pointer : nullptr;
  }

 private:
  bool done() const { return next_ == pointers_.end() || bytes_ > kMaxPointerBytes; }

  void Value(const Path& path) {
    const JsonReader::Type type = reader_.Peek();
    if (next_->first == reader_.position()) {
      next_->second = path.ToPointer();
      bytes_ += next_->second->size();
      ++next_;
      if (done()) return;
    }
    if (type == JsonReader::Type::kObject) return Object(path);
    if (type == JsonReader::Type::kArray) return Array(path);
    reader_.Skip();
  }

  void Object(const Path& path) {
    reader_.EnterObject();
    std::string_view key;
    while (reader_.NextKey(key, scratch_)) {
      const std::string name(key);  // What it views may not last.
      Value(Path::Member(path, name));
      if (done()) return;
    }
  }

  void Array(const Path& path) {
    reader_.EnterArray();
    for (std::size_t i = 0; reader_.NextElement(); ++i) {
      Value(Path::Element(path, i));
      if (done()) return;
    }
  }

  JsonReader reader_;
  std::string scratch_;
  std::map<std::size_t, std::optional<std::string>> pointers_;  // By the value's first byte.
  std::map<std::size_t, std::optional<std::string>>::iterator next_;
  std::size_t bytes_ = 0;
};

}  // namespace

std::vector<Violation> SpellOut(std::string_view text, const Findings& findings) {
  std::vector<Violation> violations;
  if (findings.empty()) return violations;
  const Locator locator(text, findings);
  for (const Finding& finding : findings.findings()) {
    const std::string* const pointer = locator.PointerOf(finding.shown_at);
    if (pointer == nullptr) continue;
    violations.push_back({*pointer, std::string(finding.rule), finding.expected, finding.found});
  }
  return violations;
}

}  // namespace kontrakt::internal
