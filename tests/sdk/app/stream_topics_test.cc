#include "kontrakt/sdk/app/stream_topics.h"

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace kontrakt::internal {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

SchemaEntry Entry(int version, SchemaOptions options) {
  return {.id = {.name = "A", .version = version}, .options = std::move(options), .cpp_type = ""};
}

TEST(StreamTopicsTest, EveryStreamOnceWithTheLongestRetention) {
  const std::vector<SchemaEntry> entries = {
      Entry(1, {.streams = {"a", "b"}, .retention = absl::Hours(1)}),
      Entry(2, {.streams = {"b", "c"}, .retention = absl::Hours(24)}),
      Entry(3, {.streams = {"b", "d"}, .retention = {}}),
      Entry(4, {.streams = {}, .retention = absl::Hours(99)}),
  };
  const std::vector<StreamTopic> topics = StreamTopicsOf(entries);
  ASSERT_THAT(topics, SizeIs(4));
  const struct {
    const char* name;
    std::optional<Retention> retention;
  } kExpected[] = {
      {"a", absl::Hours(1)}, {"b", absl::Hours(24)}, {"c", absl::Hours(24)}, {"d", std::nullopt}};
  for (std::size_t i = 0; i < topics.size(); ++i) {
    SCOPED_TRACE(kExpected[i].name);
    EXPECT_EQ(topics[i].name, kExpected[i].name);
    EXPECT_EQ(topics[i].retention, kExpected[i].retention);
  }
}

TEST(StreamTopicsTest, NoSchemasNoTopics) { EXPECT_THAT(StreamTopicsOf({}), IsEmpty()); }

}  // namespace
}  // namespace kontrakt::internal
