// Any bytes: the pull parser, the tree and nlohmann's own parser must agree on what is JSON and
// what it says.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <string_view>

#include "absl/strings/match.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/json/reader.h"

namespace kontrakt {
namespace {

void Demand(bool fact, const char* what) {
  if (fact) return;
  std::fprintf(stderr, "not so: %s\n", what);
  std::abort();
}

void Check(std::string_view text) {
  JsonReader reader(text);
  const bool is_json = reader.Skip() && reader.Finish();
  const absl::StatusOr<Json> json = ParseJson(text);
  if (!json.ok()) {
    const std::string_view reason = json.status().message();
    const bool only_the_tree = absl::StrContains(reason, "only once") ||
                               absl::StrContains(reason, "64 bits") ||
                               absl::StrContains(reason, "a double can hold");
    Demand(!is_json || only_the_tree,
           "the pull parser refuses what the tree refuses for its syntax");
    return;
  }
  Demand(is_json, "the pull parser accepts what the tree accepts");
  Demand(Json::parse(text, nullptr, false) == *json, "nlohmann reads the same");
  const absl::StatusOr<Json> again = ParseJson(DumpJson(*json));
  Demand(again.ok() && *again == *json, "what is dumped reads the same");
}

}  // namespace
}  // namespace kontrakt

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // On the heap and exactly as long as it is, so that a sanitizer sees a read past the end.
  const std::unique_ptr<char[]> text(new char[size]);
  std::copy_n(data, size, text.get());
  kontrakt::Check({text.get(), size});
  return 0;
}
