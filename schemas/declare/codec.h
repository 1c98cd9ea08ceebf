// Codec: a type of your own in messages.
//
//   template <>
//   struct kontrakt::Codec<Money> {
//     // What it is in JSON: any type that a field may have.
//     using Underlying = std::string;
//     // Optional. What holds of that JSON; it stands in the schema and is checked as for a FIELD.
//     static constexpr FieldSpec kSpec = Constrained(constraints::Pattern("^[0-9]+ [A-Z]{3}$"));
//     // For errors: the words behind "expected".
//     static constexpr std::string_view kExpected = "an amount, \"12 EUR\"";
//     // Of a message that is sent: an Underlying (for a std::string anything that converts to
//     // std::string_view), or a std::optional of it that is empty when `money` cannot be sent.
//     static std::string Write(const Money& money);
//     // Of a message that is read; nullopt: the text is no amount of money. It must take whatever
//     // satisfies kSpec, or readers refuse what writers in other languages may send. An
//     // Underlying of std::string comes as std::string_view.
//     static std::optional<Money> Read(std::string_view text);
//   };
//
// Write it in a header beside the type, above the SCHEMA_FIELDS that use it. The functions may be
// called from any thread and must not throw.
#ifndef KONTRAKT_SCHEMAS_DECLARE_CODEC_H_
#define KONTRAKT_SCHEMAS_DECLARE_CODEC_H_

#include <array>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "kontrakt/schemas/declare/checks.h"
#include "kontrakt/schemas/declare/constraints.h"
#include "kontrakt/schemas/declare/fields.h"
#include "kontrakt/schemas/declare/traits.h"

namespace kontrakt {

// A short text without allocation: what Codec::Write may return.
template <std::size_t kCapacity>
class FixedText {
 public:
  // Room for kCapacity bytes; SetSize() says how many of them are the text.
  char* data() { return bytes_.data(); }
  void SetSize(std::size_t size) { size_ = size; }
  operator std::string_view() const { return {bytes_.data(), size_}; }  // NOLINT: it is a text.

 private:
  std::array<char, kCapacity> bytes_;
  std::size_t size_ = 0;
};

}  // namespace kontrakt

#endif  // KONTRAKT_SCHEMAS_DECLARE_CODEC_H_
