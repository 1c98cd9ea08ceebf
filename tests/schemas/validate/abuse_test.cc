// Hostile schemas and messages (faults.md, facts 2-5 and T1-T7): each must end in time and in
// little memory. Every case runs in a process of its own, so that a crash is a failure like others
// and memory can be told apart.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kontrakt/schemas/validate/validator.h"
#include "nlohmann/json.hpp"

namespace kontrakt {
namespace {

using ::testing::HasSubstr;

// The limits are for an optimised build; others are slower and larger.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || defined(__clang__) || \
    !defined(__OPTIMIZE__)
constexpr int kSlower = 20, kLarger = 20;
#else
constexpr int kSlower = 1, kLarger = 1;
#endif
const absl::Duration kMaxTime = absl::Milliseconds(200) * kSlower;
constexpr long kMaxKilobytes = 64L * 1024 * kLarger;

std::string Repeated(std::string_view text, int times, std::string_view separator = "") {
  std::string all;
  for (int i = 0; i < times; ++i) absl::StrAppend(&all, i == 0 ? "" : separator, text);
  return all;
}

absl::Duration CpuTime(const rusage& usage) {
  return absl::DurationFromTimeval(usage.ru_utime) + absl::DurationFromTimeval(usage.ru_stime);
}

// Runs `use` in a child; fails unless it ends in time (of the CPU: others may be busy) and memory.
// Returns what `use` returned.
std::string InChild(const std::function<std::string()>& use) {
  int pipe_ends[2];
  if (pipe(pipe_ends) != 0) return "no pipe";
  const pid_t child = fork();
  if (child == 0) {
    const std::string result = use().substr(0, 300);
    _exit(write(pipe_ends[1], result.data(), result.size()) == static_cast<ssize_t>(result.size())
              ? 0
              : 1);
  }
  close(pipe_ends[1]);
  char buffer[512];
  const ssize_t size = read(pipe_ends[0], buffer, sizeof buffer);
  close(pipe_ends[0]);
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "it died: " << status;
  EXPECT_LE(CpuTime(usage), kMaxTime);
  EXPECT_LE(usage.ru_maxrss, kMaxKilobytes);
  return std::string(buffer, size > 0 ? static_cast<std::size_t>(size) : 0);
}

std::string CompileInChild(const std::string& schema) {
  return InChild([&] {
    const auto validator = Validator::Compile(schema);
    return validator.ok() ? "fine" : std::string(validator.status().message());
  });
}

std::string ValidateInChild(const std::string& schema, const std::string& message) {
  const auto validator = Validator::Compile(schema);
  if (!validator.ok()) return std::string(validator.status().message());
  return InChild([&] {
    const auto json = validator->ParseAndValidate(message);
    return json.ok() ? "valid" : std::string(json.status().message());
  });
}

// Definitions l0 ... l<levels>, each but the last with `before`, the next, `between`, the next and
// `after` in it.
std::string Bomb(int levels, std::string_view before, std::string_view between,
                 std::string_view after) {
  std::string definitions;
  for (int i = 0; i < levels; ++i) {
    const std::string next = absl::StrCat(R"({"$ref":"#/definitions/l)", i + 1, R"("})");
    absl::StrAppend(&definitions, "\"l", i, "\":{", before, next, between, next, after, "},");
  }
  return absl::StrCat(R"({"$ref":"#/definitions/l0","definitions":{)", definitions, "\"l", levels,
                      R"(":{"type":"null"}}})");
}

TEST(AbuseTest, HostileSchemasAreRefused) {
  std::string patterns;
  for (int i = 0; i < 250; ++i)
    absl::StrAppend(&patterns, i == 0 ? "" : ",", R"({"pattern":")", i, R"(\\p{L}{30}"})");
  const struct {
    const char* name;
    std::string schema;
    const char* error;
  } kCases[] = {
      {"10 MB", absl::StrCat(R"({"title":")", std::string(10 << 20, 'a'), "\"}"),
       "at most 262144 are allowed"},
      {"deep", std::string(200'000, '['), "nested deeper than the limit"},
      {"deep schemas", Repeated(R"({"not":)", 30'000), "nested deeper than the limit"},
      {"refers to itself", R"({"$ref":"#"})", "come back to the same value"},
      {"a ring",
       R"({"$ref":"#/definitions/a","definitions":{"a":{"$ref":"#/definitions/b"},)"
       R"("b":{"$ref":"#/definitions/a"}}})",
       "come back to the same value"},
      {"a ring under allOf", R"({"allOf":[{"$ref":"#"}]})", "come back to the same value"},
      {"26 levels of two", Bomb(26, R"("allOf":[)", ",", "]"), "multiply to more than 100000"},
      {"26 levels of two, if and then", Bomb(26, R"("if":)", R"(,"then":)", ""),
       "multiply to more than 100000"},
      {"multipleOf 0", R"({"multipleOf":0})", "at /multipleOf: it must be above 0"},
      {"lookahead", R"j({"pattern":"(?=a)"})j", "a lookahead"},
      {"backreference", R"({"pattern":"(a)\\1"})", "a backreference"},
      {"a pattern of 1001 characters",
       absl::StrCat(R"({"pattern":")", std::string(1001, 'a'), "\"}"), "1001 characters"},
      {"a large pattern", R"({"pattern":"\\p{L}{1000}\\p{L}{1000}\\p{L}{1000}"})",
       "too much memory"},
      {"many large patterns", absl::StrCat(R"({"anyOf":[)", patterns, "]}"), "too much memory"},
      {"85,000 schemas", absl::StrCat(R"({"anyOf":[)", Repeated("{}", 85'000, ","), "]}"),
       "more than 20000 schemas"},
      {"an index of 26 digits", R"({"items":{"$ref":"#/allOf/99999999999999999999999999"}})",
       "points to no schema"},
      {"remote", R"({"$ref":"http://169.254.169.254/latest"})", "points outside the document"},
      {"a file", R"({"$ref":"file:///etc/passwd"})", "points outside the document"},
      {"bytes behind NUL", std::string("{}\0{}", 5), "expected nothing after the value"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(CompileInChild(c.schema), HasSubstr(c.error));
  }
}

TEST(AbuseTest, LargeSchemasAreCompiledInTime) {
  std::string chain;
  for (int i = 0; i < 3000; ++i) {
    absl::StrAppend(&chain, "\"", i, R"(":{"items":{"$ref":"#/definitions/)", i + 1, "\"}},");
  }
  std::string way, back;
  for (int i = 0; i < 30; ++i) {
    absl::StrAppend(&way, R"({"properties":{")", std::string(250, 'a'), "\":");
    back += "}}";
  }
  std::string patterns;
  for (int i = 0; i < 200; ++i)
    absl::StrAppend(&patterns, i == 0 ? "" : ",", R"({"pattern":")", i, Repeated(R"(\\W)", 40),
                    "\"}");
  const struct {
    const char* name;
    std::string schema;
  } kCases[] = {
      {"26 levels of two, of parts", Bomb(26, R"("properties":{"a":)", R"(,"b":)", "}")},
      {"3,000 references in a row",
       absl::StrCat(R"({"items":{"$ref":"#/definitions/0"},"definitions":{)", chain,
                    R"("3000":{}}})")},
      {"19,000 schemas", absl::StrCat(R"({"anyOf":[)", Repeated("{}", 19'000, ","), "]}")},
      {"19,000 schemas far down",
       absl::StrCat(way, R"({"anyOf":[)", Repeated("{}", 19'000, ","), "]}", back)},
      {"80,000 values", absl::StrCat(R"({"enum":[)", Repeated("{}", 80'000, ","), "]}")},
      {"200 patterns", absl::StrCat(R"({"anyOf":[)", patterns, "]}")},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(CompileInChild(c.schema), "fine");
  }
}

TEST(AbuseTest, HostileMessagesEndInTime) {
  const std::string mebibyte = absl::StrCat("\"", std::string(1 << 20, 'a'), "\"");
  const std::string deep = std::string(60, '[') + std::string(60, ']');
  std::string texts, backwards, explosive;
  for (int i = 0; i < 20'000; ++i)
    absl::StrAppend(&texts, i == 0 ? "" : ",", "\"text number ", i, "\"");
  for (int i = 9'999; i >= 0; --i)
    absl::StrAppend(&backwards, i == 9'999 ? "" : ",", "\"text number ", i, "\"");
  for (int i = 0; i < 250; ++i)
    absl::StrAppend(&explosive, i == 0 ? "" : ",", R"({"not":{"pattern":"a[ab]{30}c)", i, "\"}}");
  std::string ten_thousand = texts.substr(0, texts.find(",\"text number 10000\""));
  constexpr char kWork[] = "checked with bounded work";
  const struct {
    const char* name;
    std::string schema, message;
    const char* end;
  } kCases[] = {
      {"deep", "{}", std::string(10'000'000, '['), "nested deeper than the limit"},
      {"deep under a recursive schema", R"({"items":{"$ref":"#"}})",
       std::string(10'000, '[') + std::string(10'000, ']'), "nested deeper"},
      {"10 MB of digits", "{}", std::string(10'000'000, '1'), "a number of at most 1024 bytes"},
      {"1e400", R"({"type":"number"})", "1e400", "that a double can hold"},
      {"2^64", R"({"maximum":9223372036854775807})", "18446744073709551616",
       "at most 9223372036854775807"},
      {"^[a-z]*$", R"({"pattern":"^[a-z]*$"})", mebibyte, "valid"},
      {"^(a|b)*$", R"({"pattern":"^(a|b)*$"})", mebibyte, "valid"},
      {"(a+)+$", R"({"pattern":"(a+)+b$"})", mebibyte, "a match of (a+)+b$"},
      {"explosive", R"({"pattern":"a[ab]{1000}c"})", mebibyte, kWork},
      {"250 explosive", absl::StrCat(R"({"allOf":[)", explosive, "]}"),
       absl::StrCat("\"", Repeated("abaabb", 4000), "\""), kWork},
      {"explosive key", R"({"patternProperties":{"a[ab]{200}c":{}}})",
       absl::StrCat("{", mebibyte, ":1}"), kWork},
      {"20,000 unique texts", R"({"uniqueItems":true})", absl::StrCat("[", texts, "]"), "valid"},
      {"an enum of 10,000", absl::StrCat(R"({"items":{"enum":[)", ten_thousand, "]}}"),
       absl::StrCat("[", backwards, "]"), "valid"},
      {"two roads a level", R"({"allOf":[{"items":{"$ref":"#"}},{"items":{"$ref":"#"}}]})", deep,
       kWork},
      {"two roads a level, with a mebibyte of blanks on them",
       R"({"allOf":[{"items":{"$ref":"#"}},{"items":{"$ref":"#"}}]})",
       absl::StrCat(std::string(19, '['), std::string(1 << 20, ' '), std::string(19, ']')), kWork},
      {"two roads a level, with long numbers on them",
       R"({"allOf":[{"items":{"$ref":"#"}},{"items":{"$ref":"#"}}]})",
       absl::StrCat(std::string(19, '['), Repeated("0." + std::string(1000, '1'), 1000, ","),
                    std::string(19, ']')),
       kWork},
      {"two roads that fail",
       R"({"anyOf":[{"items":{"$ref":"#"},"minItems":5},{"items":{"$ref":"#"},"minItems":7}]})",
       deep, kWork},
      {"many branches for each item",
       absl::StrCat(R"({"items":{"oneOf":[)", Repeated(R"({"maximum":1},)", 5'000),
                    R"({"minimum":2}]}})"),
       absl::StrCat("[", Repeated("7", 100'000, ","), "]"), kWork},
      {"many properties for each item",
       absl::StrCat(R"({"items":{"required":[)", Repeated(R"("p",)", 9'000), R"("q"]}})"),
       absl::StrCat("[", Repeated("{}", 100'000, ","), "]"), "the key \"p\""},
      {"a key of 1 MB and 200 mistakes", R"({"additionalProperties":{"items":false}})",
       absl::StrCat("{\"", std::string(900'000, 'k'), "\":[", Repeated("1", 200, ","), "]}"),
       "refused, 2 violations"},
      {"a mebibyte of small values", R"({"items":{"type":"array","maxItems":5}})",
       absl::StrCat("[", Repeated("[]", 350'000, ","), "]"), "valid"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(ValidateInChild(c.schema, c.message), HasSubstr(c.end));
  }
}

TEST(AbuseTest, NothingIsEverFetched) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(bind(listener, reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(listen(listener, 5), 0);
  ASSERT_EQ(getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size), 0);
  const std::string url =
      absl::StrCat("http://127.0.0.1:", ntohs(address.sin_port), "/schema.json");
  for (const Json& schema :
       {Json({{"$ref", url}}), Json({{"$id", url}, {"items", {{"$ref", "other.json"}}}}),
        Json({{"$schema", url}})}) {
    EXPECT_FALSE(Validator::Compile(schema).ok()) << schema;
  }
  pollfd waiting{listener, POLLIN, 0};
  EXPECT_EQ(poll(&waiting, 1, 0), 0) << "somebody connected";
  close(listener);
}

}  // namespace
}  // namespace kontrakt
