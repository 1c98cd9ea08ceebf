// KontraktContender: Application::Publish() of a struct.
#ifndef KONTRAKT_BENCHMARKS_THROUGHPUT_KONTRAKT_CONTENDER_H_
#define KONTRAKT_BENCHMARKS_THROUGHPUT_KONTRAKT_CONTENDER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "kontrakt/benchmarks/throughput/contender.h"
#include "kontrakt/sdk/app/settings.h"

namespace benchmarks {

// Starts an application. `topic` is without prefix, and made if it is absent.
//   Errors: as Application::Start() and Application::PublishAndWait().
absl::StatusOr<std::unique_ptr<Contender>> NewKontraktContender(kontrakt::Settings settings,
                                                                std::string topic);

}  // namespace benchmarks

#endif  // KONTRAKT_BENCHMARKS_THROUGHPUT_KONTRAKT_CONTENDER_H_
