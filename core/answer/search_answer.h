// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/answer/reasons.h"
#include "core/answer/verdict.h"
#include "core/index/reader.h"
#include "core/index/tokens.h"
#include "core/search/question.h"
#include "core/search/search.h"
#include "core/search/snippet.h"

namespace dejavu {

struct OpenPreventAction {
  ActionItem item;
  std::optional<int> days_overdue;  // absent without a due date; 0 when not yet due

  bool operator==(const OpenPreventAction&) const = default;
};

struct HitAnswer {
  Card card;
  double score = 0;
  std::optional<double> confidence;  // that it is an incident of the same kind; absent for lists
  double covered = 0;                // share of the question's words, by rarity, that it has; 0..1
  bool likely = false;
  std::vector<SnippetPart> snippet;
  std::vector<Reason> why;             // contributions add up to the score
  std::vector<std::string> only_here;  // the question's words that stand in no other postmortem
  std::vector<std::string> missing;    // the question's weightiest words that this incident lacks
  std::vector<std::string> differs;    // how it is another one
  std::vector<OpenPreventAction> open_prevent_actions;

  bool operator==(const HitAnswer&) const = default;
};

/// Everything that the doors print for a question; the shapes are those of docs/API.md.
struct SearchAnswer {
  std::string question;
  Verdict verdict;
  std::vector<QuestionPart> used;
  std::vector<IgnoredText> ignored;
  std::vector<std::string> missing;  // parts that stand in no postmortem at all
  std::vector<std::string> notes;
  std::vector<HitAnswer> hits;
  std::map<std::string, std::vector<FacetCount>> facets;
  std::size_t total = 0;
  std::optional<std::string> did_you_mean;  // the question with misspelt words put right
  IndexInfo index;
};

/// What an answer depends on besides the index and the question.
struct AnswerContext {
  Instant now{};          // dates overdue actions and recency
  Decisions decisions{};  // of the team, about earlier suggestions
  bool with_facets = true;
};

/// Throws what the reader throws; never because of the question. Secrets of the question are masked
/// before it is read: the one place for all doors.
SearchAnswer answer_search(Reader& reader, Tokenizer& tokenizer, const Question& question,
                           const AnswerContext& context);

/// A whole incident as a question: title, text and signatures, without its names and dates.
/// The incident itself is left out of the answer.
Question question_from(const Postmortem& postmortem);

}  // namespace dejavu
