// What a registration may say beside name and version.
#ifndef KONTRAKT_SCHEMAS_DECLARE_SCHEMA_OPTIONS_H_
#define KONTRAKT_SCHEMAS_DECLARE_SCHEMA_OPTIONS_H_

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kontrakt/schemas/declare/chrono_shapes.h"
#include "kontrakt/schemas/declare/traits.h"

namespace kontrakt {
namespace internal {

// absl::Duration.
template <class T>
concept AbslDurationShaped = std::is_class_v<T> && requires(const Exactly<T>& duration) {
  { ToInt64Milliseconds(duration) } -> std::same_as<std::int64_t>;
  { ToInt64Hours(duration) } -> std::same_as<std::int64_t>;
  ToTimespec(duration);
};

// `count` units of `numerator`/`denominator` seconds, parts of a millisecond cut; what an int64_t
// cannot hold is its greatest or least.
std::int64_t MillisecondsOf(std::int64_t count, std::int64_t numerator, std::int64_t denominator);

}  // namespace internal

// How long a topic keeps a message, in whole milliseconds, as Kafka counts. It is made of what
// tells its unit: absl::Hours(24) or std::chrono::days(7), with the header of either included by
// its user. Parts of a millisecond are cut; absl::InfiniteDuration() is the longest there is.
class Retention {
 public:
  template <internal::AbslDurationShaped D>
  Retention(D duration)  // NOLINT(google-explicit-constructor): it is that duration.
      : milliseconds_(ToInt64Milliseconds(duration)) {}
  template <class D>
    requires internal::kIsDuration<D>
  Retention(D duration)  // NOLINT(google-explicit-constructor): it is that duration.
      : milliseconds_(internal::MillisecondsOf(duration.count(), D::period::num, D::period::den)) {}

  std::int64_t milliseconds() const { return milliseconds_; }

  friend auto operator<=>(const Retention&, const Retention&) = default;

 private:
  std::int64_t milliseconds_;
};

// The optional third argument of REGISTER_SCHEMA.
struct SchemaOptions {
  // Topics (without prefix) that carry this schema; created at start if absent.
  std::vector<std::string> streams = {};
  // How long those topics keep a message (`retention.ms`), a millisecond or more; nullopt: the
  // broker's default.
  std::optional<Retention> retention = {};
};

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_SCHEMA_OPTIONS_H_
