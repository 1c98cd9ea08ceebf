// A line with a schema, then a message: nothing may crash, hang or contradict itself, and valijson
// must come to the same verdict.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/schemas/validate/prepare.h"
#include "kontrakt/schemas/validate/validator.h"
#include "tests/schemas/validate/second_opinion.h"

namespace kontrakt {
namespace {

void Demand(bool fact, const char* what) {
  if (fact) return;
  std::fprintf(stderr, "not so: %s\n", what);
  std::abort();
}

void Check(std::string_view schema, std::string_view message) {
  const absl::Time start = absl::Now();
  const auto validator = Validator::Compile(schema);
  const auto tree = ParseJson(schema);
  if (tree.ok())
    Demand(Validator::Compile(*tree).ok() == validator.ok(), "text and tree compile alike");
  if (validator.ok()) {
    const auto validated = validator->ParseAndValidate(message);
    Demand(validator->ValidateText(message) == validated.status(), "with and without a tree");
    const auto json = ParseJson(message);
    Demand(validated.ok() || !ViolationsOf(validated.status()).empty(),
           "a refusal has a violation");
    Demand(json.ok() || !validated.ok(), "what is no JSON is refused");
    if (json.ok()) {
      const std::vector<Violation> violations = validator->Validate(*json);
      Demand(violations.empty() == validated.ok(), "text and tree get the same verdict");
      Demand(violations == validator->Validate(*json), "the same again");
      Demand(violations.size() <= kMaxViolations, "there are not too many");
      const bool decided = violations.empty() || violations.front().rule != "work";
      const std::optional<bool> second =
          internal::SecondOpinion(*internal::PrepareSchema(*ParseJson(schema))).On(*json);
      Demand(!decided || !second.has_value() || *second == violations.empty(),
             "valijson has the same opinion");
    }
  }
  Demand(absl::Now() - start < absl::Seconds(20),
         "it ends");  // Five times 200 ms, under a sanitizer.
}

}  // namespace
}  // namespace kontrakt

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(input.find('\n'), size);
  kontrakt::Check(input.substr(0, end), input.substr(std::min(end + 1, size)));
  return 0;
}
