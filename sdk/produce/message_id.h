// MessageId: the id that every published message carries in a header.
//
// A consumer that sees one id twice has the same message twice: that happens when a publish whose
// outcome was unknown is repeated, or when a process dies between storing and acknowledging.
#ifndef KONTRAKT_SDK_PRODUCE_MESSAGE_ID_H_
#define KONTRAKT_SDK_PRODUCE_MESSAGE_ID_H_

#include <array>
#include <string_view>

namespace kontrakt {

// The header's name. Its value is 32 lower-case hexadecimal digits unless the publisher chose
// another.
inline constexpr std::string_view kMessageIdHeader = "kontrakt.id";

class MessageId {
 public:
  // 128 random bits, seeded by the operating system. Any thread; no lock, no allocation.
  static MessageId Random();

  // Valid as long as this object is.
  std::string_view text() const { return {text_.data(), text_.size()}; }

 private:
  MessageId() = default;
  std::array<char, 32> text_;
};

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_PRODUCE_MESSAGE_ID_H_
