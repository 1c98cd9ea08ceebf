// What one message costs: kontrakt beside nlohmann_json, nlohmann_json + valijson, simdjson
// On-Demand and append() by hand, kontrakt without constraints, and a memcpy.
//
// A benchmark's name is operation/contender/message. "_check" means that every constraint of the
// schema is checked; "_refused" that the message breaks its schema in one place. The counter
// "allocations" is how often memory was asked for, a message. ratios.py turns a run into ratios.
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "benchmark/benchmark.h"
#include "kontrakt/benchmarks/allocations.h"
#include "kontrakt/benchmarks/append_messages.h"
#include "kontrakt/benchmarks/messages.h"
#include "kontrakt/benchmarks/nlohmann_messages.h"
#include "kontrakt/benchmarks/simdjson_messages.h"
#include "kontrakt/benchmarks/unchecked_messages.h"
#include "kontrakt/benchmarks/valijson_schema.h"
#include "kontrakt/schemas/schemas.h"

namespace benchmarks {
namespace {

using benchmark::State;
using kontrakt::Validation;

// Breaks a message in one place, the last one if there is a choice.
void Break(Content& message) { message.size = -1; }
void Break(Order& message) { message.total = -1; }
void Break(Inventory& message) { message.items.back().price = -1; }

// A message and everything that is made of it before the clock runs.
template <class T>
struct Subject {
  T message;
  T broken;                          // The same, but for one field.
  std::string text;                  // Its JSON.
  std::string broken_text;           // That of `broken`.
  unchecked::Twin<T> without_rules;  // The same message without constraints.
  std::string document;              // Its JSON Schema.

  explicit Subject(T m) : message(std::move(m)), broken(message) {
    if (!kontrakt::Encode(message, text).ok()) text.clear();  // Then no decoder accepts it.
    Break(broken);
    AppendJson(broken_text, broken);
    if (!kontrakt::Decode(text, without_rules).ok()) without_rules = {};
    document = kontrakt::SchemaDocument(kontrakt::SchemaIdOf<T>(), kontrakt::Describe<T>());
  }
};

// A contender that refuses the message measures nothing: ratios.py refuses the run.
bool Refused(State& state, bool accepted) {
  if (!accepted) state.SkipWithError("refused a valid message");
  return !accepted;
}

// Counts what happens from its birth on.
class AllocationCounter {
 public:
  explicit AllocationCounter(State& state) : state_(state), before_(Allocations()) {}
  ~AllocationCounter() {
    state_.counters["allocations"] =
        static_cast<double>(Allocations() - before_) / static_cast<double>(state_.iterations());
  }
  AllocationCounter(const AllocationCounter&) = delete;
  AllocationCounter& operator=(const AllocationCounter&) = delete;

 private:
  State& state_;
  std::int64_t before_;
};

// ---- struct to text ----

template <class T>
void CopyText(State& state, const Subject<T>& subject) {
  std::string out(subject.text.size(), '\0');
  for (auto _ : state) {
    std::memcpy(out.data(), subject.text.data(), subject.text.size());
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
  }
}

template <class T>
void EncodeMessage(State& state, const T& message) {
  kontrakt::Buffer out;
  if (Refused(state, kontrakt::Encode(message, out).ok())) return;  // Makes the buffer's room.
  const AllocationCounter counter(state);
  for (auto _ : state) {
    out.clear();
    if (Refused(state, kontrakt::Encode(message, out).ok())) return;
    benchmark::DoNotOptimize(out.view().data());
    benchmark::ClobberMemory();
  }
}

template <class T>
void EncodeKontrakt(State& state, const Subject<T>& subject) {
  EncodeMessage(state, subject.message);
}

template <class T>
void EncodeWithoutRules(State& state, const Subject<T>& subject) {
  EncodeMessage(state, subject.without_rules);
}

template <class T>
void EncodeRefused(State& state, const Subject<T>& subject) {
  kontrakt::Buffer out;
  for (auto _ : state) {
    absl::Status status = kontrakt::Encode(subject.broken, out);
    if (status.ok()) return state.SkipWithError("accepted a broken message");
    benchmark::DoNotOptimize(status);
  }
}

template <class T>
void EncodeAppend(State& state, const Subject<T>& subject) {
  std::string out;
  AppendJson(out, subject.message);
  if (Refused(state, out == subject.text)) return;
  for (auto _ : state) {
    out.clear();
    AppendJson(out, subject.message);
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
  }
}

template <class T>
void EncodeNlohmann(State& state, const Subject<T>& subject) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(nlohmann::json(subject.message).dump());
  }
}

template <class T>
void EncodeNlohmannValijson(State& state, const Subject<T>& subject) {
  ValijsonSchema schema(subject.document);
  for (auto _ : state) {
    const nlohmann::json tree = subject.message;
    if (Refused(state, schema.Accepts(tree))) return;
    benchmark::DoNotOptimize(tree.dump());
  }
}

// ---- text to struct ----

template <class T>
void CopyStruct(State& state, const Subject<T>& subject) {
  for (auto _ : state) {
    T out = subject.message;
    benchmark::DoNotOptimize(out);
  }
}

template <Validation kValidation, class T>
void DecodeFresh(State& state, const Subject<T>& subject) {
  for (auto _ : state) {
    T out;
    if (Refused(state, kontrakt::Decode(subject.text, out, kValidation).ok())) return;
    benchmark::DoNotOptimize(out);
  }
}

template <Validation kValidation, class T>
void DecodeReused(State& state, const Subject<T>& subject) {
  T out;
  if (Refused(state, kontrakt::Decode(subject.text, out, kValidation).ok())) return;
  const AllocationCounter counter(state);
  for (auto _ : state) {
    if (Refused(state, kontrakt::Decode(subject.text, out, kValidation).ok())) return;
    benchmark::DoNotOptimize(out);
  }
}

template <class T>
void DecodeRefused(State& state, const Subject<T>& subject) {
  T out;
  for (auto _ : state) {
    absl::Status status = kontrakt::Decode(subject.broken_text, out, Validation::kFull);
    if (status.ok()) return state.SkipWithError("accepted a broken message");
    benchmark::DoNotOptimize(status);
  }
}

template <class T>
void DecodeSimdjson(State& state, const Subject<T>& subject) {
  SimdjsonReader reader(subject.text);
  T read;
  if (Refused(state, reader.Read(read) && read == subject.message)) return;
  for (auto _ : state) {
    T out;
    if (Refused(state, reader.Read(out))) return;
    benchmark::DoNotOptimize(out);
  }
}

template <class T>
void DecodeNlohmann(State& state, const Subject<T>& subject) {
  for (auto _ : state) {
    T out = nlohmann::json::parse(subject.text).template get<T>();
    benchmark::DoNotOptimize(out);
  }
}

template <class T>
void DecodeNlohmannValijson(State& state, const Subject<T>& subject) {
  ValijsonSchema schema(subject.document);
  for (auto _ : state) {
    const nlohmann::json tree = nlohmann::json::parse(subject.text);
    if (Refused(state, schema.Accepts(tree))) return;
    T out = tree.get<T>();
    benchmark::DoNotOptimize(out);
  }
}

// ---- text against a schema ----

template <class T>
void ValidateKontrakt(State& state, const Subject<T>& subject) {
  const auto validator = kontrakt::Validator::Compile(subject.document);
  if (Refused(state, validator.ok())) return;
  for (auto _ : state) {
    if (Refused(state, validator->ValidateText(subject.text).ok())) return;
  }
}

// The message breaks one rule, which is seen only at its end.
template <class T>
void RefuseKontrakt(State& state, const Subject<T>& subject) {
  nlohmann::json document = nlohmann::json::parse(subject.document);
  document["minProperties"] = 1000;
  const auto validator = kontrakt::Validator::Compile(document);
  if (Refused(state, validator.ok())) return;
  for (auto _ : state) {
    if (validator->ValidateText(subject.text).ok()) state.SkipWithError("took a bad message");
  }
}

template <class T>
void ValidateNlohmannValijson(State& state, const Subject<T>& subject) {
  ValijsonSchema schema(subject.document);
  for (auto _ : state) {
    nlohmann::json tree = nlohmann::json::parse(subject.text);
    if (Refused(state, schema.Accepts(tree))) return;
    benchmark::DoNotOptimize(tree);
  }
}

// ---- all of them ----

template <class T>
void Register(const std::string& size, T message) {
  const auto& subject = *new Subject<T>(std::move(message));  // Lives as long as the program.
  const auto add = [&](const std::string& name, void (*run)(State&, const Subject<T>&)) {
    benchmark::RegisterBenchmark(name + "/" + size, [&, run](State& s) { run(s, subject); });
  };
  add("encode/memcpy", CopyText<T>);
  add("encode/kontrakt_without_rules", EncodeWithoutRules<T>);
  add("encode_check/kontrakt", EncodeKontrakt<T>);
  add("encode_refused/kontrakt", EncodeRefused<T>);
  add("encode/append", EncodeAppend<T>);
  add("encode/nlohmann", EncodeNlohmann<T>);
  add("encode_check/nlohmann_valijson", EncodeNlohmannValijson<T>);
  add("decode/copy_of_struct", CopyStruct<T>);
  add("decode/kontrakt_fresh", DecodeFresh<Validation::kStructural, T>);
  add("decode/kontrakt_reused", DecodeReused<Validation::kStructural, T>);
  add("decode_check/kontrakt_fresh", DecodeFresh<Validation::kFull, T>);
  add("decode_check/kontrakt_reused", DecodeReused<Validation::kFull, T>);
  add("decode_refused/kontrakt", DecodeRefused<T>);
  add("decode_check/simdjson", DecodeSimdjson<T>);
  add("decode/nlohmann", DecodeNlohmann<T>);
  add("decode_check/nlohmann_valijson", DecodeNlohmannValijson<T>);
  add("validate/kontrakt", ValidateKontrakt<T>);
  add("validate_refused/kontrakt", RefuseKontrakt<T>);
  add("validate/nlohmann_valijson", ValidateNlohmannValijson<T>);
}

[[maybe_unused]] const bool kRegistered = [] {
  Register("small", SmallMessage());
  Register("medium", MediumMessage());
  Register("large", LargeMessage());
  return true;
}();

}  // namespace
}  // namespace benchmarks
