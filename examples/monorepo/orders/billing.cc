#include "orders/billing.h"

#include <cmath>

namespace shop {

Invoice InvoiceFor(const Order& order) {
  double cents = 0;
  for (const OrderLine& line : order.lines) cents += std::round(line.price * 100) * line.quantity;
  return {.order_id = order.id, .total = cents / 100};
}

void AddBilling(kontrakt::Application& app) {
  app.Subscribe("orders.*", {.group = "billing"},
                [](const Order& order, kontrakt::Application& self) -> absl::Status {
                  return self.Publish("invoices.created", InvoiceFor(order), {.key = order.id});
                });
}

}  // namespace shop
