#include "kontrakt/benchmarks/append_messages.h"

#include <algorithm>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace benchmarks {
namespace {

void Value(std::string& out, std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  out.push_back('"');
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (c == '\n') {
      out.append("\\n");
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out.append("\\u00");
      out.push_back(kHex[c >> 4]);
      out.push_back(kHex[c & 15]);
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
}
void Value(std::string& out, const std::string& text) { Value(out, std::string_view(text)); }

void Value(std::string& out, std::integral auto value) {
  char text[24];
  out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
}

void Value(std::string& out, bool value) { out.append(value ? "true" : "false"); }

void Value(std::string& out, double value) {
  char text[32];
  char* const end = std::to_chars(text, text + sizeof text, value).ptr;
  out.append(text, end);
  if (std::find_if(text, end, [](char c) { return c == '.' || c == 'e'; }) == end) {
    out.append(".0");
  }
}

void Digits(std::string& out, std::int64_t value, int digits, std::string_view after) {
  char text[8];
  for (int i = digits - 1; i >= 0; --i, value /= 10) text[i] = static_cast<char>('0' + value % 10);
  out.append(text, static_cast<std::size_t>(digits)).append(after);
}

void Value(std::string& out, absl::Time value) {
  const absl::CivilSecond second = absl::ToCivilSecond(value, absl::UTCTimeZone());
  out.push_back('"');
  Digits(out, second.year(), 4, "-");
  Digits(out, second.month(), 2, "-");
  Digits(out, second.day(), 2, "T");
  Digits(out, second.hour(), 2, ":");
  Digits(out, second.minute(), 2, ":");
  Digits(out, second.second(), 2, ".");
  Digits(out, absl::ToUnixMicros(value) % 1'000'000, 6, "+00:00\"");
}

void Value(std::string& out, OrderState state) {
  constexpr std::string_view kNames[] = {"placed", "paid", "shipped"};
  Value(out, kNames[static_cast<int>(state)]);
}
void Value(std::string& out, Currency currency) {
  constexpr std::string_view kNames[] = {"EUR", "USD", "GBP"};
  Value(out, kNames[static_cast<int>(currency)]);
}

void Value(std::string& out, const Address& address);
void Value(std::string& out, const OrderLine& line);
void Value(std::string& out, const Item& item);

template <class T>
void Value(std::string& out, const std::optional<T>& value) {
  if (value.has_value()) {
    Value(out, *value);
  } else {
    out.append("null");
  }
}

template <class T>
void Value(std::string& out, const std::vector<T>& values) {
  out.push_back('[');
  for (const T& value : values) {
    if (out.back() != '[') out.push_back(',');
    Value(out, value);
  }
  out.push_back(']');
}

void Value(std::string& out, const std::map<std::string, std::string>& values) {
  out.push_back('{');
  for (const auto& [key, value] : values) {
    if (out.back() != '{') out.push_back(',');
    Value(out, key);
    out.push_back(':');
    Value(out, value);
  }
  out.push_back('}');
}

template <class V>
void Member(std::string& out, std::string_view key, const V& value) {
  out.append(key);
  Value(out, value);
}

void Value(std::string& out, const Address& address) {
  Member(out, "{\"name\":", address.name);
  Member(out, ",\"street\":", address.street);
  Member(out, ",\"city\":", address.city);
  Member(out, ",\"zip\":", address.zip);
  Member(out, ",\"country\":", address.country);
  out.push_back('}');
}

void Value(std::string& out, const OrderLine& line) {
  Member(out, "{\"sku\":", line.sku);
  Member(out, ",\"title\":", line.title);
  Member(out, ",\"quantity\":", line.quantity);
  Member(out, ",\"price\":", line.price);
  Member(out, ",\"discount\":", line.discount);
  out.push_back('}');
}

void Value(std::string& out, const Item& item) {
  Member(out, "{\"sku\":", item.sku);
  Member(out, ",\"name\":", item.name);
  Member(out, ",\"quantity\":", item.quantity);
  Member(out, ",\"price\":", item.price);
  Member(out, ",\"active\":", item.active);
  Member(out, ",\"shelf\":", item.shelf);
  out.push_back('}');
}

}  // namespace

void AppendJson(std::string& out, const Content& message) {
  Member(out, "{\"id\":", message.id);
  Member(out, ",\"url\":", message.url);
  Member(out, ",\"title\":", message.title);
  Member(out, ",\"size\":", message.size);
  out.push_back('}');
}

void AppendJson(std::string& out, const Order& message) {
  Member(out, "{\"id\":", message.id);
  Member(out, ",\"customer\":", message.customer);
  Member(out, ",\"state\":", message.state);
  Member(out, ",\"currency\":", message.currency);
  Member(out, ",\"placed_at\":", message.placed_at);
  Member(out, ",\"paid_at\":", message.paid_at);
  Member(out, ",\"deliver_on\":", message.deliver_on);
  Member(out, ",\"email\":", message.email);
  Member(out, ",\"billing\":", message.billing);
  Member(out, ",\"shipping\":", message.shipping);
  Member(out, ",\"lines\":", message.lines);
  Member(out, ",\"attributes\":", message.attributes);
  Member(out, ",\"gift\":", message.gift);
  Member(out, ",\"total\":", message.total);
  Member(out, ",\"note\":", message.note);
  out.push_back('}');
}

void AppendJson(std::string& out, const Inventory& message) {
  Member(out, "{\"warehouse\":", message.warehouse);
  Member(out, ",\"items\":", message.items);
  out.push_back('}');
}

}  // namespace benchmarks
