// Random draft-07 schemas, and random messages of the few names and values that they speak of.
#ifndef KONTRAKT_TESTS_SCHEMAS_VALIDATE_RANDOM_SCHEMA_H_
#define KONTRAKT_TESTS_SCHEMAS_VALIDATE_RANDOM_SCHEMA_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "kontrakt/schemas/json/json.h"

namespace kontrakt {

// The same seed gives the same schemas and messages.
class RandomSchemas {
 public:
  explicit RandomSchemas(std::uint32_t seed) : random_(seed) {}

  // Over every keyword that demands something. One in a few is refused by PrepareSchema(): its
  // references come back to the same value.
  Json Schema();

  // The text of a message: whitespace, order of keys, escapes and spellings of numbers differ.
  std::string Message();

 private:
  std::size_t Below(std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
  }
  template <typename T, std::size_t N>
  const T& OneOf(const T (&choices)[N]) {
    return choices[Below(N)];
  }
  bool OneIn(std::size_t chances) { return Below(chances) == 0; }

  Json Subschema(int depth);
  Json Schemas(int depth);
  Json NamedSchemas(int depth, bool patterns);
  Json Dependencies(int depth);
  Json Names();
  Json Value(int depth);
  Json KeywordValue(std::string_view keyword, int depth);
  std::string Text(int depth);
  std::string TextOfString(std::string_view text);
  std::string TextOfParts(int depth, bool object);
  std::string Space() { return OneIn(4) ? " " : OneIn(20) ? "\n\t" : ""; }

  std::mt19937 random_;
};

}  // namespace kontrakt

#endif  // KONTRAKT_TESTS_SCHEMAS_VALIDATE_RANDOM_SCHEMA_H_
