// The quickstart on a real cluster, twice: what the documents promise of `tools/quickstart
// --kafka-servers`.
#include <filesystem>
#include <fstream>
#include <set>

#include "absl/status/status_matchers.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/tests/kafka/broker/kafka_test.h"
#include "kontrakt/tests/support/process.h"

namespace kontrakt::tests {
namespace {

using ::absl_testing::IsOk;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr int kFiles = 500;

class QuickstartTest : public KafkaTest {
 protected:
  std::unique_ptr<Process> Run() {
    auto process = Process::Start({RunfilePath("examples/quickstart/quickstart"), "--kafka-servers",
                                   servers(), "--topic-prefix", prefix_, folder_});
    EXPECT_THAT(process.status(), IsOk());
    return *std::move(process);
  }

  const std::string prefix_ = NewPrefix();
  const std::string folder_ = absl::StrCat(TestFolder(), "/quickstart_files");
};

TEST_F(QuickstartTest, PublishesAndConsumesEveryFileAndWritesItsSchemaOnce) {
  std::filesystem::create_directories(folder_);
  for (int i = 0; i < kFiles; ++i) {
    std::ofstream(absl::StrCat(folder_, "/", i, ".md")) << "# Title " << i << "\n";
  }
  for (int run = 1; run <= 2; ++run) {
    SCOPED_TRACE(run);
    auto quickstart = Run();
    EXPECT_EQ(quickstart->End(absl::Seconds(90)), "exit code 0")
        << quickstart->Output() << quickstart->Errors();
    EXPECT_THAT(quickstart->Output(), HasSubstr("Every file that was published was consumed."));

    const auto records = kafka().ReadTopic(prefix_ + "content.files");
    ASSERT_THAT(records.status(), IsOk());
    EXPECT_THAT(*records, SizeIs(kFiles * run)) << "the broken message is not among them";
    std::set<std::optional<std::string>> keys;
    for (const PlainRecord& record : *records) keys.insert(record.key);
    EXPECT_THAT(keys, SizeIs(kFiles));
    const auto schemas = kafka().ReadTopic(prefix_ + "__schema__Content");
    ASSERT_THAT(schemas.status(), IsOk());
    EXPECT_THAT(*schemas, SizeIs(1)) << "a restart writes no schema";
  }
}

}  // namespace
}  // namespace kontrakt::tests
