#include "kontrakt/schemas/validate/prepare.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/reporter.h"
#include "kontrakt/schemas/validate/keywords.h"
#include "kontrakt/schemas/validate/plain_keywords.h"
#include "kontrakt/schemas/validate/references.h"
#include "kontrakt/schemas/validate/refusal.h"
#include "kontrakt/schemas/violation.h"

namespace kontrakt::internal {
namespace {

std::string Below(const std::string& pointer, std::string_view token) {
  std::string below = pointer;
  AppendPointerToken(below, token);
  return below;
}

// Does all of PrepareSchema(). The first error is kept; after it nothing more is prepared.
class Preparer {
 public:
  explicit Preparer(const References& references)
      : references_(references), plain_(references.patterns()) {}

  absl::StatusOr<PreparedSchema> Run(const Json& document) {
    PartOf(document);
    while (part_ < targets_.size() && status_.ok()) {
      Json schema = Schema(*targets_[part_], std::string(out_.parts[part_].pointer), 1);
      out_.parts[part_++].schema = std::move(schema);
    }
    if (!status_.ok()) return status_;
    out_.patterns = std::move(plain_).TakePatterns();
    return std::move(out_);
  }

 private:
  // How many schemas of the part there are from its root down to this one, which is counted, as
  // long as all are applied to the same value; else kElsewhere.
  using Depth = std::size_t;
  static constexpr Depth kElsewhere = 0;

  void Refuse(std::string_view pointer, std::string_view reason) {
    if (status_.ok()) status_ = SchemaRefusal(pointer, reason);
  }
  void RefuseUnless(const absl::Status& fine, std::string_view pointer) {
    if (!fine.ok()) Refuse(pointer, fine.message());
  }

  // The index of the part for `target`, made at the first call.
  std::size_t PartOf(const Json& target) {
    const auto [known, is_new] = parts_.try_emplace(&target, targets_.size());
    if (is_new) {
      targets_.push_back(&target);
      out_.parts.emplace_back().pointer = references_.PointerTo(target);
    }
    return known->second;
  }

  Json Schema(const Json& schema, const std::string& pointer, Depth depth) {
    if (!status_.ok()) return true;
    if (depth != kElsewhere) {
      ++out_.parts[part_].schemas;
      out_.parts[part_].depth = std::max(out_.parts[part_].depth, depth);
    }
    if (schema.is_boolean()) return schema;
    if (!schema.is_object()) {
      Refuse(pointer, "a schema is an object, true or false");
      return true;
    }
    if (schema.contains("$ref")) return Reference(schema, depth);
    return Keywords(schema, pointer, depth);
  }

  Json Reference(const Json& schema, Depth depth) {
    const absl::StatusOr<const Json*> target = references_.Target(schema);
    if (!target.ok()) {
      status_ = target.status();
      return true;
    }
    const std::size_t part = PartOf(**target);
    if (depth != kElsewhere) out_.parts[part_].references.push_back({part, depth});
    return Json::object({{kPartKeyword, part}});
  }

  Json Keywords(const Json& schema, const std::string& pointer, Depth depth) {
    Json out = Json::object();
    for (const auto& [name, value] : schema.items()) {
      const Keyword* const keyword = FindKeyword(name);
      const std::string at = Below(pointer, name);
      if (keyword == nullptr) {
        if (name == kSensitiveKeyword && value == true) out[name] = true;
        if (!name.starts_with("x-"))
          Refuse(at, absl::StrCat("unknown keyword: ", AdviceOnUnknownKeyword(name)));
      } else if (keyword->takes > Takes::kDefinitions) {
        RefuseUnless(plain_.Take(*keyword, value, out), at);
      } else {
        const bool elsewhere = depth == kElsewhere || keyword->to_parts;
        Json inside = Subschemas(*keyword, value, at, elsewhere ? kElsewhere : depth + 1);
        if (keyword->takes != Takes::kDefinitions) out[name] = std::move(inside);
      }
    }
    return out;
  }

  // The value of a keyword that holds schemas.
  Json Subschemas(const Keyword& keyword, const Json& value, const std::string& at, Depth depth) {
    const bool one = keyword.takes == Takes::kSchema ||
                     (keyword.takes == Takes::kSchemaOrSchemas && !value.is_array());
    if (one) return Schema(value, at, depth);
    const bool list = keyword.takes == Takes::kSchemas || keyword.takes == Takes::kSchemaOrSchemas;
    if (!list) return NamedSchemas(keyword, value, at, depth);
    Json out = Json::array();
    if (!value.is_array() || (value.empty() && keyword.takes == Takes::kSchemas)) {
      Refuse(at, "it must be an array of at least one schema");
      return out;
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
      out.push_back(Schema(value[i], absl::StrCat(at, "/", i), depth));
    }
    return out;
  }

  Json NamedSchemas(const Keyword& keyword, const Json& value, const std::string& at, Depth depth) {
    Json out = Json::object();
    if (!value.is_object()) {
      Refuse(at, "it must be an object");
      return out;
    }
    for (const auto& [name, member] : value.items()) {
      const std::string inside = Below(at, name);
      if (keyword.name == "patternProperties") RefuseUnless(plain_.Compile(name), inside);
      RefuseUnless(PlainKeywords::CheckName(name), at);
      if (keyword.takes == Takes::kDependencies && member.is_array()) {
        RefuseUnless(PlainKeywords::CheckNames(member), inside);
        out[name] = member;
      } else {
        out[name] = Schema(member, inside, depth);
      }
    }
    return out;
  }

  const References& references_;
  PlainKeywords plain_;
  absl::Status status_;
  PreparedSchema out_;
  std::size_t part_ = 0;              // The one that is being prepared.
  std::vector<const Json*> targets_;  // What each part is prepared from.
  std::unordered_map<const Json*, std::size_t> parts_;
};

}  // namespace

absl::StatusOr<PreparedSchema> PrepareSchema(const Json& document) {
  const absl::StatusOr<References> references = References::Collect(document);
  if (!references.ok()) return references.status();
  absl::StatusOr<PreparedSchema> prepared = Preparer(*references).Run(document);
  if (!prepared.ok()) return prepared.status();
  if (absl::Status status = CheckExpansion(prepared->parts); !status.ok()) return status;
  return prepared;
}

}  // namespace kontrakt::internal
