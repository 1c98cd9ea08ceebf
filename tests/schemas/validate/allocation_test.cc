// A valid text allocates nothing once its thread has seen one of its kind. This test counts.
#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <string>

#include "gtest/gtest.h"
#include "kontrakt/schemas/validate/validator.h"

namespace {
std::atomic<int> allocations{0};
}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  if (void* const memory = std::malloc(size)) return memory;
  std::abort();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return operator new(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace kontrakt {
namespace {

TEST(AllocationTest, AValidTextTakesNoMemory) {
  const auto validator = Validator::Compile(R"({
      "definitions":{"line":{"type":"object","required":["sku"],"properties":
          {"sku":{"pattern":"^[A-Z]{2}[0-9]+$"},"price":{"minimum":0,"multipleOf":0.01}}}},
      "type":"object","required":["id","lines"],"additionalProperties":{"maxLength":40},
      "propertyNames":{"minLength":2},"patternProperties":{"^x-":{"type":"integer"}},
      "dependencies":{"note":["id"],"paid":{"required":["note"]}},
      "properties":{"id":{"format":"uuid"},"state":{"enum":["placed","paid"]},
          "lines":{"items":{"$ref":"#/definitions/line"},"contains":{"required":["price"]}},
          "tags":{"uniqueItems":true,"items":{"type":"string"}},
          "paid":{"anyOf":[{"type":"string","format":"date"},{"type":"null"}]},
          "where":{"oneOf":[{"required":["zip"]},{"required":["city"]}],"not":{"required":["x"]},
                   "if":{"required":["zip"]},"then":{"maxProperties":3}}}})");
  ASSERT_TRUE(validator.ok()) << validator.status();
  const std::string text = R"({"id":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","state":"paid",
      "lines":[{"sku":"AB1","price":19.99},{"sku":"CD22","other":[1,{"a":1,"b":2}]}],
      "tags":["a long tag that is not kept in place","\u0062","c"],"paid":"2026-11-21",
      "note":"\u00e9\n","where":{"zip":"1234","street":"a"},"x-n":1,"more":"text","others":"text"})";
  ASSERT_TRUE(validator->ValidateText(text).ok()) << validator->ValidateText(text);
  const int before = allocations;
  bool valid = true;
  for (int i = 0; i < 100; ++i) valid = validator->ValidateText(text).ok() && valid;
  EXPECT_EQ(allocations - before, 0);
  EXPECT_TRUE(valid);
}

}  // namespace
}  // namespace kontrakt
