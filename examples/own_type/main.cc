// A message with a type of one's own: written, refused, read, and its schema. No Kafka needed:
//   bazel run //examples/own_type
#include <iostream>
#include <optional>
#include <string>

#include "examples/own_type/money.h"
#include "kontrakt/schemas/schemas.h"

namespace shop {

struct Invoice {
  std::string number;
  Money total;
  std::optional<Money> discount;
};
SCHEMA_FIELDS(Invoice, FIELD(number, MinLength(1)), FIELD(total), FIELD(discount));
REGISTER_SCHEMA(Invoice, 1);

}  // namespace shop

int main() {
  std::string json;
  if (!kontrakt::Encode(shop::Invoice{"A-1", {1250, "EUR"}, {}}, json).ok()) return 1;
  std::cout << "written: " << json << "\n";

  std::string nothing;
  const shop::Invoice wrong{"A-2", {-1, "EUR"}, shop::Money{100, "euro"}};
  for (const kontrakt::Violation& v : kontrakt::ViolationsOf(kontrakt::Encode(wrong, nothing))) {
    std::cout << "refused: " << v.pointer << ": expected " << v.expected << "\n";
  }

  shop::Invoice read;
  if (!kontrakt::Decode(json, read, kontrakt::Validation::kFull).ok()) return 1;
  std::cout << "read: " << read.total.cents << " cents in " << read.total.currency << "\n";

  std::cout << "schema: "
            << kontrakt::SchemaDocument({"Invoice", 1}, kontrakt::Describe<shop::Invoice>())
            << "\n";
  return 0;
}
