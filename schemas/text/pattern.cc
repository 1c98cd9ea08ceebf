#include "kontrakt/schemas/text/pattern.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/text/class_sequence.h"
#include "kontrakt/schemas/text/ecma_regex.h"
#include "kontrakt/schemas/text/utf8.h"
#include "re2/re2.h"

namespace kontrakt {

struct Pattern::Program {
  Program(std::string_view pattern, const Re2Expression& translated, const RE2::Options& options)
      : text(pattern), sequence(ClassSequence::Of(pattern)), expression(translated.text, options) {
    // Measured: RE2 keeps an automaton of up to 2^14 states; beyond that it goes on step by step,
    // every place that may be active at each byte.
    constexpr std::size_t kSmall = 14, kNanosecondsPerPlace = 10;
    const bool small = translated.fixed || translated.positions <= kSmall;
    work_per_byte = small ? 2 : translated.positions * kNanosecondsPerPlace;
  }

  std::string text;
  ClassSequence sequence;  // Known: the quick way to the same answer.
  RE2 expression;
  std::size_t work_per_byte;
};

Pattern::Pattern(std::shared_ptr<const Program> program) : program_(std::move(program)) {}

absl::StatusOr<Pattern> Pattern::Compile(std::string_view pattern, std::int64_t max_memory) {
  const std::optional<std::size_t> characters = CountCodePoints(pattern);
  if (!characters.has_value()) return absl::InvalidArgumentError("the pattern is not valid UTF-8");
  if (*characters > kMaxCharacters) {
    return absl::InvalidArgumentError(absl::StrCat("the pattern has ", *characters,
                                                   " characters: at most ", kMaxCharacters,
                                                   " are allowed, split it over allOf"));
  }
  absl::StatusOr<Re2Expression> translated = EcmaToRe2(pattern);
  if (!translated.ok()) return translated.status();
  RE2::Options options;
  options.set_log_errors(false);
  options.set_never_capture(true);
  options.set_max_mem(max_memory);
  auto program = std::make_shared<Program>(pattern, *translated, options);
  constexpr int kMaxProgramSize =
      100'000;  // Instructions; each byte of a hostile text may meet all.
  if (program->expression.error_code() == RE2::ErrorPatternTooLarge ||
      program->expression.ProgramSize() > kMaxProgramSize) {
    return absl::InvalidArgumentError("the pattern needs too much memory: use smaller repetitions");
  }
  if (!program->expression.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("the pattern is not a regular expression: ", program->expression.error()));
  }
  return Pattern(std::move(program));
}

bool Pattern::Matches(std::string_view text) const {
  if (program_->sequence.known()) return program_->sequence.Matches(text);
  return RE2::PartialMatch(text, program_->expression);
}

std::size_t Pattern::work_per_byte() const { return program_->work_per_byte; }

std::string_view Pattern::text() const { return program_->text; }

}  // namespace kontrakt
