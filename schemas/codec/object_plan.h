// ObjectPlan: the members of a struct as a table, and the loop that reads by it whatever is not
// written as kontrakt writes it. The machinery below decode.h; not for users.
#ifndef KONTRAKT_SCHEMAS_CODEC_OBJECT_PLAN_H_
#define KONTRAKT_SCHEMAS_CODEC_OBJECT_PLAN_H_

#include <cstddef>
#include <cstdint>

#include "kontrakt/schemas/codec/decoder.h"
#include "kontrakt/schemas/codec/rules.h"
#include "kontrakt/schemas/declare/checks.h"
#include "kontrakt/schemas/reporter.h"

namespace kontrakt::internal {

// What is done with the members of one C++ type; `value` is the member.
struct ValueReader {
  // Reads the value that comes next.
  void (*read)(Decoder& decoder, void* value, const Rules& rules, const Path& path);
  // Gives the member, one of the object at `path`, the value of an absent one, or reports it.
  void (*set_absent)(Decoder& decoder, void* value, const FieldSpec& spec, const Path& path);
  // Const(...); null: the type cannot have it.
  void (*check_constant)(Reporter& reporter, const void* value, const Literal& constant,
                         const Path& path);
};

struct MemberPlan {
  std::ptrdiff_t offset;  // In the struct.
  const ValueReader* reader;
  const Rules* rules;
  const FieldSpec* spec;
};

struct ObjectPlan {
  const MemberPlan* members;
  std::size_t size;
  bool closed;                                                              // No other keys.
  void (*check)(Reporter& reporter, const Path& path, const void* object);  // Null: nothing.
};

// Reads the value of `member` of the struct `object`, which stands at `path`.
void DecodeMember(Decoder& decoder, const MemberPlan& member, void* object, const Path& path);

// Reads an object, behind its '{', to its end into the struct at `out`. Bit i of `taken`: member i
// has been read already.
void DecodeRest(Decoder& decoder, const ObjectPlan& plan, std::uint64_t taken, void* out,
                const Path& path);

}  // namespace kontrakt::internal

#endif  // KONTRAKT_SCHEMAS_CODEC_OBJECT_PLAN_H_
