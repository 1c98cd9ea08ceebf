// A declared struct whose type is forgotten: what the tests of agreement do with every one.
#ifndef KONTRAKT_TESTS_SCHEMAS_SUBJECT_H_
#define KONTRAKT_TESTS_SCHEMAS_SUBJECT_H_

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "kontrakt/schemas/codec/decode.h"
#include "kontrakt/schemas/codec/encode.h"
#include "kontrakt/schemas/declare/describe.h"
#include "kontrakt/schemas/json/json.h"
#include "tests/schemas/obvious_json.h"
#include "tests/schemas/random_message.h"

namespace kontrakt::testing {

// A value of the struct.
class Message {
 public:
  virtual ~Message() = default;
  // As RandomMessage::Change().
  virtual void Change(Choices& choices, std::uint64_t one_in) = 0;
  virtual absl::Status Encode(std::string& out) const = 0;
  virtual absl::Status Decode(std::string_view json, Validation validation) = 0;
  // `other` is a value of the same struct.
  virtual bool Equals(const Message& other) const = 0;
  virtual Json Obvious(bool* keeps_rules) const = 0;
};

struct Subject {
  std::string name;
  const TypeDescription* description = nullptr;
  // A valid message.
  std::unique_ptr<Message> (*make)() = nullptr;
};

// For GoogleTest.
inline void PrintTo(const Subject& subject, std::ostream* out) { *out << subject.name; }

template <class T>
class MessageOf final : public Message {
 public:
  explicit MessageOf(T value) : value_(std::move(value)) {}

  void Change(Choices& choices, std::uint64_t one_in) override {
    RandomMessage(choices).Change(value_, one_in);
  }
  absl::Status Encode(std::string& out) const override { return kontrakt::Encode(value_, out); }
  absl::Status Decode(std::string_view json, Validation validation) override {
    return kontrakt::Decode(json, value_, validation);
  }
  bool Equals(const Message& other) const override {
    return value_ == static_cast<const MessageOf&>(other).value_;
  }
  Json Obvious(bool* keeps_rules) const override { return ObviousJson(value_, {}, keeps_rules); }

 private:
  T value_;
};

template <class T>
T MakeDefault() {
  return T{};
}

// `kMake` gives a valid message.
template <class T, T (*kMake)() = &MakeDefault<T>>
Subject SubjectOf() {
  return {std::string(KontraktStructName(Tag<T>{})), &Describe<T>(),
          []() -> std::unique_ptr<Message> { return std::make_unique<MessageOf<T>>(kMake()); }};
}

}  // namespace kontrakt::testing

#endif  // KONTRAKT_TESTS_SCHEMAS_SUBJECT_H_
