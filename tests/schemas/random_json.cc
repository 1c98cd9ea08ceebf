#include "tests/schemas/random_json.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace kontrakt::testing {
namespace {

constexpr const char* kValues[] = {"null",
                                   "true",
                                   "false",
                                   "0",
                                   "1",
                                   "-1",
                                   "2.0",
                                   "1.5",
                                   "-0.0",
                                   "128",
                                   "4294967296",
                                   "1e300",
                                   "9007199254740993",
                                   "9223372036854775808",
                                   "18446744073709551615",
                                   "1e-320",
                                   "0.30000000000004",
                                   "[]",
                                   "[1,1]",
                                   "[1,1.0]",
                                   "[null]",
                                   "[[],{}]",
                                   "[\"a\",1]",
                                   "[0,true]",
                                   "{}",
                                   R"({"type":"circle","radius":2})",
                                   R"({"radius":2,"type":"circle"})",
                                   R"({"side":1,"type":"square"})",
                                   R"({"type":"line"})",
                                   R"({"op":"number","value":1})",
                                   R"({"op":"sum","of":[]})",
                                   R"({"a":{"b":[0.5,"\u00e9"]}})"};

// Formats, patterns, constants and enumerators of messages.h, kinds.h and random_structs.py.
const char* const kTexts[] = {
    "", "a", "ab", "abc", "abcd", "AB12", "ZZ99", "AB1", "\u00e9", "\U0001F600", "\"\\\n\x01",
    "a b", "plain", "\x7f", "[", "(", "a\n", "circle", "square", "sum", "low", "high", "line",
    // date-time, date, time, duration
    "2026-11-21T13:32:02Z", "2026-11-21t13:32:02.123456789+01:30", "2016-12-31T23:59:60Z",
    "1600-01-01T00:00:00Z", "2300-01-01T00:00:00.5-23:59", "2026-11-21 13:32:02Z",
    "2026-11-21T24:00:00Z", "2026-11-21", "2024-02-29", "2026-02-30", "26-11-21", "13:32:02Z",
    "13:32:02.5+00:00", "13:32:02", "25:00:00Z", "P1DT12H", "PT0.25S", "PT90M", "-P2DT3H", "P20D",
    "P1W", "PT", "P1DT2H3M4.000000001S", "P106752D", "PT9999999999999999999S", "-PT0S", "PT1.5H",
    // email, hostname, ipv4, ipv6, uri
    "a@example.org", "\"a b\"@example.org", "a@", "@", "a@b@c", "example.org", "-a.example", "a..b",
    "127.0.0.1", "256.0.0.1", "127.0.0.01", "::1", "1::2::3", "::ffff:127.0.0.1", "fe80::1%eth0",
    "https://example.org/a?b#c", "u:", "/relative", "https://[::1]:80/", "http://a b", "a:%zz",
    // uuid, json-pointer, regex, base64, decimal, digits
    "2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2EB8AA08-AA98-11EA-B4AA-73B441D1638F",
    "2eb8aa08aa9811eab4aa73b441d16380", "/a~1b", "a/~b", "/~2", "^\\S+$", "(?=a)",
    "QQ==", "QR==", "QUI=", "QUJD", "QUJ", "12.50", "-12.50", "1.", "-0.0", "007", "7", "12.50 EUR",
    "0.05 USD", "5", "-0", "01", "104", "-12", "-13", "9223372036854775808", "18446744073709551616",
    "1 "};

void ListPlaces(Json& json, std::vector<Json*>& places) {
  places.push_back(&json);
  if (json.is_structured()) {
    for (Json& member : json) ListPlaces(member, places);
  }
}

void PutNamedNumber(const Json& bound, std::vector<Json>& out) {
  out.push_back(bound);
  if (bound.is_number_integer()) {
    for (const std::int64_t step : {-1, 1}) {
      out.emplace_back(
          static_cast<std::int64_t>(bound.get<std::uint64_t>() + static_cast<std::uint64_t>(step)));
    }
    out.emplace_back(bound.get<double>());
    out.emplace_back(bound.get<double>() + 0.5);
  } else {
    const auto value = bound.get<double>();
    for (const double beside :
         {std::nextafter(value, -1e308), std::nextafter(value, 1e308), value * 3, -value}) {
      if (std::isfinite(beside)) out.emplace_back(beside);
    }
  }
}

void NameValues(const Json& schema, std::vector<Json>& out) {
  if (!schema.is_structured()) return;
  for (const auto& [keyword, value] : schema.items()) {
    if (keyword == "enum" || keyword == "examples") {
      out.insert(out.end(), value.begin(), value.end());
    } else if (keyword == "const" || keyword == "default") {
      out.push_back(value);
    } else if (value.is_number()) {
      PutNamedNumber(value, out);
    }
    NameValues(value, out);
  }
}

std::string Blank(Choices& choices) {
  return choices.OneIn(8) ? choices.Pick<std::string>({" ", "\n", "\t \r\n"}) : "";
}

std::string SpellText(std::string_view text, Choices& choices) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool needed = c == '"' || c == '\\' || byte < 0x20;
    if (needed || (byte < 0x80 && choices.OneIn(30))) {
      absl::StrAppend(&out, "\\u", absl::Hex(byte, absl::kZeroPad4));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

// The same number with another exponent or fraction.
std::string SpellNumber(const Json& json, Choices& choices) {
  const std::string plain = DumpJson(json);
  if (!choices.OneIn(5) || plain.find_first_of("eE") != std::string::npos) return plain;
  if (plain.find('.') != std::string::npos) return plain + choices.Pick<std::string>({"0", "e0"});
  return plain + choices.Pick<std::string>({".0", "e0", ".000E+0", plain == "0" ? "e9" : "0e-1"});
}

std::string SpellMembers(const Json& json, Choices& choices) {
  std::vector<std::pair<std::string, Json>> members;
  for (const auto& [key, value] : json.items()) members.emplace_back(key, value);
  if (choices.Below(3) == 2) {
    for (std::size_t i = members.size(); i > 1; --i)
      std::swap(members[i - 1], members[choices.Below(i)]);
  }
  std::string out = "{";
  for (std::size_t i = 0; i < members.size(); ++i) {
    absl::StrAppend(&out, i == 0 ? "" : ",", Blank(choices), SpellText(members[i].first, choices),
                    Blank(choices), ":", Respell(members[i].second, choices));
  }
  return out + Blank(choices) + "}";
}

}  // namespace

const std::vector<std::string>& SomeTexts() {
  static const auto& texts = *new std::vector<std::string>(std::begin(kTexts), std::end(kTexts));
  return texts;
}

Json SomeJson(Choices& choices) {
  if (choices.Below(2) == 1) return choices.Pick(SomeTexts());
  return Json::parse(kValues[choices.Below(std::size(kValues))]);
}

std::vector<Json> ValuesNamedIn(const Json& document) {
  std::vector<Json> values;
  NameValues(document, values);
  return values;
}

void Spoil(Json& json, const std::vector<Json>& named, Choices& choices) {
  std::vector<Json*> places;
  ListPlaces(json, places);
  Json& place = *choices.Pick(places);
  const auto value = [&] {
    return named.empty() || choices.Below(2) == 0 ? SomeJson(choices) : choices.Pick(named);
  };
  switch (choices.Below(6)) {
    case 0:
      if (!place.is_object() || place.empty()) break;
      place.erase(
          std::next(place.begin(), static_cast<std::ptrdiff_t>(choices.Below(place.size()))));
      return;
    case 1:
      if (!place.is_object()) break;
      place[choices.Pick<std::string>({"new", "type", "op", "a"})] = value();
      return;
    case 2:
      if (!place.is_array() || place.empty()) break;
      place.push_back(place[choices.Below(place.size())]);
      return;
    case 3:
      if (!place.is_array() || place.empty()) break;
      place.erase(choices.Below(place.size()));
      return;
    case 4:
      if (!place.is_array()) break;
      place.push_back(value());
      return;
    default:
      break;
  }
  place = value();
}

std::string Respell(const Json& json, Choices& choices) {
  const std::string before = Blank(choices);
  if (json.is_object()) return before + SpellMembers(json, choices);
  if (json.is_string()) return before + SpellText(json.get_ref<const std::string&>(), choices);
  if (json.is_number()) return before + SpellNumber(json, choices);
  if (!json.is_array()) return before + DumpJson(json);
  std::string out = before + "[";
  for (std::size_t i = 0; i < json.size(); ++i)
    absl::StrAppend(&out, i == 0 ? "" : ",", Respell(json[i], choices), Blank(choices));
  return out + "]";
}

std::string Scratch(std::string text, Choices& choices) {
  if (text.empty()) return text;
  const std::size_t at = choices.Below(text.size());
  const std::string_view letters = "\"\\{}[],:01-.eE ntu\x80\xff";
  switch (choices.Below(3)) {
    case 0:
      text[at] = letters[choices.Below(letters.size())];
      break;
    case 1:
      text.erase(at, 1);
      break;
    default:
      text.insert(at, 1, text[at]);
      break;
  }
  return text;
}

}  // namespace kontrakt::testing
