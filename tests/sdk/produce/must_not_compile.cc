// Each macro of the BUILD file turns on one mistake; the compiler must answer it with a sentence.
#include "kontrakt/sdk/produce/publisher.h"

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

void Try(kontrakt::Publisher& publisher) {
#if defined(NOT_REGISTERED)
  (void)publisher.Publish("t", Forgotten{}, {});
#elif defined(NOT_REGISTERED_AND_WAIT)
  (void)publisher.PublishAndWait("t", Forgotten{}, {}, absl::Seconds(1));
#elif defined(A_TEXT)
  (void)publisher.Publish("t", "{}", {});
#else
  (void)publisher.Publish("t", Registered{}, {});
#endif
}

}  // namespace mistakes
