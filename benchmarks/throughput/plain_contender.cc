#include "kontrakt/benchmarks/throughput/plain_contender.h"

#include <atomic>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "kontrakt/benchmarks/messages.h"
#include "kontrakt/schemas/codec/encode.h"
#include "kontrakt/sdk/produce/message_id.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wignored-qualifiers"  // In its declarations; not ours to mend.
#include <librdkafka/rdkafka.h>
#pragma GCC diagnostic pop

namespace benchmarks {
namespace {

using Properties = std::map<std::string, std::string>;

// As sdk/kafka/producer.cc and conf.cc set them.
const Properties& PropertiesOfKontrakt() {
  static const auto& properties = *new Properties{
      {"socket.nagle.disable", "true"},  {"enable.metrics.push", "false"},
      {"message.timeout.ms", "300000"},  {"queue.buffering.max.kbytes", "65536"},
      {"enable.idempotence", "true"},    {"acks", "all"},
      {"partitioner", "murmur2_random"},
  };
  return properties;
}

template <auto kDestroy>
struct Destroyer {
  template <class T>
  void operator()(T* object) const {
    kDestroy(object);
  }
};
using ClientHandle = std::unique_ptr<rd_kafka_t, Destroyer<rd_kafka_destroy>>;
using TopicHandle = std::unique_ptr<rd_kafka_topic_t, Destroyer<rd_kafka_topic_destroy>>;
using ErrorHandle = std::unique_ptr<rd_kafka_error_t, Destroyer<rd_kafka_error_destroy>>;
using HeadersHandle = std::unique_ptr<rd_kafka_headers_t, Destroyer<rd_kafka_headers_destroy>>;

struct PlainRecord {
  std::string key;
  std::string value;
  std::string id;
};

absl::StatusOr<std::vector<PlainRecord>> Records() {
  std::vector<PlainRecord> records;
  for (int n = 0; n < kDifferentMessages; ++n) {
    const Content message = SmallMessage(n);
    PlainRecord record{.key = message.id, .value = {}, .id = {}};
    absl::Status status = kontrakt::EncodeEnvelope(message, record.value);
    if (!status.ok()) return status;
    record.id = kontrakt::MessageId::Random().text();
    records.push_back(std::move(record));
  }
  return records;
}

class PlainContender final : public Contender {
 public:
  PlainContender(std::vector<PlainRecord> records, Headers headers)
      : records_(std::move(records)), headers_(headers) {}
  ~PlainContender() override;

  absl::Status Connect(const std::string& servers, const Properties& properties,
                       const std::string& topic);

  std::string_view name() const override {
    return headers_ == Headers::kNone ? "librdkafka_without_header" : "librdkafka";
  }
  absl::StatusOr<absl::Duration> Run(int count) override;

 private:
  static void OnDelivery(rd_kafka_t* client, const rd_kafka_message_t* message, void* contender);

  // Both wait as long as the queue is full.
  rd_kafka_resp_err_t Send(const PlainRecord& record);
  rd_kafka_resp_err_t SendWithId(const PlainRecord& record);

  const std::vector<PlainRecord> records_;
  const Headers headers_;
  ClientHandle client_;
  TopicHandle topic_;
  std::atomic<int> failed_ = 0;
  std::atomic<bool> ending_ = false;
  std::thread reports_;  // Takes the delivery reports, so that sending does not wait for them.
};

PlainContender::~PlainContender() {
  ending_ = true;
  if (reports_.joinable()) reports_.join();
  topic_.reset();
}

void PlainContender::OnDelivery(rd_kafka_t*, const rd_kafka_message_t* message, void* contender) {
  if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
    static_cast<PlainContender*>(contender)->failed_.fetch_add(1);
  }
}

absl::Status PlainContender::Connect(const std::string& servers, const Properties& properties,
                                     const std::string& topic) {
  Properties all = properties;
  all.insert({"bootstrap.servers", servers});
  all.insert(PropertiesOfKontrakt().begin(), PropertiesOfKontrakt().end());
  char reason[512];
  rd_kafka_conf_t* const conf = rd_kafka_conf_new();
  rd_kafka_conf_set_opaque(conf, this);
  rd_kafka_conf_set_dr_msg_cb(conf, OnDelivery);
  bool known = true;
  for (const auto& [name, value] : all) {
    known = known && rd_kafka_conf_set(conf, name.c_str(), value.c_str(), reason, sizeof reason) ==
                         RD_KAFKA_CONF_OK;
  }
  if (known) client_.reset(rd_kafka_new(RD_KAFKA_PRODUCER, conf, reason, sizeof reason));
  if (client_ == nullptr) {
    rd_kafka_conf_destroy(conf);
    return absl::InvalidArgumentError(reason);
  }
  topic_.reset(rd_kafka_topic_new(client_.get(), topic.c_str(), nullptr));
  reports_ = std::thread([this] {
    while (!ending_) rd_kafka_poll(client_.get(), 100);
  });
  return absl::OkStatus();
}

rd_kafka_resp_err_t PlainContender::Send(const PlainRecord& record) {
  char* const value = const_cast<char*>(record.value.data());
  const int sent = rd_kafka_produce(
      topic_.get(), RD_KAFKA_PARTITION_UA, RD_KAFKA_MSG_F_COPY | RD_KAFKA_MSG_F_BLOCK, value,
      record.value.size(), record.key.data(), record.key.size(), nullptr);
  return sent == 0 ? RD_KAFKA_RESP_ERR_NO_ERROR : rd_kafka_last_error();
}

rd_kafka_resp_err_t PlainContender::SendWithId(const PlainRecord& record) {
  HeadersHandle headers(rd_kafka_headers_new(1));
  rd_kafka_header_add(headers.get(), kontrakt::kMessageIdHeader.data(),
                      static_cast<ssize_t>(kontrakt::kMessageIdHeader.size()), record.id.data(),
                      static_cast<ssize_t>(record.id.size()));
  const rd_kafka_resp_err_t error = rd_kafka_producev(
      client_.get(), RD_KAFKA_V_RKT(topic_.get()),
      RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY | RD_KAFKA_MSG_F_BLOCK),
      RD_KAFKA_V_KEY(record.key.data(), record.key.size()),
      RD_KAFKA_V_VALUE(const_cast<char*>(record.value.data()), record.value.size()),
      RD_KAFKA_V_HEADERS(headers.get()), RD_KAFKA_V_END);
  if (error == RD_KAFKA_RESP_ERR_NO_ERROR) (void)headers.release();  // The record's now.
  return error;
}

absl::StatusOr<absl::Duration> PlainContender::Run(int count) {
  const absl::Time begin = absl::Now();
  for (int i = 0; i < count; ++i) {
    const PlainRecord& record = records_[i % kDifferentMessages];
    const rd_kafka_resp_err_t error =
        headers_ == Headers::kNone ? Send(record) : SendWithId(record);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) {
      return absl::InternalError(absl::StrCat(name(), ": ", rd_kafka_err2str(error)));
    }
  }
  constexpr int kFlushMs = 120'000;
  if (rd_kafka_flush(client_.get(), kFlushMs) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return absl::DeadlineExceededError(
        absl::StrCat(name(), ": not acknowledged in ", kFlushMs / 1000, " s"));
  }
  if (const int failed = failed_.exchange(0); failed != 0) {
    return absl::DataLossError(absl::StrCat(name(), ": ", failed, " messages were not delivered"));
  }
  return absl::Now() - begin;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Contender>> NewPlainContender(const std::string& servers,
                                                             const Properties& properties,
                                                             const std::string& topic,
                                                             Headers headers) {
  absl::StatusOr<std::vector<PlainRecord>> records = Records();
  if (!records.ok()) return records.status();
  auto contender = std::make_unique<PlainContender>(*std::move(records), headers);
  absl::Status status = contender->Connect(servers, properties, topic);
  if (!status.ok()) return status;
  return contender;
}

}  // namespace benchmarks
