// A user's test of a whole service: on the embedded broker, in milliseconds, without Java or
// Docker.
#include "orders/billing.h"

#include <string>

#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"
#include "kontrakt/sdk/testing/embedded_broker.h"

namespace shop {
namespace {

Order ValidOrder() {
  Order order;
  order.id = "order-1";
  order.lines = {{"ABC-1", 3, 19.99}, {"XYZ-22", 1, 0.5}};
  order.placed_at = absl::FromUnixSeconds(1795268722);
  return order;
}

TEST(BillingTest, AnswersAnOrderWithItsInvoice) {
  auto broker = kontrakt::testing::EmbeddedBroker::Start();
  ASSERT_TRUE(broker.ok()) << broker.status();
  Invoice received;
  absl::Notification done;
  kontrakt::Application app(kontrakt::Settings::For((*broker)->connection()));
  AddBilling(app);
  app.Subscribe("invoices.created", {.group = "test"}, [&](const Invoice& invoice) {
    received = invoice;
    done.Notify();
  });
  ASSERT_TRUE(app.Start().ok());
  ASSERT_TRUE(app.Publish("orders.placed", ValidOrder(), {.key = "order-1"}).ok());
  ASSERT_TRUE(done.WaitForNotificationWithTimeout(absl::Seconds(30)));
  EXPECT_EQ(received.order_id, "order-1");
  EXPECT_EQ(received.total, 60.47);
  EXPECT_TRUE(app.Stop().ok());
}

TEST(BillingTest, ABrokenOrderIsRefusedWithEveryReason) {
  auto broker = kontrakt::testing::EmbeddedBroker::Start();
  ASSERT_TRUE(broker.ok()) << broker.status();
  kontrakt::Application app(kontrakt::Settings::For((*broker)->connection()));
  ASSERT_TRUE(app.Start().ok());
  Order order = ValidOrder();
  order.lines[1].sku = "xyz";
  order.lines[0].price = 0.001;
  const absl::Status status = app.Publish("orders.placed", order);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  ASSERT_EQ(kontrakt::ViolationsOf(status).size(), 2u);
  EXPECT_EQ(kontrakt::ViolationsOf(status)[0].pointer, "/lines/0/price");
  EXPECT_EQ(kontrakt::ViolationsOf(status)[1].pointer, "/lines/1/sku");
  EXPECT_TRUE(app.Stop().ok());
}

}  // namespace
}  // namespace shop
