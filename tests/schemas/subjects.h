// Every declared type that the tests of schemas/ have.
#ifndef KONTRAKT_TESTS_SCHEMAS_SUBJECTS_H_
#define KONTRAKT_TESTS_SCHEMAS_SUBJECTS_H_

#include <vector>

#include "tests/schemas/subject.h"

namespace kontrakt::testing {

// Those of messages.h and kinds.h.
std::vector<Subject> WrittenByHand();

// And those of random_structs.py.
std::vector<Subject> AllSubjects();

}  // namespace kontrakt::testing

#endif  // KONTRAKT_TESTS_SCHEMAS_SUBJECTS_H_
