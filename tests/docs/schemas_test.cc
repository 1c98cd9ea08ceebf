// What docs/schemas.md shows: its declarations compile, and become what it says.
#include "kontrakt/schemas/schemas.h"

#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/docs/schemas_md.h"

namespace {

int failures = 0;

template <class T>
void Expect(const T& message, const std::string& expected) {
  std::string json;
  const absl::Status status = kontrakt::Encode(message, json);
  const std::string document = kontrakt::SchemaDocument({"X", 1}, kontrakt::Describe<T>());
  const auto validator = kontrakt::Validator::Compile(document);
  const bool agrees = validator.ok() && validator->ParseAndValidate(expected).ok() == status.ok();
  if (status.ok() && json == expected && agrees) return;
  ++failures;
  std::cerr << "expected " << expected << "\nfound    " << json << " " << status << "\n"
            << document << "\n";
}

}  // namespace

int main() {
  Expect(shop::Line{"a", 1}, R"({"sku":"a","quantity":1})");
  Expect(shop::Category{"a", {}, nullptr}, R"({"name":"a","inside":[],"instead":null})");
  Expect(shop::Shipped{{"a", {}}, "b"},
         R"({"id":"a","at":"1970-01-01T00:00:00.000000+00:00","carrier":"b"})");
  Expect(shop::Payment{shop::Card{"card", "1"}, {}},
         R"({"how":{"by":"card","number":"1"},"note":null})");
  Expect(shop::Refund{{1250}, {}}, R"({"amount":"12.50","fee":null})");
  Expect(shop::Order{}, R"({"@type":"order","id":"AB1","state":"kOpen","number":"0",)"
                        R"("page":"https://example.org","retries":3,"lines":[],"count":0})");
  Expect(shop::Types{},
         R"({"words":[],"pair":["",0],"tuple":[false,null,0.0],"lines":{},"timeout":"PT1.5S",)"
         R"("picture":"","uuid":"00000000-0000-0000-0000-000000000000","price":"0",)"
         R"("order":"AB1","state":"kOpen"})");
  shop::Order broken;
  broken.count = 1;
  std::string json;
  const absl::Status status = kontrakt::Encode(broken, json);
  if (status.message().find("count is the number of lines") == std::string_view::npos) ++failures;
  const absl::Status catalog = kontrakt::Catalog::Global().Check();
  if (!catalog.ok()) ++failures;
  std::cerr << catalog << "\n";
  return failures == 0 ? 0 : 1;
}
