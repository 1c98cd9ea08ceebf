// Random JSON near what the schemas of the tests take: values, changes of a tree, spellings of one.
#ifndef KONTRAKT_TESTS_SCHEMAS_RANDOM_JSON_H_
#define KONTRAKT_TESTS_SCHEMAS_RANDOM_JSON_H_

#include <string>
#include <vector>

#include "kontrakt/schemas/json/json.h"
#include "tests/schemas/choices.h"

namespace kontrakt::testing {

// Texts on both sides of the formats and patterns that the messages of the tests have.
const std::vector<std::string>& SomeTexts();

// Whatever a field may have, and more.
Json SomeJson(Choices& choices);

// The values that the schema `document` itself names, and numbers beside its bounds.
std::vector<Json> ValuesNamedIn(const Json& document);

// Changes one place of `json`, which need not fit its schema any more; `named` are values to put
// there besides SomeJson().
void Spoil(Json& json, const std::vector<Json>& named, Choices& choices);

// A text of `json`: blanks, order of keys, escapes and spellings of numbers differ from one call to
// the next.
std::string Respell(const Json& json, Choices& choices);

// `text` with one byte changed, taken away or repeated.
std::string Scratch(std::string text, Choices& choices);

}  // namespace kontrakt::testing

#endif  // KONTRAKT_TESTS_SCHEMAS_RANDOM_JSON_H_
