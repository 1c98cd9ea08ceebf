// What the author of a message struct includes, and nothing else.
#include "kontrakt/schemas/declare/declare.h"
