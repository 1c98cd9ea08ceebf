// Each macro of the BUILD file turns on one mistake; the compiler must answer it with a sentence.
#include <array>
#include <chrono>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kontrakt/schemas/codec/encode.h"
#include "kontrakt/schemas/declare/declare.h"

namespace mistakes {

[[maybe_unused]] constexpr double kInfinity = std::numeric_limits<double>::infinity();
[[maybe_unused]] constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

enum class Color { kRed, kGreen };
enum class Size { kSmall, kBig, kOther };
#if defined(LANDING_IS_LISTED)
SCHEMA_ENUM(Size, kSmall, kBig, Landing(kBig));
#elif defined(LANDING_TWICE)
SCHEMA_ENUM(Size, kSmall, Landing(kBig), Landing(kOther));
#else
SCHEMA_ENUM(Size, kSmall, kBig, Landing(kOther));
#endif

struct Circle {
  std::string type = "circle";
  double radius = 0;
};
SCHEMA_FIELDS(Circle, FIELD(type, Const("circle")), FIELD(radius));
struct Disc {
  std::string type = "circle";
};
SCHEMA_FIELDS(Disc, FIELD(type, Const("circle")));
struct Point {
  double x = 0;
};
SCHEMA_FIELDS(Point, FIELD(x));

struct Id {
  std::string text;
  std::optional<std::string> other;
};
#if defined(VALUE_OF_TWO_FIELDS)
SCHEMA_VALUE(Id, FIELD(text), FIELD(other));
#elif defined(VALUE_OF_AN_OPTIONAL)
SCHEMA_VALUE(Id, FIELD(other));
#elif defined(VALUE_WITH_A_DEFAULT)
SCHEMA_VALUE(Id, FIELD(text, Default("a")));
#else
SCHEMA_VALUE(Id, FIELD(text));
#endif

struct Own {};
enum class Undeclared { kRed };
struct Plain {};

}  // namespace mistakes

template <>
struct kontrakt::Codec<mistakes::Own> {
  using Underlying = int;
#if defined(CODEC_CONSTRAINT_DOES_NOT_FIT)
  static constexpr FieldSpec kSpec = Constrained(constraints::MinLength(1));
#endif
  static int Write(const mistakes::Own&) { return 0; }
  static std::optional<mistakes::Own> Read(int) { return mistakes::Own{}; }
};

namespace mistakes {

struct Base {
  int base = 0;
};

struct Message : Base {
  std::string text;
  int number = 0;
  std::uint8_t byte = 0;
  double real = 0;
  float small = 0;
  bool flag = false;
  std::vector<std::string> list;
  std::array<int, 2> pair{};
  char letter = 'a';
  Undeclared undeclared = Undeclared::kRed;
  Plain plain;
  std::optional<std::optional<int>> twice;
  std::optional<std::unique_ptr<int>> optional_pointer;
  std::unique_ptr<Plain> pointer_to_undeclared;
  std::multiset<int> multiset;
  std::map<int, int> map_of_int;
  std::set<std::string> set;
  std::pair<int, Plain> pair_of_undeclared;
  std::variant<int, double> two_numbers;
  std::variant<Circle, Disc> same_tag;
  std::variant<Circle, Point> no_tag;
  std::variant<Circle, std::map<std::string, int>> struct_or_map;
  std::optional<std::variant<std::monostate, int>> null_or_null;
  Id id;
  Own own;
  Size size = Size::kSmall;
  std::optional<std::string> maybe;
  std::chrono::duration<int, std::ratio<7>> sevens{};

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
#elif defined(INFINITE_MAXIMUM)
SCHEMA_FIELDS(Message, FIELD(real, Maximum(kInfinity)));
#elif defined(MAXIMUM_THAT_IS_NO_NUMBER)
SCHEMA_FIELDS(Message, FIELD(real, Maximum(kNoNumber)));
#elif defined(MULTIPLE_OF_INFINITY)
SCHEMA_FIELDS(Message, FIELD(real, MultipleOf(kInfinity)));
#elif defined(INFINITE_DEFAULT)
SCHEMA_FIELDS(Message, FIELD(real, Default(-kInfinity)));
#elif defined(DEFAULT_THAT_IS_NO_NUMBER)
SCHEMA_FIELDS(Message, FIELD(real, Default(kNoNumber)));
#elif defined(DEFAULT_THAT_NO_FLOAT_HOLDS)
SCHEMA_FIELDS(Message, FIELD(small, Default(1e300)));
#elif defined(FLOAT_WITHOUT_A_NUMBER)
SCHEMA_FIELDS(Message, FIELD(small, Example(kNoNumber)));
#elif defined(BOUNDS_THE_WRONG_WAY)
SCHEMA_FIELDS(Message, FIELD(number, Minimum(2), Maximum(1)));
#elif defined(NAME_TWICE)
SCHEMA_FIELDS(Message, FIELD(number), FIELD(text, Name("number")));
#elif defined(QUOTE_IN_A_NAME)
SCHEMA_FIELDS(Message, FIELD(text, Name("a\"b")));
#elif defined(NAME_THAT_IS_NOT_UTF8)
SCHEMA_FIELDS(Message, FIELD(text, Name("gr\xf6sse")));
#elif defined(CONTROL_CHARACTER_IN_A_NAME)
SCHEMA_FIELDS(Message, FIELD(text, Name("a\tb")));
#elif defined(DEFAULT_OF_ANOTHER_TYPE)
SCHEMA_FIELDS(Message, FIELD(number, Default("one")));
#elif defined(DEFAULT_OUT_OF_RANGE)
SCHEMA_FIELDS(Message, FIELD(byte, Default(256)));
#elif defined(NOT_A_CONSTRAINT)
SCHEMA_FIELDS(Message, FIELD(text, 1));
#elif defined(OPTIONAL_POINTER)
SCHEMA_FIELDS(Message, FIELD(optional_pointer));
#elif defined(POINTER_TO_UNDECLARED)
SCHEMA_FIELDS(Message, FIELD(pointer_to_undeclared));
#elif defined(MULTISET)
SCHEMA_FIELDS(Message, FIELD(multiset));
#elif defined(MAP_OF_INT)
SCHEMA_FIELDS(Message, FIELD(map_of_int));
#elif defined(UNIQUE_SET)
SCHEMA_FIELDS(Message, FIELD(set, UniqueItems()));
#elif defined(PAIR_OF_UNDECLARED)
SCHEMA_FIELDS(Message, FIELD(pair_of_undeclared));
#elif defined(TWO_NUMBERS)
SCHEMA_FIELDS(Message, FIELD(two_numbers));
#elif defined(SAME_TAG)
SCHEMA_FIELDS(Message, FIELD(same_tag));
#elif defined(NO_TAG)
SCHEMA_FIELDS(Message, FIELD(no_tag));
#elif defined(STRUCT_OR_MAP)
SCHEMA_FIELDS(Message, FIELD(struct_or_map));
#elif defined(NULL_OR_NULL)
SCHEMA_FIELDS(Message, FIELD(null_or_null));
#elif defined(CONSTRAINT_OF_A_VALUE)
SCHEMA_FIELDS(Message, FIELD(id, MinLength(1)));
#elif defined(CONSTRAINT_OF_A_CODEC)
SCHEMA_FIELDS(Message, FIELD(own, Minimum(1)));
#elif defined(CODEC_CONSTRAINT_DOES_NOT_FIT)
SCHEMA_FIELDS(Message, FIELD(own));
#elif defined(ODD_DURATION)
SCHEMA_FIELDS(Message, FIELD(sevens));
#elif defined(ONE_OF_STRINGS)
SCHEMA_FIELDS(Message, FIELD(text, OneOf("a", "b")));
#elif defined(ONE_OF_ANOTHER_ENUM)
SCHEMA_FIELDS(Message, FIELD(text, OneOf(Size::kSmall)));
#elif defined(ONE_OF_THE_LANDING)
SCHEMA_FIELDS(Message, FIELD(size, OneOf(Size::kOther)));
#elif defined(AS_STRING_OF_A_DOUBLE)
SCHEMA_FIELDS(Message, FIELD(real, AsString()));
#elif defined(AS_STRING_MULTIPLE)
SCHEMA_FIELDS(Message, FIELD(number, AsString(), MultipleOf(2)));
#elif defined(CONST_OF_A_DOUBLE)
SCHEMA_FIELDS(Message, FIELD(real, Const(1.5)));
#elif defined(CONST_OF_AN_OPTIONAL)
SCHEMA_FIELDS(Message, FIELD(maybe, Const("a")));
#elif defined(CONST_OF_ANOTHER_TYPE)
SCHEMA_FIELDS(Message, FIELD(number, Const("a")));
#elif defined(CONST_AND_DEFAULT)
SCHEMA_FIELDS(Message, FIELD(number, Const(1), Default(1)));
#elif defined(EXAMPLE_OF_ANOTHER_TYPE)
SCHEMA_FIELDS(Message, FIELD(number, Example("a")));
#elif defined(FOUR_EXAMPLES)
SCHEMA_FIELDS(Message, FIELD(number, Example(1), Example(2), Example(3), Example(4)));
#elif defined(DEPRECATED_WITHOUT_REASON)
SCHEMA_FIELDS(Message, FIELD(number, Deprecated("")));
#elif defined(FIELDS_OF_A_STRANGER)
SCHEMA_FIELDS(Message, FieldsOf<Point>(), FIELD(number));
#elif defined(FIELDS_OF_UNDECLARED)
SCHEMA_FIELDS(Message, FieldsOf<Base>(), FIELD(number));
#elif defined(NOT_A_FIELD)
SCHEMA_FIELDS(Message, FIELD(number), 5);
#else
SCHEMA_FIELDS(Message, FIELD(text), FIELD(number), FIELD(byte), FIELD(real), FIELD(flag),
              FIELD(list), FIELD(pair));
#endif

#if defined(RULE_CAPTURES)
SCHEMA_RULE(Message, "a sentence", [limit = 5](const Message& m) { return m.number < limit; });
#elif defined(RULE_WITHOUT_FIELDS)
SCHEMA_RULE(Plain, "a sentence", [](const Plain&) { return true; });
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
