// Difference: how two JSON documents differ, for people.
#ifndef KONTRAKT_SDK_REGISTRY_DIFFERENCE_H_
#define KONTRAKT_SDK_REGISTRY_DIFFERENCE_H_

#include <string>
#include <string_view>

namespace kontrakt {

// The documents are laid out one member a line and compared line by line: "- " is only in `before`,
// "+ " only in `after`, "  " in both. Only changed lines and two around each are shown, "  ..." for
// what is left out, and 100 lines at most. Empty when they do not differ. What is not JSON is
// compared as it is.
std::string Difference(std::string_view before, std::string_view after);

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_REGISTRY_DIFFERENCE_H_
