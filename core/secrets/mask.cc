// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/secrets/mask.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/secrets/detector.h"
#include "core/secrets/fingerprint.h"
#include "core/secrets/rules_file.h"

namespace dejavu {
namespace {

/// Of what overlaps one is left, over the bytes of all, with the name of the rule that comes first.
std::vector<FoundSecret> without_overlaps(std::vector<FoundSecret> found) {
  std::ranges::stable_sort(
      found, [](const FoundSecret& a, const FoundSecret& b) { return a.begin < b.begin; });
  std::vector<FoundSecret> apart;
  for (const FoundSecret& one : found) {
    if (apart.empty() || one.begin >= apart.back().end) {
      apart.push_back(one);
      continue;
    }
    FoundSecret& last = apart.back();
    last.end = std::max(last.end, one.end);
    last.rule = std::min(last.rule, one.rule);  // both of one list
  }
  return apart;
}

/// Masks one text. Lines and columns are those of the text as it came, also in later rounds.
class Masking {
 public:
  Masking(std::string text, std::span<const std::string> allowed)
      : text_(std::move(text)), allowed_(allowed) {}

  Masked run() {
    for (std::size_t round = 0; round < kMaxMaskingRounds && mask_once(); ++round) continue;
    std::ranges::stable_sort(findings_, [](const SecretFinding& a, const SecretFinding& b) {
      return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
    return {std::move(text_), std::move(findings_)};
  }

 private:
  /// Whether anything was masked.
  bool mask_once() {
    // Before they are joined and after: what is reported, and so allowed, may be two in one.
    std::vector<FoundSecret> found = bundled_detector().find(text_);
    drop_allowed(found);
    found = without_overlaps(std::move(found));
    drop_allowed(found);
    if (found.empty()) return false;
    std::string out;
    out.reserve(text_.size());
    std::size_t done = 0;
    for (const FoundSecret& one : found) {
      note(one);
      out.append(text_, done, one.begin - done);
      out += fmt::format("{}{}]", kMaskBegin, one.rule->name);
      out.append(static_cast<std::size_t>(
                     std::count(text_.begin() + static_cast<std::ptrdiff_t>(one.begin),
                                text_.begin() + static_cast<std::ptrdiff_t>(one.end), '\n')),
                 '\n');
      done = one.end;
    }
    out.append(text_, done, std::string::npos);
    text_ = std::move(out);
    line_ = 1;
    line_begin_ = 0;
    return true;
  }

  std::string_view part(const FoundSecret& one) const {
    return std::string_view(text_).substr(one.begin, one.end - one.begin);
  }

  /// An allowed text is allowed whatever rule finds it.
  void drop_allowed(std::vector<FoundSecret>& found) const {
    std::erase_if(found, [this](const FoundSecret& one) {
      return part(one).find(kMaskBegin) != std::string_view::npos ||
             (!allowed_.empty() &&
              std::ranges::find(allowed_, secret_fingerprint(part(one))) != allowed_.end());
    });
  }

  /// To be called in the order of the text.
  void note(const FoundSecret& one) {
    for (std::size_t end = text_.find('\n', line_begin_); end < one.begin;
         end = text_.find('\n', line_begin_)) {
      line_begin_ = end + 1;
      ++line_;
    }
    findings_.push_back({.line = line_,
                         .column = static_cast<int>(one.begin - line_begin_) + 1,
                         .rule = one.rule->name,
                         .what = one.rule->what,
                         .fingerprint = secret_fingerprint(part(one))});
  }

  std::string text_;
  std::span<const std::string> allowed_;
  std::vector<SecretFinding> findings_;
  int line_ = 1;
  std::size_t line_begin_ = 0;
};

}  // namespace

Masked mask_secrets(std::string text, std::span<const std::string> allowed) {
  return Masking(std::move(text), allowed).run();
}

std::string masking_version(std::span<const std::string> allowed) {
  std::vector<std::string> sorted(allowed.begin(), allowed.end());
  std::ranges::sort(sorted);
  std::string all(secret_rules_files().front().hash);
  for (const std::string& fingerprint : sorted) all += " " + fingerprint;
  return secret_fingerprint(all);
}

}  // namespace dejavu
