// Each macro of the BUILD file turns on one mistake; the compiler must answer it with a sentence.
#include "kontrakt/sdk/consume/handler.h"

namespace mistakes {

struct Registered {
  int number = 0;
};
SCHEMA_FIELDS(Registered, FIELD(number));
REGISTER_SCHEMA(Registered, 1);

struct Forgotten {
  int number = 0;
};
SCHEMA_FIELDS(Forgotten, FIELD(number));

void Try() {
#if defined(GENERIC)
  kontrakt::MakeHandler([](const auto&) {});
#elif defined(NO_MESSAGE)
  kontrakt::MakeHandler([] {});
#elif defined(NOT_REGISTERED)
  kontrakt::MakeHandler([](const Forgotten&) {});
#elif defined(NOT_CONST)
  kontrakt::MakeHandler([](Registered&) {});
#elif defined(UNKNOWN_INJECTION)
  kontrakt::MakeHandler([](const Registered&, int) {});
#elif defined(WRONG_RESULT)
  kontrakt::MakeHandler([](const Registered&) { return true; });
#else
  kontrakt::MakeHandler([](const Registered&, const kontrakt::Record&) {});
#endif
}

}  // namespace mistakes
