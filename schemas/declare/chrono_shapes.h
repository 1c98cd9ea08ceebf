// The types of std::chrono by their shape, so that <chrono> need not be included.
#ifndef KONTRAKT_SCHEMAS_DECLARE_CHRONO_SHAPES_H_
#define KONTRAKT_SCHEMAS_DECLARE_CHRONO_SHAPES_H_

#include <concepts>
#include <cstdint>
#include <ratio>

namespace kontrakt::internal {

// std::chrono::duration of a signed integer.
template <class T>
inline constexpr bool kIsDuration = false;
template <template <class, class> class D, std::signed_integral Rep, std::intmax_t kNum,
          std::intmax_t kDen>
inline constexpr bool kIsDuration<D<Rep, std::ratio<kNum, kDen>>> =
    requires(const D<Rep, std::ratio<kNum, kDen>>& duration) {
      requires std::same_as<typename D<Rep, std::ratio<kNum, kDen>>::rep, Rep>;
      requires std::same_as<typename D<Rep, std::ratio<kNum, kDen>>::period,
                            typename std::ratio<kNum, kDen>::type>;
      { duration.count() } -> std::same_as<Rep>;
    };

// std::chrono::time_point of the system clock, the one whose times are a std::time_t too.
template <class T>
inline constexpr bool kIsSystemTime = false;
template <template <class, class> class P, class Clock, class D>
  requires kIsDuration<D>
inline constexpr bool kIsSystemTime<P<Clock, D>> =
    requires(const P<Clock, D>& time, const typename Clock::time_point& now) {
      requires std::same_as<typename P<Clock, D>::clock, Clock>;
      requires std::same_as<typename P<Clock, D>::duration, D>;
      { time.time_since_epoch() } -> std::same_as<D>;
      { Clock::from_time_t(Clock::to_time_t(now)) } -> std::same_as<typename Clock::time_point>;
    };

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_DECLARE_CHRONO_SHAPES_H_
