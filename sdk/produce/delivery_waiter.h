// DeliveryWaiter: turns one delivery callback into a wait.
#ifndef KONTRAKT_SDK_PRODUCE_DELIVERY_WAITER_H_
#define KONTRAKT_SDK_PRODUCE_DELIVERY_WAITER_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "kontrakt/sdk/kafka/producer.h"
#include "kontrakt/sdk/produce/publish_options.h"

namespace kontrakt {

class DeliveryWaiter {
 public:
  DeliveryWaiter();

  // To be given to one publish; calls `next` (may be null) first. It may outlive this object.
  kafka::DeliveryCallback Callback(kafka::DeliveryCallback next) const;

  // Where the message stands, once the broker has said so.
  //   kDeadlineExceeded: no answer within `timeout`: whether it was stored is unknown.
  //   Others: the delivery report's own.
  absl::StatusOr<Position> Wait(absl::Duration timeout);

 private:
  struct Answer;
  std::shared_ptr<Answer> answer_;
};

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_PRODUCE_DELIVERY_WAITER_H_
