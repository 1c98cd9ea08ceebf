// How often this program has asked for memory.
#ifndef KONTRAKT_BENCHMARKS_ALLOCATIONS_H_
#define KONTRAKT_BENCHMARKS_ALLOCATIONS_H_

#include <cstdint>

namespace benchmarks {

// Calls of operator new in this thread so far. Linking this library replaces operator new.
std::int64_t Allocations();

}  // namespace benchmarks

#endif  // KONTRAKT_BENCHMARKS_ALLOCATIONS_H_
