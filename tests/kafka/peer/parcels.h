// Parcel:1 and the thousand parcels that both sides send: parcels.py says the same in Python.
#ifndef KONTRAKT_TESTS_KAFKA_PEER_PARCELS_H_
#define KONTRAKT_TESTS_KAFKA_PEER_PARCELS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "kontrakt/schemas/declare/declare.h"

namespace kontrakt::tests {

struct Place {
  std::string city;
  double latitude = 0;
  friend bool operator==(const Place&, const Place&) = default;
};
SCHEMA_FIELDS(Place, FIELD(city, MinLength(1)), FIELD(latitude, Minimum(-90), Maximum(90)));

struct Parcel {
  std::string id;
  std::int64_t number = 0;
  double weight = 0;
  bool fragile = false;
  absl::Time sent;
  std::optional<std::string> title;
  std::optional<Place> place;
  std::optional<absl::Time> received;
  std::vector<std::string> tags;
  std::map<std::string, std::int64_t> sizes;
  friend bool operator==(const Parcel&, const Parcel&) = default;
};
SCHEMA_FIELDS(Parcel, FIELD(id, Pattern("^parcel-[0-9]+$")), FIELD(number), FIELD(weight),
              FIELD(fragile), FIELD(sent), FIELD(title, MaxLength(200)), FIELD(place),
              FIELD(received), FIELD(tags, MaxItems(3), UniqueItems()), FIELD(sizes));
REGISTER_SCHEMA(Parcel, 1);

std::string KeyOf(int i);

// The i-th parcel. Every kind of value takes its turn, with periods that share no factor.
Parcel MakeParcel(int i);

}  // namespace kontrakt::tests

#endif  // KONTRAKT_TESTS_KAFKA_PEER_PARCELS_H_
