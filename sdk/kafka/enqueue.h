// A record into librdkafka's queue, and its delivery report out of it.
#ifndef KONTRAKT_SDK_KAFKA_ENQUEUE_H_
#define KONTRAKT_SDK_KAFKA_ENQUEUE_H_

#include "kontrakt/sdk/kafka/handles.h"
#include "kontrakt/sdk/kafka/outgoing.h"

namespace kontrakt::kafka {

// Copies `record` into the queue. Takes `callback` (from new; may be null) only when there is no
// error: Report() will call and delete it. Allocates nothing of its own but for headers.
rd_kafka_resp_err_t Enqueue(rd_kafka_t* client, rd_kafka_topic_t* topic,
                            const OutgoingRecord& record, DeliveryCallback* callback);

// Tells the callback of a record that has come to its end. Without one, a failure is told to
// `unattended`, or logged where that is null too.
void Report(const rd_kafka_message_t& message, const DeliveryCallback& unattended);

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_ENQUEUE_H_
