// kafkaesk 0.8.7, the Python library whose envelope we write, as the other side: a thousand parcels
// each way, every field compared by both, nothing lost, same keys on same partitions.
#include <cstdlib>
#include <iostream>
#include <set>

#include "absl/status/status_matchers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/mutex.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/sdk/app/application.h"
#include "kontrakt/tests/kafka/broker/kafka_test.h"
#include "kontrakt/tests/kafka/peer/parcels.h"
#include "kontrakt/tests/support/process.h"
#include "nlohmann/json.hpp"

namespace kontrakt::tests {
namespace {

using ::absl_testing::IsOk;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int kParcels = 1000;
constexpr absl::Duration kPatience = absl::Seconds(120);

// A record as a side reports it: key, partition, offset.
using Position = std::tuple<std::string, int, std::int64_t>;

class PeerTest : public KafkaTest {
 protected:
  void SetUp() override {
    KafkaTest::SetUp();
    ASSERT_NE(std::getenv("KONTRAKT_PEER_PYTHON"), nullptr)
        << "KONTRAKT_PEER_PYTHON is not set: run tools/setup test, which installs kafkaesk";
  }

  // Runs peer.py; what it reports. A failure of the peer is a failure of the test, with its words.
  std::multiset<Position> RunPeer(const std::string& command, const std::string& stream,
                                  int count) {
    auto peer = Process::Start({std::getenv("KONTRAKT_PEER_PYTHON"), "-B",
                                RunfilePath("tests/kafka/peer/peer.py"), command, servers(),
                                prefix_, stream, absl::StrCat(count)});
    std::multiset<Position> reported;
    EXPECT_THAT(peer.status(), IsOk());
    if (!peer.ok()) return reported;
    EXPECT_EQ((*peer)->End(kPatience), "exit code 0") << (*peer)->Errors();
    for (const std::string& line :
         std::vector<std::string>(absl::StrSplit((*peer)->Output(), '\n', absl::SkipEmpty()))) {
      const auto record = nlohmann::json::parse(line);
      reported.emplace(record["key"], record["partition"], record["offset"]);
    }
    return reported;
  }

  // What is really on the topic.
  std::multiset<Position> Stored(const std::string& stream) {
    std::multiset<Position> stored;
    const auto records = kafka().ReadTopic(prefix_ + stream);
    EXPECT_THAT(records.status(), IsOk());
    if (!records.ok()) return stored;
    for (const PlainRecord& record : *records)
      stored.emplace(record.key.value_or(""), record.partition, record.offset);
    return stored;
  }

  static std::map<std::string, std::set<int>> PartitionsByKey(
      const std::multiset<Position>& records) {
    std::map<std::string, std::set<int>> partitions;
    for (const auto& [key, partition, offset] : records) partitions[key].insert(partition);
    return partitions;
  }

  void PublishParcels(const std::string& stream) {
    Application app(settings());
    ASSERT_THAT(app.Start(), IsOk());
    for (int i = 0; i < kParcels; ++i) {
      ASSERT_THAT(app.Publish(stream, MakeParcel(i), {.key = KeyOf(i)}), IsOk()) << i;
    }
    ASSERT_THAT(app.Stop(), IsOk());
  }

  // Consumes `count` parcels and compares each with what the other side must have sent.
  void ConsumeParcels(const std::string& stream, int count);

  Settings settings() { return {.kafka_servers = {servers()}, .topic_prefix = prefix_}; }

  const std::string prefix_ = NewPrefix();
};

void PeerTest::ConsumeParcels(const std::string& stream, int count) {
  absl::Mutex mutex;
  std::map<int, int> times;
  std::vector<std::string> wrong;
  Application app(settings());
  app.Subscribe(stream, {.group = prefix_ + "kontrakt", .validation = Validation::kFull},
                [&](const Parcel& parcel, const Record& record) {
                  const int i = std::stoi(parcel.id.substr(parcel.id.find('-') + 1));
                  absl::MutexLock lock(&mutex);
                  ++times[i];
                  if (parcel != MakeParcel(i) || record.key() != KeyOf(i)) {
                    wrong.emplace_back(*record.value());
                  }
                });
  ASSERT_THAT(app.Start(), IsOk());
  EXPECT_TRUE(WaitUntil(
      [&] {
        absl::MutexLock lock(&mutex);
        return static_cast<int>(times.size()) == count || !app.Health().ok();
      },
      kPatience));
  EXPECT_THAT(app.Health(), IsOk());
  EXPECT_THAT(app.Stop(), IsOk());
  EXPECT_THAT(wrong, IsEmpty());
  EXPECT_THAT(times, SizeIs(count));
  for (const auto& [i, number] : times) EXPECT_EQ(number, 1) << i;
}

TEST_F(PeerTest, BothReadWhatTheOtherWrites) {
  ASSERT_NO_FATAL_FAILURE(PublishParcels("ours"));
  const std::multiset<Position> ours = Stored("ours");
  EXPECT_THAT(ours, SizeIs(kParcels));
  EXPECT_EQ(RunPeer("consume", "ours", kParcels), ours);
  EXPECT_EQ(RunPeer("validate", "ours", kParcels), ours)
      << "Python's jsonschema, on the published schema";

  const std::multiset<Position> theirs = RunPeer("publish", "theirs", kParcels);
  EXPECT_EQ(Stored("theirs"), theirs);
  EXPECT_THAT(theirs, SizeIs(kParcels));
  ASSERT_NO_FATAL_FAILURE(ConsumeParcels("theirs", kParcels));

  const auto partitions = PartitionsByKey(ours);
  EXPECT_EQ(PartitionsByKey(theirs), partitions) << "same keys, same partitions";
  std::set<int> used;
  for (const auto& [key, of_key] : partitions) {
    EXPECT_THAT(of_key, SizeIs(1)) << key;
    used.insert(*of_key.begin());
  }
  EXPECT_THAT(used, SizeIs(7)) << "too few keys to show anything";
  std::cout << "ledger: " << ours.size() << " parcels from kontrakt to kafkaesk, " << theirs.size()
            << " back, " << partitions.size() << " keys on the same partitions\n";
}

// What a peer may write that kontrakt itself does not.
TEST_F(PeerTest, ReadsOtherHandwritings) {
  const std::string whole =
      R"("number":-1,"weight":0.1,"fragile":false,"sent":"2024-02-29T23:59:59Z","tags":["tag0"],"sizes":{"größe-0":-1})";
  const struct {
    const char* name;
    std::string value;
  } kCases[] = {
      {"optionals are absent", R"({"schema":"Parcel:1","data":{"id":"parcel-1",)" + whole + "}}"},
      {"optionals are null",
       R"({"schema":"Parcel:1","data":{"id":"parcel-1","title":null,"place":null,"received":null,)" +
           whole + "}}"},
      {"data first, spaces, unknown keys",
       "\n{ \"data\" : {\"more\": [1, {}], \"id\" : \"parcel-1\", " + whole +
           "} ,\t\"trace\":null, \"schema\" : \"Parcel:1\" } "},
      {"escapes", R"({"sch\u0065ma":"Parcel\u003a1","data":{"id":"p\u0061rcel-1",)" + whole + "}}"},
  };
  const std::string topic = prefix_ + "handwritten";
  ASSERT_THAT(kafka().CreateTopic(topic, 1), IsOk());
  absl::Mutex mutex;
  std::vector<Parcel> seen;
  Application app(settings());
  app.Subscribe("handwritten", {.group = prefix_ + "reader", .validation = Validation::kFull},
                [&](const Parcel& parcel) {
                  absl::MutexLock lock(&mutex);
                  seen.push_back(parcel);
                });
  ASSERT_THAT(app.Start(), IsOk());
  for (std::size_t i = 0; i < std::size(kCases); ++i) {
    SCOPED_TRACE(kCases[i].name);
    ASSERT_THAT(kafka().Produce({{{.topic = topic, .value = kCases[i].value}}}), IsOk());
    ASSERT_TRUE(WaitUntil(
        [&] {
          absl::MutexLock lock(&mutex);
          return seen.size() > i || !app.Health().ok();
        },
        kPatience));
    ASSERT_THAT(app.Health(), IsOk());
    EXPECT_EQ(seen[i].id, "parcel-1");
    EXPECT_EQ(seen[i].number, -1);
    EXPECT_EQ(seen[i].title, std::nullopt);
    EXPECT_EQ(seen[i].place, std::nullopt);
    EXPECT_EQ(seen[i].sent, MakeParcel(0).sent);
    EXPECT_EQ(seen[i].sizes.at("größe-0"), -1);
  }
  EXPECT_THAT(app.Stop(), IsOk());
}

}  // namespace
}  // namespace kontrakt::tests
