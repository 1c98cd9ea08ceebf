// Which topics the registered schemas ask for.
#ifndef KONTRAKT_SDK_APP_STREAM_TOPICS_H_
#define KONTRAKT_SDK_APP_STREAM_TOPICS_H_

#include <vector>

#include "absl/types/span.h"
#include "kontrakt/schemas/declare/catalog.h"
#include "kontrakt/sdk/produce/topics.h"

namespace kontrakt::internal {

// Every stream of `entries` once. Of several retentions for one topic the longest counts, so that
// no schema's messages go earlier than it says; a schema that names none does not object.
std::vector<StreamTopic> StreamTopicsOf(absl::Span<const SchemaEntry> entries);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SDK_APP_STREAM_TOPICS_H_
