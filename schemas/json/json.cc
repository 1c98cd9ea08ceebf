#include "kontrakt/schemas/json/json.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/json/number.h"
#include "kontrakt/schemas/json/reader.h"
#include "kontrakt/schemas/text/number.h"

namespace kontrakt {
namespace {

// Turns what a reader reads into a tree. As deep as the reader allows, and no deeper.
class Builder {
 public:
  Builder(std::string_view text, int max_depth) : reader_(text, max_depth) {}

  absl::StatusOr<Json> Run() {
    Json root;
    const bool built = Value(root) && reader_.Finish();
    if (!error_.ok()) return error_;
    if (!built) return reader_.status();
    return root;
  }

 private:
  bool Value(Json& out) {
    bool truth = false;
    switch (reader_.Peek()) {
      case JsonReader::Type::kNull:
        return reader_.ReadNull();
      case JsonReader::Type::kFalse:
      case JsonReader::Type::kTrue:
        if (!reader_.ReadBool(truth)) return false;
        out = truth;
        return true;
      case JsonReader::Type::kNumber:
        return ReadNumber(out);
      case JsonReader::Type::kString:
        return String(out);
      case JsonReader::Type::kArray:
        return Array(out);
      case JsonReader::Type::kObject:
        return Object(out);
      case JsonReader::Type::kError:
        break;
    }
    return false;
  }

  bool ReadNumber(Json& out) {
    const std::size_t begin = reader_.position();
    std::string_view token;
    if (!reader_.ReadNumber(token)) return false;
    Number number;
    if (const char* const expected = ParseNumber(token, number)) return Fail(begin, expected);
    WithNumber(number, [&](auto n) { out = n; });
    return true;
  }

  bool String(Json& out) {
    std::string_view text;
    if (!reader_.ReadString(text, scratch_)) return false;
    out = text;
    return true;
  }

  bool Array(Json& out) {
    out = Json::array();
    if (!reader_.EnterArray()) return false;
    while (reader_.NextElement()) {
      if (!Value(out.emplace_back())) return false;
    }
    return reader_.ok();
  }

  bool Object(Json& out) {
    out = Json::object();
    Json::object_t& members = out.get_ref<Json::object_t&>();
    if (!reader_.EnterObject()) return false;
    std::string_view key;
    while (reader_.NextKey(key, scratch_)) {
      const auto [member, is_new] = members.try_emplace(std::string(key));
      if (!is_new) return Fail(reader_.position(), "expected every key of an object only once");
      if (!Value(member->second)) return false;
    }
    return reader_.ok();
  }

  bool Fail(std::size_t position, std::string_view expected) {
    error_ = absl::InvalidArgumentError(absl::StrCat("not JSON: byte ", position, ": ", expected));
    return false;
  }

  JsonReader reader_;
  std::string scratch_;
  absl::Status error_;  // What the reader does not see.
};

}  // namespace

absl::StatusOr<Json> ParseJson(std::string_view text, const ParseLimits& limits) {
  if (text.size() > limits.max_bytes) {
    return absl::InvalidArgumentError(absl::StrCat(
        "the JSON text has ", text.size(), " bytes, at most ", limits.max_bytes, " are allowed"));
  }
  return Builder(text, limits.max_depth).Run();
}

std::string DumpJson(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace kontrakt
