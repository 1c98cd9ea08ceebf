#include "kontrakt/benchmarks/messages.h"

#include <array>
#include <string_view>

#include "absl/strings/str_format.h"

namespace benchmarks {
namespace {

constexpr std::array<std::string_view, 10> kGoods = {
    "Desk lamp, brushed steel, with a dimmer",
    "Office chair, five wheels, grey cloth",
    "Notebook A5, ruled, 192 pages",
    "Fountain pen with a medium steel nib",
    "Ink, \"royal blue\", bottle of 50 ml",
    "Paper A4, 80 g, 500 sheets, recycled",
    "Letter opener, olive wood",
    "Stapler for forty sheets, black",
    "Wall calendar 2027, one page a month",
    "Caf\u00e9 cup with saucer, porcelain",
};

// Two letters and four digits.
std::string Sku(int n) {
  return absl::StrFormat("%c%c%04d", 'A' + n % 26, 'A' + n / 26 % 26, n * 37 % 10000);
}

// Money: a whole number of cents.
double Price(int n) { return (n * 1237 % 9900 + 100) / 100.0; }

OrderLine Line(int n) {
  OrderLine line{.sku = Sku(n * 7),
                 .title = std::string(kGoods[n % kGoods.size()]),
                 .quantity = 1 + n * 3 % 9,
                 .price = Price(n),
                 .discount = {}};
  if (n % 3 == 0) line.discount = 0.125;
  return line;
}

Item StockItem(int n) {
  Item item{.sku = Sku(n),
            .name = absl::StrFormat("Object %04d of the autumn catalogue, second edition", n),
            .quantity = n * 53 % 900 + 100,
            .price = Price(n),
            .active = n % 4 != 0,
            .shelf = {}};
  if (n % 2 == 0) item.shelf = absl::StrFormat("Row %02d-%03d", n % 40, n);
  return item;
}

}  // namespace

Content SmallMessage(int n) {
  return {.id = absl::StrFormat("content-%06d", n),
          .url = absl::StrFormat("https://example.org/library/content-%06d.html", n),
          .title = absl::StrFormat("The title of library entry %06d", n),
          .size = 4821377};
}

Order MediumMessage() {
  Order order;
  order.id = "8f14e45f-ceea-467f-a9d2-3f1c2b7a9c55";
  order.customer = 90071992547;
  order.state = OrderState::kPaid;
  order.placed_at = absl::FromUnixMicros(1795268722123456);
  order.paid_at = absl::FromUnixMicros(1795268801000250);
  order.deliver_on = "2026-11-25";
  order.email = "ada.lovelace@example.org";
  order.billing = {"Ada Lovelace", "12 Analytical Row", "London", "10115", "GB"};
  order.shipping = {"Z\u00fcrich office", "Bahnhofstrasse 1", "Z\u00fcrich", "8001", "CH"};
  for (int n = 0; n < 10; ++n) order.lines.push_back(Line(n));
  order.attributes = {{"campaign", "autumn-2026"},
                      {"channel", "web"},
                      {"language", "en-GB"},
                      {"referrer", "newsletter"},
                      {"terms", "accepted on 2026-11-21"}};
  order.total = 1234.5;
  order.note =
      "Please ring twice.\nThe parcel may be left with the neighbours in number 14, but not on the "
      "doorstep: it is for a birthday.\nThe lamp is to be wrapped on its own, with the card "
      "\"With love from Ada\".\nThank you, and a good weekend to all of you";
  return order;
}

Inventory LargeMessage() {
  Inventory inventory{.warehouse = "Rotterdam 4, second harbour basin 12", .items = {}};
  for (int n = 0; n < 300; ++n) inventory.items.push_back(StockItem(n));
  return inventory;
}

}  // namespace benchmarks
