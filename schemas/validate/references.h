// References: what every $ref of a schema document points to (draft-07 core, sections 8.2 and 8.3).
#ifndef KONTRAKT_SCHEMAS_VALIDATE_REFERENCES_H_
#define KONTRAKT_SCHEMAS_VALIDATE_REFERENCES_H_

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kontrakt/schemas/json/json.h"

namespace kontrakt::internal {

// An index of one document, which must outlive it and stay where it is. Nothing is ever fetched.
class References {
 public:
  static constexpr std::size_t kMaxSchemas = 20'000;  // In one document.
  static constexpr std::size_t kMaxUriBytes = 1024;   // Of an $id or $ref, made absolute.

  // Finds every schema of `root`, its place and its base URI.
  //   kInvalidArgument: an $id is no string, too long or stands twice, or there are too many
  //   schemas.
  static absl::StatusOr<References> Collect(const Json& root);

  // The schema that the $ref of `schema`, one of the document's, points to.
  //   kInvalidArgument: outside the document, at nothing, or at something that is no schema.
  absl::StatusOr<const Json*> Target(const Json& schema) const;

  // Where a schema of the document stands, as a JSON pointer.
  std::string PointerTo(const Json& schema) const;

  // How many regular expressions the document holds.
  std::size_t patterns() const { return patterns_; }

 private:
  struct Place {
    const Json* parent = nullptr;
    std::string_view keyword;
    std::string token;  // Member or index under the keyword; none where it takes just one schema.
    bool has_token = false;
    std::size_t base = 0;  // Into bases_.
  };

  References() = default;
  absl::Status Visit(const Json& schema, Place place);
  absl::Status VisitMembers(const Json& schema, std::size_t base);
  absl::Status Register(const Json& schema, Place& place);
  absl::Status Refusal(const Json& schema, std::string_view reason) const;

  std::unordered_map<const Json*, Place> places_;
  std::vector<std::string> bases_ = {""};
  std::size_t patterns_ = 0;
  std::map<std::string, const Json*>
      identified_;  // By absolute URI; with "#name" for a location-independent one.
};

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_VALIDATE_REFERENCES_H_
