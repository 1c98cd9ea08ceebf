// SchemaId: a schema's name and version, in text "Content:1".
#ifndef KONTRAKT_SCHEMAS_DECLARE_SCHEMA_ID_H_
#define KONTRAKT_SCHEMAS_DECLARE_SCHEMA_ID_H_

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace kontrakt {

struct SchemaId {
  std::string
      name;         // [A-Za-z][A-Za-z0-9_]*, at most 200 characters: the struct without namespaces.
  int version = 0;  // 1 or more.

  // "Content:1"
  std::string ToString() const;

  // nullopt: not a schema's name, ':' and a version in decimal, which is above 0, has no leading
  // zeros and fits an int.
  static std::optional<SchemaId> Parse(std::string_view text);

  friend auto operator<=>(const SchemaId&, const SchemaId&) = default;

  template <typename H>
  friend H AbslHashValue(H h, const SchemaId& id) {
    return H::combine(std::move(h), id.name, id.version);
  }
};

// Whether `name` may name a schema. It becomes part of a topic's name and of generated code, hence
// narrow: a letter, then letters, digits and underscores, at most 200. Pure; any thread.
bool IsSchemaName(std::string_view name);

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_SCHEMA_ID_H_
