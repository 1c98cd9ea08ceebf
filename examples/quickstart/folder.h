// The files of a folder, as messages.
#ifndef KONTRAKT_EXAMPLES_QUICKSTART_FOLDER_H_
#define KONTRAKT_EXAMPLES_QUICKSTART_FOLDER_H_

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "examples/quickstart/content.h"

namespace quickstart {

// Every regular file below `folder`, ordered by path; symbolic links are not followed.
//   kNotFound            there is no such folder.
//   kPermissionDenied    a part of it cannot be read; the message names it.
absl::StatusOr<std::vector<std::filesystem::path>> FilesBelow(const std::filesystem::path& folder);

// The message about one file below `folder`: id is the relative path, url a file URI, title the
// first heading of a Markdown or text file (cut to 200 characters), size in bytes. kUnavailable: it
// went away or cannot be read.
absl::StatusOr<Content> Describe(const std::filesystem::path& folder,
                                 const std::filesystem::path& file);

// The first heading of a Markdown text, outside of code blocks: "# Title", or a line underlined
// with = or -.
std::optional<std::string> FirstHeading(std::string_view markdown);

// "file:///a%20b": RFC 8089, bytes that RFC 3986 does not allow in a path percent-encoded. `path`
// is absolute.
std::string FileUri(std::string_view path);

}  // namespace quickstart

#endif  // KONTRAKT_EXAMPLES_QUICKSTART_FOLDER_H_
