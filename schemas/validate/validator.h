// Validator: any JSON against any JSON Schema (draft-07), exactly and in bounded time and memory.
//
//   const absl::StatusOr<Validator> validator = Validator::Compile(R"({"required":["id"]})");
//   if (!validator.ok()) return validator.status();
//   for (const Violation& violation : validator->Validate(json)) ...
//
// What is refused at Compile(), so that no verdict is ever wrong: references that lead outside the
// document (nothing is fetched), that come back to the same value or that multiply beyond bounds;
// unknown keywords, other drafts' included (a name of your own begins with `x-`); regular
// expressions that cannot be matched in linear time; formats that draft-07 does not have. Asserted
// are the formats of kontrakt/schemas/text/format.h; draft-07's other ones are notes.
#ifndef KONTRAKT_SCHEMAS_VALIDATE_VALIDATOR_H_
#define KONTRAKT_SCHEMAS_VALIDATE_VALIDATOR_H_

#include <concepts>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/violation.h"

namespace kontrakt {

// Copies share the compiled schema and are cheap. Const functions may be called from any thread at
// once.
class Validator {
 public:
  static constexpr std::size_t kMaxSchemaBytes = std::size_t{256} << 10;
  static constexpr int kMaxDepth = 64;  // Nested arrays and objects, of a schema and of a message.

  // Compiles a schema, given as its text or as a tree.
  //   kInvalidArgument: not JSON, or refused; the message names the construct and its JSON pointer.
  static absl::StatusOr<Validator> Compile(std::string_view schema_json);
  template <std::same_as<Json> Tree>  // A text is never taken for a JSON string.
  static absl::StatusOr<Validator> Compile(const Tree& schema) {
    return CompileTree(schema);
  }

  // Every violation of `instance`, at most kMaxViolations, and as many as have room for their
  // pointers in a mebibyte; empty: it is valid. `rule` is the keyword that refused it, or "json" or
  // "utf-8" when it holds what JSON cannot express or is nested too deep, or "work" when checking
  // it would take too long, or "schema" when no keyword can be named. A text of the message is
  // shown only as far as its first 40 bytes, and nothing of a value under "x-kontrakt-sensitive".
  std::vector<Violation> Validate(const Json& instance) const;

  // Whether `json` is strict JSON (see ParseJson) that is valid. No tree is made of it, and one
  // that is valid allocates nothing; this is the quick way.
  //   kInvalidArgument: not JSON, or not valid; ViolationsOf() gives the violations, as Validate().
  absl::Status ValidateText(std::string_view json) const;

  // The same, and the tree.
  //   kInvalidArgument: not JSON, or not valid; ViolationsOf() gives the violations.
  absl::StatusOr<Json> ParseAndValidate(std::string_view json) const;

 private:
  struct Compiled;
  explicit Validator(std::shared_ptr<const Compiled> compiled);
  static absl::StatusOr<Validator> CompileTree(const Json& schema);

  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_VALIDATE_VALIDATOR_H_
