// URIs as RFC 3986 has them: checking, and resolving a reference against a base.
#ifndef KONTRAKT_SCHEMAS_TEXT_URI_H_
#define KONTRAKT_SCHEMAS_TEXT_URI_H_

#include <optional>
#include <string>
#include <string_view>

namespace kontrakt {

// Whether `text` is a URI: it has a scheme and every part has only the characters that RFC 3986
// allows. Linear, no allocation.
bool IsUri(std::string_view text);

// Four decimal numbers up to 255 without leading zeros, and RFC 4291 section 2.2, without a zone.
bool IsIpv4Address(std::string_view text);
bool IsIpv6Address(std::string_view text);

// A reference in its five parts (RFC 3986 section 3), without the delimiters; views into what was
// split.
struct UriParts {
  std::optional<std::string_view> scheme;
  std::optional<std::string_view> authority;
  std::string_view path;
  std::optional<std::string_view> query;
  std::optional<std::string_view> fragment;
};
UriParts SplitUri(std::string_view reference);

// The target of `reference` seen from `base` (RFC 3986 section 5.2). Any texts will do; what is no
// URI gives a text that is none.
std::string ResolveUri(std::string_view base, std::string_view reference);

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_TEXT_URI_H_
