// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/secrets/detector.h"

#include <fmt/format.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <mutex>
#include <utility>

#include "core/base/error.h"
#include "core/secrets/likeness.h"
#include "core/secrets/rules_file.h"

namespace dejavu {
namespace {

/// Names of all rules in one automaton; RE2's default of 8 MiB would make it forget its states.
constexpr std::int64_t kMaxNearMemory = std::int64_t{32} << 20;

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

bool is_secret(SecretValue kind, std::string_view value, char before) {
  switch (kind) {
    case SecretValue::kToken: return !is_placeholder(value);
    case SecretValue::kPassword: return is_like_password(value, before);
    case SecretValue::kRandom: return is_like_random(value);
  }
  return false;
}

}  // namespace

/// The patterns of one rule. A command that meets no secret compiles none.
class SecretDetector::Patterns {
 public:
  explicit Patterns(const SecretRule& rule) : rule_(rule) {}

  void find(std::string_view text, std::vector<FoundSecret>& found) const {
    std::call_once(once_, [this] { compile(); });
    for (const auto& pattern : compiled_) find_each(*pattern, text, found);
  }

 private:
  void compile() const {
    for (const std::string& match : rule_.match) {
      compiled_.push_back(std::make_unique<RE2>(match, options()));
      if (!compiled_.back()->ok()) fail(rule_, compiled_.back()->error());
    }
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
  mutable std::once_flag once_;
  mutable std::vector<std::unique_ptr<RE2>> compiled_;
};

struct SecretDetector::Near {
  Near(const RE2::Options& near_options) : set(near_options, RE2::UNANCHORED) {}
  RE2::Set set;
};

SecretDetector::SecretDetector(std::vector<SecretRule> rules) : rules_(std::move(rules)) {
  RE2::Options near_options = options();
  near_options.set_max_mem(kMaxNearMemory);
  // Its names are ASCII; of bytes the automaton is a third smaller, and compiles in as much less.
  near_options.set_encoding(RE2::Options::EncodingLatin1);
  near_ = std::make_unique<Near>(near_options);
  for (const SecretRule& rule : rules_) {
    std::string error;
    if (near_->set.Add(rule.near, &error) < 0) fail(rule, error);
    patterns_.push_back(std::make_unique<Patterns>(rule));
  }
  if (!near_->set.Compile())
    throw Error(ErrorKind::kInvalid, "core/secrets/rules.txt is too large", "");
}

SecretDetector::~SecretDetector() = default;
SecretDetector::SecretDetector(SecretDetector&&) noexcept = default;
SecretDetector& SecretDetector::operator=(SecretDetector&&) noexcept = default;

std::vector<FoundSecret> SecretDetector::find(std::string_view text) const {
  std::vector<int> near;
  RE2::Set::ErrorInfo failure{};
  const bool any = near_->set.Match(text, &near, &failure);
  if (!any && failure.kind != RE2::Set::kNoError) {  // out of memory: look for everything
    for (std::size_t i = 0; i < rules_.size(); ++i) near.push_back(static_cast<int>(i));
  }
  std::ranges::sort(near);
  std::vector<FoundSecret> found;
  for (const int rule : near) patterns_[static_cast<std::size_t>(rule)]->find(text, found);
  return found;
}

const SecretDetector& bundled_detector() {
  static const SecretDetector kDetector(read_secret_rules(secret_rules_files().front().content));
  return kDetector;
}

}  // namespace dejavu
