// Writes messages with the integers at the borders, or reads them back: peers_main write | read
#include <cstdint>
#include <iostream>
#include <iterator>
#include <limits>
#include <string>
#include <vector>

#include "kontrakt/schemas/codec/decode.h"
#include "kontrakt/schemas/codec/encode.h"
#include "kontrakt/schemas/declare/declare.h"

namespace peers {

constexpr std::int64_t kExact = std::int64_t{1} << 53;

struct Borders {
  // Beyond +-2^53: as strings.
  std::vector<std::int64_t> signed_texts = {
      std::numeric_limits<std::int64_t>::min(), -kExact - 1, -1, 0, kExact + 1,
      std::numeric_limits<std::int64_t>::max()};
  std::uint64_t unsigned_text = std::numeric_limits<std::uint64_t>::max();
  // What every reader keeps as a number.
  std::vector<std::int64_t> numbers = {-kExact, -kExact + 1, -1, 0, 1, kExact - 1, kExact};
  friend bool operator==(const Borders&, const Borders&) = default;
};
SCHEMA_FIELDS(Borders, FIELD(signed_texts, Items(AsString())), FIELD(unsigned_text, AsString()),
              FIELD(numbers));

}  // namespace peers

int main(int argc, char** argv) {
  if (argc == 2 && std::string(argv[1]) == "write") {
    std::string json;
    const absl::Status status = kontrakt::Encode(peers::Borders{}, json);
    std::cout << json << "\n" << status.message();
    return status.ok() ? 0 : 1;
  }
  const std::string json(std::istreambuf_iterator<char>(std::cin), {});
  peers::Borders read{{}, 0, {}};
  const absl::Status status = kontrakt::Decode(json, read, kontrakt::Validation::kFull);
  std::cout << status << "\n";
  return status.ok() && read == peers::Borders{} ? 0 : 1;
}
