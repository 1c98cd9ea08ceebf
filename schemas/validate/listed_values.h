// ListedValues: the values of an enum, or the one of a const.
#ifndef KONTRAKT_SCHEMAS_VALIDATE_LISTED_VALUES_H_
#define KONTRAKT_SCHEMAS_VALIDATE_LISTED_VALUES_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/json/value.h"
#include "kontrakt/schemas/text/number.h"

namespace kontrakt::internal {

// Equality is that of draft-07 core section 4.2.3, so 1 is 1.0. Each lookup takes a time that does
// not grow with the list. Immutable.
class ListedValues {
 public:
  explicit ListedValues(std::vector<Json> values);
  ListedValues(const ListedValues&) = delete;
  ListedValues& operator=(const ListedValues&) = delete;

  bool HasNull() const { return has_null_; }
  bool HasBoolean(bool value) const { return value ? has_true_ : has_false_; }
  bool HasText(std::string_view text) const { return texts_.contains(text); }
  bool HasNumber(const Number& number) const;
  // Whether an array or an object is listed at all, and whether this one is.
  bool HasComposites() const { return !composites_.empty(); }
  bool HasComposite(const Json& value) const { return composites_.contains(&value); }

  std::string ToString() const;  // For an error: the first of them, each cut.

 private:
  const std::vector<Json> values_;
  bool has_null_ = false, has_true_ = false, has_false_ = false;
  absl::flat_hash_set<std::string_view> texts_;  // Into values_.
  std::vector<Number> numbers_;                  // In ascending order.
  ValueSet composites_;                          // Into values_.
};

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_VALIDATE_LISTED_VALUES_H_
