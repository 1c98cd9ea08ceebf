// billing --kafka-servers HOST:PORT [--topic-prefix P]
#include "kontrakt/kontrakt.h"
#include "orders/billing.h"

int main(int argc, char** argv) {
  kontrakt::Application app;
  shop::AddBilling(app);
  return kontrakt::RunWorker(app, argc, argv);
}
