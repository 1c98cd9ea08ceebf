#include "kontrakt/schemas/codec/object_plan.h"

#include <bit>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "absl/base/optimization.h"
#include "absl/container/flat_hash_set.h"
#include "absl/container/inlined_vector.h"
#include "kontrakt/schemas/codec/kinds/decode_kinds.h"
#include "kontrakt/schemas/json/json.h"

namespace kontrakt::internal {
namespace {

// The members that have been read.
class Seen {
 public:
  Seen(std::size_t size, std::uint64_t first) : words_((size + 63) / 64) {
    if (!words_.empty()) words_.front() = first;
  }

  // False: it was there before.
  bool Add(std::size_t i) {
    const std::uint64_t bit = std::uint64_t{1} << (i % 64);
    if ((words_[i / 64] & bit) != 0) return false;
    words_[i / 64] |= bit;
    return true;
  }
  bool Has(std::size_t i) const { return (words_[i / 64] >> (i % 64) & 1) != 0; }

 private:
  absl::InlinedVector<std::uint64_t, 4> words_;
};

// The member with that key, number `expected` if it has it; plan.size: none.
std::size_t MemberNamed(const ObjectPlan& plan, std::string_view key, std::size_t expected) {
  if (expected < plan.size && plan.members[expected].spec->name == key) return expected;
  std::size_t i = 0;
  while (i < plan.size && plan.members[i].spec->name != key) ++i;
  return i;
}

void* PlaceOf(const MemberPlan& member, void* object) {
  return static_cast<char*>(object) + member.offset;
}

// The keys that the struct does not have. Full checks look at their values as a validator does:
// what only skips them sees neither a key that stands twice nor a number that nothing holds.
class Unknown {
 public:
  void Read(Decoder& decoder, bool closed, std::string_view key, const Path& path) {
    if (!decoder.full_checks()) {
      decoder.reader().Skip();
      return;
    }
    if (closed) decoder.ReportUnknown(key, path);
    const auto [name, is_new] = names_.emplace(key);  // What `key` views may not last.
    if (!is_new) decoder.ReportTwice(*name, path);
    Json ignored;
    DecodeJson(decoder, ignored, Path::Member(path, *name));
  }

 private:
  absl::flat_hash_set<std::string> names_;
};

void ReadMembers(Decoder& decoder, const ObjectPlan& plan, std::size_t expected, Seen& seen,
                 void* out, const Path& path) {
  JsonReader& reader = decoder.reader();
  Unknown unknown;
  std::string_view key;
  while (reader.NextKey(key, decoder.scratch())) {
    const std::size_t i = MemberNamed(plan, key, expected);
    if (i == plan.size) {
      unknown.Read(decoder, plan.closed, key, path);
      continue;
    }
    expected = i + 1;
    if (ABSL_PREDICT_TRUE(seen.Add(i))) {
      DecodeMember(decoder, plan.members[i], out, path);
    } else {
      decoder.ReportTwice(key, path);
      reader.Skip();
    }
  }
}

}  // namespace

void DecodeMember(Decoder& decoder, const MemberPlan& member, void* object, const Path& path) {
  void* const value = PlaceOf(member, object);
  const Path here = Path::Member(path, member.spec->name);
  std::optional<Reporter::Hidden> hidden;
  if (member.spec->sensitive) hidden.emplace(decoder, here);
  member.reader->read(decoder, value, *member.rules, here);
  const Literal& constant = member.spec->constant;
  if (ABSL_PREDICT_TRUE(!constant.given()) || !decoder.full_checks()) return;
  member.reader->check_constant(decoder, value, constant, here);
}

void DecodeRest(Decoder& decoder, const ObjectPlan& plan, std::uint64_t taken, void* out,
                const Path& path) {
  Seen seen(plan.size, taken);
  ReadMembers(decoder, plan, static_cast<std::size_t>(std::bit_width(taken)), seen, out, path);
  if (!decoder.reader().ok()) return;
  for (std::size_t i = 0; i < plan.size; ++i) {
    if (seen.Has(i)) continue;
    const MemberPlan& member = plan.members[i];
    member.reader->set_absent(decoder, PlaceOf(member, out), *member.spec, path);
  }
  if (plan.check != nullptr && decoder.full_checks()) plan.check(decoder, path, out);
}

}  // namespace kontrakt::internal
