#include "kontrakt/benchmarks/simdjson_messages.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "kontrakt/schemas/codec/time_text.h"
#include "kontrakt/schemas/text/class_sequence.h"
#include "kontrakt/schemas/text/format.h"
#include "kontrakt/schemas/text/utf8.h"
#include "simdjson.h"

namespace benchmarks {
namespace {

using kontrakt::ClassSequence;
using kontrakt::Format;
using kontrakt::MatchesFormat;
using simdjson::ondemand::array;
using simdjson::ondemand::object;
using simdjson::ondemand::value;

constexpr ClassSequence kSku = ClassSequence::Of("^[A-Z]{2}[0-9]{4}$");
constexpr ClassSequence kZip = ClassSequence::Of("^[0-9]{4,5}$");
constexpr ClassSequence kCountry = ClassSequence::Of("^[A-Z]{2}$");

bool HasLength(std::string_view text, std::size_t least, std::size_t most) {
  if (text.size() >= 4 * least && text.size() <= most) return true;
  const std::size_t length = kontrakt::CountCodePoints(text).value_or(0);
  return length >= least && length <= most;
}

bool Get(value json, std::string& out) {
  std::string_view text;
  if (json.get_string().get(text)) return false;
  out.assign(text);
  return true;
}
bool Get(value json, std::int64_t& out) { return !json.get_int64().get(out); }
bool Get(value json, std::int32_t& out) {
  std::int64_t wide = 0;
  if (json.get_int64().get(wide) || wide < std::numeric_limits<std::int32_t>::min() ||
      wide > std::numeric_limits<std::int32_t>::max()) {
    return false;
  }
  out = static_cast<std::int32_t>(wide);
  return true;
}
bool Get(value json, double& out) { return !json.get_double().get(out); }
bool Get(value json, bool& out) { return !json.get_bool().get(out); }
bool Get(value json, absl::Time& out) {
  std::string_view text;
  return !json.get_string().get(text) && kontrakt::internal::ParseTime(text, out);
}
bool Get(value json, OrderState& out) {
  std::string_view text;
  if (json.get_string().get(text)) return false;
  const std::optional<OrderState> found = kontrakt::EnumValue<OrderState>(text);
  out = found.value_or(out);
  return found.has_value();
}
bool Get(value json, Currency& out) {
  std::string_view text;
  if (json.get_string().get(text)) return false;
  const std::optional<Currency> found = kontrakt::EnumValue<Currency>(text);
  out = found.value_or(out);
  return found.has_value();
}

bool Get(value json, Address& out);
bool Get(value json, OrderLine& out);
bool Get(value json, Item& out);

template <class T>
bool Get(value json, std::vector<T>& out) {
  array elements;
  if (json.get_array().get(elements)) return false;
  out.clear();
  for (auto element : elements) {
    value inner;
    if (element.get(inner) || !Get(inner, out.emplace_back())) return false;
  }
  return true;
}

bool Get(value json, std::map<std::string, std::string>& out) {
  object members;
  if (json.get_object().get(members)) return false;
  out.clear();
  for (auto member : members) {
    std::string_view key;
    value inner;
    if (member.unescaped_key().get(key) || member.value().get(inner) ||
        !Get(inner, out[std::string(key)])) {
      return false;
    }
  }
  return true;
}

template <class V>
bool Member(object& from, std::string_view key, V& out) {
  value json;
  return !from[key].get(json) && Get(json, out);
}

template <class V>
bool Member(object& from, std::string_view key, std::optional<V>& out) {
  value json;
  const simdjson::error_code error = from[key].get(json);
  if (error == simdjson::NO_SUCH_FIELD || (!error && json.is_null())) {
    out.reset();
    return true;
  }
  return !error && Get(json, out.emplace());
}

bool Get(value json, Address& out) {
  object from;
  return !json.get_object().get(from) && Member(from, "name", out.name) &&
         HasLength(out.name, 1, 80) && Member(from, "street", out.street) && !out.street.empty() &&
         Member(from, "city", out.city) && !out.city.empty() && Member(from, "zip", out.zip) &&
         kZip.Matches(out.zip) && Member(from, "country", out.country) &&
         kCountry.Matches(out.country);
}

bool Get(value json, OrderLine& out) {
  object from;
  return !json.get_object().get(from) && Member(from, "sku", out.sku) && kSku.Matches(out.sku) &&
         Member(from, "title", out.title) && HasLength(out.title, 1, 120) &&
         Member(from, "quantity", out.quantity) && out.quantity >= 1 && out.quantity <= 1000 &&
         Member(from, "price", out.price) && out.price >= 0 &&
         Member(from, "discount", out.discount) &&
         (!out.discount.has_value() || (*out.discount >= 0 && *out.discount < 1));
}

bool Get(value json, Item& out) {
  object from;
  return !json.get_object().get(from) && Member(from, "sku", out.sku) && kSku.Matches(out.sku) &&
         Member(from, "name", out.name) && HasLength(out.name, 1, 120) &&
         Member(from, "quantity", out.quantity) && out.quantity >= 0 &&
         Member(from, "price", out.price) && out.price >= 0 && Member(from, "active", out.active) &&
         Member(from, "shelf", out.shelf) &&
         (!out.shelf.has_value() || HasLength(*out.shelf, 0, 20));
}

bool Get(object& from, Content& out) {
  return Member(from, "id", out.id) && !out.id.empty() && Member(from, "url", out.url) &&
         MatchesFormat(Format::kUri, out.url) && Member(from, "title", out.title) &&
         (!out.title.has_value() || HasLength(*out.title, 0, 200)) &&
         Member(from, "size", out.size) && out.size >= 0;
}

bool Get(object& from, Order& out) {
  return Member(from, "id", out.id) && MatchesFormat(Format::kUuid, out.id) &&
         Member(from, "customer", out.customer) && out.customer >= 1 &&
         Member(from, "state", out.state) && Member(from, "currency", out.currency) &&
         Member(from, "placed_at", out.placed_at) && Member(from, "paid_at", out.paid_at) &&
         Member(from, "deliver_on", out.deliver_on) &&
         MatchesFormat(Format::kDate, out.deliver_on) && Member(from, "email", out.email) &&
         MatchesFormat(Format::kEmail, out.email) && Member(from, "billing", out.billing) &&
         Member(from, "shipping", out.shipping) && Member(from, "lines", out.lines) &&
         !out.lines.empty() && out.lines.size() <= 100 &&
         Member(from, "attributes", out.attributes) && Member(from, "gift", out.gift) &&
         Member(from, "total", out.total) && out.total >= 0 && Member(from, "note", out.note) &&
         (!out.note.has_value() || HasLength(*out.note, 0, 500));
}

bool Get(object& from, Inventory& out) {
  return Member(from, "warehouse", out.warehouse) && !out.warehouse.empty() &&
         Member(from, "items", out.items) && !out.items.empty() && out.items.size() <= 1000;
}

}  // namespace

struct SimdjsonReader::State {
  explicit State(std::string_view t) : text(t) {}

  template <class T>
  bool Read(T& out) {
    simdjson::ondemand::document document;
    simdjson::ondemand::object from;
    return !parser.iterate(text).get(document) && !document.get_object().get(from) &&
           Get(from, out);
  }

  simdjson::padded_string text;
  simdjson::ondemand::parser parser;
};

SimdjsonReader::SimdjsonReader(std::string_view text) : state_(std::make_unique<State>(text)) {}
SimdjsonReader::~SimdjsonReader() = default;

bool SimdjsonReader::Read(Content& out) { return state_->Read(out); }
bool SimdjsonReader::Read(Order& out) { return state_->Read(out); }
bool SimdjsonReader::Read(Inventory& out) { return state_->Read(out); }

}  // namespace benchmarks
