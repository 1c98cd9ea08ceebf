#include "examples/quickstart/folder.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace quickstart {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

class FolderTest : public ::testing::Test {
 protected:
  FolderTest() : folder_(fs::path(::testing::TempDir()) / "folder_test") {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "sub");
  }

  void Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
  }

  const fs::path folder_;
};

TEST_F(FolderTest, FindsRegularFilesOnlyInOrder) {
  Write("b.md", "");
  Write("sub/a.txt", "");
  Write("a b.md", "");
  fs::create_symlink(folder_ / "b.md", folder_ / "link.md");
  const auto files = FilesBelow(folder_);
  ASSERT_TRUE(files.ok()) << files.status();
  EXPECT_THAT(*files, ElementsAre(folder_ / "a b.md", folder_ / "b.md", folder_ / "sub" / "a.txt"));
}

TEST_F(FolderTest, SaysThatThereIsNoSuchFolder) {
  EXPECT_EQ(FilesBelow(folder_ / "nope").status().code(), absl::StatusCode::kNotFound);
}

TEST_F(FolderTest, DescribesAFile) {
  Write("sub/a b.md", "intro\n# The title #1\n");
  const auto content = Describe(folder_, folder_ / "sub" / "a b.md");
  ASSERT_TRUE(content.ok()) << content.status();
  EXPECT_EQ(content->id, "sub/a b.md");
  EXPECT_EQ(content->url, FileUri(folder_.string()) + "/sub/a%20b.md");
  EXPECT_EQ(content->title, "The title #1");
  EXPECT_EQ(content->size, 21);
}

TEST_F(FolderTest, EveryFileNameMakesAValidMessage) {
  for (const char* name : {"\xff.md", "\u00e9.md", "a%b#c?d.md", "\"quote\\.md", "\n.md"}) {
    Write(name, "# " + std::string(500, 'x'));
    const auto content = Describe(folder_, folder_ / name);
    ASSERT_TRUE(content.ok()) << content.status();
    std::string json;
    EXPECT_EQ(kontrakt::Encode(*content, json), absl::OkStatus()) << name;
  }
}

TEST(FirstHeadingTest, FindsWhatReadersSeeAsTheTitle) {
  const struct {
    const char* text;
    std::optional<std::string> heading;
  } kCases[] = {
      {"", std::nullopt},
      {"text\n", std::nullopt},
      {"# One\n# Two\n", "One"},
      {"\n\n### Deep \r\n", "Deep"},
      {"#NoSpace\n", std::nullopt},
      {"####### seven\n", std::nullopt},
      {"```\n# comment\n```\n# Real\n", "Real"},
      {"Title\n=====\n", "Title"},
      {"Title\n-----\n", "Title"},
      {"\n-----\n", std::nullopt},
  };
  for (const auto& c : kCases) EXPECT_EQ(FirstHeading(c.text), c.heading) << c.text;
}

}  // namespace
}  // namespace quickstart
