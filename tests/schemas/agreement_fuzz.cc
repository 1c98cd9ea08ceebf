// One verdict on all roads (roads.h), on any text and any message of any declared type.
//
// The first byte chooses the type; what follows is a JSON text, or, where that byte is 128 or more,
// the choices of a random message.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/schemas/random_json.h"
#include "tests/schemas/roads.h"
#include "tests/schemas/subject.h"
#include "tests/schemas/subjects.h"

namespace kontrakt::testing {
namespace {

void Demand(const Roads& roads, const Verdict& verdict) {
  if (verdict.difference.empty()) return;
  std::fprintf(stderr, "%s: %s\nagainst %s\n", roads.subject().name.c_str(),
               verdict.difference.c_str(), roads.document().c_str());
  std::abort();
}

const std::vector<std::unique_ptr<Roads>>& AllRoads() {
  static const auto& all = *[] {
    auto* const roads = new std::vector<std::unique_ptr<Roads>>();
    for (const Subject& subject : AllSubjects()) roads->push_back(std::make_unique<Roads>(subject));
    return roads;
  }();
  return all;
}

void Check(std::uint8_t chosen, std::string_view input) {
  const Roads& roads = *AllRoads()[chosen % 128 % AllRoads().size()];
  if (chosen < 128) return Demand(roads, roads.OnText(input));
  Choices choices(input);
  const std::unique_ptr<Message> message = roads.subject().make();
  message->Change(choices, 1 + choices.Below(8));
  Demand(roads, roads.OnMessage(*message));
  Demand(roads, roads.OnText(Respell(message->Obvious(nullptr), choices)));
}

}  // namespace
}  // namespace kontrakt::testing

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (!bytes.empty()) kontrakt::testing::Check(data[0], bytes.substr(1));
  return 0;
}
