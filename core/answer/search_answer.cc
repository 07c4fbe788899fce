// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/answer/search_answer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/answer/differences.h"
#include "core/answer/verdict_reason.h"
#include "core/base/error.h"
#include "core/search/did_you_mean.h"
#include "core/search/parse_question.h"
#include "core/secrets/mask.h"

namespace dejavu {
namespace {

bool is_scored(const RatedPart& rated) {
  return rated.part.kind != PartKind::kFilter && rated.part.kind != PartKind::kExcluded;
}

std::optional<int> days_overdue(const ActionItem& item, Instant now) {
  if (!item.due) return std::nullopt;
  const auto late = std::chrono::floor<std::chrono::days>(now - item.due->at);
  return static_cast<int>(std::max<std::chrono::days::rep>(late.count(), 0));
}

/// Pasted logs hold tokens, and an answer repeats its question. What the index has is masked by the
/// same rules, so a line still finds itself.
Question without_secrets(Question question) {
  question.text = mask_secrets(std::move(question.text)).text;
  question.title = mask_secrets(std::move(question.title)).text;
  return question;
}

class Answerer {
 public:
  Answerer(Reader& reader, Tokenizer& tokenizer, const AnswerContext& context)
      : reader_(reader), tokenizer_(tokenizer), context_(context) {}

  SearchAnswer answer(const Question& question) {
    find(question);
    SearchAnswer answer;
    answer.question = question.text;
    sort_parts(answer);
    answer.ignored = std::move(found_.ignored);
    answer.notes = std::move(found_.notes);
    answer.facets = std::move(found_.facets);
    answer.total = found_.total;
    asked_ = asked_by(question, found_.parts, reader_.forward().facet_values());
    for (std::size_t i = 0; i < found_.hits.size(); ++i) {
      answer.hits.push_back(answer_hit(found_.hits[i]));
    }
    mark_likely(answer.hits, question.offset);
    answer.verdict = judge(question, answer.hits);
    if (!answer.missing.empty()) answer.did_you_mean = corrected(question);
    answer.index = reader_.info();
    return answer;
  }

 private:
  /// A line that looks like a query and finds nothing may be a log line (`status:error env:prod`),
  /// or a filter that is too narrow: its words are then better than silence.
  void find(const Question& question) {
    const SearchOptions options = {.with_facets = context_.with_facets, .now = context_.now};
    const ParsedQuestion parsed = parse_question(question, tokenizer_);
    found_ = search(reader_, tokenizer_, parsed, options);
    if (parsed.mode != QuestionMode::kLanguage || found_.total > 0) return;
    Question plain = question;
    plain.plain = true;
    SearchResult words = search(reader_, tokenizer_, parse_question(plain, tokenizer_), options);
    if (words.total == 0) return;
    // What was not understood of the operators stays worth knowing.
    words.notes.insert(words.notes.begin(), found_.notes.begin(), found_.notes.end());
    found_ = std::move(words);
    found_.notes.push_back("nothing matches the operators of this line; its words were searched");
  }

  void sort_parts(SearchAnswer& answer) const {
    for (const RatedPart& rated : found_.parts) {
      const bool absent =
          is_scored(rated) && rated.documents == 0 && rated.part.kind != PartKind::kPrefix;
      if (!absent) {
        answer.used.push_back(rated.part);
      } else if (rated.part.kind != PartKind::kLine && rated.part.kind != PartKind::kConcept) {
        // The words of a line or of a synonym are missing by themselves.
        answer.missing.push_back(rated.part.text);
      }
    }
  }

  HitAnswer answer_hit(const Hit& hit) {
    HitAnswer answer;
    answer.card = reader_.card(hit.doc);
    answer.score = hit.score;
    if (found_.best) {
      answer.confidence =
          probability_of(hit.standing, found_.own_words, context_.decisions).posterior;
    }
    answer.covered = covered_by(hit);
    std::map<std::string, double> weights;
    for (const PartMatch& match : hit.parts) {
      const RatedPart& rated = found_.parts[match.part];
      for (const std::string& term : rated.part.terms) weights[term] = rated.weight;
    }
    answer.why = reasons_for(hit, found_.parts);
    answer.only_here = only_in(hit, found_.parts);
    answer.missing = missing_in(hit, found_.parts);
    answer.differs =
        differences(asked_, answer.card, reader_.forward().terms(hit.doc), tokenizer_.thesaurus());
    answer.snippet = make_snippet(answer.card.prose, weights, tokenizer_);
    for (const ActionItem& item : answer.card.open_prevent_actions) {
      answer.open_prevent_actions.push_back({item, days_overdue(item, context_.now)});
    }
    return answer;
  }

  /// A synonym stands in for words that the document lacks; where it has them, nobody asked for it.
  double covered_by(const Hit& hit) const {
    double asked = 0;
    double found = 0;
    for (const RatedPart& rated : found_.parts) {
      if (rated.part.kind != PartKind::kConcept) asked += rated.weight;
    }
    for (const PartMatch& match : hit.parts) {
      const RatedPart& rated = found_.parts[match.part];
      found += rated.weight;
      if (rated.part.kind == PartKind::kConcept) asked += rated.weight;
    }
    return asked > 0 ? found / asked : 0;
  }

  static void mark_likely(std::vector<HitAnswer>& hits, std::size_t offset) {
    for (std::size_t i = 0; i < hits.size() && offset + i < kMostLikely; ++i) {
      const bool incident = hits[i].card.kind == FileKind::kIncident;
      hits[i].likely = incident && hits[i].confidence.value_or(0) >= kLikelyProbability;
    }
  }

  Verdict judge(const Question& question, const std::vector<HitAnswer>& hits) {
    if (reader_.info().documents == 0) {
      return {VerdictAnswer::kNo, std::nullopt, "the index holds no postmortem yet"};
    }
    if (found_.total == 0) {
      return {VerdictAnswer::kNo, std::nullopt, reason_for_nothing(question, found_.parts)};
    }
    if (!found_.best) {
      return {VerdictAnswer::kMaybe, std::nullopt, "listed by filter or date, not by likeness"};
    }
    const HitAnswer best = answer_of(*found_.best, hits);
    if (best.card.kind != FileKind::kIncident) {
      return {VerdictAnswer::kNo, std::nullopt, "only files that are no incidents match"};
    }
    const Standing& standing = found_.best->standing;
    const Probability chance = probability_of(standing, found_.own_words, context_.decisions);
    const VerdictAnswer answer = answer_for(chance);
    if (question.offset > 0)
      return {answer, chance.posterior, "these are hits further down the list"};
    return {answer, chance.posterior, reason_for(answer, best, standing, found_.total)};
  }

  /// Newer incidents may stand before the best one, and push it off the page.
  HitAnswer answer_of(const Hit& best, const std::vector<HitAnswer>& hits) {
    const auto shown = std::find_if(found_.hits.begin(), found_.hits.end(),
                                    [&](const Hit& hit) { return hit.doc == best.doc; });
    if (shown == found_.hits.end()) return answer_hit(best);
    return hits[static_cast<std::size_t>(shown - found_.hits.begin())];
  }

  std::optional<std::string> corrected(const Question& question) {
    ForwardIndex& forward = reader_.forward();
    const auto documents = [&](const std::string& term) {
      return document_frequency(reader_, term);
    };
    return did_you_mean(question, {forward.words(), forward.facet_values(), documents}, tokenizer_);
  }

  Reader& reader_;
  Tokenizer& tokenizer_;
  const AnswerContext& context_;
  SearchResult found_;
  Asked asked_;
};

/// Whoever pasted a secret wants to know; and a mark is no misspelt word.
SearchAnswer with_note_on_secrets(SearchAnswer answer) {
  if (answer.question.find(kMaskBegin) == std::string::npos) return answer;
  answer.did_you_mean.reset();
  answer.notes.emplace_back("the question held what looks like a secret; it was masked");
  return answer;
}

}  // namespace

SearchAnswer answer_search(Reader& reader, Tokenizer& tokenizer, const Question& asked,
                           const AnswerContext& context) {
  const Question question = without_secrets(asked);
  // A document of the match may be gone when its card is read, after a commit in between, and so
  // may the whole generation, after a build: the next revision then answers the whole question.
  constexpr int kAttempts = 5;
  for (int attempt = 1;; ++attempt) {
    try {
      return with_note_on_secrets(Answerer(reader, tokenizer, context).answer(question));
    } catch (const Error& error) {
      const bool overtaken =
          error.kind() == ErrorKind::kNotFound || error.kind() == ErrorKind::kUnavailable;
      if (!overtaken || attempt == kAttempts) throw;
      reader.refresh();
    }
  }
}

Question question_from(const Postmortem& postmortem) {
  Question question;
  question.title = postmortem.title;
  for (const std::string& signature : postmortem.signatures) question.text += signature + "\n";
  for (const Section& section : postmortem.sections) {
    // What was planned afterwards says little about what happened.
    if (section.kind == SectionKind::kActionItems) continue;
    question.text += section.text + "\n";
  }
  question.text += "\n";  // two lines at least: a postmortem has no question syntax
  question.incident = AskingIncident{postmortem.services, postmortem.trigger};
  if (!postmortem.id.empty()) question.exclude.push_back(postmortem.id);
  return question;
}

}  // namespace dejavu
