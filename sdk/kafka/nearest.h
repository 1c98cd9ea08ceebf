// Nearest: which known name a misspelt one was meant to be.
#ifndef KONTRAKT_SDK_KAFKA_NEAREST_H_
#define KONTRAKT_SDK_KAFKA_NEAREST_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kontrakt::kafka {

// The one of `known` with the smallest edit distance to `name` (the first of equals); nullopt when
// none is near enough to be meant: more than a third of the name would have to change.
std::optional<std::string> Nearest(std::string_view name, const std::vector<std::string>& known);

}  // namespace kontrakt::kafka

#endif  // KONTRAKT_SDK_KAFKA_NEAREST_H_
