#include "kontrakt/schemas/declare/traits.h"

#include <array>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <ratio>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/declare/declare.h"

// Types that look like others, some of them very much.
namespace likeness {

struct Derived : absl::Time {};
struct Converts {
  operator absl::Time() const { return {}; }  // NOLINT: what it is for.
};
struct Instant {};
std::int64_t ToUnixMicros(Instant);

struct Delete {
  void operator()(int* p) const { delete p; }
};
template <class T>
struct Handle {  // No owner, as std::experimental::observer_ptr.
  using element_type = T;
  T* get() const { return nullptr; }
  void reset() {}
};

struct Timeout : std::chrono::milliseconds {};
template <class Rep, class Period>
struct Span {
  Rep count() const { return 0; }
};
struct OwnClock {  // Counts from another day.
  using duration = std::chrono::seconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<OwnClock>;
  static constexpr bool is_steady = false;
  static time_point now() { return {}; }
};

}  // namespace likeness

namespace kontrakt {
namespace {

struct Case {
  const char* name;
  Kind kind;
  Kind expected;
};

void ExpectKinds(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    EXPECT_EQ(static_cast<int>(c.kind), static_cast<int>(c.expected)) << c.name;
  }
}

TEST(KindTest, TimesAreKnownByTheirShape) {
  ExpectKinds({
      {"absl::Time", KindOf<absl::Time>(), Kind::kTime},
      {"UnixTime", KindOf<internal::UnixTime>(), Kind::kTime},
      {"derived from it", KindOf<likeness::Derived>(), Kind::kUnsupported},
      {"converts to it", KindOf<likeness::Converts>(), Kind::kUnsupported},
      {"one function of it", KindOf<likeness::Instant>(), Kind::kUnsupported},
      {"absl::Duration", KindOf<absl::Duration>(), Kind::kUnsupported},
      {"absl::CivilSecond", KindOf<absl::CivilSecond>(), Kind::kUnsupported},
      {"absl::TimeZone", KindOf<absl::TimeZone>(), Kind::kUnsupported},
  });
}

TEST(KindTest, PointersAreKnownByTheirShape) {
  ExpectKinds({
      {"unique_ptr", KindOf<std::unique_ptr<int>>(), Kind::kOptional},
      {"shared_ptr", KindOf<std::shared_ptr<int>>(), Kind::kOptional},
      {"deleter", KindOf<std::unique_ptr<int, likeness::Delete>>(), Kind::kUnsupported},
      {"function", KindOf<std::unique_ptr<int, void (*)(int*)>>(), Kind::kUnsupported},
      {"unique_ptr of an array", KindOf<std::unique_ptr<int[]>>(), Kind::kUnsupported},
      {"shared_ptr of an array", KindOf<std::shared_ptr<int[]>>(), Kind::kUnsupported},
      {"weak_ptr", KindOf<std::weak_ptr<int>>(), Kind::kUnsupported},
      {"no owner", KindOf<likeness::Handle<int>>(), Kind::kUnsupported},
      {"plain", KindOf<int*>(), Kind::kUnsupported},
  });
  static_assert(std::same_as<Element<std::unique_ptr<std::string>>, std::string>);
  static_assert(std::same_as<Element<std::shared_ptr<std::vector<int>>>, std::vector<int>>);
}

TEST(KindTest, ChronoIsKnownByItsShape) {
  using Clock = std::chrono::system_clock;
  using Steady = std::chrono::steady_clock::time_point;
  using Double = std::chrono::duration<double>;
  using DoubleTime = std::chrono::time_point<Clock, Double>;
  using Thousandth = std::chrono::duration<int, std::ratio<10, 10000>>;  // Not in lowest terms.
  ExpectKinds({
      {"duration", KindOf<std::chrono::milliseconds>(), Kind::kAlias},
      {"thousandth", KindOf<Thousandth>(), Kind::kAlias},
      {"time", KindOf<Clock::time_point>(), Kind::kAlias},
      {"day", KindOf<std::chrono::sys_days>(), Kind::kAlias},
      {"duration of double", KindOf<Double>(), Kind::kUnsupported},
      {"time of double", KindOf<DoubleTime>(), Kind::kUnsupported},
      {"steady time", KindOf<Steady>(), Kind::kUnsupported},
      {"local time", KindOf<std::chrono::local_days>(), Kind::kUnsupported},
      {"file time", KindOf<std::filesystem::file_time_type>(), Kind::kUnsupported},
      {"own clock", KindOf<likeness::OwnClock::time_point>(), Kind::kUnsupported},
      {"derived", KindOf<likeness::Timeout>(), Kind::kUnsupported},
      {"likeness", KindOf<likeness::Span<int, std::milli>>(), Kind::kUnsupported},
      {"pair", KindOf<std::pair<Clock, std::chrono::seconds>>(), Kind::kTuple},
  });
}

TEST(KindTest, ContainersAreKnownByTheirShape) {
  ExpectKinds({
      {"map", KindOf<std::map<std::string, int>>(), Kind::kMap},
      {"unordered_map", KindOf<std::unordered_map<std::string, int>>(), Kind::kMap},
      {"flat_hash_map", KindOf<absl::flat_hash_map<std::string, int>>(), Kind::kMap},
      {"map of int", KindOf<std::map<int, int>>(), Kind::kUnsupported},
      {"multimap", KindOf<std::multimap<std::string, int>>(), Kind::kUnsupported},
      {"set", KindOf<std::set<int>>(), Kind::kSet},
      {"unordered_set", KindOf<std::unordered_set<int>>(), Kind::kSet},
      {"flat_hash_set", KindOf<absl::flat_hash_set<int>>(), Kind::kSet},
      {"multiset", KindOf<std::multiset<int>>(), Kind::kUnsupported},
      {"vector", KindOf<std::vector<std::unique_ptr<int>>>(), Kind::kArray},
      {"array", KindOf<std::array<int, 2>>(), Kind::kArray},
      {"optional", KindOf<std::optional<absl::Time>>(), Kind::kOptional},
  });
}

}  // namespace
}  // namespace kontrakt
