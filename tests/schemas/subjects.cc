#include "tests/schemas/subjects.h"

#include <utility>

#include "tests/schemas/kinds.h"
#include "tests/schemas/messages.h"
#include "tests/schemas/random_structs.h"

namespace kontrakt::testing {

std::vector<Subject> WrittenByHand() {
  return {SubjectOf<messages::Constrained>(),
          SubjectOf<messages::Everything, messages::ValidEverything>(),
          SubjectOf<messages::Content, messages::ValidContent>(),
          SubjectOf<kinds::Node>(),
          SubjectOf<kinds::Branch>(),
          SubjectOf<kinds::Containers, kinds::ValidContainers>(),
          SubjectOf<kinds::Variants>(),
          SubjectOf<kinds::Formula>(),
          SubjectOf<kinds::Placed>(),
          SubjectOf<kinds::Event>(),
          SubjectOf<kinds::Bill>(),
          SubjectOf<kinds::Formats>(),
          SubjectOf<kinds::Coded>(),
          SubjectOf<kinds::Anything>()};
}

std::vector<Subject> AllSubjects() {
  std::vector<Subject> all = WrittenByHand();
  for (Subject& subject : RandomStructs()) all.push_back(std::move(subject));
  return all;
}

}  // namespace kontrakt::testing
