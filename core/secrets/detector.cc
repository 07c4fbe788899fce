// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/secrets/detector.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <utility>

#include "core/base/error.h"
#include "core/secrets/likeness.h"
#include "core/secrets/rules_file.h"

namespace dejavu {
namespace {

/// Groups of a pattern: alternatives have one each.
constexpr int kMaxGroups = 4;

[[noreturn]] void fail(const SecretRule& rule, const std::string& why) {
  throw Error(ErrorKind::kInvalid, fmt::format("core/secrets/rules.txt: [{}]: {}", rule.name, why),
              "Correct the pattern of the rule.");
}

RE2::Options options() {
  RE2::Options options;
  options.set_log_errors(false);
  return options;
}

/// Its names are ASCII; of bytes an automaton is a third smaller, and made in as much less time.
RE2::Options near_options() {
  RE2::Options near = options();
  near.set_encoding(RE2::Options::EncodingLatin1);
  return near;
}

std::unique_ptr<RE2> compiled(const SecretRule& rule, const std::string& pattern,
                              const RE2::Options& how) {
  auto compiled = std::make_unique<RE2>(pattern, how);
  if (!compiled->ok()) fail(rule, compiled->error());
  return compiled;
}

std::vector<std::vector<std::string>> signs_of(const std::vector<SecretRule>& rules) {
  std::vector<std::vector<std::string>> signs;
  for (const SecretRule& rule : rules) signs.push_back(rule.signs);
  return signs;
}

bool is_secret(SecretValue kind, std::string_view value, char before) {
  switch (kind) {
    case SecretValue::kToken: return !is_placeholder(value);
    case SecretValue::kPassword: return is_like_password(value, before);
    case SecretValue::kRandom: return is_like_random(value);
  }
  return false;
}

}  // namespace

/// The patterns of one rule. A command that meets no secret compiles few.
class SecretDetector::Patterns {
 public:
  explicit Patterns(const SecretRule& rule) : rule_(rule) {}

  /// In a text that has a sign of the rule.
  void find(std::string_view text, std::vector<FoundSecret>& found) const {
    if (!is_near(text)) return;
    std::call_once(match_once_, [this] {
      for (const std::string& match : rule_.match) {
        match_.push_back(compiled(rule_, match, options()));
      }
    });
    for (const auto& pattern : match_) find_each(*pattern, text, found);
  }

 private:
  bool is_near(std::string_view text) const {
    if (rule_.near.empty()) return true;
    std::call_once(near_once_, [this] { near_ = compiled(rule_, rule_.near, near_options()); });
    return RE2::PartialMatch(text, *near_);
  }

  /// What follows a match is looked at behind it, so no byte is looked at twice.
  void find_each(const RE2& pattern, std::string_view text, std::vector<FoundSecret>& found) const {
    const int groups = std::min(pattern.NumberOfCapturingGroups() + 1, kMaxGroups);
    re2::StringPiece parts[kMaxGroups];
    std::size_t at = 0;
    while (at < text.size() &&
           pattern.Match(text, at, text.size(), RE2::UNANCHORED, parts, groups)) {
      add(text, {parts, static_cast<std::size_t>(groups)}, found);
      const std::size_t end = static_cast<std::size_t>(parts[0].data() - text.data()) +
                              static_cast<std::size_t>(parts[0].size());
      at = std::max(end, at + 1);
    }
  }

  void add(std::string_view text, std::span<const re2::StringPiece> parts,
           std::vector<FoundSecret>& found) const {
    for (const re2::StringPiece& part : parts.subspan(1)) {
      if (part.data() == nullptr || part.empty()) continue;
      const auto begin = static_cast<std::size_t>(part.data() - text.data());
      const std::size_t end = begin + static_cast<std::size_t>(part.size());
      const char before = begin == 0 ? '\0' : text[begin - 1];
      if (!is_secret(rule_.value, text.substr(begin, end - begin), before)) return;
      found.push_back({.begin = begin, .end = end, .rule = &rule_});
      return;
    }
  }

  const SecretRule& rule_;
  mutable std::once_flag near_once_, match_once_;
  mutable std::unique_ptr<RE2> near_;
  mutable std::vector<std::unique_ptr<RE2>> match_;
};

SecretDetector::SecretDetector(std::vector<SecretRule> rules)
    : rules_(std::move(rules)), signs_(signs_of(rules_)) {
  for (const SecretRule& rule : rules_) patterns_.push_back(std::make_unique<Patterns>(rule));
}

SecretDetector::~SecretDetector() = default;
SecretDetector::SecretDetector(SecretDetector&&) noexcept = default;
SecretDetector& SecretDetector::operator=(SecretDetector&&) noexcept = default;

std::vector<FoundSecret> SecretDetector::find(std::string_view text) const {
  std::vector<FoundSecret> found;
  for (const std::size_t rule : signs_.members_in(text)) patterns_[rule]->find(text, found);
  return found;
}

const SecretDetector& bundled_detector() {
  static const SecretDetector kDetector(read_secret_rules(secret_rules_files().front().content));
  return kDetector;
}

}  // namespace dejavu
