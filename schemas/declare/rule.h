// SCHEMA_RULE: what must hold between the fields of one struct.
#ifndef KONTRAKT_SCHEMAS_DECLARE_RULE_H_
#define KONTRAKT_SCHEMAS_DECLARE_RULE_H_

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

#include "kontrakt/schemas/declare/traits.h"

// SCHEMA_RULE(Order, "total is the sum of the lines",
//             [](const Order& order) { return order.total == SumOf(order.lines); });
// A demand on struct `Order` that no constraint of one field can say: a sentence for people, and a
// function without captures that returns true when an order satisfies it. It is asked of every
// Order that is written, also inside of other messages, and of those that are read with
// Validation::kFull; it must not throw, and must expect any values of the fields. The sentence
// stands in the schema under "x-kontrakt-rules" and in the error of a message that breaks it;
// readers in other languages, and PublishJson, cannot ask the function. Write it below the struct's
// SCHEMA_FIELDS and above its first use, in the same namespace; at most 64 a struct.
#define SCHEMA_RULE(Type, sentence, ...)                                                         \
  [[maybe_unused]] constexpr auto KontraktRules(                                                 \
      ::kontrakt::Tag<Type>, ::kontrakt::internal::RuleCount<                                    \
                                 ::kontrakt::internal::kRuleCount<decltype(KontraktRules(        \
                                     ::kontrakt::Tag<Type>{}, ::kontrakt::internal::kNewest))> + \
                                 1>                                                              \
                                 count) {                                                        \
    static_assert(::kontrakt::Declared<Type>,                                                    \
                  "SCHEMA_RULE(" #Type ", ...): write SCHEMA_FIELDS(" #Type ", ...) above it");  \
    return ::kontrakt::internal::AddRule<Type>(                                                  \
        KontraktRules(::kontrakt::Tag<Type>{}, ::kontrakt::internal::OneLess(count)), sentence,  \
        __VA_ARGS__);                                                                            \
  }                                                                                              \
  static_assert(true, "")

// ---- implementation details ----

namespace kontrakt {
namespace internal {

template <class T>
struct Rule {
  std::string_view sentence;
  bool (*holds)(const T& value) = nullptr;
};

// Overloads of KontraktRules are ranked by it: a struct's newest one fits kNewest best.
template <std::size_t N>
struct RuleCount : RuleCount<N - 1> {};
template <>
struct RuleCount<0> {};
inline constexpr RuleCount<64> kNewest;

template <class T, std::size_t N>
struct RuleList {
  std::array<Rule<T>, N> rules;
};
template <class List>
inline constexpr std::size_t kRuleCount = 0;
template <class T, std::size_t N>
inline constexpr std::size_t kRuleCount<RuleList<T, N>> = N;

template <std::size_t N>
constexpr RuleCount<N - 1> OneLess(RuleCount<N>) {
  return {};
}

template <class T, std::size_t N, class F>
constexpr RuleList<T, N + 1> AddRule(const RuleList<T, N>& before, std::string_view sentence,
                                     F holds) {
  static_assert(std::is_convertible_v<F, bool (*)(const T&)>,
                "SCHEMA_RULE takes a lambda without captures: [](const Order& order) { return true "
                "or false; }");
  RuleList<T, N + 1> list;
  for (std::size_t i = 0; i < N; ++i) list.rules[i] = before.rules[i];
  list.rules[N] = {sentence, holds};
  return list;
}

}  // namespace internal

// Found by argument-dependent lookup: a struct without rules.
template <class T>
constexpr internal::RuleList<T, 0> KontraktRules(Tag<T>, internal::RuleCount<0>) {
  return {};
}

namespace internal {
template <class T>
inline constexpr auto kRulesOf = KontraktRules(Tag<T>{}, kNewest).rules;
}  // namespace internal

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_RULE_H_
