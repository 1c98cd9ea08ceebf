// Demands: the keywords that valijson would judge wrongly, or not in bounded time, and that
// kontrakt judges itself: numbers (valijson compares doubles), patterns (std::regex), formats, enum
// and const (quadratic).
#ifndef KONTRAKT_SCHEMAS_VALIDATE_DEMANDS_H_
#define KONTRAKT_SCHEMAS_VALIDATE_DEMANDS_H_

#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/json/value.h"
#include "kontrakt/schemas/text/format.h"
#include "kontrakt/schemas/text/pattern.h"

namespace kontrakt::internal {

// The values of an enum, or the one of a const. Move only.
class ValueList {
 public:
  explicit ValueList(std::vector<Json> values);
  ValueList(ValueList&&) = default;
  ValueList& operator=(ValueList&&) = default;

  bool Contains(const Json& value) const { return set_.contains(&value); }
  std::string ToString() const;  // For an error: the first of them, each cut.

 private:
  std::vector<Json> values_;
  ValueSet set_;  // Into values_.
};

class Demands {
 public:
  // Called for each demand that a value does not meet; an empty one means that only the verdict
  // counts.
  using Refuse =
      std::function<void(std::string_view rule, std::string expected, std::string found)>;

  // Each keyword at most once. `value` must have the type that the keyword takes.
  void SetBound(std::string_view keyword,
                const Json& value);  // minimum ... exclusiveMaximum, multipleOf
  void SetValues(std::string_view keyword, std::vector<Json> values);  // enum, const
  void SetPattern(Pattern pattern) { pattern_ = std::move(pattern); }
  void SetFormat(Format format) { format_ = format; }
  void SetSensitive() { sensitive_ = true; }

  bool empty() const;
  bool sensitive() const { return sensitive_; }

  // What Check() may cost at most, in nanoseconds.
  std::uint64_t WorkOn(const Json& value) const;

  // Whether `value` meets all of them.
  bool Check(const Json& value, const Refuse& refuse) const;

 private:
  struct Bound {
    std::string_view keyword;
    Json value;
  };
  bool CheckNumber(const Json& value, const Refuse& refuse) const;
  bool CheckText(const Json& value, const Refuse& refuse) const;
  bool CheckValues(const Json& value, const Refuse& refuse) const;

  std::vector<Bound> bounds_;
  std::optional<ValueList> enum_, const_;
  std::optional<Pattern> pattern_;
  std::optional<Format> format_;
  bool sensitive_ = false;
};

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_VALIDATE_DEMANDS_H_
