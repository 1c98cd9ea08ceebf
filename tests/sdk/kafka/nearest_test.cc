#include "kontrakt/sdk/kafka/nearest.h"

#include <optional>
#include <string>

#include "gtest/gtest.h"

namespace kontrakt::kafka {
namespace {

TEST(NearestTest, FindsWhatWasMeantAndNothingElse) {
  const std::vector<std::string> known = {"acks", "linger.ms", "retry.backoff.ms", "group.id"};
  const struct {
    const char* name;
    std::string written;
    std::optional<std::string> meant;
  } kCases[] = {
      {"the name itself", "linger.ms", "linger.ms"},
      {"a letter too few", "linger.m", "linger.ms"},
      {"a letter too many", "lingerr.ms", "linger.ms"},
      {"another letter", "ringer.ms", "linger.ms"},
      {"two letters swapped", "lniger.ms", "linger.ms"},
      {"a short name, one letter off", "ack", "acks"},
      {"a short name, too far", "axxs", std::nullopt},
      {"something else", "compression", std::nullopt},
      {"nothing", "", std::nullopt},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Nearest(c.written, known), c.meant);
  }
  EXPECT_EQ(Nearest("acks", {}), std::nullopt);
}

}  // namespace
}  // namespace kontrakt::kafka
