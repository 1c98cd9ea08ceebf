#include "kontrakt/sdk/consume/handler_traits.h"

#include <functional>
#include <string>

#include "gtest/gtest.h"
#include "tests/schemas/messages.h"

namespace kontrakt::internal {
namespace {

using ::messages::Content;
struct Unregistered {};

absl::Status Function(const Content&, Application&) { return absl::OkStatus(); }
struct Functor {
  void operator()(const Json&) const noexcept {}
};
struct Overloaded {
  void operator()(const Content&) {}
  void operator()(const Json&) {}
};

template <class F>
HandlerFault FaultOf(F) {
  return FaultOfHandler<F>();
}

TEST(HandlerTraitsTest, AcceptsEveryMessageAndInjection) {
  EXPECT_EQ(FaultOf([](const Content&) {}), HandlerFault::kNone);
  EXPECT_EQ(FaultOf([](Content) {}), HandlerFault::kNone);
  EXPECT_EQ(FaultOf([](const Json&) {}), HandlerFault::kNone);
  EXPECT_EQ(FaultOf([](std::string_view) {}), HandlerFault::kNone);
  EXPECT_EQ(FaultOf([](const Record&) {}), HandlerFault::kNone);
  EXPECT_EQ(FaultOf([](const Content&, const Record&, SchemaId, Application&) {}),
            HandlerFault::kNone);
  EXPECT_EQ(FaultOf([](const Json&, Application&, const SchemaId&, const Record&) {}),
            HandlerFault::kNone);
  EXPECT_EQ(FaultOf([](const Record&, const Record&) {}), HandlerFault::kNone);
}

TEST(HandlerTraitsTest, AcceptsEveryKindOfCallable) {
  int state = 0;
  EXPECT_EQ(FaultOf(&Function), HandlerFault::kNone);
  EXPECT_EQ(FaultOf(Functor{}), HandlerFault::kNone);
  EXPECT_EQ(FaultOf([&state](const Content&) mutable -> absl::Status {
              ++state;
              return absl::OkStatus();
            }),
            HandlerFault::kNone);
  EXPECT_EQ(FaultOf([](const Content&) noexcept {}), HandlerFault::kNone);
  EXPECT_EQ(FaultOf(std::function<void(std::string_view)>([](std::string_view) {})),
            HandlerFault::kNone);
}

TEST(HandlerTraitsTest, RefusesEverythingElse) {
  EXPECT_EQ(FaultOf([](const auto&) {}), HandlerFault::kNotOneSignature);
  EXPECT_EQ(FaultOf(Overloaded{}), HandlerFault::kNotOneSignature);
  EXPECT_EQ(FaultOf(7), HandlerFault::kNotOneSignature);
  EXPECT_EQ(FaultOf([] {}), HandlerFault::kNoMessage);
  EXPECT_EQ(FaultOf([](const Unregistered&) {}), HandlerFault::kWrongMessage);
  EXPECT_EQ(FaultOf([](Content&) {}), HandlerFault::kWrongMessage);
  EXPECT_EQ(FaultOf([](Json&) {}), HandlerFault::kWrongMessage);
  EXPECT_EQ(FaultOf([](Record&) {}), HandlerFault::kWrongMessage);
  EXPECT_EQ(FaultOf([](const std::string&) {}), HandlerFault::kWrongMessage);
  EXPECT_EQ(FaultOf([](Application&) {}), HandlerFault::kWrongMessage);
  EXPECT_EQ(FaultOf([](const Content&, int) {}), HandlerFault::kWrongInjection);
  EXPECT_EQ(FaultOf([](const Content&, const Application&) {}), HandlerFault::kWrongInjection);
  EXPECT_EQ(FaultOf([](const Content&, SchemaId&) {}), HandlerFault::kWrongInjection);
  EXPECT_EQ(FaultOf([](const Content&) { return true; }), HandlerFault::kWrongResult);
}

}  // namespace
}  // namespace kontrakt::internal
