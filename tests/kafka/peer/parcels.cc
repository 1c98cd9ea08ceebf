#include "kontrakt/tests/kafka/peer/parcels.h"

#include <limits>
#include <numbers>

#include "absl/strings/str_cat.h"

namespace kontrakt::tests {

std::string KeyOf(int i) { return absl::StrCat("key-", i % 97); }

Parcel MakeParcel(int i) {
  const std::int64_t numbers[] = {std::numeric_limits<std::int64_t>::min(),
                                  std::numeric_limits<std::int64_t>::max(),
                                  (std::int64_t{1} << 53) + 1 + i, -i, i};
  const double weights[] = {0.1 * i, -0.0, 1e300 / (i + 1), 5e-324, 3.0, std::numbers::pi * i,
                            1.0 / 3};
  const std::optional<std::string> titles[] = {std::nullopt, "", "Größe \u2603 \U0001F680",
                                               "say \"so\"\\\n\t/\x7f", "\u2028\x01 \u05d0\u4e2d"};
  Parcel parcel;
  parcel.id = absl::StrCat("parcel-", i);
  parcel.number = numbers[i % 5];
  parcel.weight = weights[i % 7];
  parcel.fragile = i % 2 == 0;
  parcel.sent = absl::FromCivil(absl::CivilSecond(2024, 2, 29, 23, 59, 59), absl::UTCTimeZone()) +
                absl::Microseconds(i * 997 % 1'000'000);
  parcel.title = titles[i / 3 % 5];
  if (i % 3 != 0) parcel.place = {.city = absl::StrCat("Zürich ", i), .latitude = i / 1000.0 - 0.5};
  if (i % 4 == 0) parcel.received = parcel.sent + absl::Seconds(i);
  for (int n = 0; n < i % 4; ++n) parcel.tags.push_back(absl::StrCat("tag", n));
  for (int n = 0; n < i % 3; ++n) parcel.sizes[absl::StrCat("größe-", n)] = n - i;
  return parcel;
}

}  // namespace kontrakt::tests
