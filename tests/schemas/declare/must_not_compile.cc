// Each macro of the BUILD file turns on one mistake; the compiler must answer it with a sentence.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kontrakt/schemas/codec/encode.h"
#include "kontrakt/schemas/declare/declare.h"

namespace mistakes {

enum class Color { kRed, kGreen };
enum class Undeclared { kRed };
struct Plain {};

struct Message {
  std::string text;
  int number = 0;
  std::uint8_t byte = 0;
  double real = 0;
  bool flag = false;
  std::vector<std::string> list;
  std::array<int, 2> pair{};
  char letter = 'a';
  Undeclared undeclared = Undeclared::kRed;
  Plain plain;
  std::optional<std::optional<int>> twice;

 private:
  [[maybe_unused]] int hidden = 0;
};

#if defined(UNKNOWN_MEMBER)
SCHEMA_FIELDS(Message, FIELD(nope));
#elif defined(PRIVATE_MEMBER)
SCHEMA_FIELDS(Message, FIELD(hidden));
#elif defined(LENGTH_OF_A_NUMBER)
SCHEMA_FIELDS(Message, FIELD(number, MinLength(1)));
#elif defined(MINIMUM_OF_A_STRING)
SCHEMA_FIELDS(Message, FIELD(text, Minimum(1)));
#elif defined(MINIMUM_OF_A_BOOL)
SCHEMA_FIELDS(Message, FIELD(flag, Minimum(1)));
#elif defined(ITEMS_OF_A_STRING)
SCHEMA_FIELDS(Message, FIELD(text, MinItems(1)));
#elif defined(ITEMS_DO_NOT_FIT)
SCHEMA_FIELDS(Message, FIELD(list, Items(Minimum(1))));
#elif defined(SIZE_OF_AN_ARRAY)
SCHEMA_FIELDS(Message, FIELD(pair, MinItems(1)));
#elif defined(CHARACTER)
SCHEMA_FIELDS(Message, FIELD(letter));
#elif defined(UNDECLARED_ENUM)
SCHEMA_FIELDS(Message, FIELD(undeclared));
#elif defined(UNDECLARED_STRUCT)
SCHEMA_FIELDS(Message, FIELD(plain));
#elif defined(OPTIONAL_TWICE)
SCHEMA_FIELDS(Message, FIELD(twice));
#elif defined(UNKNOWN_FORMAT)
SCHEMA_FIELDS(Message, FIELD(text, Format("url")));
#elif defined(NEGATIVE_LENGTH)
SCHEMA_FIELDS(Message, FIELD(text, MinLength(-1)));
#elif defined(SAME_CONSTRAINT_TWICE)
SCHEMA_FIELDS(Message, FIELD(text, MinLength(1), MinLength(2)));
#elif defined(MULTIPLE_OF_ZERO)
SCHEMA_FIELDS(Message, FIELD(number, MultipleOf(0)));
#elif defined(BOUNDS_THE_WRONG_WAY)
SCHEMA_FIELDS(Message, FIELD(number, Minimum(2), Maximum(1)));
#elif defined(NAME_TWICE)
SCHEMA_FIELDS(Message, FIELD(number), FIELD(text, Name("number")));
#elif defined(QUOTE_IN_A_NAME)
SCHEMA_FIELDS(Message, FIELD(text, Name("a\"b")));
#elif defined(DEFAULT_OF_ANOTHER_TYPE)
SCHEMA_FIELDS(Message, FIELD(number, Default("one")));
#elif defined(DEFAULT_OUT_OF_RANGE)
SCHEMA_FIELDS(Message, FIELD(byte, Default(256)));
#elif defined(NOT_A_CONSTRAINT)
SCHEMA_FIELDS(Message, FIELD(text, 1));
#else
SCHEMA_FIELDS(Message, FIELD(text), FIELD(number), FIELD(byte), FIELD(real), FIELD(flag),
              FIELD(list), FIELD(pair));
#endif

#if defined(VERSION_ZERO)
REGISTER_SCHEMA(Message, 0);
#elif defined(NOT_DECLARED)
REGISTER_SCHEMA(Plain, 1);
#elif defined(REGISTERED_TWICE)
REGISTER_SCHEMA(Message, 1);
REGISTER_SCHEMA(Message, 2);
#elif defined(ENUMERATOR_TWICE)
SCHEMA_ENUM(Color, kRed, kRed);
#elif defined(ENUM_TEXT_TWICE)
SCHEMA_ENUM(Color, kRed, Named(kGreen, "kRed"));
#else
SCHEMA_ENUM(Color, kRed, kGreen);
#endif

#if defined(NOT_REGISTERED)
absl::Status Send(std::string& out) { return kontrakt::EncodeEnvelope(Message{}, out); }
#endif

}  // namespace mistakes

#if defined(ANOTHER_NAMESPACE)
REGISTER_SCHEMA(mistakes::Message, 1);
#endif
