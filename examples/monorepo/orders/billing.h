// The billing service: one invoice for every order.
#ifndef MONOREPO_ORDERS_BILLING_H_
#define MONOREPO_ORDERS_BILLING_H_

#include "kontrakt/kontrakt.h"
#include "schemas/order.h"

namespace shop {

Invoice InvoiceFor(const Order& order);

// Adds the service's subscription to `app`: orders.placed in, invoices.created out.
void AddBilling(kontrakt::Application& app);

}  // namespace shop

#endif  // MONOREPO_ORDERS_BILLING_H_
