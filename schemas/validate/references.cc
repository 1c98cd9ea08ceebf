#include "kontrakt/schemas/validate/references.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "kontrakt/schemas/reporter.h"
#include "kontrakt/schemas/text/uri.h"
#include "kontrakt/schemas/validate/keywords.h"
#include "kontrakt/schemas/validate/refusal.h"
#include "kontrakt/schemas/violation.h"

namespace kontrakt::internal {
namespace {

// Undoes %XX; false when one is broken.
bool PercentDecode(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out.push_back(text[i]);
      continue;
    }
    unsigned byte = 0;
    const std::string_view digits = text.substr(i + 1, 2);
    if (digits.size() != 2 || !std::ranges::all_of(digits, absl::ascii_isxdigit) ||
        !absl::SimpleHexAtoi(digits, &byte)) {
      return false;
    }
    out.push_back(static_cast<char>(byte));
    i += 2;
  }
  return true;
}

// What `pointer` (RFC 6901, decoded) leads to from `from`; nullptr: nothing.
const Json* Follow(const Json& from, std::string_view pointer) {
  const Json* at = &from;
  if (pointer.empty()) return at;
  for (const std::string_view raw : absl::StrSplit(pointer.substr(1), '/')) {
    const std::string token = absl::StrReplaceAll(raw, {{"~1", "/"}, {"~0", "~"}});
    if (at->is_object()) {
      const auto member = at->find(token);
      if (member == at->end()) return nullptr;
      at = &*member;
    } else {
      std::size_t index = 0;
      if (!at->is_array() || !absl::SimpleAtoi(token, &index) || index >= at->size() ||
          absl::StrCat(index) != token) {
        return nullptr;
      }
      at = &(*at)[index];
    }
  }
  return at;
}

}  // namespace

absl::StatusOr<References> References::Collect(const Json& root) {
  References references;
  if (absl::Status status = references.Visit(root, {}); !status.ok()) return status;
  return references;
}

absl::Status References::Visit(const Json& schema, Place place) {
  if (places_.size() == kMaxSchemas) {
    return SchemaRefusal("",
                         absl::StrCat("it holds more than ", kMaxSchemas, " schemas; split it"));
  }
  Place& kept = places_.emplace(&schema, std::move(place)).first->second;
  if (!schema.is_object()) return absl::OkStatus();  // Anything odd is found when it is used.
  // Beside $ref an $id changes nothing (draft-07 core 8.3), nor does the root's empty one.
  if (schema.contains("$id") && !schema.contains("$ref")) {
    if (absl::Status status = Register(schema, kept); !status.ok()) return status;
  } else if (kept.parent == nullptr) {
    identified_[""] = &schema;
  }
  return VisitMembers(schema, kept.base);
}

absl::Status References::VisitMembers(const Json& schema, std::size_t base) {
  for (const auto& [name, value] : schema.items()) {
    const Keyword* const keyword = FindKeyword(name);
    if (name == "pattern") ++patterns_;
    if (name == "patternProperties") patterns_ += value.size();
    if (keyword == nullptr || keyword->takes > Takes::kDefinitions) continue;
    const bool one = keyword->takes == Takes::kSchema ||
                     (keyword->takes == Takes::kSchemaOrSchemas && !value.is_array());
    if (one) {
      if (absl::Status status = Visit(value, {&schema, keyword->name, "", false, base});
          !status.ok())
        return status;
    } else if (value.is_structured()) {
      for (const auto& [token, member] : value.items()) {
        if (keyword->takes == Takes::kDependencies && member.is_array()) continue;  // Names.
        if (absl::Status status = Visit(member, {&schema, keyword->name, token, true, base});
            !status.ok())
          return status;
      }
    }
  }
  return absl::OkStatus();
}

absl::Status References::Register(const Json& schema, Place& place) {
  const Json& id = schema["$id"];
  if (!id.is_string()) return Refusal(schema, "$id must be a string");
  std::string uri = ResolveUri(bases_[place.base], id.get_ref<const std::string&>());
  if (uri.size() > kMaxUriBytes)
    return Refusal(schema, absl::StrCat("its $id has more than ", kMaxUriBytes, " bytes"));
  if (uri.ends_with('#')) uri.pop_back();
  if (!identified_.emplace(uri, &schema).second) {
    return Refusal(schema, absl::StrCat("its $id ", Shown(uri), " is another schema's as well"));
  }
  if (uri.find('#') == std::string::npos) {
    bases_.push_back(std::move(uri));
    place.base = bases_.size() - 1;
  } else if (place.parent == nullptr) {
    identified_[""] = &schema;
  }
  return absl::OkStatus();
}

absl::StatusOr<const Json*> References::Target(const Json& schema) const {
  const Json& ref = schema["$ref"];
  if (!ref.is_string()) return Refusal(schema, "$ref must be a string");
  const std::string uri =
      ResolveUri(bases_[places_.at(&schema).base], ref.get_ref<const std::string&>());
  if (uri.size() > kMaxUriBytes)
    return Refusal(schema, absl::StrCat("its $ref has more than ", kMaxUriBytes, " bytes"));
  const std::size_t hash = std::min(uri.find('#'), uri.size());
  std::string fragment;
  const Json* target = nullptr;
  if (const auto whole = identified_.find(uri); whole != identified_.end()) {
    target = whole->second;
  } else if (const auto resource = identified_.find(uri.substr(0, hash));
             resource == identified_.end()) {
    return Refusal(schema,
                   absl::StrCat("$ref ", Shown(ref.get_ref<const std::string&>()),
                                " points outside the document, and nothing is ever fetched: "
                                "put that schema under definitions"));
  } else if (PercentDecode(std::string_view(uri).substr(std::min(hash + 1, uri.size())),
                           fragment) &&
             (fragment.empty() || fragment.starts_with('/'))) {
    target = Follow(*resource->second, fragment);
  }
  if (target == nullptr || !places_.contains(target)) {
    return Refusal(schema, absl::StrCat("$ref ", Shown(ref.get_ref<const std::string&>()),
                                        " points to no schema"));
  }
  return target;
}

std::string References::PointerTo(const Json& schema) const {
  std::vector<const Place*> way;
  for (const Place* place = &places_.at(&schema); place->parent != nullptr;
       place = &places_.at(place->parent)) {
    way.push_back(place);
  }
  std::string pointer;
  for (auto place = way.rbegin(); place != way.rend(); ++place) {
    AppendPointerToken(pointer, (*place)->keyword);
    if ((*place)->has_token) AppendPointerToken(pointer, (*place)->token);
  }
  return pointer;
}

absl::Status References::Refusal(const Json& schema, std::string_view reason) const {
  return SchemaRefusal(PointerTo(schema), reason);
}

}  // namespace kontrakt::internal
