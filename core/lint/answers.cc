// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/base/text.h"
#include "core/lint/checks.h"
#include "core/lint/codes.h"

namespace dejavu {
namespace {

/// What stands where an answer is still to come.
constexpr std::array<std::string_view, 8> kPlaceholders = {
    "tbd", "tba", "todo", "to do", "to be done", "to be determined", "wip", "pending"};

/// Words that every postmortem could have as its title. What is left says what happened.
constexpr std::array<std::string_view, 44> kEmptyTitleWords = {
    "a",        "an",     "and",      "the",     "of",       "on",        "in",      "our",
    "we",       "had",    "some",     "another", "incident", "incidents", "outage",  "postmortem",
    "post",     "mortem", "report",   "review",  "issue",    "issues",    "problem", "problems",
    "downtime", "down",   "error",    "errors",  "bug",      "failure",   "broken",  "production",
    "prod",     "major",  "minor",    "service", "untitled", "site",      "system",  "title",
    "new",      "rca",    "critical", "analysis"};

bool is_empty_text(std::string_view text) {
  std::string words = slug(to_lower_ascii(text));
  std::ranges::replace(words, '-', ' ');
  return words.empty() || std::ranges::find(kPlaceholders, words) != kPlaceholders.end();
}

/// The head of a table, and no row below it.
bool is_table_head(std::string_view markdown) {
  constexpr int kHeadLines = 2;  // names, and the line of dashes
  int lines = 0;
  for (const std::string_view line : split_lines(markdown)) {
    const std::string_view inner = trim(line);
    if (inner.empty() || inner.starts_with("<!--")) continue;
    if (!inner.starts_with('|') || ++lines > kHeadLines) return false;
  }
  return lines == kHeadLines;
}

bool is_empty_section(const Section& section) {
  return is_empty_text(section.text) || is_table_head(section.markdown);
}

bool has_text(const Postmortem& postmortem, SectionKind kind) {
  return std::ranges::any_of(postmortem.sections, [kind](const Section& section) {
    return section.kind == kind && !is_empty_section(section);
  });
}

/// Text below the title, or before any heading, tells of the problem as a summary does.
bool has_opening(const Postmortem& postmortem) {
  return std::ranges::any_of(postmortem.sections, [](const Section& section) {
    return section.kind == SectionKind::kOther && section.level <= 1 &&
           !is_empty_text(section.text);
  });
}

bool plans_prevention(const Postmortem& postmortem) {
  return std::ranges::any_of(postmortem.action_items, [](const ActionItem& action) {
    return action.type == ActionType::kPrevent;
  });
}

Findings check_questions(const Postmortem& postmortem) {
  Findings findings;
  const auto ask = [&](bool answered, std::string_view code) {
    if (!answered) findings.push_back(finding(code, 1, std::string(find_lint_code(code)->meaning)));
  };
  ask(has_text(postmortem, SectionKind::kSummary) || has_text(postmortem, SectionKind::kImpact) ||
          has_opening(postmortem),
      "unanswered-problem");
  ask(has_text(postmortem, SectionKind::kResolution), "unanswered-fix");
  ask(has_text(postmortem, SectionKind::kPrevention) || plans_prevention(postmortem),
      "unanswered-prevention");
  ask(!postmortem.action_items.empty() || has_text(postmortem, SectionKind::kActionItems),
      "unanswered-improvement");
  ask(!postmortem.detected_by.empty() || postmortem.detected_at ||
          has_text(postmortem, SectionKind::kDetection),
      "detection-missing");
  ask(!postmortem.seen_before.empty(), "seen-before-missing");
  return findings;
}

bool is_empty_title_word(std::string_view word) {
  return std::ranges::find(kEmptyTitleWords, word) != kEmptyTitleWords.end() ||
         std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

bool says_nothing(std::string_view title) {
  std::string words = slug(to_lower_ascii(title));
  std::string_view rest = words;
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find('-'));
    if (!is_empty_title_word(word)) return false;
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
  }
  return true;
}

/// Whether a deeper section follows: then the heading only groups.
bool groups_others(const std::vector<Section>& sections, std::size_t index) {
  return index + 1 < sections.size() && sections[index + 1].level > sections[index].level;
}

Findings check_sections(const Postmortem& postmortem) {
  Findings findings;
  for (std::size_t i = 0; i < postmortem.sections.size(); ++i) {
    const Section& section = postmortem.sections[i];
    const bool matters = section.kind != SectionKind::kOther && !section.heading.empty();
    if (!matters || !is_empty_section(section) || groups_others(postmortem.sections, i)) continue;
    findings.push_back(finding("section-empty", section.line,
                               fmt::format("The section \"{}\" is empty.", section.heading)));
  }
  return findings;
}

}  // namespace

Findings check_answers(const Postmortem& postmortem) {
  Findings findings = check_questions(postmortem);
  if (says_nothing(postmortem.title)) {
    findings.push_back(
        finding("title-vague", 1,
                fmt::format("The title \"{}\" does not say what happened.", postmortem.title)));
  }
  return joined(std::move(findings), check_sections(postmortem));
}

}  // namespace dejavu
