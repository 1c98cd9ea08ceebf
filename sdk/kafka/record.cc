#include "kontrakt/sdk/kafka/record.h"

namespace kontrakt {

std::optional<std::string_view> Record::header(std::string_view name) const {
  std::optional<std::string_view> last;
  for (const HeaderView& header : headers()) {
    if (header.name == name) last = header.value;
  }
  return last;
}

}  // namespace kontrakt
