// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/lint/blameless.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include "core/base/error.h"
#include "core/lint/blameless_file.h"
#include "core/lint/blameless_rules.h"

namespace dejavu {
namespace {

/// The names of persons are long lists; RE2's default of 8 MiB would make it forget its states.
constexpr std::int64_t kMaxPatternMemory = std::int64_t{32} << 20;

RE2::Options options() {
  RE2::Options options;
  options.set_case_sensitive(false);
  options.set_log_errors(false);
  options.set_max_mem(kMaxPatternMemory);
  return options;
}

/// Whole words, also where the pattern begins or ends with something that is no letter.
std::string whole_words(const std::string& pattern) {
  return R"((?:^|\b|\s)(?:)" + pattern + R"()(?:\b|\s|$|[^\w]))";
}

}  // namespace

struct BlamelessWording::Rule {
  explicit Rule(const BlamelessRule& rule)
      : code(rule.code),
        suggestion(rule.suggestion),
        pattern(whole_words(rule.pattern), options()) {
    if (pattern.ok()) return;
    throw Error(
        ErrorKind::kInvalid,
        fmt::format("lint.blameless: \"{}\" is no pattern: {}.", rule.pattern, pattern.error()),
        "Put a backslash before brackets, stars and points that stand for themselves.");
  }

  std::string code;
  std::string suggestion;
  RE2 pattern;
};

BlamelessWording::BlamelessWording(const std::vector<std::string>& own) {
  for (const BlamelessRule& rule : blameless_rules(blameless_files().front().content, own)) {
    rules_.push_back(std::make_unique<const Rule>(rule));
  }
}

BlamelessWording::~BlamelessWording() = default;
BlamelessWording::BlamelessWording(BlamelessWording&&) noexcept = default;
BlamelessWording& BlamelessWording::operator=(BlamelessWording&&) noexcept = default;

std::optional<Blame> BlamelessWording::find(std::string_view sentence) const {
  for (const auto& rule : rules_) {
    re2::StringPiece found;
    if (!rule->pattern.Match(sentence, 0, sentence.size(), RE2::UNANCHORED, &found, 1)) continue;
    auto begin = static_cast<std::size_t>(found.data() - sentence.data());
    std::size_t end = begin + found.size();
    while (begin < end && sentence[begin] == ' ') ++begin;
    while (begin < end && sentence[end - 1] == ' ') --end;
    return Blame{rule->code, begin, end, rule->suggestion};
  }
  return std::nullopt;
}

}  // namespace dejavu
