// Handlers: any callable that CheckHandler() accepts, behind one type.
#ifndef KONTRAKT_SDK_CONSUME_HANDLER_H_
#define KONTRAKT_SDK_CONSUME_HANDLER_H_

#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kontrakt/schemas/codec/decode.h"
#include "kontrakt/schemas/codec/envelope.h"
#include "kontrakt/schemas/declare/register.h"
#include "kontrakt/sdk/consume/handler_traits.h"
#include "kontrakt/sdk/kafka/record.h"

namespace kontrakt {

class PublishedValidators;

// What became of a record that a handler was to be given.
struct Handled {
  enum class Verdict {
    kDone,     // The handler returned OK.
    kInvalid,  // It was not called: the record is not what it takes.
    kFailed,   // It returned an error or threw.
    kNotNow,   // It was not called: the schema could not be read at the moment; try again.
  };
  Verdict verdict = Verdict::kDone;
  absl::Status why = {};  // OK exactly when kDone.
};

// What a subscription lends its handler. All of it outlives every call.
struct HandlerContext {
  Application* application = nullptr;  // Only passed on.
  Validation validation = Validation::kStructural;
  std::shared_ptr<PublishedValidators> validators = {};
};

// Called from one thread at a time. Never throws.
using Handler = absl::AnyInvocable<Handled(const Record&, const HandlerContext&)>;

// ---- implementation details ----

namespace internal {

// The envelope of a record; an error says why it has none.
absl::StatusOr<Envelope> OpenRecord(const Record& record);

// Runs `call`; whatever it throws becomes kFailed.
Handled Guard(absl::FunctionRef<absl::Status()> call);

Handled OtherSchema(const SchemaId& found, const SchemaId& expected);

// For handlers of plain JSON: `call` gets the data part, checked as `context` asks.
Handled WithJson(const Record& record, const HandlerContext& context,
                 absl::FunctionRef<Handled(const Json&, const SchemaId&)> call);

// For handlers of bytes: opens and checks the record only as far as `context` asks or
// `wants_schema` needs.
Handled WithBytes(const Record& record, const HandlerContext& context, bool wants_schema,
                  absl::FunctionRef<Handled(const SchemaId&)> call);

// One argument of a handler, by the type that it asks for.
template <class P>
decltype(auto) Inject(const Record& record, const SchemaId& schema, const HandlerContext& context) {
  if constexpr (std::is_same_v<P, const Record&>) {
    return (record);
  } else if constexpr (std::is_same_v<P, Application&>) {
    return (*context.application);
  } else {
    return (schema);
  }
}

template <class F, class Message, class... Rest>
class Adaptor {
 public:
  explicit Adaptor(F callable) : callable_(std::move(callable)) {}

  Handled operator()(const Record& record, const HandlerContext& context) {
    using M = std::remove_cvref_t<Message>;
    if constexpr (std::is_same_v<M, Json>) {
      return WithJson(record, context, [&](const Json& json, const SchemaId& schema) {
        return Call(json, record, schema, context);
      });
    } else if constexpr (std::is_same_v<M, Record>) {
      return WithBytes(record, context, kWantsSchema, [&](const SchemaId& schema) {
        return Call(record, record, schema, context);
      });
    } else if constexpr (std::is_same_v<M, std::string_view>) {
      return OfBytes(record, context);
    } else {
      return OfStruct<M>(record, context);
    }
  }

 private:
  static constexpr bool kWantsSchema = (std::is_same_v<std::remove_cvref_t<Rest>, SchemaId> || ...);

  Handled OfBytes(const Record& record, const HandlerContext& context) {
    if (!record.value().has_value())
      return {Handled::Verdict::kInvalid, OpenRecord(record).status()};
    return WithBytes(record, context, kWantsSchema, [&](const SchemaId& schema) {
      return Call(*record.value(), record, schema, context);
    });
  }

  template <class T>
  Handled OfStruct(const Record& record, const HandlerContext& context) {
    absl::StatusOr<Envelope> envelope = OpenRecord(record);
    if (!envelope.ok()) return {Handled::Verdict::kInvalid, envelope.status()};
    if (envelope->schema != SchemaIdOf<T>()) return OtherSchema(envelope->schema, SchemaIdOf<T>());
    T message{};
    absl::Status decoded = Decode(envelope->data, message, context.validation);
    if (!decoded.ok()) return {Handled::Verdict::kInvalid, std::move(decoded)};
    return Call(message, record, envelope->schema, context);
  }

  template <class M>
  Handled Call(const M& message, const Record& record, const SchemaId& schema,
               const HandlerContext& context) {
    return Guard([&]() -> absl::Status {
      if constexpr (std::is_void_v<std::invoke_result_t<F&, Message, Rest...>>) {
        callable_(message, Inject<Rest>(record, schema, context)...);
        return absl::OkStatus();
      } else {
        return callable_(message, Inject<Rest>(record, schema, context)...);
      }
    });
  }

  F callable_;
};

template <class F, class... Parameters>
Handler MakeHandler(F callable, TypeList<Parameters...>) {
  return Adaptor<F, Parameters...>(std::move(callable));
}

}  // namespace internal

// `callable`, which may be move-only, as a Handler. Stops compiling with a sentence when it cannot
// be one.
template <class F>
Handler MakeHandler(F callable) {
  if constexpr (internal::CheckHandler<F>()) {
    return internal::MakeHandler(std::move(callable),
                                 typename internal::SignatureOf<F>::Parameters{});
  }
}

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_CONSUME_HANDLER_H_
