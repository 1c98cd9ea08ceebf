// What benchmarks do with their samples.
#ifndef KONTRAKT_BENCHMARKS_STATISTICS_H_
#define KONTRAKT_BENCHMARKS_STATISTICS_H_

#include <algorithm>
#include <cstddef>
#include <vector>

namespace benchmarks {

// The middle one, or the mean of the two in the middle. `samples` must not be empty.
inline double Median(std::vector<double> samples) {
  std::sort(samples.begin(), samples.end());
  const std::size_t middle = samples.size() / 2;
  return samples.size() % 2 == 1 ? samples[middle] : (samples[middle - 1] + samples[middle]) / 2;
}

}  // namespace benchmarks

#endif  // KONTRAKT_BENCHMARKS_STATISTICS_H_
