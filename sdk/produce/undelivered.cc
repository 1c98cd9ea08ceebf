#include "kontrakt/sdk/produce/undelivered.h"

#include "absl/log/log.h"
#include "absl/strings/str_cat.h"

namespace kontrakt {

void Undelivered::Note(const kafka::DeliveryReport& report) {
  if (report.outcome == kafka::Outcome::kDelivered) return;
  // Whoever never flushes would otherwise learn of it when the program ends.
  LOG_EVERY_N_SEC(WARNING, 10) << "a message was published and not acknowledged: "
                               << report.status.message();
  absl::MutexLock lock(&mutex_);
  ++(report.outcome == kafka::Outcome::kNotSent ? not_sent_ : unknown_);
  if (first_.ok()) first_ = report.status;
}

absl::Status Undelivered::Take() {
  absl::MutexLock lock(&mutex_);
  if (not_sent_ + unknown_ == 0) return absl::OkStatus();
  absl::Status status = absl::DataLossError(
      absl::StrCat("published and not acknowledged: ", not_sent_, " not sent, ", unknown_,
                   " unknown (sent, never answered); the first because: ", first_.message(),
                   ". Give PublishOptions::on_delivery to learn which messages these are"));
  not_sent_ = unknown_ = 0;
  first_ = absl::OkStatus();
  return status;
}

}  // namespace kontrakt
