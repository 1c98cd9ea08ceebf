// What a handler's parameters ask for, known when the program is compiled.
#ifndef KONTRAKT_SDK_CONSUME_HANDLER_TRAITS_H_
#define KONTRAKT_SDK_CONSUME_HANDLER_TRAITS_H_

#include <string_view>
#include <type_traits>

#include "absl/status/status.h"
#include "kontrakt/schemas/declare/register.h"
#include "kontrakt/schemas/json/json.h"
#include "kontrakt/sdk/kafka/record.h"

namespace kontrakt {

class Application;

namespace internal {

template <class... Parameters>
struct TypeList {};

// The result and the parameters of a function, a pointer to one, or a call operator.
template <class F>
struct Signature {
  static constexpr bool kKnown = false;
};
template <class R, class... P>
struct Signature<R(P...)> {
  static constexpr bool kKnown = true;
  using Result = R;
  using Parameters = TypeList<P...>;
};
template <class R, class... P>
struct Signature<R (*)(P...)> : Signature<R(P...)> {};
template <class R, class... P>
struct Signature<R (*)(P...) noexcept> : Signature<R(P...)> {};
template <class C, class R, class... P>
struct Signature<R (C::*)(P...)> : Signature<R(P...)> {};
template <class C, class R, class... P>
struct Signature<R (C::*)(P...) const> : Signature<R(P...)> {};
template <class C, class R, class... P>
struct Signature<R (C::*)(P...) noexcept> : Signature<R(P...)> {};
template <class C, class R, class... P>
struct Signature<R (C::*)(P...) const noexcept> : Signature<R(P...)> {};

template <class F>
struct SignatureOfCallable : Signature<F> {};
template <class F>
  requires requires { &F::operator(); }
struct SignatureOfCallable<F> : Signature<decltype(&F::operator())> {};

template <class F>
using SignatureOf = SignatureOfCallable<std::remove_cvref_t<F>>;

// A parameter of type P can be given a `const T&`.
template <class P, class T>
inline constexpr bool kTakes =
    std::conjunction_v<std::is_same<std::remove_cvref_t<P>, T>, std::is_convertible<const T&, P>>;

template <class P>
inline constexpr bool kIsMessage =
    kTakes<P, std::string_view> || std::is_same_v<P, const Record&> ||
    std::is_same_v<P, const Json&> ||
    (Registered<std::remove_cvref_t<P>> && kTakes<P, std::remove_cvref_t<P>>);

template <class P>
inline constexpr bool kIsInjected =
    std::is_same_v<P, const Record&> || kTakes<P, SchemaId> || std::is_same_v<P, Application&>;

// Why a callable cannot be a handler.
enum class HandlerFault {
  kNone,
  kNotOneSignature,  // No call operator, a generic one (auto), or several.
  kNoMessage,        // No parameters.
  kWrongMessage,     // The first parameter is nothing a record can be turned into.
  kWrongInjection,   // A later parameter is nothing kontrakt can give.
  kWrongResult,      // Neither absl::Status nor void.
};

constexpr HandlerFault FaultOfParameters(TypeList<>) { return HandlerFault::kNoMessage; }
template <class Message, class... Rest>
constexpr HandlerFault FaultOfParameters(TypeList<Message, Rest...>) {
  if (!kIsMessage<Message>) return HandlerFault::kWrongMessage;
  return (kIsInjected<Rest> && ...) ? HandlerFault::kNone : HandlerFault::kWrongInjection;
}

template <class F>
constexpr HandlerFault FaultOfHandler() {
  if constexpr (!SignatureOf<F>::kKnown) {
    return HandlerFault::kNotOneSignature;
  } else {
    using Result = typename SignatureOf<F>::Result;
    const HandlerFault fault = FaultOfParameters(typename SignatureOf<F>::Parameters{});
    if (fault != HandlerFault::kNone) return fault;
    return std::is_same_v<Result, absl::Status> || std::is_void_v<Result>
               ? HandlerFault::kNone
               : HandlerFault::kWrongResult;
  }
}

// Stops compiling with a sentence where F cannot be a handler.
template <class F>
constexpr bool CheckHandler() {
  constexpr HandlerFault kFault = FaultOfHandler<F>();
  static_assert(kFault != HandlerFault::kNotOneSignature,
                "Subscribe(): the handler needs exactly one call operator without `auto` or "
                "template parameters, "
                "for example [](const Content& content) -> absl::Status { ... }");
  static_assert(kFault != HandlerFault::kNoMessage,
                "Subscribe(): the handler takes its message in its first parameter: a registered "
                "struct (const T&), "
                "const kontrakt::Json&, std::string_view or const kontrakt::Record&");
  static_assert(
      kFault != HandlerFault::kWrongMessage,
      "Subscribe(): the handler's first parameter must be a registered struct (const T&; is its "
      "REGISTER_SCHEMA visible here, in the struct's namespace?), const kontrakt::Json&, "
      "std::string_view or const kontrakt::Record&");
  static_assert(kFault != HandlerFault::kWrongInjection,
                "Subscribe(): after its message a handler may ask for const kontrakt::Record&, "
                "kontrakt::SchemaId (by value or const&) and kontrakt::Application&, nothing else");
  static_assert(kFault != HandlerFault::kWrongResult,
                "Subscribe(): the handler must return absl::Status or void");
  return kFault == HandlerFault::kNone;
}

}  // namespace internal
}  // namespace kontrakt

#endif  // KONTRAKT_SDK_CONSUME_HANDLER_TRAITS_H_
