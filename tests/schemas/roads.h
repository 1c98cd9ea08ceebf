// All roads that a message may take, for one struct: the check that is fused with the encoder, the
// Validator and valijson on the published document, and the decoder. They must say the same.
//
// What no schema can say, and so only the C++ side refuses, each checked for being just that:
//   - SCHEMA_RULE: the rule is asked by a second road.
//   - std::chrono: a time or a duration beyond 64 bits of its unit.
//   - An integer that is written with a fraction or an exponent, and is one only because a double
//     rounds it: 1.00000000000000001, 9007199254740993.0.
// A field of type double holds integers beyond 2^53 rounded, and compares what it holds; the
// Validator compares what is written.
// What only the Validator refuses, because a decoder does not look at it: in members that no FIELD
// names, a key twice, or a number that neither 64 bits nor a double hold.
#ifndef KONTRAKT_TESTS_SCHEMAS_ROADS_H_
#define KONTRAKT_TESTS_SCHEMAS_ROADS_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/validate/validator.h"
#include "tests/schemas/subject.h"
#include "tests/schemas/validate/second_opinion.h"

namespace kontrakt::testing {

struct Verdict {
  bool valid = false;
  std::string difference;  // Between the roads; empty: there is none.
};

class Roads {
 public:
  // Fails the process if the document of `subject` is no schema that the Validator takes.
  explicit Roads(const Subject& subject);

  const Subject& subject() const { return subject_; }
  const std::string& document() const { return document_; }
  // Values that the document names.
  const std::vector<Json>& named() const { return named_; }

  // A message that is to be written; all of its times are whole microseconds.
  Verdict OnMessage(const Message& message) const;

  // A text that is to be read.
  Verdict OnText(std::string_view text) const;

 private:
  bool SchemaTakes(const Json& json, std::string& difference) const;
  void CompareWritten(const std::string& encoded, const Json& json, std::string& difference) const;
  void CompareRead(std::string_view text, const Message& read, std::string& difference) const;
  std::string WhyOnlyTheDecoderRefuses(std::string_view text, const Json& tree,
                                       const absl::Status& full) const;

  const Subject subject_;
  const std::string document_;
  std::vector<Json> named_;
  std::unique_ptr<const Validator> validator_;
  std::unique_ptr<const internal::SecondOpinion> second_;
};

}  // namespace kontrakt::testing

#endif  // KONTRAKT_TESTS_SCHEMAS_ROADS_H_
