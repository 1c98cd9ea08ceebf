#include "kontrakt/schemas/text/uri.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/text/block.h"

namespace kontrakt {
namespace {

constexpr std::string_view kSubDelims = "!$&'()*+,;=";

bool IsUnreserved(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '.' || c == '_' ||
         c == '~';
}

bool Contains(std::string_view text, char c) { return text.find(c) != std::string_view::npos; }

bool IsHex(char c) { return absl::ascii_isxdigit(static_cast<unsigned char>(c)); }

// Only unreserved characters, sub-delims, percent-encoded octets and those of `also`.
bool HasOnly(std::string_view text, std::string_view also) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '%') {
      if (text.size() - i < 3 || !IsHex(text[i + 1]) || !IsHex(text[i + 2])) return false;
      i += 2;
    } else if (!IsUnreserved(c) && !Contains(kSubDelims, c) && !Contains(also, c)) {
      return false;
    }
  }
  return true;
}

bool IsScheme(std::string_view text) {
  return !text.empty() && absl::ascii_isalpha(static_cast<unsigned char>(text[0])) &&
         std::ranges::all_of(text, [](char c) {
           return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '+' || c == '-' ||
                  c == '.';
         });
}

// The inside of [...]: an IPv6 address, or a later kind ("v1.x").
bool IsIpLiteral(std::string_view text) {
  if (!text.starts_with('v') && !text.starts_with('V')) return IsIpv6Address(text);
  const std::size_t dot = text.find('.');
  return dot != std::string_view::npos && dot > 1 && dot + 1 < text.size() &&
         std::ranges::all_of(text.substr(1, dot - 1), IsHex) && !Contains(text, '%') &&
         HasOnly(text.substr(dot + 1), ":");
}

bool IsAuthority(std::string_view text) {
  if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
    if (!HasOnly(text.substr(0, at), ":")) return false;
    text.remove_prefix(at + 1);
  }
  std::size_t host_end;
  if (text.starts_with('[')) {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos || !IsIpLiteral(text.substr(1, close - 1))) return false;
    host_end = close + 1;
  } else {
    host_end = std::min(text.find(':'), text.size());
    if (!HasOnly(text.substr(0, host_end), "")) return false;
  }
  const std::string_view port = text.substr(host_end);
  return port.empty() || (port[0] == ':' && std::ranges::all_of(port.substr(1), [](char c) {
                            return absl::ascii_isdigit(static_cast<unsigned char>(c));
                          }));
}

// RFC 3986 section 5.2.4.
std::string RemoveDotSegments(std::string_view path) {
  std::string out;
  const bool absolute = path.starts_with('/');
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/', path.starts_with('/') ? 1 : 0), path.size());
    const std::string_view segment = path.substr(0, slash);  // With the slash before it.
    const std::string_view name = segment.starts_with('/') ? segment.substr(1) : segment;
    path.remove_prefix(slash);
    if (name == "." || name == "..") {
      if (name == "..") out.erase(std::min(out.rfind('/'), out.size()));
      if (path.empty() && (absolute || !out.empty())) out.push_back('/');
    } else {
      out += segment;
    }
  }
  return out;
}

// RFC 3986 section 5.2.3.
std::string Merge(const UriParts& base, std::string_view path) {
  if (base.authority.has_value() && base.path.empty()) return absl::StrCat("/", path);
  const std::size_t slash = base.path.rfind('/');
  return absl::StrCat(base.path.substr(0, slash == std::string_view::npos ? 0 : slash + 1), path);
}

// Whether `text` is a URI of the usual kind: http or https, and then only characters that may stand
// anywhere behind the "//". False says nothing.
bool IsUsualUri(std::string_view text) {
  for (const std::string_view start : {"https://", "http://"}) {
    if (!text.starts_with(start)) continue;
    text.remove_prefix(start.size());
    return AllIn<ByteRange{'&', '9'}, ByteRange{'A', 'Z'}, ByteRange{'a', 'z'}, ByteRange{'=', '='},
                 ByteRange{'?', '?'}, ByteRange{'_', '_'}>(text);
  }
  return false;
}

}  // namespace

UriParts SplitUri(std::string_view reference) {
  UriParts parts;
  std::string_view rest = reference;
  if (const std::size_t hash = rest.find('#'); hash != std::string_view::npos) {
    parts.fragment = rest.substr(hash + 1);
    rest = rest.substr(0, hash);
  }
  if (const std::size_t mark = rest.find('?'); mark != std::string_view::npos) {
    parts.query = rest.substr(mark + 1);
    rest = rest.substr(0, mark);
  }
  if (const std::size_t colon = rest.find_first_of(":/");
      colon != std::string_view::npos && rest[colon] == ':') {
    parts.scheme = rest.substr(0, colon);
    rest.remove_prefix(colon + 1);
  }
  if (rest.starts_with("//")) {
    const std::size_t slash = std::min(rest.find('/', 2), rest.size());
    parts.authority = rest.substr(2, slash - 2);
    rest.remove_prefix(slash);
  }
  parts.path = rest;
  return parts;
}

bool IsUri(std::string_view text) {
  if (IsUsualUri(text)) return true;
  const UriParts parts = SplitUri(text);
  return parts.scheme.has_value() && IsScheme(*parts.scheme) &&
         (!parts.authority.has_value() || IsAuthority(*parts.authority)) &&
         HasOnly(parts.path, ":@/") && HasOnly(parts.query.value_or(""), ":@/?") &&
         HasOnly(parts.fragment.value_or(""), ":@/?");
}

std::string ResolveUri(std::string_view base, std::string_view reference) {
  const UriParts b = SplitUri(base);
  UriParts target = SplitUri(reference);
  std::string path;
  if (target.scheme.has_value() || target.authority.has_value()) {
    path = RemoveDotSegments(target.path);
  } else if (target.path.empty()) {
    path = b.path;
    if (!target.query.has_value()) target.query = b.query;
    target.authority = b.authority;
  } else {
    path = RemoveDotSegments(target.path.starts_with('/') ? std::string(target.path)
                                                          : Merge(b, target.path));
    target.authority = b.authority;
  }
  if (!target.scheme.has_value()) target.scheme = b.scheme;
  std::string out;
  if (target.scheme.has_value()) absl::StrAppend(&out, *target.scheme, ":");
  if (target.authority.has_value()) absl::StrAppend(&out, "//", *target.authority);
  out += path;
  if (target.query.has_value()) absl::StrAppend(&out, "?", *target.query);
  if (target.fragment.has_value()) absl::StrAppend(&out, "#", *target.fragment);
  return out;
}

bool IsIpv4Address(std::string_view text) {
  for (int part = 0; part < 4; ++part) {
    if (part > 0) {
      if (!text.starts_with('.')) return false;
      text.remove_prefix(1);
    }
    std::size_t digits = 0;
    int value = 0;
    while (digits < text.size() && digits < 3 && text[digits] >= '0' && text[digits] <= '9') {
      value = value * 10 + (text[digits++] - '0');
    }
    if (digits == 0 || value > 255 || (digits > 1 && text[0] == '0')) return false;
    text.remove_prefix(digits);
  }
  return text.empty();
}

bool IsIpv6Address(std::string_view text) {
  int groups = 0;
  bool gap = false;  // "::" was seen.
  if (text.starts_with("::")) {
    gap = true;
    text.remove_prefix(2);
    if (text.empty()) return true;
  }
  for (;;) {
    const std::string_view group = text.substr(0, std::min(text.find(':'), text.size()));
    if (Contains(group, '.')) {  // A dotted quad stands for the last two groups.
      if (group.size() != text.size() || !IsIpv4Address(group)) return false;
      groups += 2;
      break;
    }
    if (group.empty() || group.size() > 4 || !std::ranges::all_of(group, IsHex)) return false;
    ++groups;
    text.remove_prefix(group.size());
    if (text.empty()) break;
    text.remove_prefix(1);  // The colon.
    if (text.starts_with(':')) {
      if (gap) return false;
      gap = true;
      text.remove_prefix(1);
      if (text.empty()) break;
    }
  }
  return gap ? groups < 8 : groups == 8;
}

}  // namespace kontrakt
