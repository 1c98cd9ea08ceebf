#include "examples/quickstart/folder.h"

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "kontrakt/schemas/text/utf8.h"

namespace quickstart {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHeadBytes = 64 << 10;  // Where a heading is looked for.
constexpr std::size_t kTitleCharacters = 200;

std::string PercentEncode(std::string_view bytes, bool (*keep)(unsigned char)) {
  std::string out;
  for (const unsigned char c : bytes) {
    if (keep(c)) {
      out.push_back(static_cast<char>(c));
    } else {
      absl::StrAppendFormat(&out, "%%%02X", c);
    }
  }
  return out;
}

// File names are any bytes on Linux, messages are UTF-8.
std::string Utf8Name(const std::string& name) {
  if (kontrakt::IsValidUtf8(name)) return name;
  return PercentEncode(name, [](unsigned char c) { return c < 0x80; });
}

std::string Cut(std::string_view text) {
  std::size_t characters = 0, at = 0;
  for (; at < text.size(); ++at) {
    const bool begins_one = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (begins_one && ++characters > kTitleCharacters) break;
  }
  return std::string(text.substr(0, at));
}

std::optional<std::string> TitleOf(const fs::path& file) {
  const std::string extension = absl::AsciiStrToLower(file.extension().string());
  if (extension != ".md" && extension != ".markdown" && extension != ".txt") return std::nullopt;
  std::ifstream in(file, std::ios::binary);
  std::string head(kHeadBytes, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(in.gcount()));
  const std::optional<std::string> heading = FirstHeading(head);
  if (!heading.has_value() || !kontrakt::IsValidUtf8(*heading)) return std::nullopt;
  return Cut(*heading);
}

bool IsUnderline(std::string_view line) {
  return line.size() >= 2 && (line.find_first_not_of('=') == std::string_view::npos ||
                              line.find_first_not_of('-') == std::string_view::npos);
}

absl::Status Unreadable(const fs::path& path, const std::error_code& error) {
  const std::string message =
      absl::StrCat(path.string(), ": ", error.message(), "; name a folder that can be read");
  return error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory
             ? absl::NotFoundError(message)
             : absl::PermissionDeniedError(message);
}

}  // namespace

absl::StatusOr<std::vector<fs::path>> FilesBelow(const fs::path& folder) {
  std::error_code error;
  fs::recursive_directory_iterator it(folder, error);
  if (error) return Unreadable(folder, error);
  std::vector<fs::path> files;
  for (; it != fs::recursive_directory_iterator(); it.increment(error)) {
    const bool regular = it->symlink_status(error).type() == fs::file_type::regular;
    if (error) return Unreadable(it->path(), error);
    if (regular) files.push_back(it->path());
  }
  if (error) return Unreadable(folder, error);
  std::sort(files.begin(), files.end());
  return files;
}

absl::StatusOr<Content> Describe(const fs::path& folder, const fs::path& file) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(file, error);
  if (error) return absl::UnavailableError(absl::StrCat(file.string(), ": ", error.message()));
  const fs::path absolute = fs::absolute(file, error);
  if (error) return absl::UnavailableError(absl::StrCat(file.string(), ": ", error.message()));
  return Content{.id = Utf8Name(file.lexically_relative(folder).string()),
                 .url = FileUri(absolute.lexically_normal().string()),
                 .title = TitleOf(file),
                 .size = static_cast<std::int64_t>(size)};
}

std::optional<std::string> FirstHeading(std::string_view markdown) {
  bool in_code = false;
  std::string_view before;
  for (std::string_view line : absl::StrSplit(markdown, '\n')) {
    line = absl::StripTrailingAsciiWhitespace(line);
    if (absl::StartsWith(line, "```")) in_code = !in_code;
    const std::size_t level = line.find_first_not_of('#');
    const bool is_atx =
        level != std::string_view::npos && level >= 1 && level <= 6 && line[level] == ' ';
    if (!in_code && is_atx) {
      return std::string(absl::StripAsciiWhitespace(line.substr(level)));
    }
    if (!in_code && !before.empty() && IsUnderline(line)) return std::string(before);
    before = in_code ? std::string_view() : absl::StripAsciiWhitespace(line);
  }
  return std::nullopt;
}

std::string FileUri(std::string_view path) {
  return absl::StrCat("file://", PercentEncode(path, [](unsigned char c) {
                        return absl::ascii_isalnum(c) || absl::StrContains("-._~/!$&'()*+,;=:@", c);
                      }));
}

}  // namespace quickstart
