// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/lint/lint.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "core/base/text.h"
#include "core/lint/checks.h"
#include "core/lint/codes.h"
#include "core/lint/prose.h"
#include "core/postmortem/encoding.h"
#include "core/postmortem/front_matter.h"
#include "core/secrets/mask.h"

namespace dejavu {
namespace {

/// Places in a text as line and column, asked for in rising order.
class Places {
 public:
  explicit Places(std::string_view text) : text_(text) {}

  /// 1-based, the column in bytes.
  std::pair<int, int> at(std::size_t offset) {
    for (std::size_t end = text_.find('\n', begin_); end < offset; end = text_.find('\n', begin_)) {
      begin_ = end + 1;
      ++line_;
    }
    return {line_, static_cast<int>(offset - begin_) + 1};
  }

 private:
  std::string_view text_;
  std::size_t begin_ = 0;
  int line_ = 1;
};

/// What a draft need not have yet.
bool is_to_be_filled_in(std::string_view code) {
  constexpr std::array<std::string_view, 5> kOthers = {"section-empty", "title-vague",
                                                       "action-without-owner", "action-without-due",
                                                       "action-without-type"};
  return code.starts_with("unanswered-") || std::ranges::find(kOthers, code) != kOthers.end();
}

Findings as_draft(Findings findings) {
  for (Finding& finding : findings) {
    if (is_to_be_filled_in(finding.diagnostic.code)) {
      finding.diagnostic.level = DiagnosticLevel::kNote;
    }
  }
  return findings;
}

Findings check_content(const Postmortem& postmortem) {
  Findings findings = joined(check_answers(postmortem), check_actions(postmortem));
  findings = joined(std::move(findings), check_times(postmortem));
  return postmortem.status == "draft" ? as_draft(std::move(findings)) : findings;
}

/// How the message shows what was found.
constexpr std::size_t kQuotedBytes = 80;

}  // namespace

Lint::Lint(const LintSettings& settings) : off_(settings.off), wording_(settings.blameless) {}

Findings Lint::check(const Postmortem& postmortem, std::string_view bytes) const {
  Findings findings;
  for (const Diagnostic& diagnostic : postmortem.diagnostics) findings.push_back({diagnostic, {}});
  if (postmortem.kind == FileKind::kIncident) {
    findings = joined(std::move(findings), check_content(postmortem));
  }
  return with(std::move(findings), check_wording(bytes));
}

Findings Lint::with(Findings findings, Findings more) const {
  findings = joined(std::move(findings), std::move(more));
  std::erase_if(findings, [this](const Finding& finding) {
    return std::ranges::find(off_, finding.diagnostic.code) != off_.end();
  });
  std::ranges::stable_sort(findings, [](const Finding& a, const Finding& b) {
    return std::pair(a.diagnostic.line, a.diagnostic.column) <
           std::pair(b.diagnostic.line, b.diagnostic.column);
  });
  return findings;
}

Findings Lint::check_wording(std::string_view bytes) const {
  // Findings quote what they are about.
  const std::string text = mask_secrets(decode_text(bytes.substr(0, kMaxLintedBytes)).text).text;
  Places places(text);
  Findings findings;
  for (const Sentence& sentence : sentences_of(text, read_front_matter(text).body_offset)) {
    const auto blame = wording_.find(sentence.text);
    if (!blame) continue;
    const std::string words = sentence.text.substr(blame->begin, blame->end - blame->begin);
    Finding found = finding(blame->code, 1,
                            fmt::format("\"{}\": {}", excerpt(words, kQuotedBytes),
                                        find_lint_code(blame->code)->meaning));
    std::tie(found.diagnostic.line, found.diagnostic.column) =
        places.at(sentence.offsets[blame->begin]);
    found.hint = blame->suggestion;
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace dejavu
