#include "kontrakt/tests/kafka/orders.h"

#include <limits>

namespace kontrakt::tests {
namespace {

using nlohmann::json;

std::string Unicode(int characters) {
  std::string text;
  for (int i = 0; i < characters; ++i) text += "\U0001F680";
  return text;
}

json Array(int size) {
  json array = json::array();
  for (int i = 0; i < size; ++i) array.push_back(std::to_string(i));
  return array;
}

}  // namespace

const std::vector<Breakage<Order>>& OrderBreakages() {
  static const auto& all = *new std::vector<Breakage<Order>>{
      {"empty", "/id", "minLength", [](Order& o, int) { o.id = ""; }},
      {"long", "/id", "maxLength", [](Order& o, int pick) { o.id = Unicode(21 + pick % 50); }},
      {"pattern", "/code", "pattern",
       [](Order& o, int pick) { o.code = "abc-" + std::to_string(pick); }},
      {"mail", "/mail", "format", [](Order& o, int pick) { o.mail = pick % 2 ? "no mail" : "@"; }},
      {"uri", "/link", "format",
       [](Order& o, int pick) { o.link = pick % 2 ? "not a uri" : "//x y"; }},
      {"few", "/quantity", "minimum", [](Order& o, int pick) { o.quantity = -std::int64_t{pick}; }},
      {"smallest", "/quantity", "minimum",
       [](Order& o, int) { o.quantity = std::numeric_limits<std::int64_t>::min(); }},
      {"many", "/quantity", "maximum",
       [](Order& o, int pick) { o.quantity = 1001 + std::int64_t{pick}; }},
      {"free", "/price", "exclusiveMinimum",
       [](Order& o, int pick) { o.price = -(pick % 100) / 100.0; }},
      {"fraction", "/price", "multipleOf",
       [](Order& o, int pick) { o.price = pick % 1000 + 0.005; }},
      {"all off", "/discount", "exclusiveMaximum",
       [](Order& o, int pick) { o.discount = 1 + pick; }},
      {"NaN", "/discount", "type",
       [](Order& o, int) { o.discount = std::numeric_limits<double>::quiet_NaN(); }},
      {"infinity", "/discount", "type",
       [](Order& o, int pick) {
         o.discount = (pick % 2 ? 1 : -1) * std::numeric_limits<double>::infinity();
       }},
      {"enum", "/stage", "enum",
       [](Order& o, int pick) { o.stage = static_cast<Stage>(2 + pick % 99); }},
      {"no tags", "/tags", "minItems", [](Order& o, int) { o.tags.clear(); }},
      {"many tags", "/tags", "maxItems",
       [](Order& o, int) { o.tags = {"a", "b", "c", "d", "e", "f"}; }},
      {"same tags", "/tags", "uniqueItems",
       [](Order& o, int) {
         o.tags = {"a", "b", "a"};
       }},
      {"empty tag", "/tags/1", "minLength", [](Order& o, int) { o.tags[1] = ""; }},
      {"nested", "/shipping/city", "minLength", [](Order& o, int) { o.shipping.city = ""; }},
      {"nested pattern", "/shipping/zip", "pattern",
       [](Order& o, int) { o.shipping.zip = "80011"; }},
      {"in an array", "/lines/1/sku", "pattern", [](Order& o, int) { o.lines[1].sku = "sku-"; }},
      {"count in an array", "/lines/0/count", "maximum",
       [](Order& o, int pick) { o.lines[0].count = 100 + pick % 1000; }},
      {"in a map", "/stock/north~1south", "minimum",
       [](Order& o, int pick) { o.stock["north/south"] = -1 - std::int64_t{pick}; }},
      {"UTF-8", "/note", "utf-8",
       [](Order& o, int pick) { o.note = pick % 2 ? "\xff" : "\xed\xa0\x80"; }},
  };
  return all;
}

const std::vector<Breakage<json>>& JsonBreakages() {
  static const auto& all = *new std::vector<Breakage<json>>{
      {"no id", "", "required", [](json& o, int) { o.erase("id"); }},
      {"nested required", "/shipping", "required",
       [](json& o, int) { o["shipping"].erase("zip"); }},
      {"null", "/code", "type", [](json& o, int) { o["code"] = nullptr; }},
      {"number for text", "/mail", "type", [](json& o, int pick) { o["mail"] = pick; }},
      {"text for number", "/quantity", "type",
       [](json& o, int pick) { o["quantity"] = std::to_string(pick); }},
      {"fraction for integer", "/quantity", "type",
       [](json& o, int pick) { o["quantity"] = pick + 0.5; }},
      {"empty", "/id", "minLength", [](json& o, int) { o["id"] = ""; }},
      {"long", "/id", "maxLength", [](json& o, int pick) { o["id"] = Unicode(21 + pick % 50); }},
      {"pattern", "/code", "pattern",
       [](json& o, int pick) { o["code"] = "A-" + std::to_string(pick); }},
      {"mail", "/mail", "format", [](json& o, int) { o["mail"] = "no mail"; }},
      {"uri", "/link", "format", [](json& o, int) { o["link"] = "not a uri"; }},
      {"few", "/quantity", "minimum", [](json& o, int pick) { o["quantity"] = -pick; }},
      {"many", "/quantity", "maximum",
       [](json& o, int pick) { o["quantity"] = 1001 + std::int64_t{pick}; }},
      {"free", "/price", "exclusiveMinimum", [](json& o, int) { o["price"] = 0; }},
      {"fraction", "/price", "multipleOf",
       [](json& o, int pick) { o["price"] = pick % 1000 + 0.005; }},
      {"all off", "/discount", "exclusiveMaximum",
       [](json& o, int pick) { o["discount"] = 1 + pick; }},
      {"enum", "/stage", "enum",
       [](json& o, int pick) { o["stage"] = pick % 2 ? "OPEN" : "closed"; }},
      {"no tags", "/tags", "minItems", [](json& o, int) { o["tags"] = json::array(); }},
      {"many tags", "/tags", "maxItems",
       [](json& o, int pick) { o["tags"] = Array(6 + pick % 9); }},
      {"same tags", "/tags", "uniqueItems",
       [](json& o, int) {
         o["tags"] = {"a", "b", "a"};
       }},
      {"empty tag", "/tags/1", "minLength", [](json& o, int) { o["tags"][1] = ""; }},
      {"object for array", "/tags", "type", [](json& o, int) { o["tags"] = json::object(); }},
      {"nested", "/shipping/city", "minLength", [](json& o, int) { o["shipping"]["city"] = ""; }},
      {"in an array", "/lines/1/sku", "pattern",
       [](json& o, int) { o["lines"][1]["sku"] = "sku-"; }},
      {"type in an array", "/lines/0", "type", [](json& o, int pick) { o["lines"][0] = pick; }},
      {"in a map", "/stock/north~1south", "minimum",
       [](json& o, int pick) { o["stock"]["north/south"] = -1 - pick; }},
      {"not an object", "", "type",
       [](json& o, int pick) {
         o = pick % 3 == 0 ? json::array({o}) : pick % 3 == 1 ? json(1) : json();
       }},
  };
  return all;
}

const std::vector<TextBreakage>& TextBreakages() {
  static const auto& all = *new std::vector<TextBreakage>{
      {"nothing", [](std::string) -> std::string { return ""; }},
      {"cut", [](std::string t) { return t.substr(0, t.size() / 2); }},
      {"byte behind", [](std::string t) { return t + "x"; }},
      {"NUL behind", [](std::string t) { return t + std::string("\0{}", 3); }},
      {"second value", [](std::string t) { return t + t; }},
      {"BOM", [](std::string t) { return "\xef\xbb\xbf" + t; }},
      {"comment", [](std::string t) { return "/**/" + t; }},
      {"key twice", [](std::string t) { return R"({"id":"1",)" + t.substr(1); }},
      {"bad UTF-8", [](std::string t) { return "{\"more\":\"\xff\"," + t.substr(1); }},
      {"lone surrogate", [](std::string t) { return R"({"more":"\ud800",)" + t.substr(1); }},
      {"leading zero", [](std::string t) { return R"({"more":01,)" + t.substr(1); }},
      {"NaN", [](std::string t) { return R"({"more":NaN,)" + t.substr(1); }},
      {"deep",
       [](std::string t) {
         return "{\"more\":" + std::string(100, '[') + std::string(100, ']') + "," + t.substr(1);
       }},
      {"comma at the end", [](std::string t) { return t.substr(0, t.size() - 1) + ",}"; }},
  };
  return all;
}

json ValidOrderJson() {
  return json::parse(R"({
    "id": "order-1", "code": "ABC-1", "mail": "someone@example.org",
    "link": "https://example.org/1", "quantity": 1, "price": 19.99, "discount": 0.5,
    "stage": "open", "tags": ["a", "b"], "shipping": {"city": "Zürich", "zip": "8001"},
    "lines": [{"sku": "sku-1", "count": 1}, {"sku": "sku-1", "count": 1}],
    "stock": {"north/south": 3}, "note": "no note"})");
}

}  // namespace kontrakt::tests
