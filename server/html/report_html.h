// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/recurrence/book.h"
#include "core/review/actions.h"
#include "core/review/figures.h"
#include "core/review/weekly_review.h"

namespace dejavu {

// The pages that a team reads together: pure functions, everything of the corpus escaped. Each is a
// whole document.

/// What stands above a page.
struct ReportContext {
  Instant now{};
  std::string address;                   // of the page itself; forms return to it
  std::optional<LedgerEntry> written{};  // the decision that was just taken
  std::string caller{};                  // VerdictForm::caller
};

std::string render_recurrences_page(const Recurrences& recurrences, const ReportContext& context);

/// Suggestions that stand on one page; the others follow when these are decided.
inline constexpr std::size_t kSuggestionsShown = 20;

/// Families that are drawn and told; the largest come first.
inline constexpr std::size_t kFamiliesShown = 40;

/// Pairs in a table of what was decided.
inline constexpr std::size_t kPairsShown = 200;

/// Which of the actions a page lists.
struct ActionsFilter {
  std::string state;  // a name of ActionState, "open" with those that are overdue,
                      // "would_have_prevented", or empty: all
  std::string type;   // a name of ActionType, or empty: all

  bool operator==(const ActionsFilter&) const = default;
};

struct ActionsPage {
  ActionReport report;  // of all actions
  ActionsFilter filter;
  IndexInfo index;
};

/// More rows are no list that anybody works through.
inline constexpr std::size_t kActionsShown = 200;

std::string render_actions_page(const ActionsPage& page, const ReportContext& context);

struct TrendsPage {
  Figures figures;
  std::string by;        // what the groups are by: a name of Grouping, or empty
  std::size_t last = 0;  // only the newest so many incidents; 0: all
  IndexInfo index;
};

std::string render_trends_page(const TrendsPage& page, const ReportContext& context);

struct ReviewPage {
  WeeklyReview review;
  std::size_t step = 0;  // the part that stands alone, from 1 on; 0: all parts
  IndexInfo index;
};

std::string render_review_page(const ReviewPage& page, const ReportContext& context);

}  // namespace dejavu
