#include "kontrakt/sdk/kafka/record.h"

#include <memory>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt {
namespace {

class FakeSource final : public Record::Source {
 public:
  explicit FakeSource(std::vector<HeaderView> headers) : headers_(std::move(headers)) {}
  std::string_view topic() const override { return "t"; }
  int32_t partition() const override { return 1; }
  int64_t offset() const override { return 2; }
  absl::Time timestamp() const override { return absl::UnixEpoch(); }
  std::optional<std::string_view> key() const override { return std::nullopt; }
  std::optional<std::string_view> value() const override { return "v"; }
  std::vector<HeaderView> headers() const override { return headers_; }

 private:
  const std::vector<HeaderView> headers_;
};

TEST(RecordTest, GivesTheLastHeaderOfAName) {
  const Record record(std::make_unique<FakeSource>(
      std::vector<HeaderView>{{"a", "1"}, {"b", "2"}, {"a", "3"}, {"", "4"}}));
  EXPECT_EQ(record.header("a"), "3");
  EXPECT_EQ(record.header("b"), "2");
  EXPECT_EQ(record.header(""), "4");
  EXPECT_EQ(record.header("A"), std::nullopt);
  EXPECT_EQ(record.headers().size(), 4);
}

TEST(RecordTest, IsWhatItsSourceSays) {
  Record first(std::make_unique<FakeSource>(std::vector<HeaderView>{}));
  const Record record = std::move(first);
  EXPECT_EQ(record.topic(), "t");
  EXPECT_EQ(record.partition(), 1);
  EXPECT_EQ(record.offset(), 2);
  EXPECT_EQ(record.timestamp(), absl::UnixEpoch());
  EXPECT_EQ(record.key(), std::nullopt);
  EXPECT_EQ(record.value(), "v");
  EXPECT_EQ(record.header("a"), std::nullopt);
}

}  // namespace
}  // namespace kontrakt
