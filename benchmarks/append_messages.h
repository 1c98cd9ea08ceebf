// The same messages written by hand, as a program without a library does it: append(),
// std::to_chars, and a look at every byte for what must be escaped. No checks.
#ifndef KONTRAKT_BENCHMARKS_APPEND_MESSAGES_H_
#define KONTRAKT_BENCHMARKS_APPEND_MESSAGES_H_

#include <string>

#include "kontrakt/benchmarks/messages.h"

namespace benchmarks {

// Each appends `message` to `out`; the bytes are those of kontrakt::Encode().
void AppendJson(std::string& out, const Content& message);
void AppendJson(std::string& out, const Order& message);
void AppendJson(std::string& out, const Inventory& message);

}  // namespace benchmarks

#endif  // KONTRAKT_BENCHMARKS_APPEND_MESSAGES_H_
