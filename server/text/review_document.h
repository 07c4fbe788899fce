// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/review/weekly_review.h"

namespace dejavu {

/// A review as headings and lists, before it is text, Markdown or HTML. All texts are plain, on one
/// line, and as the corpus has them: whoever prints them escapes them.
struct ReviewItem {
  std::string text;
  std::vector<std::string> details;

  bool operator==(const ReviewItem&) const = default;
};

struct ReviewPart {
  std::string heading;
  std::string note;  // what the list is, or why it is empty
  std::vector<ReviewItem> items;

  bool operator==(const ReviewPart&) const = default;
};

struct ReviewDocument {
  std::string title;
  std::vector<std::string> facts;  // as of when, cooldown, the last review
  std::vector<ReviewPart> parts;   // in the order in which a team goes through them
};

ReviewDocument review_document(const WeeklyReview& review);

/// For a terminal. Control characters of the corpus never reach it.
std::string review_text(const WeeklyReview& review);

/// For a wiki or a pull request; what Markdown would read as markup is escaped.
std::string review_markdown(const WeeklyReview& review);

}  // namespace dejavu
