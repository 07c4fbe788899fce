// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/index/reader.h"
#include "core/index/tokens.h"
#include "core/search/question.h"
#include "core/search/search.h"
#include "core/search/snippet.h"

namespace dejavu {

enum class VerdictAnswer { kYes, kMaybe, kNo };

/// "Has this happened before?" in one word, with the reason in a sentence. `confidence` is a
/// calibrated probability, absent while there is none: nothing is invented.
struct Verdict {
  VerdictAnswer answer = VerdictAnswer::kNo;
  std::optional<double> confidence;
  std::string reason;

  bool operator==(const Verdict&) const = default;
};

/// One reason why a hit matched. Contributions are shares of the question, by rarity of its words;
/// those of a hit sum to HitAnswer::covered.
struct Reason {
  std::string feature;  // "title words", "identifiers", "log lines", "words", "phrases"
  double contribution = 0;
  std::vector<std::string> evidence;  // the user's own words

  bool operator==(const Reason&) const = default;
};

struct OpenPreventAction {
  ActionItem item;
  std::optional<int> days_overdue;  // absent without a due date; 0 when not yet due

  bool operator==(const OpenPreventAction&) const = default;
};

struct HitAnswer {
  Card card;
  double score = 0;
  double covered = 0;  // share of the question that this incident contains, 0..1
  bool likely = false;
  std::vector<SnippetPart> snippet;
  std::vector<Reason> why;
  std::vector<std::string> missing;  // the question's weightiest words that this incident lacks
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
  IndexInfo index;
};

/// `now` dates overdue actions. Throws what the reader throws; never because of the question.
SearchAnswer answer_search(Reader& reader, Tokenizer& tokenizer, const Question& question,
                           Instant now);

/// A whole incident as a question: title, text and signatures, without its names and dates.
/// The incident itself is left out of the answer.
Question question_from(const Postmortem& postmortem);

std::string_view name_of(VerdictAnswer answer);

}  // namespace dejavu
