#include "kontrakt/tests/support/plain_client.h"

#include "absl/strings/str_cat.h"

namespace kontrakt::tests {

int Milliseconds(absl::Duration duration) {
  return static_cast<int>(absl::ToInt64Milliseconds(duration));
}

absl::Status Failure(rd_kafka_resp_err_t error, std::string_view what) {
  if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return absl::OkStatus();
  const std::string text = absl::StrCat(what, ": ", rd_kafka_err2str(error));
  if (error == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) return absl::NotFoundError(text);
  if (error == RD_KAFKA_RESP_ERR__TIMED_OUT) return absl::DeadlineExceededError(text);
  return absl::InternalError(text);
}

absl::StatusOr<Handle> NewClient(rd_kafka_type_t type, const std::string& servers,
                                 const std::map<std::string, std::string>& more,
                                 OnDelivery on_delivery) {
  std::map<std::string, std::string> properties = {
      {"bootstrap.servers", servers},
      {"reconnect.backoff.ms", "50"},
      {"reconnect.backoff.max.ms", "200"},
      {"log_level", "2"},  // The caller is told; nothing else is of interest in a test's output.
  };
  properties.insert(more.begin(), more.end());
  char reason[512];
  rd_kafka_conf_t* const conf = rd_kafka_conf_new();
  if (on_delivery != nullptr) rd_kafka_conf_set_dr_msg_cb(conf, on_delivery);
  for (const auto& [name, value] : properties) {
    if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), reason, sizeof reason) !=
        RD_KAFKA_CONF_OK) {
      rd_kafka_conf_destroy(conf);
      return absl::InvalidArgumentError(reason);
    }
  }
  Handle client(rd_kafka_new(type, conf, reason, sizeof reason));
  if (client != nullptr) return client;
  rd_kafka_conf_destroy(conf);
  return absl::InternalError(reason);
}

absl::StatusOr<Metadata> FetchMetadata(rd_kafka_t* client, const std::string& topic,
                                       absl::Duration timeout) {
  const TopicHandle one(topic.empty() ? nullptr
                                      : rd_kafka_topic_new(client, topic.c_str(), nullptr));
  const rd_kafka_metadata_t* metadata = nullptr;
  const rd_kafka_resp_err_t error = rd_kafka_metadata(client, /*all_topics=*/one == nullptr,
                                                      one.get(), &metadata, Milliseconds(timeout));
  if (absl::Status failed = Failure(error, "metadata"); !failed.ok()) return failed;
  return Metadata(metadata);
}

absl::StatusOr<TopicClient> Connect(rd_kafka_type_t type, const std::string& servers,
                                    const std::string& topic, absl::Duration timeout,
                                    const std::map<std::string, std::string>& more,
                                    OnDelivery on_delivery) {
  absl::StatusOr<Handle> client = NewClient(type, servers, more, on_delivery);
  if (!client.ok()) return client.status();
  absl::StatusOr<Metadata> metadata = FetchMetadata(client->get(), topic, timeout);
  if (!metadata.ok()) return metadata.status();
  const rd_kafka_metadata_topic& found = (*metadata)->topics[0];
  if (absl::Status failed = Failure(found.err, "topic " + topic); !failed.ok()) return failed;
  return TopicClient{*std::move(client), found.partition_cnt};
}

}  // namespace kontrakt::tests
