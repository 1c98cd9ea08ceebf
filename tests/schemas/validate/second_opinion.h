// SecondOpinion: the verdict of valijson's reading of a schema on a tree, to hold the Walker's
// against.
//
// valijson compares numbers as doubles, matches with std::regex, knows few formats and does so
// without end; those keywords are judged here with schemas/json/value.h and schemas/text. What the
// two engines share is only that, and PrepareSchema().
#ifndef KONTRAKT_TESTS_SCHEMAS_VALIDATE_SECOND_OPINION_H_
#define KONTRAKT_TESTS_SCHEMAS_VALIDATE_SECOND_OPINION_H_

#include <memory>
#include <optional>

#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/validate/prepare.h"

namespace kontrakt::internal {

// Not thread-safe.
class SecondOpinion {
 public:
  explicit SecondOpinion(const PreparedSchema& prepared);
  // Of a schema that PrepareSchema() takes.
  static std::unique_ptr<const SecondOpinion> Of(const Json& schema);
  ~SecondOpinion();

  // Whether `instance`, which must hold what ParseJson() could have given, is valid. nullopt: that
  // takes too long to say.
  std::optional<bool> On(const Json& instance) const;

 private:
  struct Read;
  std::unique_ptr<const Read> read_;
};

}  // namespace kontrakt::internal

#endif  // KONTRAKT_TESTS_SCHEMAS_VALIDATE_SECOND_OPINION_H_
