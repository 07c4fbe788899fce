// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/lint/codes.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

namespace dejavu {
namespace {

constexpr DiagnosticLevel kNote = DiagnosticLevel::kNote;
constexpr DiagnosticLevel kWarning = DiagnosticLevel::kWarning;

constexpr LintCode kCodes[] = {
    {"unanswered-problem", kWarning, "The file does not say what the problem was.",
     "Say in a Summary or Impact section what users saw, and for how long."},
    {"unanswered-fix", kWarning, "The file does not say which steps fixed it.",
     "List them in a Resolution section: they are shown first in the next outage."},
    {"unanswered-prevention", kWarning, "The file does not say how it could have been prevented.",
     "Write a Prevention section, or give an action item the type prevent."},
    {"unanswered-improvement", kWarning, "The file does not say what will be improved.",
     "Write an Action items section, or action_items in the front matter."},
    {"detection-missing", kNote, "The file does not say how the problem was noticed.",
     "Fill in detected_by (alert, customer, employee, partner, chance) or detected_at, or write a "
     "Detection section."},
    {"seen-before-missing", kNote, "The author has not said whether this happened before.",
     "Fill in seen_before (yes, no, unsure) before looking at what dejavu suggests."},
    {"title-vague", kWarning, "The title does not say what happened.",
     "Name what broke and what users saw: \"Checkout refused every card\"."},
    {"section-empty", kWarning, "A section has a heading and no text.",
     "Fill it in, or take the heading out."},
    {"action-without-owner", kWarning, "An open action item has no owner.",
     "Name a person or a team in owner."},
    {"action-without-due", kWarning, "An open action item has no due date.",
     "Set due to a day on which somebody looks at it again."},
    {"action-without-type", kNote, "An open action item has no type.",
     "Set type to prevent, detect, mitigate or process."},
    {"action-unverified", kNote, "A finished action item says nothing of being verified.",
     "Name in verified_by who saw it work, or the test that did."},
    {"times-out-of-order", kWarning, "Two times of the incident contradict each other.",
     "Correct one of them, or put \"~\" before the one that is a guess."},
    {"action-done-before-start", kWarning, "An action item was done before the incident began.",
     "Correct done_at or started_at."},
    {"id-duplicate", kWarning, "Another file has the same id.",
     "Give one of them an id of its own; `dejavu new` finds the next free one."},
    {"relation-dangling", kWarning, "A relation names an incident that no file has.",
     "Correct the id; `dejavu search` finds the incident that is meant."},
    {"relation-to-itself", kWarning, "An incident is related to itself.",
     "Name the other incident."},
    {"relation-forward", kWarning, "An incident comes of one that began later.",
     "Write the relation into the later one of the two files."},
    {"blame-person", kWarning, "A sentence makes a person the cause.",
     "Describe what made it possible."},
    {"blame-hindsight", kWarning, "A sentence says what somebody should or could have done.",
     "Say what was known then, and turn the wish into an action item."},
    {"blame-word", kWarning, "A word judges people, or stops at human error.",
     "Describe what was seen and known at the time."},
    {"blame-we", kNote, "A sentence makes the authors themselves the cause.",
     "Describe what made it possible."},
};

}  // namespace

Findings joined(Findings findings, Findings more) {
  findings.insert(findings.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
  return findings;
}

std::span<const LintCode> lint_codes() { return kCodes; }

const LintCode* find_lint_code(std::string_view code) {
  const auto* found = std::ranges::find(kCodes, code, &LintCode::code);
  return found == std::end(kCodes) ? nullptr : found;
}

Finding finding(std::string_view code, int line, std::string message) {
  const LintCode* row = find_lint_code(code);
  assert(row != nullptr);
  return {{line, 1, row->level, std::string(code), std::move(message)}, std::string(row->hint)};
}

}  // namespace dejavu
