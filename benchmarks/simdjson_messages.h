// The same messages read by hand with simdjson On-Demand, key by key, with the checks of their
// schemas; these are kontrakt's own functions, so that only the reading differs.
#ifndef KONTRAKT_BENCHMARKS_SIMDJSON_MESSAGES_H_
#define KONTRAKT_BENCHMARKS_SIMDJSON_MESSAGES_H_

#include <memory>
#include <string_view>

#include "kontrakt/benchmarks/messages.h"

namespace benchmarks {

// Not thread-safe: it keeps simdjson's parser, as simdjson's manual advises.
class SimdjsonReader {
 public:
  // Keeps a copy of `text` with the bytes of slack that simdjson reads behind it.
  explicit SimdjsonReader(std::string_view text);
  ~SimdjsonReader();

  // Reads the text into `out`; false: it is no such message, or breaks its schema.
  bool Read(Content& out);
  bool Read(Order& out);
  bool Read(Inventory& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace benchmarks

#endif  // KONTRAKT_BENCHMARKS_SIMDJSON_MESSAGES_H_
